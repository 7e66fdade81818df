"""The challenges of which can be asked what came of them; the stories that tell it stand with the answers."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from app.accounts.models import Visitor
from app.challenges.models import Challenge, ChallengeStatus
from app.challenges.permissions import visible_to
from app.challenges.queries.finding import WITH_HOSTS
from app.contributions.models import Audience, Listing
from app.core.clock import midnight
from app.core.database import db


def closed_between(first: date, last: date) -> Sequence[Challenge]:
    """What everybody reads and was closed on one of these days, the longest ago first."""
    wanted = select(Challenge).where(
        Challenge.status == ChallengeStatus.CLOSED,
        Challenge.closed_at >= midnight(first),
        Challenge.closed_at < midnight(last),
        visible_to(Visitor()),
    )
    return db.session.scalars(wanted.options(WITH_HOSTS).order_by(Challenge.closed_at, Challenge.id)).all()


def is_told(challenge: Challenge) -> bool:
    """Whether everybody can read it. Not asking because of a hidden story would tell that there is one."""
    wanted = select(Listing.contribution_id).where(
        Listing.audience == Audience.PUBLIC, Listing.gone.is_(False), Listing.follows_up_id == challenge.id
    )
    return db.session.scalar(wanted.limit(1)) is not None
