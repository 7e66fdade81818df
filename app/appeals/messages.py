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

DESK = lazy("You get this because you read for the desk.")
ADMINISTRATOR = lazy("You get this because you are an administrator of this site.")
WRITER = lazy("You get this because it is about a text that you wrote or keep.")
ASKER = lazy("You get this because you asked us something about yourself.")


def to_judge(judges: Iterable[User], appeal: Appeal) -> None:
    subject = lazy("A request about a person waits for you")
    tell_each(judges, subject, DESK, "appeals.judge", public_id=appeal.public_id)


def mentions(judges: Iterable[User]) -> None:
    tell_each(judges, lazy("Texts may name somebody who removed their account"), DESK, "appeals.work_list")


def runs_late(judges: Iterable[User], appeal: Appeal) -> None:
    subject = lazy("A request about a person has to be answered soon")
    tell_each(judges, subject, DESK, "appeals.judge", public_id=appeal.public_id)


def nobody_may_judge(administrators: Iterable[User]) -> None:
    subject = lazy("Nobody at the desk may judge a request: invite another editor")
    tell_each(administrators, subject, ADMINISTRATOR, "accounts.admin")


def to_writers(users: Iterable[User], subject: object, endpoint: str, slug: str) -> None:
    """The hosts of a challenge, or who keeps the questions."""
    tell_each(users, subject, WRITER, endpoint, slug=slug)


def to_account(user: User) -> None:
    tell_each([user], lazy("Your request has been answered"), ASKER, "appeals.own")


def tell_each(users: Iterable[User], subject: object, why: object, endpoint: str, **values: str) -> None:
    for user in users:
        with in_language(user.language):
            path = spoken_path(path_of(endpoint, **values))
            given = {"subject": str(subject), "why": str(why), "url": address_of(path)}
            text = render_template("appeals/email/look.txt", **given)
            tell([user], str(subject), text, path=path)


def answered(appeal: Appeal, token: str, language: str) -> None:
    """To the address that was left: the link on which the answer is read."""
    with in_language(language):
        url = address_of(spoken_path(path_of("appeals.answer", token=token)))
        text = render_template("appeals/email/answered.txt", url=url)
        key = f"appeal-{appeal.public_id}-answer"
        post(Private(appeal.email), _("Your request has been answered"), Private(text), key=key, apart=True)
