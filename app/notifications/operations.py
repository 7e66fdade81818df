"""Telling people something: in the same transaction as the thing told."""

import re
from collections.abc import Collection, Iterable, Mapping

from app.accounts.models import User
from app.core import clock
from app.core.again import is_done_before
from app.core.clock import midnight, months_after
from app.core.database import db
from app.core.deal import deal
from app.core.destruction import destroyed
from app.core.mail_days import Haste
from app.core.outbox import post
from app.core.security import random_id
from app.notifications import queries
from app.notifications.models import SUBJECT, Notification


def tell(
    users: Iterable[User],
    subject: str,
    text: str,
    path: str = "",
    kind: str = "notification-",
    haste: Haste | None = None,
) -> None:
    """A message in the inbox of each, and an email that says so. The path is a page of this site.

    The text leads to that page and quotes nothing from it: a mailbox must hold no hidden text.
    Emails of one `kind` can be taken back together, as long as they have not left. Without `haste` they
    leave in the mail of the day.
    """
    if is_done_before():
        return
    for user in users:
        db.session.add(Notification(user_id=user.id, subject=subject, text=text, path=path))
        post(user.email, subject, text, key=f"{kind}{random_id()}", haste=haste)


def tell_once(users: Iterable[User], subject: str, text: str, path: str) -> None:
    """The same of what can be done and undone again and again: who did not read that message yet gets no other mail,
    and finds it once in the inbox, as the newest."""
    for user in users:
        before = queries.unread_like(user, subject, path)
        if not before:
            tell([user], subject, text, path=path)
        elif not is_done_before():
            for notification in before:
                db.session.delete(notification)
            leave_in_inbox(user, subject, text, path)


def leave_in_inbox(user: User, subject: str, text: str, path: str) -> None:
    """A message in the inbox only, for what one mail tells together with other things."""
    if not is_done_before():
        db.session.add(Notification(user_id=user.id, subject=subject, text=text, path=path))


def leave(user_id: int, subject: str, text: str, path: str) -> None:
    """The same for who knows no more than the account: see `app/core/inboxes.py`."""
    db.session.add(Notification(user_id=user_id, subject=" ".join(subject.split())[:SUBJECT], text=text, path=path))


def forget_messages_at(paths: Collection[str]) -> None:
    """Deletes the messages that lead to these pages, read or not: what they are about is forgotten."""
    queries.delete_at(paths)


def take_messages_back(paths: Collection[str], subjects: Mapping[str, int]) -> None:
    """Deletes the messages that lead to these pages and were not read, the last so many with each of these subjects:
    it is not so any more, and the mail of these never left."""
    for subject, number in subjects.items():
        queries.delete_unread(paths, subject[:SUBJECT], number)


def lead_elsewhere(old: str, new: str) -> None:
    """What lies in inboxes, and mail that waits, leads to another page than it did: nobody may know the old address any
    more. Both are paths without a language before them."""
    whole = re.compile(re.escape(old) + r"(?![a-z0-9-])")  # and no address that only begins so
    for message in queries.that_lead_to(old):
        message.path, message.text = whole.sub(new, message.path), whole.sub(new, message.text)
    for mail in queries.mail_that_leads_to(old):
        mail.text = whole.sub(new, mail.text)
    db.session.flush()


def forget_old_messages() -> int:
    """Deletes messages of `message_months` ago, read or not; how many."""
    gone = queries.delete_before(midnight(months_after(clock.today(), -deal().message_months)))
    return destroyed("notification", gone, "message_months")


def mark_read(user: User) -> None:
    """Notes that somebody has read everything in their inbox."""
    for notification in queries.unread(user):
        notification.read_at = clock.now()
    db.session.flush()
