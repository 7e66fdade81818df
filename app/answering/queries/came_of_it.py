"""The challenges of which can be asked what came of them; the stories that tell it stand with the answers."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from app.accounts.models import Visitor
from app.challenges.models import Challenge, ChallengeStatus
from app.challenges.permissions import visible_to
from app.challenges.queries.finding import WITH_HOSTS
from app.contributions.models import contribution_follow_up
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
    """Whether somebody sent a story of it, visible or not."""
    told = contribution_follow_up.c
    wanted = select(told.contribution_id).where(told.challenge_id == challenge.id)
    return db.session.scalar(wanted.limit(1)) is not None
