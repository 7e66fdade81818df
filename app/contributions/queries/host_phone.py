"""The telephone numbers for hosts: whose there is, and which of them have to go."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select

from app.challenges.models import Challenge
from app.contributions.models import Contribution, HostPhone
from app.core.clock import midnight
from app.core.database import db


def host_phone_of(contribution: Contribution) -> HostPhone | None:
    return db.session.get(HostPhone, contribution.id)


def phones_of_challenges_closed_before(day: date) -> Sequence[HostPhone]:
    """The numbers with a challenge that took answers on no day since: it was closed, or its last day has passed."""
    over = or_(Challenge.closed_at < midnight(day), Challenge.closes_on < day)
    found = select(HostPhone).join(HostPhone.contribution).join(Contribution.challenge, isouter=True)
    return db.session.scalars(found.where(or_(over, Contribution.challenge_id.is_(None)))).all()
