"""The complex questions that the members see, with the statements and quotes under them."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import JSON, ForeignKey, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Organisation, User
from app.contributions.models import Contribution
from app.core.clock import now
from app.core.database import Base


class QuestionStatus(StrEnum):
    NEW = "new"
    SHARPENED = "sharpened"  # geduid
    ASSIGNED = "assigned"  # uitgezet
    PARTLY_ANSWERED = "partly_answered"
    ANSWERED = "answered"
    PARKED = "parked"


class Stance(StrEnum):
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    NUANCES = "nuances"


class Question(Base):
    """A vraagstuk: one sentence with one question mark, and what we know of it."""

    __tablename__ = "question"
    language: ClassVar[str] = "nl"  # what it is written in: pages in another language mark its words

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(90), unique=True)
    sentence: Mapped[str] = mapped_column(String(250))
    explanation: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str | None] = mapped_column(String(40))  # a term of the dimension question_kind
    route: Mapped[str | None] = mapped_column(String(40))  # a term of the dimension route
    status: Mapped[QuestionStatus] = mapped_column(default=QuestionStatus.NEW)
    is_public: Mapped[bool] = mapped_column(default=False)
    held_at: Mapped[datetime | None]  # out of view for others than its makers, while what was said about it is judged
    kept_out_at: Mapped[datetime | None]  # the desk decided that it stays so
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    owner_accepted_at: Mapped[datetime | None]  # until then the owner is proposed
    due_on: Mapped[date | None]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)
    is_demonstration: Mapped[bool] = mapped_column(default=False)

    owner: Mapped[Organisation | None] = relationship()
    statements: Mapped[list["Statement"]] = relationship(
        back_populates="question", cascade="all, delete-orphan", order_by="Statement.position"
    )
    changes: Mapped[list["QuestionChange"]] = relationship(cascade="all, delete-orphan", order_by="QuestionChange.id")
    merge: Mapped["Merge | None"] = relationship(foreign_keys="Merge.question_id", viewonly=True, uselist=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_in_view(self) -> bool:
        """Whether others than its makers read it. One that went up in another question is read there."""
        return self.is_public and self.held_at is None

    @property
    def stays_out(self) -> bool:
        """Whether the desk decided that it stays out of view, so that nobody waits for that any more."""
        return self.held_at is not None and self.kept_out_at is not None

    @property
    def is_open(self) -> bool:
        """Whether it still asks for experiences: once it is answered or parked nobody waits for more of them."""
        return self.status not in (QuestionStatus.ANSWERED, QuestionStatus.PARKED)

    def is_overdue(self, today: date) -> bool:
        """Whether its owner promised an answer before a day that has passed. Who is only proposed promised
        nothing, and of a parked question nobody expects an answer."""
        waits = self.is_open and self.owner_accepted_at is not None
        return waits and self.due_on is not None and self.due_on < today


class Statement(Base):
    """ "Wat wij zien": one to three under a question."""

    __tablename__ = "statement"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(300))

    question: Mapped[Question] = relationship(back_populates="statements")
    evidence: Mapped[list["Evidence"]] = relationship(
        back_populates="statement", cascade="all, delete-orphan", order_by="Evidence.id"
    )


class Evidence(Base):
    """An exact quote: a range of a field of a contribution, with the words that stood there."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), index=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    stance: Mapped[Stance]
    field: Mapped[str] = mapped_column(String(10))  # one of sentences.QUOTABLE
    start: Mapped[int]  # characters from the beginning of the field
    end: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    added_at: Mapped[datetime] = mapped_column(default=now)

    statement: Mapped[Statement] = relationship(back_populates="evidence")
    contribution: Mapped[Contribution] = relationship()
    added_by: Mapped[User | None] = relationship()


class QuestionChange(Base):
    """One step in the history of a question."""

    __tablename__ = "question_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    what: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    # That the desk decided about what went by this, which nobody needs to know any more to decide once more.
    is_settled: Mapped[bool] = mapped_column(default=False, server_default=false())


class QuestionNews(Base):
    """That a contributor heard of a quote under a public question: once for each question; and when of it last."""

    __tablename__ = "question_news"

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    told_at: Mapped[datetime] = mapped_column(default=now)


class Merge(Base):
    """That a question went up in another one, and what moved along: enough to undo it. Undone, the row is gone."""

    __tablename__ = "question_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), unique=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    # By table the ids of the rows that moved, with where they stood: {"statement": {"7": 1}, "evidence": {"9": 7}, …}
    # And what stood there "before" an owner or a day came along: {"owner": 3, "day": 739000}, 0 for nobody or no day;
    # with the id of the "step" of the history that names that owner.
    moved: Mapped[dict[str, dict[str, int]]] = mapped_column(JSON)

    question: Mapped[Question] = relationship(foreign_keys=[question_id])
    into: Mapped[Question] = relationship(foreign_keys=[into_id])
