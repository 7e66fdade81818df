"""What waits for its contributor."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.contributions.models import Contribution, Status
from app.core.database import db

WAITS = (Status.READING, Status.RETURNED, Status.WAITING_FOR_APPROVAL)


def waiting_for_contributor() -> Sequence[Contribution]:
    """The stories for which the desk's clock stands still; nobody changes them before the end of the transaction."""
    wanted = Contribution.status.in_(WAITS), Contribution.clock_since.is_(None)
    around = selectinload(Contribution.steps), selectinload(Contribution.freezes)
    found = select(Contribution).where(*wanted).order_by(Contribution.id).options(*around)
    held = found.with_for_update(of=Contribution).execution_options(populate_existing=True)
    return db.session.scalars(held).all()
