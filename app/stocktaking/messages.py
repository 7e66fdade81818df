"""What members hear about the questions that they work on: never a word of a contribution."""

from collections.abc import Iterable

from flask import render_template, url_for

from app.accounts.models import User
from app.core.site import address_of
from app.core.wording import _, in_language, spoken_path
from app.notifications.operations import tell


def quote_out_of_view(users: Iterable[User], slug: str) -> None:
    """A quote under this question is out of view, because its contributor does not want to be quoted."""
    for user in users:
        with in_language(user.language):
            path = spoken_path(url_for("stocktaking.edit", slug=slug))
            subject = _("A contributor no longer wants to be quoted")
            given = {"subject": subject, "url": address_of(path)}
            tell([user], subject, render_template("stocktaking/email/not_quoted.txt", **given), path=path)


def how_does_it_stand(users: Iterable[User], slug: str) -> None:
    """A coordinator asks the organisation that goes after a question, or was proposed for it, how it stands."""
    for user in users:
        with in_language(user.language):
            path = spoken_path(url_for("stocktaking.question", slug=slug))
            subject = _("How does the question stand that your organisation goes after?")
            given = {"subject": subject, "url": address_of(path)}
            tell([user], subject, render_template("stocktaking/email/how_does_it_stand.txt", **given), path=path)


def proposed_as_owner(users: Iterable[User], slug: str) -> None:
    """Somebody proposes their organisation as the one that goes after a question."""
    for user in users:
        with in_language(user.language):
            path = spoken_path(url_for("stocktaking.question", slug=slug))
            subject = _("Will your organisation go after a question?")
            given = {"subject": subject, "url": address_of(path)}
            tell([user], subject, render_template("stocktaking/email/proposed_as_owner.txt", **given), path=path)
