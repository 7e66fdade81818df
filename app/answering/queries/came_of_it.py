"""The challenges of which can be asked what came of them; the stories that tell it stand with the answers."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, or_, select

from app.accounts.models import Visitor
from app.challenges.models import Challenge, ChallengeStatus
from app.challenges.permissions import visible_to
from app.challenges.queries.finding import WITH_HOSTS
from app.contributions.models import Audience, Listing
from app.core.clock import midnight
from app.core.database import db


def closed_between(first: date, last: date) -> Sequence[Challenge]:
    """What everybody reads and ended on one of these days: it was closed, or passed its last day without a note."""
    was_closed = and_(
        Challenge.status == ChallengeStatus.CLOSED,
        Challenge.closed_at >= midnight(first),
        Challenge.closed_at < midnight(last),
    )
    was_left = and_(
        Challenge.status == ChallengeStatus.PUBLISHED, Challenge.closes_on >= first, Challenge.closes_on < last
    )
    wanted = select(Challenge).where(or_(was_closed, was_left), visible_to(Visitor())).options(WITH_HOSTS)
    return db.session.scalars(wanted.order_by(Challenge.closed_at, Challenge.closes_on, Challenge.id)).all()


def is_told(challenge: Challenge) -> bool:
    """Whether everybody can read it. Not asking because of a hidden story would tell that there is one."""
    wanted = select(Listing.contribution_id).where(
        Listing.audience == Audience.PUBLIC, Listing.gone.is_(False), Listing.follows_up_id == challenge.id
    )
    return db.session.scalar(wanted.limit(1)) is not None
