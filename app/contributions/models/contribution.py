"""An experience that a professional shares, and how it is read and changed."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Organisation, User
from app.challenges.models import Challenge
from app.contributions.costs import says_cost
from app.contributions.models.on_behalf import OnBehalf
from app.contributions.models.words import OF_THE_CONTRIBUTOR_ALONE, Audience, Kind, Outcome, Provenance, Status
from app.core.clock import now
from app.core.database import Base
from app.taxonomy.models import Dimension, Term

kept_from = Table(  # the organisations of which nobody may read it before it is visible
    "kept_from",
    Base.metadata,
    Column("contribution_id", ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True),
    Column("organisation_id", ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True),
)
if TYPE_CHECKING:
    from app.contributions.models.freeze import Freeze
    from app.contributions.models.own_words import OwnWords
    from app.contributions.models.photo import Photo


class Contribution(Base):
    __tablename__ = "contribution"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    status: Mapped[Status] = mapped_column(default=Status.RECEIVED)
    kind: Mapped[Kind]
    outcome: Mapped[Outcome] = mapped_column(default=Outcome.NOT_APPLICABLE)
    language: Mapped[str] = mapped_column(String(5), default="nl")
    title: Mapped[str] = mapped_column(String(120))
    facts: Mapped[str] = mapped_column(Text)
    lesson: Mapped[str] = mapped_column(Text, default="")
    opinion: Mapped[str] = mapped_column(Text, default="")
    condition: Mapped[str] = mapped_column(Text, default="")  # of an answer: under which condition it works
    went_wrong: Mapped[str] = mapped_column(Text, default="")
    cost_hours: Mapped[int | None]
    cost_euros: Mapped[int | None]
    cost_unknown: Mapped[bool] = mapped_column(default=False)  # "I do not know", which is not the same as not said
    audience: Mapped[Audience] = mapped_column(default=Audience.PUBLIC)
    names_organisation: Mapped[bool] = mapped_column(default=False)  # as the contributor wishes
    hides_place: Mapped[bool] = mapped_column(default=False)  # stricter than the text: not even a rough place
    not_quoted: Mapped[bool] = mapped_column(default=False)  # counted and learned from, never word for word
    remove_more: Mapped[bool] = mapped_column(default=False)  # "redactie, haal meer weg"
    unchanged_is_fine: Mapped[bool] = mapped_column(default=False)
    visible_from: Mapped[date | None]  # embargo
    place_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))  # municipality of the story
    coarse_size: Mapped[str | None] = mapped_column(String(20))  # of a story whose municipality is not here (any more)
    coarse_part: Mapped[str | None] = mapped_column(String(20))
    from_partner: Mapped[bool | None]  # what is left of the sender of a text without a name
    neighbourhood: Mapped[str] = mapped_column(String(120), default="")
    year: Mapped[int | None]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    organisation_name: Mapped[str] = mapped_column(String(120), default="")  # when it is not in the list
    organisation_kind: Mapped[str | None] = mapped_column(String(40))
    role: Mapped[str | None] = mapped_column(String(40))
    confirmed_at: Mapped[datetime | None]  # that the contributor works at that organisation
    confirmed_by: Mapped[str] = mapped_column(String(10), default="")  # "address" or "desk"
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey("challenge.id"), index=True)
    submitted_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
    clock_days: Mapped[int] = mapped_column(default=0)  # working days used before the clock paused
    clock_since: Mapped[date | None]  # the clock runs since; None while the contributor is to move
    external_ref: Mapped[str | None] = mapped_column(String(100), unique=True)
    is_demonstration: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    place: Mapped[Organisation | None] = relationship(foreign_keys=[place_id])
    organisation: Mapped[Organisation | None] = relationship(foreign_keys=[organisation_id])
    kept_from: Mapped[list[Organisation]] = relationship(secondary=kept_from, lazy="selectin")
    author: Mapped[User | None] = relationship()
    challenge: Mapped[Challenge | None] = relationship()
    follows_up: Mapped[Challenge | None] = relationship(secondary="contribution_follow_up")
    on_behalf: Mapped[OnBehalf | None] = relationship(viewonly=True)
    tags: Mapped[list["Tag"]] = relationship(back_populates="contribution", cascade="all, delete-orphan")
    readings: Mapped[list["Reading"]] = relationship(
        back_populates="contribution", cascade="all, delete-orphan", order_by="Reading.id"
    )
    proposals: Mapped[list["Proposal"]] = relationship(
        back_populates="contribution", cascade="all, delete-orphan", order_by="Proposal.id"
    )
    steps: Mapped[list["Step"]] = relationship(
        back_populates="contribution", cascade="all, delete-orphan", order_by="Step.id"
    )

    own_words: Mapped[list["OwnWords"]] = relationship(
        back_populates="contribution", cascade="all, delete-orphan", passive_deletes=True, order_by="OwnWords.dimension"
    )
    photos: Mapped[list["Photo"]] = relationship(
        back_populates="contribution", cascade="all, delete-orphan", passive_deletes=True, order_by="Photo.position"
    )

    freezes: Mapped[list["Freeze"]] = relationship(
        back_populates="contribution", passive_deletes="all"
    )

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (Index(None, "status", "submitted_at"),)

    @property
    def shows_organisation(self) -> bool:
        """A name is shown only when it is wished *and* somebody has confirmed that it is true."""
        return self.names_organisation and self.confirmed_at is not None

    @property
    def is_experience(self) -> bool:
        """Whether it tells what somebody lived through: who asks something does not."""
        return self.kind is not Kind.QUESTION

    @property
    def is_frozen(self) -> bool:
        """Kept as it is, because somebody asked for it under the Woo."""
        return bool(self.freezes)

    @property
    def tells_as_answer(self) -> bool:
        """Whether it has the fields of an answer: it answers a challenge, or says something in them."""
        return self.challenge_id is not None or bool(self.condition or self.went_wrong) or says_cost(self)

    @property
    def has_nobody_to_ask(self) -> bool:
        """Taken over from elsewhere: without an account, and nobody was ever given the code of its page."""
        return self.author_id is None and any(step.what == "imported" for step in self.steps)

    @property
    def steps_at_the_desk(self) -> list["Step"]:
        return [step for step in self.steps if step.what not in OF_THE_CONTRIBUTOR_ALONE]

    def terms(self, dimension: Dimension) -> list[Term]:
        found = (tag.term for tag in self.tags if tag.term.dimension == dimension)
        return sorted(found, key=lambda term: term.position)

    def is_read_by(self, user_id: int | None) -> bool:
        return user_id is not None and any(reading.reader_id == user_id for reading in self.readings)


class Tag(Base):
    """A term on a contribution, and who put it there."""

    __tablename__ = "tag"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), primary_key=True, index=True)
    provenance: Mapped[Provenance] = mapped_column(default=Provenance.CONTRIBUTOR)

    contribution: Mapped[Contribution] = relationship(back_populates="tags")
    term: Mapped[Term] = relationship(lazy="joined")


class Reading(Base):
    """Somebody of the desk who reads this contribution, and what they found."""

    __tablename__ = "reading"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"))
    reader_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    began_at: Mapped[datetime] = mapped_column(default=now)
    accepted_at: Mapped[datetime | None]
    accepted_proposal_id: Mapped[int | None]  # which text was accepted; None is the contributor's own

    contribution: Mapped[Contribution] = relationship(back_populates="readings")
    reader: Mapped[User] = relationship()

    __table_args__ = (UniqueConstraint("contribution_id", "reader_id"),)


class Proposal(Base):
    """A text that the desk or the contributor proposes instead of the text as it stands."""

    __tablename__ = "proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))  # None: the contributor
    at: Mapped[datetime] = mapped_column(default=now)
    title: Mapped[str] = mapped_column(String(120))
    facts: Mapped[str] = mapped_column(Text)
    lesson: Mapped[str] = mapped_column(Text, default="")
    opinion: Mapped[str] = mapped_column(Text, default="")
    condition: Mapped[str] = mapped_column(Text, default="")
    went_wrong: Mapped[str] = mapped_column(Text, default="")
    sent_at: Mapped[datetime | None]  # to the contributor
    answered_at: Mapped[datetime | None]
    approved: Mapped[bool | None]

    contribution: Mapped[Contribution] = relationship(back_populates="proposals")


class Step(Base):
    """One step in the history: what happened, by somebody in which role. Names are never shown."""

    __tablename__ = "step"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    what: Mapped[str] = mapped_column(String(40))  # an operation: submitted, opened, proposed, …
    by_role: Mapped[str] = mapped_column(String(20))  # contributor, editor, clock, import, operator
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    note: Mapped[str] = mapped_column(Text, default="")  # for the desk and the contributor

    contribution: Mapped[Contribution] = relationship(back_populates="steps")


class Withdrawn(Base):
    """That a story which others could read was taken back, and who they were: outlives the story itself."""

    __tablename__ = "withdrawn"

    public_id: Mapped[str] = mapped_column(String(26), primary_key=True)
    audience: Mapped[Audience]
