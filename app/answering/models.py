"""What the hosts of a challenge say of each answer, and what is put with a challenge beside the answers to it."""

from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import OneAnswer, User
from app.challenges.models import Challenge
from app.contributions.models import Contribution
from app.core.clock import now
from app.core.database import Base

REASON = 300  # characters


class Verdict(StrEnum):
    NOW = "now"
    LATER = "later"
    NO = "no"


class Holds(StrEnum):
    """Whether a condition is met where the challenge plays."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class HostNews(StrEnum):
    NEW = "new"
    OVERDUE = "overdue"


class AnswerMark(Base):
    """What the hosts of a challenge did with one answer: what they find of it, their thanks, and that they asked.

    There is none until they did something, and none any more once they took everything back. An answer is what was
    told for this challenge, or a story that somebody put with it.
    """

    __tablename__ = "answer_mark"

    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    verdict: Mapped[Verdict | None]
    reason: Mapped[str] = mapped_column(String(REASON), default="")
    reason_taken_at: Mapped[datetime | None]  # when the desk took a reason away; what it said is not kept
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)  # of what they find of it
    thanked_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
    reacted_at: Mapped[datetime] = mapped_column(default=now)  # the first thing they did
    told_at: Mapped[datetime | None]  # when its contributor last heard of it
    turn: Mapped[int] = mapped_column(default=0)  # counts what they found of it: see operations.judge

    challenge: Mapped[Challenge] = relationship()
    contribution: Mapped[Contribution] = relationship()
    by: Mapped[User | None] = relationship()
    link: Mapped["LinkedAnswer | None"] = relationship(
        primaryjoin="and_(foreign(AnswerMark.challenge_id) == LinkedAnswer.challenge_id, "
        "foreign(AnswerMark.contribution_id) == LinkedAnswer.contribution_id)",
        viewonly=True,
    )

    @property
    def lost_its_reason_last(self) -> bool:
        """Whether the desk took the reason away and no host said something after that."""
        taken = self.reason_taken_at
        return taken is not None and not self.reason and taken >= self.at

    @property
    def is_on_linked(self) -> bool:
        """Whether the story was told elsewhere, and did not ask these hosts for anything."""
        return self.contribution.challenge_id != self.challenge_id

    @property
    def is_on_answer(self) -> bool:
        """Whether it is told here, as an experience: a linked story and a question are no answer of whoever told it."""
        return not self.is_on_linked and self.contribution.is_experience

    @property
    def still_stands(self) -> bool:
        """Whether the story is still with the challenge: its contributor takes a linked one away when they like."""
        return not self.is_on_linked or (self.link is not None and self.link.taken_away_at is None)

    @property
    def stands_in_note(self) -> bool:
        """Whether the closing note came after it: what was found then stays as it was, as the note rests on it."""
        closed_at = self.challenge.closed_at
        return self.verdict is not None and closed_at is not None and self.at <= closed_at

    __mapper_args__ = {"version_id_col": turn, "version_id_generator": False}


class ConditionCheck(Base):
    """Whether a condition is met where this challenge plays, as its hosts see it; the same words count once.

    The condition itself stands with the answers; here is only a fingerprint of its words.
    """

    __tablename__ = "condition_check"

    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), primary_key=True)
    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    holds: Mapped[Holds]


class ToldHosts(Base):
    """That the hosts of a challenge heard of an answer, and on which day: once that it is new, once that it waits."""

    __tablename__ = "told_hosts"

    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    what: Mapped[HostNews] = mapped_column(primary_key=True)
    on: Mapped[date]


def moment_of(tap: str) -> datetime:
    """When somebody put a story there with this `LinkedAnswer.tap`, in whole seconds."""
    return datetime.fromtimestamp(int(tap.split()[0]), UTC)


class LinkedAnswer(Base):
    """A story that everybody reads and that helps with a challenge. Who put it there is not kept.

    Only whether that was somebody else than its contributor, who then hears of it once.

    Its contributor, the hosts of the challenge and the desk can take it away for good: nobody but the contributor then
    puts it there once more.
    """

    __tablename__ = "linked_answer"

    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    linked_at: Mapped[datetime] = mapped_column(default=now)
    taken_away_at: Mapped[datetime | None]
    put_by_other: Mapped[bool] = mapped_column(default=False)
    # Hosts or the desk took it away there, and its contributor knew that it stood there: they hear that once.
    taken_by_other: Mapped[bool] = mapped_column(default=False)
    told_at: Mapped[datetime | None]  # when its contributor heard what others did last, which is one of these two

    challenge: Mapped[Challenge] = relationship()
    contribution: Mapped[Contribution] = relationship()

    @property
    def tap(self) -> str:
        """What tells the tap that put it there from a later one, also when its contributor took it over since."""
        return f"{int(self.linked_at.timestamp())} {self.put_by_other}"


class ChallengeRecognised(OneAnswer, Base):
    """One answer to whether a challenge plays elsewhere, of an organisation, an account or a browser."""

    __tablename__ = "challenge_recognised"

    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), index=True)

    __table_args__ = (
        UniqueConstraint("challenge_id", "organisation_id"),
        UniqueConstraint("challenge_id", "browser_hash"),
        Index(
            "uq_challenge_recognised_user_id",
            "challenge_id",
            "user_id",
            unique=True,
            sqlite_where=text("organisation_id IS NULL"),
            postgresql_where=text("organisation_id IS NULL"),
        ),
    )
