"""Counters that tell every process when something it keeps in memory must be read again."""

from typing import Any

from sqlalchemy import String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, scoped_session

from app.core.database import Base, db
from app.core.security import random_id


class Revision(Base):
    """One counter, locked until the commit by whoever raises it.

    The epoch differs in every database, also after a restore, so that nobody follows the wrong counter.
    """

    __tablename__ = "revision"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    epoch: Mapped[str] = mapped_column(String(26), default=random_id)
    number: Mapped[int] = mapped_column(default=0)


def revision_now(name: str, session: Session | scoped_session[Any]) -> tuple[str, int]:
    """The epoch and the number of a counter; ('', 0) when it was never raised."""
    row = session.execute(select(Revision.epoch, Revision.number).where(Revision.name == name)).first()
    return (row.epoch, row.number) if row else ("", 0)


def next_revision(name: str) -> int:
    """Raises the counter by one, and gives its new number."""
    raise_it = update(Revision).where(Revision.name == name).values(number=Revision.number + 1)
    number: int | None = db.session.scalar(raise_it.returning(Revision.number))
    if number is None:
        db.session.add(Revision(name=name, number=1))
        db.session.flush()
        return 1
    return number


def hold(name: str) -> None:
    """Nobody raises the counter before the end of the transaction, and so changes what it counts."""
    db.session.execute(select(Revision.number).where(Revision.name == name).with_for_update())


def begin_anew(name: str) -> None:
    """Makes every process read everything again, after rows were removed without leaving a trace."""
    db.session.execute(update(Revision).where(Revision.name == name).values(epoch=random_id()))
