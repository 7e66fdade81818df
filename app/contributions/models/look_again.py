"""The day on which a contributor wants to think again about how much others see."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contributions.models.contribution import Contribution
from app.core.database import Base


class LookAgain(Base):
    """For example after a tender, or in a new job. It goes when the contributor has looked, and with the story."""

    __tablename__ = "look_again"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    reminded_at: Mapped[datetime | None]  # once

    contribution: Mapped[Contribution] = relationship()
