"""The second steps that somebody has."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update

from app.accounts.models import (
    PRIVILEGED,
    CodeApp,
    Membership,
    Passkey,
    RecoveryCode,
    User,
)
from app.core import clock
from app.core.database import db, number_of


def passkeys_of(user: User) -> Sequence[Passkey]:
    return db.session.scalars(select(Passkey).where(Passkey.user_id == user.id).order_by(Passkey.id)).all()


def passkey_by_credential(credential: str) -> Passkey | None:
    return db.session.scalar(select(Passkey).where(Passkey.credential == credential))


def code_app_of(user: User, confirmed: bool = True) -> CodeApp | None:
    """The app with codes of somebody; one that was only begun when it need not be confirmed."""
    wanted = CodeApp.user_id == user.id, CodeApp.confirmed_at.is_not(None) if confirmed else CodeApp.user_id == user.id
    return db.session.scalar(select(CodeApp).where(*wanted))


def take_step(app: CodeApp, step: int) -> bool:
    """Uses up a step of the app and all before it; False when it was used before, also a moment ago elsewhere."""
    later = CodeApp.user_id == app.user_id, CodeApp.last_step < step
    return number_of(db.session.execute(update(CodeApp).where(*later).values(last_step=step))) == 1


def recovery_codes_left(user: User) -> int:
    wanted = RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None)
    return db.session.scalar(select(func.count()).select_from(RecoveryCode).where(*wanted)) or 0


def take_recovery_code(user: User, code_hash: str) -> bool:
    """Uses up a recovery code; False when there is no such code, or it was used before."""
    wanted = RecoveryCode.user_id == user.id, RecoveryCode.code_hash == code_hash, RecoveryCode.used_at.is_(None)
    return number_of(db.session.execute(update(RecoveryCode).where(*wanted).values(used_at=clock.now()))) == 1


def delete_recovery_codes(user: User) -> None:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))


def delete_factors(user: User) -> None:
    for table in (Passkey, CodeApp, RecoveryCode):
        db.session.execute(delete(table).where(table.user_id == user.id))


def privileged_without_factor() -> Sequence[User]:
    """Who has a role that sees or changes much, and no second step yet; made-up people aside."""
    able = select(Passkey.user_id).union(select(CodeApp.user_id).where(CodeApp.confirmed_at.is_not(None)))
    trusted = select(Membership.user_id).where(Membership.role.in_(PRIVILEGED), Membership.ended_at.is_(None))
    wanted = User.id.in_(trusted), User.id.not_in(able), User.closed_at.is_(None), User.is_demonstration.is_(False)
    return db.session.scalars(select(User).where(*wanted).order_by(User.id)).all()


def every_recovery_code_of(user: User) -> Sequence[RecoveryCode]:
    """Also those that were used."""
    wanted = select(RecoveryCode).where(RecoveryCode.user_id == user.id)
    return db.session.scalars(wanted.order_by(RecoveryCode.used_at, RecoveryCode.code_hash)).all()
