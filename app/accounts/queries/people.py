"""Finding people, their roles, invitations and addresses at an organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import (
    Invitation,
    Membership,
    Role,
    User,
    UserSession,
    WorkAddress,
)
from app.core import clock
from app.core.database import db, one


def user_by_email(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def people_with(*roles: Role) -> Sequence[User]:
    """Everybody who has one of these roles at any organisation."""
    wanted = Membership.role.in_(roles), Membership.ended_at.is_(None)
    chosen = select(Membership.user_id).where(*wanted)
    return db.session.scalars(select(User).where(User.id.in_(chosen)).order_by(User.id)).all()


def hosts_at(organisation_id: int) -> Sequence[User]:
    """Everybody who is a host of this organisation now."""
    theirs = Membership.role == Role.HOST, Membership.organisation_id == organisation_id, Membership.ended_at.is_(None)
    chosen = select(Membership.user_id).where(*theirs)
    return db.session.scalars(select(User).where(User.id.in_(chosen)).order_by(User.id)).all()


def everybody() -> Sequence[User]:
    return db.session.scalars(select(User).order_by(User.family_name, User.given_name, User.id)).all()


def people_who_get_news_mail() -> Sequence[User]:
    return db.session.scalars(select(User).where(User.mails_news.is_(True)).order_by(User.id)).all()


def user_by_public_id(public_id: str) -> User:
    return one(select(User).where(User.public_id == public_id))


def usable_invitation(token_hash: str) -> Invitation | None:
    wanted = (
        Invitation.token_hash == token_hash,
        Invitation.accepted_at.is_(None),
        Invitation.withdrawn_at.is_(None),
        Invitation.expires_at > clock.now(),
    )
    return db.session.scalar(select(Invitation).where(*wanted))


def open_invitations() -> Sequence[Invitation]:
    wanted = Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None), Invitation.expires_at > clock.now()
    return db.session.scalars(select(Invitation).where(*wanted).order_by(Invitation.id)).all()


def addresses_to_vouch_for() -> Sequence[WorkAddress]:
    """The confirmed addresses of which nobody has said yet whether their owner works there."""
    wanted = WorkAddress.confirmed_at.is_not(None), WorkAddress.vouched_at.is_(None)
    return db.session.scalars(select(WorkAddress).where(*wanted).order_by(WorkAddress.id)).all()


def address_by_id(address_id: int) -> WorkAddress:
    return one(select(WorkAddress).where(WorkAddress.id == address_id))


def usable_address(token_hash: str) -> WorkAddress | None:
    wanted = WorkAddress.token_hash == token_hash, WorkAddress.expires_at > clock.now()
    return db.session.scalar(select(WorkAddress).where(*wanted))


def demonstration_users() -> Sequence[User]:
    return db.session.scalars(select(User).where(User.is_demonstration.is_(True)).order_by(User.id)).all()


def demonstration_user_with(role: str) -> User | None:
    """The first made-up person with this role."""
    able = (u for u in demonstration_users() for m in u.memberships if m.role == role and not m.ended_at)
    return next(able, None)


def invitations_for(email: str) -> Sequence[Invitation]:
    return db.session.scalars(select(Invitation).where(Invitation.email == email).order_by(Invitation.id)).all()


@dataclass(frozen=True)
class Right:
    """A role that somebody has now, and when a session of theirs began and was seen last, as far as that is kept."""

    membership: Membership
    signed_in: datetime | None
    seen: datetime | None


def rights() -> list[Right]:
    """Every role of today, by person."""
    whole = UserSession.half_until.is_(None)
    last = select(UserSession.user_id, func.max(UserSession.began_at), func.max(UserSession.seen_at))
    rows = db.session.execute(last.where(whole).group_by(UserSession.user_id))
    known = {who: (began, seen) for who, began, seen in rows}
    people = joinedload(Membership.user), joinedload(Membership.given_by)
    now_held = select(Membership).join(Membership.user).where(Membership.ended_at.is_(None)).options(*people)
    found = db.session.scalars(now_held.order_by(User.family_name, User.given_name, User.id, Membership.id))
    return [Right(role, *known.get(role.user_id, (None, None))) for role in found.unique()]
