"""What changed in a gathering after it was published: shown on its page, and told once to whoever signed up."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.database import Base
from app.gatherings.models.gathering import Gathering


class What(StrEnum):
    TITLE = "title"
    DAY = "day"
    BEGINS = "begins"
    ENDS = "ends"
    PLACE = "place"
    PART = "part"  # from when until when one part of the programme lasts
    PART_NAME = "part_name"  # how it is called
    PART_ADDED = "part_added"
    PART_GONE = "part_gone"
    ACCESS = "access"  # who can come along and how, of the day or of a part
    AREA = "area"  # where the walk goes
    STOP = "stop"  # of the walk: its place, or the way to it
    STOP_NAME = "stop_name"
    STOP_ADDED = "stop_added"
    STOP_GONE = "stop_gone"
    CANCELLED = "cancelled"


class Change(Base):
    """Before and after are as the database knows them: 2026-09-22, 12:30, words, or a mark of words that are long."""

    __tablename__ = "gathering_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    what: Mapped[What]
    part: Mapped[str] = mapped_column(String(200), default="")  # the title of the part or stop that it is about
    piece: Mapped[str] = mapped_column(String(26), default="")  # its public id: a title changes, or is that of two
    before: Mapped[str] = mapped_column(String(200), default="")
    after: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime] = mapped_column(default=now)
    told_at: Mapped[datetime | None] = mapped_column(index=True)

    gathering: Mapped[Gathering] = relationship(back_populates="changes")
