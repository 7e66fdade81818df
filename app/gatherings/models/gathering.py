"""A day on which professionals meet and walk through a neighbourhood."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import JSON, Boolean, Column, ForeignKey, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Organisation
from app.challenges.models import Challenge
from app.core.clock import AMSTERDAM, now
from app.core.database import Base

if TYPE_CHECKING:
    from app.gatherings.models.change import Change
    from app.gatherings.models.programme import Part, Stop
    from app.gatherings.models.running import TaskHolder

USUAL_END = time(18)
SHORTEST = timedelta(hours=3)  # of a day or an evening of which nobody said when it ends
NAMES_LAST = timedelta(days=30)  # after the day itself; who came is a number from then on
WISHES_LAST = timedelta(days=7)  # after the day itself; the form names the date on which they are erased

gathering_challenge = Table(
    "gathering_challenge",
    Base.metadata,
    Column("gathering_id", ForeignKey("gathering.id", ondelete="CASCADE"), primary_key=True),
    Column("challenge_id", ForeignKey("challenge.id", ondelete="CASCADE"), primary_key=True, index=True),
)
gathering_cohost = Table(
    "gathering_cohost",
    Base.metadata,
    Column("gathering_id", ForeignKey("gathering.id", ondelete="CASCADE"), primary_key=True),
    Column("organisation_id", ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("agreed", Boolean, nullable=False, default=False),  # a host there lets others read that it is one
)


class GatheringStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"  # its page stays, and says so


class Gathering(Base):
    __tablename__ = "gathering"
    language: ClassVar[str] = "nl"  # what it is written in: pages in another language mark its words

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(90), unique=True)
    status: Mapped[GatheringStatus] = mapped_column(default=GatheringStatus.DRAFT)
    title: Mapped[str] = mapped_column(String(150))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    series: Mapped[str] = mapped_column(String(100), default="")  # gatherings of one name belong together
    on: Mapped[date] = mapped_column(index=True)
    starts: Mapped[time]
    ends: Mapped[time | None]
    place: Mapped[str] = mapped_column(String(200), default="")
    walk: Mapped[str] = mapped_column(String(200), default="")
    capacity: Mapped[int | None]
    open_to: Mapped[str] = mapped_column(String(300), default="")
    access: Mapped[str] = mapped_column(Text, default="")  # who can come along and how, one a line
    partners: Mapped[list[str]] = mapped_column(JSON, default=list)
    contact_email: Mapped[str] = mapped_column(String(254), default="")  # of the organisers, shown to everybody
    closes_on: Mapped[date | None]  # the last day on which one can sign up; None: until it begins
    most_per_organisation: Mapped[int | None]
    caterer_email: Mapped[str] = mapped_column(String(254), default="")
    catering_on: Mapped[date | None]  # the day on which the caterer hears how many eat what
    cancelled_why: Mapped[str] = mapped_column(String(300), default="")
    sequence: Mapped[int] = mapped_column(default=0)  # of the calendar entry: counts what changed in it
    changed_at: Mapped[datetime] = mapped_column(default=now)  # the calendar entry, last
    harvested_at: Mapped[datetime | None]  # since then everybody reads what came of it
    announced_of: Mapped[date | None]  # the day of which who runs it heard that the harvest is going to open
    came: Mapped[int | None]  # how many, once nobody knows any more who
    noted: Mapped[int | None]  # how many notes there were, once they are deleted
    cards_written: Mapped[int | None]  # by tables, once those are deleted that nobody kept
    version: Mapped[int] = mapped_column(default=1)
    external_ref: Mapped[str | None] = mapped_column(String(100), unique=True)
    is_demonstration: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation] = relationship(lazy="joined")
    cohosts: Mapped[list[Organisation]] = relationship(secondary=gathering_cohost, order_by=Organisation.name)
    challenges: Mapped[list[Challenge]] = relationship(secondary=gathering_challenge, order_by=Challenge.title)
    parts: Mapped[list["Part"]] = relationship(
        cascade="all, delete-orphan", order_by="Part.position", back_populates="gathering"
    )
    stops: Mapped[list["Stop"]] = relationship(
        cascade="all, delete-orphan", order_by="Stop.number", back_populates="gathering"
    )
    changes: Mapped[list["Change"]] = relationship(
        cascade="all, delete-orphan", order_by="Change.id", back_populates="gathering"
    )
    holders: Mapped[list["TaskHolder"]] = relationship(cascade="all, delete-orphan", back_populates="gathering")

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it; a cancelled one keeps its page."""
        return self.status is not GatheringStatus.DRAFT

    @property
    def spot(self) -> tuple[float, float] | None:
        """Latitude and longitude of the middle of its municipality, for a map; None when nobody knows it."""
        latitude, longitude = self.organisation.latitude, self.organisation.longitude
        return None if latitude is None or longitude is None else (latitude, longitude)

    @property
    def is_cancelled(self) -> bool:
        return self.status is GatheringStatus.CANCELLED

    def takes_people(self, day: date) -> bool:
        """Whether one can sign up on this day: published, not closed, not over."""
        return self.status is GatheringStatus.PUBLISHED and day <= (self.closes_on or self.on) and day <= self.on

    @property
    def begins_at(self) -> datetime:
        """The moment at which it begins, by the clock on the wall."""
        return datetime.combine(self.on, self.starts, tzinfo=AMSTERDAM)

    @property
    def ends_at(self) -> datetime:
        """The moment at which it is over; where nobody said when, as such days usually are."""
        if self.ends:
            return datetime.combine(self.on, self.ends, tzinfo=AMSTERDAM)
        return max(datetime.combine(self.on, USUAL_END, tzinfo=AMSTERDAM), self.begins_at + SHORTEST)

    def runs(self, moment: datetime) -> bool:
        """Whether it is not over and goes on: until then people come in."""
        return self.status is GatheringStatus.PUBLISHED and moment < self.ends_at

    def is_ahead(self, moment: datetime) -> bool:
        """Whether it is going to happen, and did not begin: until then seats are given and passed on."""
        return self.status is GatheringStatus.PUBLISHED and moment < self.begins_at

    @property
    def wishes_until(self) -> date:
        """The day on which dietary and access wishes are erased."""
        return self.on + WISHES_LAST

    @property
    def names_until(self) -> date:
        """The day on which it is erased who came."""
        return self.on + NAMES_LAST

    @property
    def organisation_ids(self) -> set[int]:
        """Whose gathering it is."""
        return {self.organisation_id, *(cohost.id for cohost in self.cohosts)}
