"""What waits for the hosts of a challenge: a link, and nothing of what was asked or answered."""

from collections.abc import Iterable

from flask import render_template

from app.accounts.models import User
from app.challenges.models import Challenge
from app.core.site import address_of, path_of
from app.core.wording import in_language, lazy, spoken_path
from app.notifications.operations import tell


def to_hosts(hosts: Iterable[User], subject: object, template: str, endpoint: str, challenge: Challenge) -> None:
    """One message to each, in their own language, that leads to a page about the challenge."""
    for user in hosts:
        with in_language(user.language):
            path = spoken_path(path_of(endpoint, slug=challenge.slug))
            text = render_template(f"challenges/email/{template}.txt", url=address_of(path))
            tell([user], str(subject), text, path=path)


def round_is_over(challenge: Challenge, hosts: Iterable[User]) -> None:
    to_hosts(hosts, lazy("People wait for your answers"), "round_is_over", "challenges.answer_round", challenge)


def note_is_missing(challenge: Challenge, hosts: Iterable[User]) -> None:
    to_hosts(hosts, lazy("What do you take along?"), "note_is_missing", "challenges.close", challenge)
