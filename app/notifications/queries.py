"""What lies in somebody's inbox."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select

from app.accounts.models import User
from app.core.database import db, in_batches, number_of
from app.core.outbox import Email
from app.notifications.models import Notification


def unread(user: User) -> Sequence[Notification]:
    wanted = Notification.user_id == user.id, Notification.read_at.is_(None)
    return db.session.scalars(select(Notification).where(*wanted)).all()


def unread_like(user: User, subject: str, path: str) -> Sequence[Notification]:
    """Those that say the same of the same page."""
    wanted = Notification.subject == subject, Notification.path == path
    mine = Notification.user_id == user.id, Notification.read_at.is_(None)
    return db.session.scalars(select(Notification).where(*mine, *wanted)).all()


def inbox(user: User, size: int = 50) -> Sequence[Notification]:
    wanted = Notification.user_id == user.id
    return db.session.scalars(select(Notification).where(wanted).order_by(Notification.id.desc()).limit(size)).all()


def delete_before(moment: datetime) -> int:
    """Removes the messages that were written before this moment."""
    return number_of(db.session.execute(delete(Notification).where(Notification.created_at < moment)))


def delete_at(paths: Collection[str]) -> None:
    """Removes the messages that lead to one of these pages."""
    for some in in_batches(paths):
        db.session.execute(delete(Notification).where(Notification.path.in_(some)))


def that_lead_to(path: str) -> Sequence[Notification]:
    """The messages that name this page, or one whose address begins so."""
    names = or_(Notification.path.contains(path, autoescape=True), Notification.text.contains(path, autoescape=True))
    return db.session.scalars(select(Notification).where(names)).all()


def mail_that_leads_to(path: str) -> Sequence[Email]:
    """The same of what waits to leave for an account. What waits for others is sealed, and written when it leaves."""
    waits = Email.sent_at.is_(None), Email.text.contains(path, autoescape=True)
    return db.session.scalars(select(Email).where(*waits)).all()


def delete_unread(paths: Collection[str], subject: str, last: int) -> None:
    """Removes what was not read of the `last` so many messages with this subject that lead to one of these pages."""
    of_these = Notification.path.in_(paths), Notification.subject == subject
    found = select(Notification.id).where(*of_these).order_by(Notification.id.desc()).limit(last)
    ids = db.session.scalars(found).all()
    db.session.execute(delete(Notification).where(Notification.id.in_(ids), Notification.read_at.is_(None)))


def every_message_to(user: User) -> Sequence[Notification]:
    """Everything that somebody was told and that was not deleted since, oldest first."""
    return db.session.scalars(
        select(Notification).where(Notification.user_id == user.id).order_by(Notification.id)
    ).all()
