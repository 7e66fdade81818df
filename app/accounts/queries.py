"""Finding people and organisations."""

from collections.abc import Sequence

from sqlalchemy import func, select

from app.accounts.models import Membership, Organisation, Role, User
from app.core.database import db


def user_by_email(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def people_with(*roles: Role) -> Sequence[User]:
    """Everybody who has one of these roles at any organisation."""
    wanted = Membership.role.in_(roles), Membership.ended_at.is_(None)
    chosen = select(Membership.user_id).where(*wanted)
    return db.session.scalars(select(User).where(User.id.in_(chosen)).order_by(User.id)).all()


def municipalities() -> Sequence[Organisation]:
    """The municipalities of today, by name."""
    wanted = Organisation.cbs_code.is_not(None), Organisation.valid_to.is_(None)
    return db.session.scalars(select(Organisation).where(*wanted).order_by(Organisation.name)).all()


def municipality_by_name(name: str) -> Organisation | None:
    """A municipality by its name or another name that it is known by; None when there is none."""
    wanted = " ".join(name.lower().split())
    by_name = select(Organisation).where(Organisation.cbs_code.is_not(None), func.lower(Organisation.name) == wanted)
    found = db.session.scalar(by_name)
    if found is not None:
        return found
    also = select(Organisation).where(Organisation.cbs_code.is_not(None), Organisation.other_names != "")
    known_as = (o for o in db.session.scalars(also) if wanted in o.other_names.lower().split("\n"))
    return next(known_as, None)


def organisation_by_slug(slug: str) -> Organisation | None:
    return db.session.scalar(select(Organisation).where(Organisation.slug == slug))
