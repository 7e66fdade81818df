"""Who follows what, what happened with it, and who was told of that."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.challenges.models import Challenge
from app.contributions.models import Contribution
from app.core.clock import now
from app.core.database import Base
from app.core.quiet import Quiet
from app.core.sealing import Private, Sealed
from app.stocktaking.models import Question
from app.taxonomy.models import Term


class Pace(StrEnum):
    """How soon somebody wants to hear of something. Whatever they choose: at most one mail a day."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"


class Follower(Base):
    """Somebody who follows something: with an account, or with an address that is sealed."""

    __tablename__ = "follower"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), unique=True)
    sealed_address: Mapped[str] = mapped_column(Sealed, default="")  # empty for an account: that has its own
    address_mark: Mapped[str | None] = mapped_column(String(64), unique=True)  # to find it by, when it is typed again
    own_hash: Mapped[str] = mapped_column(String(64), unique=True)  # of the link to their page
    stop_hash: Mapped[str] = mapped_column(String(64), unique=True)  # of the link that only stops
    spoken: Mapped[str] = mapped_column(String(2), default="nl")
    quiet_from: Mapped[int] = mapped_column(default=20)  # o'clock in Amsterdam; the same as until: never
    quiet_until: Mapped[int] = mapped_column(default=8)
    quiet_weekend: Mapped[bool] = mapped_column(default=True)
    look_at: Mapped[datetime | None]  # before this hour there is nothing to send; None: look now
    began_at: Mapped[datetime] = mapped_column(default=now)
    takes_calls: Mapped[bool] = mapped_column(default=True)  # may be asked for what they lived through, now and then
    works_as: Mapped[str] = mapped_column(String(40), default="")  # the code of a role; empty: not said
    works_at: Mapped[str] = mapped_column(String(40), default="")  # the code of a kind of organisation

    user: Mapped[User | None] = relationship()
    follows: Mapped[list["Follow"]] = relationship(
        back_populates="follower", cascade="all, delete-orphan", passive_deletes=True, order_by="Follow.id"
    )

    @property
    def address(self) -> str:
        """Where their mail goes; one without an account stays sealed while it waits."""
        return self.user.email if self.user is not None else Private(self.sealed_address)

    @property
    def quiet(self) -> Quiet:
        """When they want no mail: an account says that once for all its mail."""
        whose = self.user if self.user is not None else self
        return Quiet(whose.quiet_from, whose.quiet_until, whose.quiet_weekend)

    @property
    def speaks(self) -> str:
        return self.user.language if self.user is not None else self.spoken


class Follow(Base):
    """One thing that somebody follows: a challenge, a question, a theme or a part of the country."""

    __tablename__ = "follow"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True)
    follower_id: Mapped[int] = mapped_column(ForeignKey("follower.id", ondelete="CASCADE"), index=True)
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    term_id: Mapped[int | None] = mapped_column(ForeignKey("term.id", ondelete="CASCADE"), index=True)
    country_part: Mapped[str | None] = mapped_column(String(20), index=True)
    pace: Mapped[Pace] = mapped_column(default=Pace.DAILY)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    confirm_hash: Mapped[str | None] = mapped_column(String(64), unique=True)

    follower: Mapped[Follower] = relationship(back_populates="follows")
    challenge: Mapped[Challenge | None] = relationship()
    question: Mapped[Question | None] = relationship()
    term: Mapped[Term | None] = relationship()

    __table_args__ = (
        UniqueConstraint("follower_id", "challenge_id"),
        UniqueConstraint("follower_id", "question_id"),
        UniqueConstraint("follower_id", "term_id"),
        UniqueConstraint("follower_id", "country_part"),
    )


class What(StrEnum):
    """What can happen that people who follow hear of."""

    START = "start"  # before this nothing is news
    CHALLENGE_PUBLISHED = "challenge_published"
    ROUND_ANSWERED = "round_answered"  # the questions beforehand have their answers
    CHALLENGE_CLOSES = "challenge_closes"  # within a week
    CHALLENGE_CLOSED = "challenge_closed"  # with its note
    CHALLENGE_PAST = "challenge_past"  # its date has passed, and there is no note
    STORY_VISIBLE = "story_visible"
    STORY_LINKED = "story_linked"  # one that was told elsewhere was put with a challenge
    QUESTION_PUBLISHED = "question_published"
    QUESTION_OWNER = "question_owner"
    QUESTION_ANSWERED = "question_answered"
    QUESTION_DECIDED = "question_decided"
    CALL = "call"  # somebody asks who lived through something
    QUESTION_REMAINS = "question_remains"  # of a closed challenge, for the members to word
    QUESTION_USES = "question_uses"  # experiences were quoted under it, in a week


OF_A_DAY = (What.CHALLENGE_CLOSES, What.CHALLENGE_PAST)
ALONG = ":from:"


def mark_with(what: What, challenge: Challenge) -> str:
    """By what it is known that this happened with a challenge: once, or once for each last day that it had.

    Else whoever heard that it closes would hear nothing of the day to which that was moved.
    """
    return f"{what.value}:{challenge.id}" + (f":{challenge.closes_on}" if what in OF_A_DAY else "")


class Happening(Base):
    """Something that happened where everybody can read it; no word of it stands here. Each is found once, by its mark.

    `told_from` is the first day on which it may be told. Of a story without a name that is the Monday of a next week.
    """

    __tablename__ = "happening"

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(60), unique=True)
    what: Mapped[What]
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    found_at: Mapped[datetime] = mapped_column(default=now)
    told_from: Mapped[date]
    of_a_week: Mapped[bool] = mapped_column(default=False)  # nothing may tell on which day of it
    spread_at: Mapped[datetime | None]  # when it was put before everybody who follows it

    challenge: Mapped[Challenge | None] = relationship()
    question: Mapped[Question | None] = relationship()
    contribution: Mapped[Contribution | None] = relationship()
    call: Mapped["Call | None"] = relationship(back_populates="happening", passive_deletes=True)

    __table_args__ = (Index(None, "spread_at", "told_from"),)

    @property
    def came_along(self) -> int | None:
        """The key of an answer or decision that came along from another question: with that its mark ends."""
        _what, _along, key = self.mark.partition(ALONG)
        return int(key) if key else None


class Call(Base):
    """That a challenge, a question or an empty place of the balance was put out to people, and to whom.

    It has no words of its own: what people read is the title of what it is about.
    """

    __tablename__ = "call"

    happening_id: Mapped[int] = mapped_column(ForeignKey("happening.id", ondelete="CASCADE"), primary_key=True)
    sides: Mapped[list[str]] = mapped_column(JSON)  # of an empty place, as an address names them: "thema:ondergrond"
    themes: Mapped[list[str]] = mapped_column(JSON)  # codes; who follows one of these is asked as well
    to_roles: Mapped[list[str]] = mapped_column(JSON)  # codes; empty: whatever their role
    to_kinds: Mapped[list[str]] = mapped_column(JSON)  # of organisations; the same
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)

    happening: Mapped[Happening] = relationship(back_populates="call")


class Telling(Base):
    """That one person hears of one happening: at most once, whatever stops or starts in between."""

    __tablename__ = "telling"

    follower_id: Mapped[int] = mapped_column(ForeignKey("follower.id", ondelete="CASCADE"), primary_key=True)
    happening_id: Mapped[int] = mapped_column(
        ForeignKey("happening.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    waits_since: Mapped[datetime] = mapped_column(default=now)
    told_at: Mapped[datetime | None]
    mail_key: Mapped[str] = mapped_column(String(100), default="", index=True)  # of the mail; empty: it dropped out

    happening: Mapped[Happening] = relationship()

    __table_args__ = (Index(None, "told_at", "follower_id"),)


class AnswererTelling(Base):
    """That whoever answered a challenge hears of one happening with it: at most once, and nobody else learns of it."""

    __tablename__ = "answerer_telling"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    happening_id: Mapped[int] = mapped_column(
        ForeignKey("happening.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    waits_since: Mapped[datetime] = mapped_column(default=now)
    told_at: Mapped[datetime | None] = mapped_column(index=True)

    contribution: Mapped[Contribution] = relationship()
