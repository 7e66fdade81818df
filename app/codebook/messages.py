"""What readers hear of the terms that they proposed: that something came of it, and where. No word of a story."""

from collections.abc import Iterable

from flask import render_template

from app.accounts.models import Role, User
from app.codebook.models import Stand
from app.core.site import address_of, path_of
from app.core.wording import in_language, lazy, spoken_path
from app.notifications.operations import tell

SUBJECTS = {
    Stand.ACCEPTED: lazy("A term that you proposed was accepted"),
    Stand.DECLINED: lazy("A term that you proposed was declined"),
    Stand.WAITING: lazy("A term that you proposed waits again"),
}


def of_a_proposal(users: Iterable[User], stand: Stand) -> None:
    """Only who still is of the desk can look at it."""
    for user in users:
        if user.has(Role.EDITOR):
            with in_language(user.language):
                path = spoken_path(path_of("codebook.my_proposals"))
                given = {"subject": str(SUBJECTS[stand]), "stand": stand, "url": address_of(path)}
                text = render_template("codebook/email/proposal.txt", **given)
                tell([user], str(SUBJECTS[stand]), text, path=path)
