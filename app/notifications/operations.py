"""Telling people something: in the same transaction as the thing told."""

from collections.abc import Iterable

from app.accounts.models import User
from app.core.database import db
from app.core.outbox import post
from app.core.security import random_id
from app.notifications.models import Notification


def tell(users: Iterable[User], subject: str, text: str, path: str = "") -> None:
    """A message in the inbox of each, and an email that says so. The path is a page of this site."""
    for user in users:
        db.session.add(Notification(user_id=user.id, subject=subject, text=text, path=path))
        post(user.email, subject, text, key=f"notification-{random_id()}")
