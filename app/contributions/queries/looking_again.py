"""Which contributors want to look again at who sees what, and when."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select

from app.contributions.models import Contribution, LookAgain, Status
from app.core.database import db

ENDED = (Status.WITHDRAWN, Status.REFUSED)


def look_again_of(contribution: Contribution) -> LookAgain | None:
    return db.session.get(LookAgain, contribution.id)


def days_to_look(contributions: Iterable[Contribution]) -> dict[int, date]:
    """The days that were named for these contributions, by id."""
    wanted = LookAgain.contribution_id.in_([contribution.id for contribution in contributions])
    rows = db.session.execute(select(LookAgain.contribution_id, LookAgain.day).where(wanted))
    return {row.contribution_id: row.day for row in rows}


def looks_due(day: date) -> Sequence[LookAgain]:
    """Those whose day has come and who were not reminded yet; nobody else reminds them meanwhile."""
    due = LookAgain.day <= day, LookAgain.reminded_at.is_(None), Contribution.status.not_in(ENDED)
    wanted = select(LookAgain).join(LookAgain.contribution).where(*due).order_by(LookAgain.contribution_id)
    return db.session.scalars(wanted.with_for_update(of=LookAgain, skip_locked=True)).all()
