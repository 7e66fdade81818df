"""What ended a while ago, and is to be deleted."""

from datetime import datetime

from sqlalchemy import and_, delete, func, select, update

from app.accounts.models import Person
from app.contributions.models import Contribution, Freeze, Reading, Status, Step, ViewOfHidden, Withdrawn
from app.contributions.permissions import audiences
from app.core.database import db, number_of

ENDED = (Status.WITHDRAWN, Status.REFUSED)
ENDS = ("withdrawn", "refused", "lapsed")  # the steps with which that happens
DONE = (Status.PUBLISHED, Status.HELD, *ENDED)  # nobody reads it at the desk any more


def ended_at(contribution: Contribution) -> datetime | None:
    """When a contribution was withdrawn, refused or closed for silence; None while it was not."""
    if contribution.status not in ENDED:
        return None
    return max(step.at for step in contribution.steps if step.what in ENDS)


def delete_ended_before(moment: datetime) -> int:
    """Removes the contributions that ended before this moment, with every row that belongs to them."""
    last = (
        select(func.max(Step.at)).where(Step.contribution_id == Contribution.id, Step.what.in_(ENDS)).scalar_subquery()
    )
    due = and_(Contribution.status.in_(ENDED), last < moment, ~Contribution.freezes.any())
    return number_of(db.session.execute(delete(Contribution).where(due)))


def delete_reading_log_before(moment: datetime) -> tuple[int, int, int]:
    """Removes the views of before this moment, who read what is visible since, and which editor took a step then.

    Not of what is frozen, nor of what is being read. Gives how many views, readings and steps.
    """
    frozen = select(Freeze.contribution_id)
    steps = Step.at < moment, Step.by_id.is_not(None), Step.contribution_id.not_in(frozen)
    told = db.session.execute(update(Step).where(*steps).values(by_id=None))
    views = ViewOfHidden.at < moment, ViewOfHidden.contribution_id.not_in(frozen)
    looks = db.session.execute(delete(ViewOfHidden).where(*views))
    done = select(Contribution.id).where(Contribution.status.in_(DONE))
    readings = Reading.began_at < moment, Reading.contribution_id.in_(done), Reading.contribution_id.not_in(frozen)
    read = db.session.execute(delete(Reading).where(*readings))
    return number_of(looks), number_of(read), number_of(told)


def was_withdrawn(public_id: str, person: Person) -> bool:
    """Whether a text that this person's audience could read at this address was taken back by its contributor."""
    wanted = Withdrawn.public_id == public_id, Withdrawn.audience.in_(audiences(person))
    return db.session.scalar(select(Withdrawn.public_id).where(*wanted)) is not None
