"""What hosts receive: an invitation to run a challenge together."""

from flask import render_template

from app.accounts.models import User
from app.challenges.models import Challenge
from app.core.site import address_of, path_of
from app.core.wording import _, in_language, spoken_path
from app.notifications.operations import tell


def added_as_host(user: User, challenge: Challenge) -> None:
    with in_language(user.language):
        path = spoken_path(path_of("challenges.mine"))
        text = render_template("challenges/email/added_as_host.txt", url=address_of(path))
        tell([user], _("You are a host of a challenge"), text, path=path)


def handed_over(user: User, challenge: Challenge) -> None:
    """To whoever leaves: that it is done, and where everybody reads it."""
    with in_language(user.language):
        path = spoken_path(path_of("challenges.mine"))
        text = render_template("challenges/email/handed_over.txt", url=address_of(path))
        tell([user], _("You handed over a challenge"), text, path=path)
