"""What the clock sends of a gathering: reminders, and numbers for the caterer."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from flask import render_template

from app.accounts.models import User
from app.core.mail_days import Haste
from app.core.outbox import post
from app.core.security import random_id
from app.core.site import address_of, path_of
from app.core.wording import _, day_and_date, in_language, lazy, spoken_path
from app.gatherings.catering import meal_of, names_of
from app.gatherings.messages.registration import haste_near, places_of, to_one, walk_link
from app.gatherings.models import Catering, Gathering, Registration, SeatState
from app.notifications.operations import tell


def reminder(registration: Registration, days: int) -> None:
    """What they come to, from when their first part begins; the day before with the link of the walk, if there is one.

    The subject names the day: in the mail of a day, after a weekend perhaps, it is not a week any more.
    """
    with in_language(registration.language):
        day = day_and_date(registration.gathering.on)
        subject = _("Tomorrow, %(day)s", day=day) if days == 1 else _("On %(day)s", day=day)
    key, haste = f"reminder-{registration.gathering.on}-{days}", Haste.TODAY if days == 1 else None
    given = {"walk_url": walk_link(registration)} | places_of(registration)
    to_one(registration, subject, "reminder", key=key, haste=haste, **given)


def line_ended(registration: Registration) -> None:
    """No place came free: in which parts, and what they can still do. Whoever has a place elsewhere keeps that."""
    gathering = registration.gathering
    with in_language(registration.language):
        harvest = address_of(spoken_path(path_of("pages.harvest", slug=gathering.slug)))
    waited = [part.title for part, seat in registration.comes_to if seat.state is SeatState.WAITING]
    given = {"waited": waited, "has_place": registration.has_place, "harvest": harvest}
    key = f"line-ended-{gathering.on}"
    to_one(registration, lazy("No place came free"), "line_ended", key=key, haste=Haste.TODAY, **given)


def experience_brought(registration: Registration) -> None:
    """The day after: the one link with which the experience becomes a contribution, when they want that."""
    to_one(registration, lazy("The experience that you brought"), "experience", key="experience")


def to_caterer(gathering: Gathering, numbers: dict[str, Any], is_change: bool, moved: bool = False) -> None:
    """Numbers only: no name and no words of anybody. In Dutch: nobody knows what else the caterer reads.

    `moved`: the day, the hour or the place is another one than they were told.
    """
    with in_language("nl"):
        plates = [(number, names_of(codes)) for codes, number in numbers["plates"].items()]
        meal = meal_of(gathering)
        when = {"starts": time.fromisoformat(meal["starts"]), "place": meal["place"]}
        given = {"gathering": gathering, "numbers": numbers, "plates": plates, "is_change": is_change, "moved": moved}
        given |= when
        text = render_template("gatherings/email/caterer.txt", **given)
        other = _("Changed: when or where people eat") if moved else _("Changed: how many people eat")
        subject = other if is_change else _("How many people eat")
        post_to_caterer(gathering.caterer_email, subject, gathering, text)


def caterer_off(told: Catering, gathering: Gathering, reason: str) -> None:
    """To whoever was told that people eat, and on which day: they need not bring anything any more."""
    with in_language("nl"):
        on = date.fromisoformat(told.meal["on"]) if told.meal else gathering.on
        given = {"gathering": gathering, "on": on, "reason": reason}
        text = render_template("gatherings/email/caterer_off.txt", **given)
        post_to_caterer(told.told_to, _("No food is needed any more"), gathering, text)


def post_to_caterer(address: str, subject: str, gathering: Gathering, text: str) -> None:
    """What was told is noted in the same transaction; that sees to it that nothing is told twice."""
    key = f"catering-{gathering.id}-{random_id()}"
    with in_language("nl"):
        post(address, f"{subject}, {gathering.title}", text, key=key, haste=Haste.TODAY)


def catering_changed(gathering: Gathering, organisers: Sequence[User]) -> None:
    for user in organisers:
        with in_language(user.language):
            path = spoken_path(path_of("gatherings.registrations", slug=gathering.slug))
            given = {"gathering": gathering, "url": address_of(path)}
            text = render_template("gatherings/email/catering_changed.txt", **given)
            subject = f"{_('Other numbers for the caterer')}: {gathering.title}"
            tell([user], subject, text, path=path, haste=haste_near(gathering))
