"""Who runs a gathering: organisers, helpers at the door, note takers. What they may ends with the gathering."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.clock import now
from app.core.database import Base
from app.gatherings.models.gathering import Gathering


class Task(StrEnum):
    ORGANISER = "organiser"
    HELPER = "helper"  # at the door
    NOTE_TAKER = "note_taker"


LASTS = {  # after the day itself
    Task.ORGANISER: timedelta(days=365),
    Task.HELPER: timedelta(days=1),
    Task.NOTE_TAKER: timedelta(days=14),
}


class TaskHolder(Base):
    """Somebody with a task at a gathering. Who was invited and has no account yet has an address only."""

    __tablename__ = "gathering_task"

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    task: Mapped[Task]
    email: Mapped[str] = mapped_column(String(254))  # lower case
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime] = mapped_column(default=now)

    gathering: Mapped[Gathering] = relationship(back_populates="holders")
    user: Mapped[User | None] = relationship()

    __table_args__ = (UniqueConstraint("gathering_id", "task", "email"),)

    def lasts(self, day: date) -> bool:
        """Whether the task goes on, on this day."""
        return day <= self.gathering.on + LASTS[self.task]
