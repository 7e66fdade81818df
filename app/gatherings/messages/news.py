"""What changed, and what does not take place."""

from collections.abc import Sequence

from flask import render_template

from app.core.mail_days import Haste
from app.core.outbox import post
from app.core.site import address_of, path_of
from app.core.wording import _, in_language, lazy, spoken_path
from app.gatherings.changed import in_words
from app.gatherings.messages.registration import take_back_what_waits, to_one
from app.gatherings.models import Arrival, Change, Registration, What

REMINDED = (What.DAY, What.BEGINS, What.PLACE, What.PART)  # what a reminder says of a gathering


def changed(registration: Registration, changes: Sequence[Change]) -> None:
    """A reminder that waits to leave says what was, and is taken back."""
    if any(change.what in REMINDED for change in changes):
        take_back_what_waits(registration, "reminder-")
    with in_language(registration.language):
        told = [in_words(change).text for change in changes]
    to_one(registration, lazy("Something changed"), "changed", key=f"changed-{changes[-1].id}", told=told)


def called_off(registration: Registration, number: int) -> None:
    """The last that they hear of it: a reminder, a change or a message that waits to leave comes no more."""
    take_back_what_waits(registration)
    to_one(registration, lazy("Does not take place"), "called_off", key=f"off-{number}", haste=Haste.TODAY)


def harvest(registration: Registration) -> None:
    with in_language(registration.language):
        page = address_of(spoken_path(path_of("pages.harvest", slug=registration.gathering.slug)))
    to_one(registration, lazy("What came of it"), "harvest", key="harvest", page=page)


def harvest_for_walk_in(arrival: Arrival) -> None:
    """To the address that somebody left at the door, in the 48 hours of the promise; they have no page of their own."""
    gathering = arrival.gathering
    with in_language(gathering.language):
        page = address_of(spoken_path(path_of("pages.harvest", slug=gathering.slug)))
        text = render_template("gatherings/email/harvest_for_walk_in.txt", gathering=gathering, page=page)
        subject = _("What came of it")
        key = f"arrival-{arrival.public_id}-harvest"
        post(arrival.harvest_to, f"{subject}: {gathering.title}", text, key=key, haste=Haste.TODAY)
