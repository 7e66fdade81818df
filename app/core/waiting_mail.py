"""What stands in the outbox: for whom, to be looked at, forgotten, or sent again after no server took it for long."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import delete, or_, select

from app.core import clock, mail_days
from app.core.bounces import forget_old_bounces, mark_of_letter
from app.core.database import db, number_of
from app.core.destruction import destroyed
from app.core.outbox import Email

KEPT = timedelta(days=30)


def latest_mail(size: int) -> Sequence[Email]:
    """What was written last, for the mailbox of the demonstration."""
    return db.session.scalars(select(Email).order_by(Email.id.desc()).limit(size)).all()


def mail_to(address: str) -> Sequence[Email]:
    """What waits to be sent to this address."""
    waiting = db.session.scalars(select(Email).where(Email.address != "").order_by(Email.id))
    return [email for email in waiting if email.address == address]  # some are sealed: SQL cannot tell


def forget_mail_about(*words: str) -> None:
    """Deletes what waits to be sent to this address, or has one of these words in it."""
    for word in filter(None, words):
        theirs = [email.id for email in mail_to(word)]
        found = or_(Email.id.in_(theirs), Email.text.contains(word, autoescape=True))
        db.session.execute(delete(Email).where(found))


def left_to(message_id: str, addresses: Collection[str]) -> str | None:
    """To which of these the mail with this Message-ID left; None when it is of no mail that is known here still."""
    mark = message_id.partition("@")[0]
    for key in db.session.scalars(select(Email.key).where(Email.tries > 0).execution_options(yield_per=1000)):
        for address in addresses:
            if mark_of_letter(key, address) == mark:
                return address
    return None


def given_up() -> Sequence[Email]:
    """What no server took for so long that it is tried no more, and what can still be sent; the oldest first."""
    wanted = Email.failed_at.is_not(None), Email.text != ""
    return db.session.scalars(select(Email).where(*wanted).order_by(Email.id)).all()


def send_again() -> int:
    """What was given up is tried anew, as the same letter to whoever has it already; how many.

    Whether it may leave still is looked at once more, as with all mail that waited.
    """
    found = given_up()
    for email in found:
        email.failed_at, email.tries, email.due_at = None, 0, clock.now()
    db.session.flush()
    return len(found)


def forget_old_mail() -> int:
    """Deletes what was sent, given up or written in vain a month ago; how many. And bounces of a year ago."""
    before = clock.now() - KEPT
    forget_old_bounces()
    destroyed("mail_day", mail_days.forget_mail_days(), f"{mail_days.DAYS_KEPT} days")
    old = or_(Email.sent_at < before, Email.failed_at < before, Email.created_at < before)
    return destroyed("email", number_of(db.session.execute(delete(Email).where(old))), f"{KEPT.days} days")
