"""What somebody asks about themselves: a report on a text, an objection, or one of the other rights of the AVG."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.challenges.models import Challenge
from app.contributions.models import Contribution
from app.core.clock import now
from app.core.database import Base
from app.core.sealing import Sealed
from app.stocktaking.models import Question


class AppealKind(StrEnum):
    ABOUT_ME = "about_me"  # somebody says that a text is about them
    OBJECTION = "objection"  # art. 21; the text is out of view until it is judged
    ACCESS = "access"  # art. 15
    CORRECTION = "correction"  # art. 16
    ERASURE = "erasure"  # art. 17
    MENTION = "mention"  # somebody left, and their name stands in the text of another


class Part(StrEnum):
    TEXT = "text"
    PHOTO = "photo"
    REASON = "reason"  # why a municipality says that the story does not fit as an answer


class Wish(StrEnum):
    NAME_OUT = "name_out"
    TAKE_AWAY = "take_away"
    CORRECT = "correct"


class Decision(StrEnum):
    LET_BACK = "let_back"  # it stands as it stood
    OTHER_TEXT = "other_text"  # two readers propose one to its contributor
    STAYS_OUT = "stays_out"
    ANSWERED = "answered"  # it was about no text, or about a reason: that is taken away, or stays


class Appeal(Base):
    """One request, on one list with a term. What it is about may be gone by the time that it is answered."""

    __tablename__ = "appeal"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)  # of the link on which the answer is read
    kind: Mapped[AppealKind]
    part: Mapped[Part] = mapped_column(default=Part.TEXT)
    wish: Mapped[Wish | None]
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id", ondelete="SET NULL"), index=True)
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey("challenge.id", ondelete="SET NULL"))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id", ondelete="SET NULL"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    by_contributor: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str] = mapped_column(Text, default="")
    who: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(Sealed, default="")
    language: Mapped[str] = mapped_column(String(5), default="nl")  # of whoever asked
    places: Mapped[str] = mapped_column(Text, default="")  # of a mention: where in the text, never what stands there
    received_at: Mapped[datetime] = mapped_column(default=now)
    hide_by: Mapped[date | None]  # the last day on which the desk hides it, takes the reason away or decides
    due_on: Mapped[date]  # the last day for an answer
    held_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")  # for whoever wrote the text
    answer: Mapped[str] = mapped_column(Text, default="")  # for whoever asked
    decision: Mapped[Decision | None]
    decided_at: Mapped[datetime | None]
    reminded_on: Mapped[date | None]
    delete_on: Mapped[date | None]

    contribution: Mapped[Contribution | None] = relationship()
    challenge: Mapped[Challenge | None] = relationship()
    question: Mapped[Question | None] = relationship()
    asker: Mapped[User | None] = relationship()
    judges: Mapped[list["AppealJudge"]] = relationship(cascade="all, delete-orphan", order_by="AppealJudge.user_id")
    steps: Mapped[list["AppealStep"]] = relationship(cascade="all, delete-orphan", order_by="AppealStep.id")

    __table_args__ = (Index(None, "decided_at", "due_on"),)

    @property
    def thing(self) -> Contribution | Challenge | Question | None:
        """The one text that it is about; None when it is about no text, or when that is gone."""
        return self.contribution or self.challenge or self.question

    @property
    def is_about_a_text(self) -> bool:
        return self.kind in (AppealKind.ABOUT_ME, AppealKind.OBJECTION, AppealKind.MENTION)

    @property
    def is_about_a_reason(self) -> bool:
        """Whether it is about what a municipality says of the story, and not about the story itself."""
        return self.contribution is not None and self.part is Part.REASON

    @property
    def shows_reasons(self) -> bool:
        """Whether whoever judges it reads what municipalities say of the story: only when it can be about that."""
        return self.is_about_a_reason or (self.contribution is not None and self.kind is AppealKind.MENTION)

    @property
    def tells_a_writer(self) -> bool:
        """Whether somebody else wrote the text, and hears what is decided about it."""
        is_of_somebody = self.is_about_a_text and self.thing is not None and not self.by_contributor
        return is_of_somebody and not self.is_about_a_reason

    @property
    def tells_who_asked(self) -> bool:
        return self.kind is not AppealKind.MENTION

    def is_judged_by(self, user_id: int | None) -> bool:
        return user_id is not None and any(judge.user_id == user_id for judge in self.judges)

    def is_late(self, day: date) -> bool:
        """Whether a term has passed: that for hiding, or that for the answer."""
        if self.decided_at is not None:
            return False
        waits = self.hide_by is not None and self.held_at is None
        return self.due_on < day or (waits and self.hide_by is not None and self.hide_by < day)


class AppealJudge(Base):
    """Somebody of the desk who was drawn to judge it. Others do not see what it says, nor what it is about."""

    __tablename__ = "appeal_judge"

    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeal.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)

    user: Mapped[User] = relationship()


class AppealStep(Base):
    """What was done with it, or who looked; by somebody in which role."""

    __tablename__ = "appeal_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeal.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    what: Mapped[str] = mapped_column(String(20))
    by_role: Mapped[str] = mapped_column(String(20))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
