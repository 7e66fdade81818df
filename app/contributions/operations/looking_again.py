"""The day on which a contributor looks again at who sees what: named, told once, and gone with the story."""

from datetime import date

from app.contributions import messages, queries
from app.contributions.models import Contribution, LookAgain, Status
from app.contributions.operations.contact import kind_of_mail, news_token
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.outbox import take_back
from app.core.wording import _


def look_again_on(contribution: Contribution, day: date | None) -> None:
    """Keeps the day, in place of the one before; without a day the contributor is not reminded any more."""
    if contribution.status in (Status.WITHDRAWN, Status.REFUSED):
        raise Refusal(_("This contribution has been closed. You can share a new one."))
    found = queries.look_again_of(contribution)
    if found is not None and found.day == day:
        return
    stop_looking(contribution)
    if day is not None:
        db.session.add(LookAgain(contribution_id=contribution.id, day=day))
        db.session.flush()


def stop_looking(contribution: Contribution) -> None:
    """Forgets the day, with the reminders that have not left."""
    found = queries.look_again_of(contribution)
    if found is not None:
        db.session.delete(found)
        for kind in kinds_of_reminder(contribution):
            take_back(kind)
        db.session.flush()


def remind_to_look() -> int:
    """Reminds the contributors whose day has come, each once; how many days had come.

    Who has no account and no address for news reads it on the own page only.
    """
    due = queries.looks_due(clock.today())
    for look in due:
        look.reminded_at = clock.now()
        remind(look.contribution)
    db.session.flush()
    return len(due)


def kinds_of_reminder(contribution: Contribution) -> tuple[str, str]:
    """How the keys begin of reminders to the account, and to the address for news: that goes with the other news."""
    return kind_of_mail("look", contribution), f"{kind_of_mail('news', contribution)}look-"


def remind(contribution: Contribution) -> None:
    author, found = contribution.author, queries.news_address_of(contribution)
    to_account, to_address = kinds_of_reminder(contribution)
    if author is not None:
        messages.look_again_at_account(author, contribution.public_id, to_account)
    asked = found is not None and found.email != "" and found.confirmed_at is not None
    if found is not None and asked and (author is None or author.email != found.email):
        token = news_token(contribution, found.email)
        messages.look_again(found.email, token, to_address, contribution.language)
