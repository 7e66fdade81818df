"""A question that a municipality puts to others about public space, open until a day."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, ForeignKey, Index, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Organisation, Role, User
from app.core.clock import now
from app.core.database import Base
from app.core.reading_along import ReadingAlong
from app.taxonomy.models import Term

challenge_term = Table(
    "challenge_term",
    Base.metadata,
    Column("challenge_id", ForeignKey("challenge.id", ondelete="CASCADE"), primary_key=True),
    Column("term_id", ForeignKey("term.id"), primary_key=True, index=True),
)


FEWEST_HOSTS = 2
DRAFT_SLUG = "concept-"  # before the public id: a title shows in an address only when it is public


class ChallengeStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"


class Challenge(Base):
    __tablename__ = "challenge"
    language: ClassVar[str] = "nl"  # what it is written in: pages in another language mark its words

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True)
    slug: Mapped[str] = mapped_column(String(90), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    status: Mapped[ChallengeStatus] = mapped_column(default=ChallengeStatus.DRAFT)
    title: Mapped[str] = mapped_column(String(150), default="")
    situation: Mapped[str] = mapped_column(Text, default="")
    process: Mapped[str] = mapped_column(Text, default="")  # how we work, one step a line
    tried: Mapped[str] = mapped_column(Text, default="")  # one a line
    fixed: Mapped[str] = mapped_column(Text, default="")  # what cannot change, one a line
    questions: Mapped[str] = mapped_column(Text, default="")  # one or two, one a line
    usable_answer: Mapped[str] = mapped_column(Text, default="")
    neighbourhood: Mapped[str] = mapped_column(String(120), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    closes_on: Mapped[date | None]
    missed_on: Mapped[date | None]  # the first last day that passed without a closing note, once a later one was chosen
    extended_on: Mapped[date | None]  # when a later day was last chosen after one had passed
    visible_from: Mapped[date | None]  # embargo
    ask_until: Mapped[date | None]  # the last day of the round of questions beforehand; None: there is no round
    ask_from: Mapped[date | None]  # the first day of that round; None: from the day that everybody may read it
    replied_at: Mapped[datetime | None]  # when the hosts answered that round, for everybody
    amended_at: Mapped[datetime | None]  # when the text was changed after it was published
    posted_by_role: Mapped[str] = mapped_column(String(100), default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    held_at: Mapped[datetime | None]  # out of view while somebody judges what was said about it
    closing_note: Mapped[str] = mapped_column(Text, default="")
    remaining_question: Mapped[str] = mapped_column(String(250), default="")  # what remains, for the members to word
    gap_sides: Mapped[str] = mapped_column(String(250), default="")  # of the gap in the balance that it asks about
    version: Mapped[int] = mapped_column(default=1)  # counts the texts, not the rows: see operations.write
    typed: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # per host id: a form not yet taken over
    external_ref: Mapped[str | None] = mapped_column(String(100), unique=True)
    is_demonstration: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation] = relationship(lazy="joined")
    terms: Mapped[list[Term]] = relationship(secondary=challenge_term, order_by=Term.position)
    hosts: Mapped[list["ChallengeHost"]] = relationship(
        back_populates="challenge", cascade="all, delete-orphan", order_by="ChallengeHost.user_id"
    )
    wanted: Mapped[list["WantedHost"]] = relationship(cascade="all, delete-orphan", order_by="WantedHost.email")
    agreements: Mapped[list["Agreement"]] = relationship(
        back_populates="challenge", cascade="all, delete-orphan", order_by="Agreement.id"
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}
    __table_args__ = (Index(None, "status", "closes_on"),)

    def typed_by(self, user: User) -> dict[str, Any]:
        """What this host typed and did not take over yet."""
        kept = (self.typed or {}).get(str(user.id))
        return kept if isinstance(kept, dict) else {}

    @property
    def is_draft(self) -> bool:
        return self.status is ChallengeStatus.DRAFT

    def is_public(self, day: date) -> bool:
        """Whether anybody may read it on this day."""
        out_of_view = self.status is ChallengeStatus.DRAFT or self.held_at is not None
        return not out_of_view and (self.visible_from is None or self.visible_from <= day)

    def is_open(self, day: date) -> bool:
        """Whether it takes answers on this day."""
        return (
            self.status is ChallengeStatus.PUBLISHED
            and self.is_public(day)
            and (self.closes_on is None or day <= self.closes_on)
        )

    @property
    def lacks_hosts(self) -> bool:
        """Whether fewer than two people run it now, while it is published."""
        here = [host for host in self.hosts if host.user.works_for(self.organisation_id, Role.HOST)]
        return self.status is ChallengeStatus.PUBLISHED and len(here) < FEWEST_HOSTS

    def owes_note(self, day: date) -> bool:
        """Whether it is past its date, and its hosts still have to say what they take along."""
        over = self.closes_on is not None and self.closes_on < day
        return over and self.status is ChallengeStatus.PUBLISHED and self.is_public(day)

    @property
    def note_due(self) -> date | None:
        """The last day that its note counts from: one that passed without it stays that, whatever day comes then."""
        return self.missed_on or self.closes_on

    @property
    def is_extended(self) -> bool:
        """Whether it still runs, or waits for its note again, after a last day that passed without one."""
        return self.missed_on is not None and self.status is ChallengeStatus.PUBLISHED

    def takes_questions(self, day: date) -> bool:
        """Whether people can ask something on this day, before they answer."""
        began = self.ask_from is None or self.ask_from <= day
        return began and self.has_round_left(day)

    def asks_later(self, day: date) -> bool:
        """Whether the round of questions still has to begin."""
        return self.ask_from is not None and day < self.ask_from and self.has_round_left(day)

    def has_round_left(self, day: date) -> bool:
        return self.ask_until is not None and day <= self.ask_until and self.replied_at is None and self.is_open(day)

    def is_past_round(self, day: date) -> bool:
        """Whether the round is over and nothing of it stands on the page; the same whether somebody asked or not."""
        over = self.ask_until is not None and (self.ask_until < day or self.status is ChallengeStatus.CLOSED)
        return over and self.replied_at is None and self.is_public(day)

    def can_set_round(self, day: date) -> bool:
        """Whether its hosts can still choose when people ask something first."""
        leaves_a_day = self.closes_on is None or day + timedelta(days=1) < self.closes_on
        can = leaves_a_day or self.has_round_left(day)
        return can and self.status is ChallengeStatus.PUBLISHED and self.replied_at is None

    @property
    def is_updated_after_round(self) -> bool:
        """Whether its text was changed since its hosts answered what was asked."""
        return self.replied_at is not None and self.amended_at is not None and self.amended_at > self.replied_at

    def awaits_update(self, day: date) -> bool:
        """Whether what its hosts answered may still have to come into the text, as long as people answer it."""
        return self.replied_at is not None and self.is_open(day) and not self.is_updated_after_round


class ChallengeHost(Base):
    """Somebody who runs this challenge; at least two when it is published."""

    __tablename__ = "challenge_host"

    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)

    challenge: Mapped[Challenge] = relationship(back_populates="hosts")
    user: Mapped[User] = relationship()


class WantedHost(Base):
    """A colleague who was invited to run this challenge, and does so once they are a host of its municipality."""

    __tablename__ = "wanted_host"

    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), primary_key=True)  # lower case


class Agreement(ReadingAlong, Base):
    """A link on which somebody without an account reads a draft and says yes or no to it."""

    __tablename__ = "agreement"

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), index=True)
    version: Mapped[int]  # of the challenge that was agreed to

    challenge: Mapped[Challenge] = relationship(back_populates="agreements")
