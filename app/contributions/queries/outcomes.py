"""How stories went on, as their contributors say."""

from collections.abc import Sequence

from sqlalchemy import select

from app.contributions.models import Contribution, OutcomeSaid, StillAsked
from app.core.database import db


def outcomes_of(contribution: Contribution) -> Sequence[OutcomeSaid]:
    """Every line, the first one first; also the one that waits for the desk."""
    wanted = select(OutcomeSaid).where(OutcomeSaid.contribution_id == contribution.id)
    return db.session.scalars(wanted.order_by(OutcomeSaid.id)).all()


def outcome_that_waits(contribution: Contribution) -> OutcomeSaid | None:
    """The line with words that the desk has not read yet: there is one at most."""
    waiting = OutcomeSaid.contribution_id == contribution.id, OutcomeSaid.shown_at.is_(None)
    return db.session.scalar(select(OutcomeSaid).where(*waiting).order_by(OutcomeSaid.id.desc()).limit(1))


def words_that_wait(contribution: Contribution) -> str:
    """The words that a reader says yes to together with the text."""
    found = outcome_that_waits(contribution)
    return found.words if found else ""


def still_asked_of(contribution: Contribution) -> StillAsked | None:
    return db.session.get(StillAsked, contribution.id)
