"""What was mailed to whom, so that it is mailed once: reminders, and the numbers for the caterer."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
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
    """What the caterer was told last, in numbers: what changes after it is told once a day at most."""

    __tablename__ = "gathering_catering"

    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), primary_key=True)
    told: Mapped[dict[str, Any]] = mapped_column(JSON)  # as app/gatherings/catering.py counts
    told_on: Mapped[date]
    changed_on: Mapped[date | None]  # when the organisers heard that it differs from the day of the catering
