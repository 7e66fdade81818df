"""What was mailed to whom, so that it is mailed once: reminders, and the numbers for the caterer."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.database import Base


class Reminder(Base):
    """One reminder to one person: so many days before a day. A gathering that moves is reminded of anew."""

    __tablename__ = "gathering_reminder"

    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    days: Mapped[int] = mapped_column(primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(default=now)


class Catering(Base):
    """What the caterer was told last: other numbers are told once a day at most, all else at once."""

    __tablename__ = "gathering_catering"

    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), primary_key=True)
    told: Mapped[dict[str, Any]] = mapped_column(JSON)  # as app/gatherings/catering.py counts
    told_on: Mapped[date]
    told_to: Mapped[str] = mapped_column(String(254), default="")  # who counts on it; empty: nobody, or not any more
    meal: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # as app/gatherings/catering.py says; None: not known
    changed_on: Mapped[date | None]  # when the organisers heard that it differs from the day of the catering
