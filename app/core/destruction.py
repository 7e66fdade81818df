"""What was deleted, how many, when and by which rule: the declaration of destruction. Never what it was, nor whose.

Whoever deletes writes it in the same transaction, so that what stands here happened, and what happened stands here.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.clock import midnight, months_after
from app.core.database import Base, db, number_of
from app.core.deal import deal


class Destruction(Base):
    """So many things of one kind, deleted at one moment by one rule."""

    __tablename__ = "destruction"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    kind: Mapped[str] = mapped_column(String(60))  # the table that the rows stood in
    number: Mapped[int]
    rule: Mapped[str] = mapped_column(String(60))  # a setting of the deal with its value, or a fixed term

    __table_args__ = (Index(None, "at"),)


def destroyed(kind: str, number: int, rule: str) -> int:
    """Notes that so many of this kind were deleted by this rule; gives the number back. Nothing is no destruction.

    A rule that is a setting of the deal is noted with its value of today: it may be another one tomorrow.
    """
    if number > 0:
        told = f"{rule} = {getattr(deal(), rule)}" if hasattr(deal(), rule) else rule
        db.session.add(Destruction(at=clock.now(), kind=kind, number=number, rule=told))
        db.session.flush()
    return number


def destructions(most: int | None = None) -> Sequence[Destruction]:
    """What was deleted, the newest first."""
    wanted = select(Destruction).order_by(Destruction.at.desc(), Destruction.id.desc())
    return db.session.scalars(wanted if most is None else wanted.limit(most)).all()


def forget_old_destructions() -> int:
    """Deletes what was noted `destruction_months` ago; how many rows."""
    before = midnight(months_after(clock.today(), -deal().destruction_months))
    gone = number_of(db.session.execute(delete(Destruction).where(Destruction.at < before)))
    return destroyed("destruction", gone, "destruction_months")
