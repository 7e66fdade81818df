"""Sessions, links to sign in, and tries; and what of them has expired."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Update, and_, delete, func, or_, select, update
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
from app.core.database import Base, db, number_of


def live_session(token_hash: str, idle_since: datetime, begun_since: datetime) -> UserSession | None:
    """The session of this token with whose it is, unless it was ended or lasted too long.

    Their roles and addresses come along in the same statement, as every page asks for them.
    """
    whose = joinedload(UserSession.user).options(joinedload(User.memberships), joinedload(User.addresses))
    wanted = (
        UserSession.token_hash == token_hash,
        UserSession.ended_at.is_(None),
        UserSession.half_until.is_(None),
        UserSession.seen_at > idle_since,
        UserSession.began_at > begun_since,
    )
    return db.session.scalars(select(UserSession).where(*wanted).options(whose)).unique().one_or_none()


def seen(token_hash: str, moment: datetime) -> Update:
    """That a session was seen then, as one statement: a page may need no more than so many."""
    return update(UserSession).where(UserSession.token_hash == token_hash).values(seen_at=moment)


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


def delete_what_expired(links_before: datetime, sessions_before: datetime) -> tuple[dict[str, int], dict[str, int]]:
    """Removes what nobody can use any more; how many of each table, by the first and by the second moment."""
    ended = or_(UserSession.ended_at < sessions_before, UserSession.seen_at < sessions_before)
    never_proven = and_(WorkAddress.confirmed_at.is_(None), WorkAddress.expires_at < links_before)
    short: dict[type[Base], ColumnElement[bool]] = {
        Attempt: Attempt.at < links_before,
        SignInLink: SignInLink.expires_at < links_before,
        AddressChange: AddressChange.expires_at < links_before,
        CodeApp: and_(CodeApp.confirmed_at.is_(None), CodeApp.made_at < links_before),
        WorkAddress: never_proven,
    }
    return removed(short), removed({UserSession: ended, Invitation: Invitation.expires_at < sessions_before})


def removed(due: Mapping[type[Base], ColumnElement[bool]]) -> dict[str, int]:
    gone = {table.__tablename__: db.session.execute(delete(table).where(which)) for table, which in due.items()}
    return {name: number_of(result) for name, result in gone.items()}


def all_sessions_of(user: User) -> Sequence[UserSession]:
    """Also those that ended."""
    return db.session.scalars(
        select(UserSession).where(UserSession.user_id == user.id).order_by(UserSession.began_at)
    ).all()


def forget_links_of(user: User) -> None:
    db.session.execute(delete(SignInLink).where(SignInLink.user_id == user.id))
