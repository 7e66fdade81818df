"""The telephone numbers for hosts: whose there is, who looked at one, and which of them have to go."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select

from app.accounts.models import Person
from app.challenges.models import Challenge
from app.contributions.models import Contribution, HostPhone, ViewOfHidden
from app.core.clock import midnight, today
from app.core.database import db

LOOKER = "host"  # the role of such a look, in the log that its contributor reads


def host_phone_of(contribution: Contribution) -> HostPhone | None:
    return db.session.get(HostPhone, contribution.id)


def has_looked_today(phone: HostPhone, person: Person) -> bool:
    """Whether this host asked for this number today; a look at the one before it does not count."""
    of_host = ViewOfHidden.contribution_id == phone.contribution_id, ViewOfHidden.role == LOOKER
    wanted = select(ViewOfHidden.id).where(*of_host, ViewOfHidden.user_id == person.id)
    since = max(midnight(today()), phone.given_at)
    return db.session.scalar(wanted.where(ViewOfHidden.at >= since).limit(1)) is not None


def phones_of_challenges_closed_before(day: date) -> Sequence[HostPhone]:
    """The numbers with a challenge that took answers on no day since: it was closed, or its last day has passed."""
    over = or_(Challenge.closed_at < midnight(day), Challenge.closes_on < day)
    found = select(HostPhone).join(HostPhone.contribution).join(Contribution.challenge, isouter=True)
    return db.session.scalars(found.where(or_(over, Contribution.challenge_id.is_(None)))).all()
