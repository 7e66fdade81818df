"""What somebody receives who got a task at a gathering, has one when it changes, or is left with it."""

from collections.abc import Sequence

from flask import render_template, url_for

from app.accounts.models import User
from app.core.mail_days import Haste
from app.core.outbox import post
from app.core.security import random_id
from app.core.site import address_of, path_of
from app.core.wording import _, in_language, lazy, spoken_path
from app.gatherings.changed import in_words
from app.gatherings.messages.registration import haste_near
from app.gatherings.models import Change, Gathering, Task
from app.notifications.operations import tell

SUBJECTS = {
    Task.ORGANISER: lazy("You are an organiser of a gathering"),
    Task.HELPER: lazy("You are asked to help at the door of a gathering"),
    Task.NOTE_TAKER: lazy("You are asked to take notes at a gathering"),
}


def has_a_task(user: User, gathering: Gathering, task: Task) -> None:
    with in_language(user.language):
        path = spoken_path(url_for("gatherings.mine"))
        text = render_template(
            "gatherings/email/has_a_task.txt",
            task=task.value,
            day=gathering.on if gathering.is_public else None,
            url=address_of(path),
        )
        tell([user], str(SUBJECTS[task]), text, path=path, haste=haste_near(gathering))


def news_of_a_task(gathering: Gathering, changes: Sequence[Change], address: str, user: User | None) -> None:
    """What changed, or that it does not take place. The gathering is public, so its name may be in a mail. Whoever has
    no account gets a mail only."""
    with in_language(user.language if user else gathering.language):
        path = spoken_path(path_of("gatherings.gathering", slug=gathering.slug))
        told = [in_words(change).text for change in changes]
        given = {"gathering": gathering, "told": told, "url": address_of(path)}
        text = render_template("gatherings/email/news_of_a_task.txt", **given)
        what = _("Does not take place") if gathering.is_cancelled else _("Something changed")
        subject = f"{what}: {gathering.title}"
        haste = Haste.TODAY if gathering.is_cancelled else haste_near(gathering)
        if user is None:
            post(address, subject, text, key=f"{kind_of_news(gathering)}{random_id()}", haste=haste)
        else:
            tell([user], subject, text, path=path, kind=kind_of_news(gathering), haste=haste)


def kind_of_news(gathering: Gathering) -> str:
    """How the keys of these mails begin, so that what waits can be taken back."""
    return f"notification-news-{gathering.id}-"


def runs_it_alone(user: User, gathering: Gathering) -> None:
    """To the one organiser who is left: the gathering is public, so its name may be in a mail."""
    with in_language(user.language):
        path = spoken_path(path_of("gatherings.tasks", slug=gathering.slug))
        text = render_template("gatherings/email/runs_it_alone.txt", gathering=gathering, url=address_of(path))
        subject = _("You are the only organiser")
        tell([user], f"{subject}: {gathering.title}", text, path=path, haste=haste_near(gathering))


def harvest_opens(user: User, gathering: Gathering, **given: object) -> None:
    """What opens to everybody by itself, when, and what is missing in it: `until`, `missing` stops, `cards` that are
    not shown; and `is_organiser`, or why else they get it."""
    with in_language(user.language):
        path = spoken_path(path_of("pages.harvest", slug=gathering.slug))
        text = render_template(
            "gatherings/email/harvest_opens.txt", gathering=gathering, url=address_of(path), **given
        )
        subject = _("The harvest opens by itself")
        tell([user], f"{subject}: {gathering.title}", text, path=path, haste=Haste.TODAY)


def nobody_plans(user: User, gathering: Gathering, may_take_up: bool) -> None:
    """Of a draft: whose it is and for which day, never its name or what is planned, which only its organisers read."""
    with in_language(user.language):
        path = spoken_path(path_of("gatherings.mine" if may_take_up else "gatherings.index"))
        given = {"gathering": gathering, "may_take_up": may_take_up, "url": address_of(path)}
        text = render_template("gatherings/email/nobody_plans.txt", **given)
        subject = _("Nobody plans this gathering any more")
        tell([user], f"{subject}: {gathering.organisation.name}", text, path=path, haste=haste_near(gathering))


def nobody_organises(user: User, gathering: Gathering, may_take_up: bool) -> None:
    """To a host who may take it up, or to who may look for one: the gathering is public, so its name may be in it."""
    with in_language(user.language):
        path = spoken_path(path_of("gatherings.gathering", slug=gathering.slug))
        given = {"gathering": gathering, "may_take_up": may_take_up, "url": address_of(path)}
        text = render_template("gatherings/email/nobody_organises.txt", **given)
        subject = _("Nobody organises it any more")
        tell([user], f"{subject}: {gathering.title}", text, path=path, haste=haste_near(gathering))
