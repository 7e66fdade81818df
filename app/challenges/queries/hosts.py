"""Who can run a challenge."""

from collections.abc import Sequence

from sqlalchemy import select

from app.accounts.models import Membership, Role, User
from app.challenges.models import Challenge
from app.core.database import db


def colleagues(challenge: Challenge) -> Sequence[User]:
    """The hosts of its municipality who do not run it yet, by name."""
    wanted = Membership.organisation_id == challenge.organisation_id, Membership.role == Role.HOST
    here = select(Membership.user_id).where(*wanted, Membership.ended_at.is_(None))
    hosts = [host.user_id for host in challenge.hosts]
    found = select(User).where(User.id.in_(here), User.id.not_in(hosts))
    return db.session.scalars(found.order_by(User.family_name, User.given_name, User.id)).all()
