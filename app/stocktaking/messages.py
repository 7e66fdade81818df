"""What members hear about the questions that they work on: never a word of a contribution."""

from collections.abc import Callable, Iterable

from flask import render_template, url_for

from app.accounts.models import User
from app.core.site import address_of, path_of
from app.core.wording import in_language, lazy, spoken_path
from app.notifications.operations import tell, tell_once


def quote_out_of_view(users: Iterable[User], slug: str) -> None:
    """A quote under this question is out of view, because its contributor does not want to be quoted."""
    subject = lazy("A contributor no longer wants to be quoted")
    tell_each(users, subject, "not_quoted", url_for("stocktaking.edit", slug=slug))


def page_of(slug: str) -> str:
    """The path of a question, without a language before it."""
    return path_of("stocktaking.question", slug=slug)


def how_does_it_stand(users: Iterable[User], slug: str) -> None:
    """A coordinator asks the organisation that goes after a question, or was proposed for it, how it stands."""
    subject = lazy("How does the question stand that your organisation goes after?")
    tell_each(users, subject, "how_does_it_stand", page_of(slug))


def proposed_as_owner(users: Iterable[User], slug: str) -> None:
    """Somebody proposes their organisation as the one that goes after a question."""
    subject = lazy("Will your organisation go after a question?")
    tell_each(users, subject, "proposed_as_owner", page_of(slug))


def went_up(users: Iterable[User], slug: str) -> None:
    """The question that their organisation goes after, or was proposed for, went up in the one at this address."""
    subject = lazy("A question of your organisation went up in another one")
    tell_each(users, subject, "went_up", page_of(slug), telling=tell_once)


def stands_alone(users: Iterable[User], slug: str) -> None:
    """The question that their organisation goes after, or was proposed for, stands by itself again at this address."""
    subject = lazy("A question of your organisation stands by itself again")
    tell_each(users, subject, "stands_alone", page_of(slug), telling=tell_once)


def tell_each(
    users: Iterable[User], subject: str, template: str, page: str, telling: Callable[..., None] = tell
) -> None:
    for user in users:
        with in_language(user.language):
            path, said = spoken_path(page), str(subject)
            given = {"subject": said, "url": address_of(path)}
            telling([user], said, render_template(f"stocktaking/email/{template}.txt", **given), path=path)
