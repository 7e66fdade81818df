"""What people hear of a request: that there is something to read, and where; never what it says."""

from collections.abc import Iterable

from flask import render_template

from app.accounts.models import User
from app.appeals.models import Appeal
from app.core.outbox import post
from app.core.sealing import Private
from app.core.site import address_of, path_of
from app.core.wording import _, in_language, lazy, spoken_path
from app.notifications.operations import tell


def to_judge(judges: Iterable[User], appeal: Appeal) -> None:
    tell_each(judges, lazy("A request about a person waits for you"), "appeals.judge", public_id=appeal.public_id)


def mentions(judges: Iterable[User]) -> None:
    tell_each(judges, lazy("Texts may name somebody who removed their account"), "appeals.work_list")


def runs_late(judges: Iterable[User], appeal: Appeal) -> None:
    subject = lazy("A request about a person has to be answered soon")
    tell_each(judges, subject, "appeals.judge", public_id=appeal.public_id)


def nobody_may_judge(administrators: Iterable[User]) -> None:
    tell_each(administrators, lazy("Nobody at the desk may judge a request: invite another editor"), "accounts.admin")


def to_writers(users: Iterable[User], subject: object, endpoint: str, slug: str) -> None:
    """The hosts of a challenge, or who keeps the questions."""
    tell_each(users, subject, endpoint, slug=slug)


def to_account(user: User) -> None:
    tell_each([user], lazy("Your request has been answered"), "appeals.own")


def tell_each(users: Iterable[User], subject: object, endpoint: str, **values: str) -> None:
    for user in users:
        with in_language(user.language):
            path = spoken_path(path_of(endpoint, **values))
            text = render_template("appeals/email/look.txt", subject=str(subject), url=address_of(path))
            tell([user], str(subject), text, path=path)


def answered(appeal: Appeal, token: str, language: str) -> None:
    """To the address that was left: the link on which the answer is read."""
    with in_language(language):
        url = address_of(spoken_path(path_of("appeals.answer", token=token)))
        text = render_template("appeals/email/answered.txt", url=url)
        key = f"appeal-{appeal.public_id}-answer"
        post(Private(appeal.email), _("Your request has been answered"), text, key=key, apart=True)
