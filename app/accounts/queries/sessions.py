"""Sessions, links to sign in, and tries; and what of them has expired."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import (
    AddressChange,
    Attempt,
    CodeApp,
    Invitation,
    SignInLink,
    User,
    UserSession,
    WorkAddress,
)
from app.core import clock
from app.core.database import db


def live_session(token_hash: str, idle_since: datetime, begun_since: datetime) -> UserSession | None:
    """The session of this token, unless it was ended or lasted too long."""
    wanted = (
        UserSession.token_hash == token_hash,
        UserSession.ended_at.is_(None),
        UserSession.half_until.is_(None),
        UserSession.seen_at > idle_since,
        UserSession.began_at > begun_since,
    )
    return db.session.scalar(select(UserSession).where(*wanted))


def half_session(token_hash: str) -> UserSession | None:
    """The session of this token that waits for the second step, unless it waited too long."""
    wanted = UserSession.token_hash == token_hash, UserSession.ended_at.is_(None), UserSession.half_until > clock.now()
    return db.session.scalar(select(UserSession).where(*wanted))


def sessions_of(user: User) -> Sequence[UserSession]:
    """Where somebody is signed in: whole sessions only."""
    wanted = UserSession.user_id == user.id, UserSession.ended_at.is_(None), UserSession.half_until.is_(None)
    return db.session.scalars(select(UserSession).where(*wanted).order_by(UserSession.seen_at.desc())).all()


def every_session_of(user: User) -> Sequence[UserSession]:
    """The whole sessions of somebody, and those that wait for the second step."""
    wanted = UserSession.user_id == user.id, UserSession.ended_at.is_(None)
    return db.session.scalars(select(UserSession).where(*wanted)).all()


def usable_link(token_hash: str) -> SignInLink | None:
    wanted = SignInLink.token_hash == token_hash, SignInLink.used_at.is_(None), SignInLink.expires_at > clock.now()
    return db.session.scalar(select(SignInLink).where(*wanted).options(joinedload(SignInLink.user)))


def attempts_since(key: str, since: datetime) -> int:
    wanted = Attempt.key == key, Attempt.at > since
    return db.session.scalar(select(func.count()).select_from(Attempt).where(*wanted)) or 0


def delete_what_expired(links_before: datetime, sessions_before: datetime) -> None:
    """Removes what nobody can use any more."""
    db.session.execute(delete(Attempt).where(Attempt.at < links_before))
    db.session.execute(delete(SignInLink).where(SignInLink.expires_at < links_before))
    db.session.execute(delete(AddressChange).where(AddressChange.expires_at < links_before))
    gone = or_(UserSession.ended_at < sessions_before, UserSession.seen_at < sessions_before)
    db.session.execute(delete(UserSession).where(gone))
    db.session.execute(delete(Invitation).where(Invitation.expires_at < sessions_before))
    db.session.execute(delete(CodeApp).where(CodeApp.confirmed_at.is_(None), CodeApp.made_at < links_before))
    never = WorkAddress.confirmed_at.is_(None), WorkAddress.expires_at < links_before
    db.session.execute(delete(WorkAddress).where(*never))


def all_sessions_of(user: User) -> Sequence[UserSession]:
    """Also those that ended."""
    return db.session.scalars(
        select(UserSession).where(UserSession.user_id == user.id).order_by(UserSession.began_at)
    ).all()


def forget_links_of(user: User) -> None:
    db.session.execute(delete(SignInLink).where(SignInLink.user_id == user.id))
