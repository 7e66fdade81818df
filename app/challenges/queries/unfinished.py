"""Challenges that wait for something of their hosts."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, or_, select

from app.accounts.models import Visitor
from app.challenges.models import Challenge, ChallengeStatus
from app.challenges.permissions import visible_to
from app.challenges.queries.finding import WITH_HOSTS
from app.core.database import db


def without_note(day: date) -> Sequence[Challenge]:
    """Past their date on this day, and public, without a word of what is taken along; by title."""
    over = Challenge.status == ChallengeStatus.PUBLISHED, Challenge.closes_on < day, visible_to(Visitor())
    wanted = select(Challenge).where(*over).options(WITH_HOSTS)
    return db.session.scalars(wanted.order_by(Challenge.title, Challenge.id)).all()


def unfinished(day: date) -> Sequence[Challenge]:
    """What whoever keeps the deal going has to know of: no note, no answers of the round, or fewer than two hosts."""
    no_note = and_(Challenge.status == ChallengeStatus.PUBLISHED, Challenge.closes_on < day)
    no_replies = and_(Challenge.ask_until < day, Challenge.replied_at.is_(None))
    running = Challenge.status == ChallengeStatus.PUBLISHED
    wanted = select(Challenge).where(or_(no_note, no_replies, running), visible_to(Visitor())).options(WITH_HOSTS)
    found = db.session.scalars(wanted.order_by(Challenge.title, Challenge.id)).all()
    return [one for one in found if one.owes_note(day) or one.owes_replies(day) or one.lacks_hosts]
