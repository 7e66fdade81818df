"""The telephone numbers for hosts: whose there is, who looked at one, and which of them have to go."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, select

from app.accounts.models import Person
from app.challenges.models import Challenge
from app.contributions.models import Contribution, Conversation, HostPhone, Side, ViewOfHidden
from app.core.clock import midnight, today
from app.core.database import db

LOOKER = "host"  # the role of such a look, in the log that its contributor reads


def host_phone_of(contribution: Contribution) -> HostPhone | None:
    return db.session.get(HostPhone, contribution.id)


def is_offered_now() -> ColumnElement[bool]:
    """`HostPhone.is_offered` for a list. A test holds the two together."""
    taken_back_before_today = HostPhone.is_taken_back, HostPhone.given_at < midnight(today())
    return and_(HostPhone.offered_from <= today(), ~and_(*taken_back_before_today))


def looked_for(contribution: Contribution, at: datetime) -> Challenge | None:
    """The challenge of the host who looked at that moment, when it is the one of now: it may have been another."""
    found = db.session.get(Conversation, (contribution.id, Side.HOST))
    is_of_then = found is not None and found.allowed_at is not None and found.allowed_at <= at
    return found.challenge if found is not None and is_of_then else None


def has_looked_today(phone: HostPhone, person: Person) -> bool:
    """Whether this host asked for this number today; a look at the one before it does not count."""
    of_host = ViewOfHidden.contribution_id == phone.contribution_id, ViewOfHidden.role == LOOKER
    wanted = select(ViewOfHidden.id).where(*of_host, ViewOfHidden.user_id == person.id)
    since = max(midnight(today()), phone.given_at)
    return db.session.scalar(wanted.where(ViewOfHidden.at >= since).limit(1)) is not None


def phones_taken_back_before(day: date) -> Sequence[HostPhone]:
    """What is left of the numbers that were taken back on an earlier day than this."""
    wanted = HostPhone.is_taken_back, HostPhone.given_at < midnight(day)
    return db.session.scalars(select(HostPhone).where(*wanted)).all()


def phones_of_challenges_closed_before(day: date) -> Sequence[HostPhone]:
    """The numbers with a challenge that took answers on no day since: it was closed, or its last day has passed."""
    over = or_(Challenge.closed_at < midnight(day), Challenge.closes_on < day)
    of_hosts = and_(Conversation.contribution_id == HostPhone.contribution_id, Conversation.side == Side.HOST)
    found = select(HostPhone).outerjoin(Conversation, of_hosts).outerjoin(Conversation.challenge)
    return db.session.scalars(found.where(or_(over, Conversation.challenge_id.is_(None)))).all()
