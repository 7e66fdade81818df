"""What its contributor says later of a story: it still holds, it changed, or it stopped. Nothing is written over."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.contributions.models.words import Outcome
from app.core.clock import now
from app.core.database import Base


class Still(StrEnum):
    BEGAN = "began"  # how it ended when the story became visible
    HOLDS = "holds"
    CHANGED = "changed"
    STOPPED = "stopped"


class OutcomeSaid(Base):
    """One line in the history of how it went on. The outcome of the story is that of the last one that is shown.

    Words of the contributor are part of the text: two people read them first, and until then they are not shown.
    """

    __tablename__ = "outcome_said"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    said: Mapped[Still]
    outcome: Mapped[Outcome]
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=now)
    shown_at: Mapped[datetime | None]


class StillAsked(Base):
    """That a contributor was asked whether it still holds: once, with one reminder, until something new comes of it."""

    __tablename__ = "still_asked"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    reminded_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
