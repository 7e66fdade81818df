"""What hosts receive: that answers came, or wait too long. Which answers, they see on the site."""

from flask import render_template

from app.accounts.models import User
from app.core.site import address_of
from app.core.wording import _, in_language, spoken_path
from app.notifications.operations import tell


def answers_wait(user: User, slugs: list[str], new: int, overdue: int) -> None:
    """One message for all challenges of this host; with one challenge it leads to the answers themselves."""
    with in_language(user.language):
        path = spoken_path(f"/uitdagingen/{slugs[0]}/antwoorden" if len(slugs) == 1 else "/mijn/uitdagingen")
        text = render_template("answering/email/answers_wait.txt", url=address_of(path), new=new, overdue=overdue)
        tell([user], _("Answers wait for a reaction"), text, path=path)
