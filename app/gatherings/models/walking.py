"""Who walks along without an account, what they note on the way, and what a note taker makes of it."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.contributions.models import Kind
from app.core.clock import now
from app.core.database import Base
from app.core.security import random_id
from app.gatherings.models.gathering import Gathering, GatheringStatus
from app.gatherings.models.programme import Stop

if TYPE_CHECKING:
    from app.gatherings.models.paper import PaperNote

OPENS = timedelta(days=1)  # before the gathering: the phone is made ready at home
CLOSES = timedelta(days=7)  # after it: the last notes that waited on a phone
NOTES_LAST = timedelta(days=90)  # after it
MOST_GROUPS = 12


class Walk(Base):
    """What opens the walk of a gathering on a phone: one code for everybody who walks along."""

    __tablename__ = "gathering_walk"

    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    earlier_hashes: Mapped[str] = mapped_column(String(640), default="")  # of the last codes that it had before
    groups: Mapped[int] = mapped_column(default=0)  # in which people walk; they are numbered
    made_at: Mapped[datetime] = mapped_column(default=now)

    gathering: Mapped[Gathering] = relationship()

    @property
    def opens_on(self) -> date:
        return self.gathering.on - OPENS

    @property
    def closes_on(self) -> date:
        """The last day on which it takes notes."""
        return self.gathering.on + CLOSES

    @property
    def notes_until(self) -> date:
        """The day on which the notes are deleted."""
        return self.gathering.on + NOTES_LAST

    def takes_notes(self, day: date) -> bool:
        goes_on = self.gathering.status is GatheringStatus.PUBLISHED
        return goes_on and self.opens_on <= day <= self.closes_on


class Walker(Base):
    """A phone that walks along. Who holds it is not known; it knows its own notes by a key."""

    __tablename__ = "walker"

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    key_hash: Mapped[str] = mapped_column(String(64))
    group_number: Mapped[int | None]
    link_hash: Mapped[str | None] = mapped_column(String(64), unique=True, index=True)  # of the code for one more phone
    link_made_at: Mapped[datetime | None]

    phones: Mapped[list["WalkerPhone"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    __table_args__ = (UniqueConstraint("gathering_id", "key_hash"),)


class WalkerPhone(Base):
    """One more phone of somebody who walks along: it came in with a code, and has the same notes."""

    __tablename__ = "walker_phone"

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    walker_id: Mapped[int] = mapped_column(ForeignKey("walker.id", ondelete="CASCADE"), index=True)
    came_at: Mapped[datetime] = mapped_column(default=now)


class FieldNote(Base):
    """One sentence or one photo of the walk. It stays with the gathering, and is no contribution."""

    __tablename__ = "field_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True, default=random_id)
    key: Mapped[str] = mapped_column(String(36), unique=True)  # made on the phone: sent twice, it is there once
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    stop_id: Mapped[int | None] = mapped_column(ForeignKey("gathering_stop.id", ondelete="SET NULL"), index=True)
    walker_id: Mapped[int | None] = mapped_column(ForeignKey("walker.id", ondelete="CASCADE"), index=True)
    group_number: Mapped[int | None]
    kind: Mapped[Kind | None]
    text: Mapped[str] = mapped_column(Text, default="")
    signed: Mapped[str] = mapped_column(String(80), default="")  # a name, when its writer wants that
    written_at: Mapped[datetime] = mapped_column(default=now)  # by the clock of the phone
    received_at: Mapped[datetime] = mapped_column(default=now)
    taken_back_at: Mapped[datetime | None]  # its words are gone then; the key stays, so that no repeat brings it back

    stop: Mapped[Stop | None] = relationship()
    walker: Mapped[Walker | None] = relationship()
    photo: Mapped["NotePhoto | None"] = relationship(
        cascade="all, delete-orphan", back_populates="note", lazy="joined"
    )
    paper: Mapped["PaperNote | None"] = relationship(
        cascade="all, delete-orphan", back_populates="note", lazy="joined"
    )


class NotePhoto(Base):
    """Of the file that came in nothing is kept: the two versions were drawn anew."""

    __tablename__ = "field_note_photo"

    note_id: Mapped[int] = mapped_column(ForeignKey("field_note.id", ondelete="CASCADE"), primary_key=True)
    full_file: Mapped[str] = mapped_column(String(60), default="")  # names in the storage; empty when they are gone
    small_file: Mapped[str] = mapped_column(String(60), default="")
    width: Mapped[int]
    height: Mapped[int]
    small_width: Mapped[int]
    small_height: Mapped[int]
    alt: Mapped[str] = mapped_column(String(300), default="")
    is_scanned: Mapped[bool] = mapped_column(default=False)  # nobody sees it before

    note: Mapped[FieldNote] = relationship(back_populates="photo")

    @property
    def is_shown(self) -> bool:
        return self.is_scanned and bool(self.full_file)

    def files(self) -> list[str]:
        return [name for name in (self.full_file, self.small_file) if name]


class StopSummary(Base):
    """What was seen at a stop, as a note taker tells it; everybody reads it once it is published."""

    __tablename__ = "stop_summary"

    stop_id: Mapped[int] = mapped_column(ForeignKey("gathering_stop.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    written_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    published_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    stop: Mapped[Stop] = relationship()
    by: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}
