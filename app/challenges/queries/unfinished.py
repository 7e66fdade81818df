"""Challenges that wait for something of their hosts."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select

from app.accounts.models import Visitor
from app.challenges.models import Challenge, ChallengeStatus
from app.challenges.permissions import visible_to
from app.challenges.queries.finding import WITH_HOSTS
from app.challenges.queries.round import owes_replies, owing_replies
from app.core.database import db


def without_note(day: date) -> Sequence[Challenge]:
    """Past their date on this day, and public, without a word of what is taken along; by title."""
    over = Challenge.status == ChallengeStatus.PUBLISHED, Challenge.closes_on < day, visible_to(Visitor())
    wanted = select(Challenge).where(*over).options(WITH_HOSTS)
    return db.session.scalars(wanted.order_by(Challenge.title, Challenge.id)).all()


def unfinished(day: date) -> Sequence[Challenge]:
    """What whoever keeps the deal going has to know of: no note, no answers of the round, or fewer than two hosts.

    Also those that go on until a later day, after one passed without a note.
    """
    waits = or_(owes_replies(day), Challenge.status == ChallengeStatus.PUBLISHED)
    wanted = select(Challenge).where(waits, visible_to(Visitor())).options(WITH_HOSTS)
    found = db.session.scalars(wanted.order_by(Challenge.title, Challenge.id)).all()
    owing = owing_replies(found, day)
    return [one for one in found if one.owes_note(day) or one.is_extended or one.id in owing or one.lacks_hosts]
