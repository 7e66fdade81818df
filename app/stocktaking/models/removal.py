"""What was taken away from a question or worded otherwise, and can be put back for a while."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Organisation, User
from app.contributions.models import Contribution
from app.core.database import Base
from app.stocktaking.models.answers import Answer, Decision
from app.stocktaking.models.question import Question, QuestionChange, Stance, Statement


class Removal(Base):
    """One thing that was taken away or worded otherwise: a quote, a statement with its quotes, or what is `replaced`.

    When, by whom, and what a statement that went said, stands with its step in the history.
    """

    __tablename__ = "removal"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("question_change.id", ondelete="CASCADE"), unique=True)
    # Of a quote: where it stood; of other words: what says them. Is that statement taken away too, then it waits in the
    # removal of the statement. The same goes for the words of an answer.
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id", ondelete="SET NULL"), index=True)
    within_id: Mapped[int | None] = mapped_column(ForeignKey("removal.id", ondelete="SET NULL"), index=True)
    position: Mapped[int]  # of a statement that was taken away; 0 for anything else
    undone_at: Mapped[datetime | None]

    change: Mapped[QuestionChange] = relationship()
    statement: Mapped[Statement | None] = relationship()
    quotes: Mapped[list["RemovedQuote"]] = relationship(
        cascade="all, delete-orphan", order_by="RemovedQuote.id", passive_deletes=True
    )
    replaced: Mapped["Replaced | None"] = relationship(
        back_populates="removal", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def is_of_a_statement(self) -> bool:
        return self.position > 0


class RemovedQuote(Base):
    """Which range was quoted and how. The words stay in the story; here is only their fingerprint."""

    __tablename__ = "removed_quote"

    id: Mapped[int] = mapped_column(primary_key=True)
    removal_id: Mapped[int] = mapped_column(ForeignKey("removal.id", ondelete="CASCADE"), index=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    stance: Mapped[Stance]
    field: Mapped[str] = mapped_column(String(10))  # one of sentences.QUOTABLE
    start: Mapped[int]  # characters from the beginning of the field
    end: Mapped[int]
    words_hash: Mapped[str] = mapped_column(String(64))
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    added_at: Mapped[datetime]

    contribution: Mapped[Contribution] = relationship()
    added_by: Mapped[User | None] = relationship()


class Replaced(Base):
    """What stood there before. Put back, or after thirty days, it is forgotten."""

    __tablename__ = "replaced"

    removal_id: Mapped[int] = mapped_column(ForeignKey("removal.id", ondelete="CASCADE"), primary_key=True)
    # What it said, by the names of the columns; days and moments in ISO 8601. Of a split where each statement stood.
    was: Mapped[dict[str, Any]] = mapped_column(JSON)
    mark: Mapped[str] = mapped_column(String(64))  # of what came in its place: another one says that this was changed
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answer.id", ondelete="SET NULL"), index=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), index=True)
    split_off_id: Mapped[int | None] = mapped_column(ForeignKey("question.id", ondelete="SET NULL"), index=True)
    # Whose answer or view it was, and who had worded it.
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    wrote_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    # Of a note: who struck out their own. Nobody else reads it any more, and it goes with their account.
    only_for_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)

    removal: Mapped[Removal] = relationship(back_populates="replaced")
    answer: Mapped[Answer | None] = relationship()
    decision: Mapped[Decision | None] = relationship()
    split_off: Mapped[Question | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    sources: Mapped[list["ReplacedSource"]] = relationship(
        cascade="all, delete-orphan", order_by="ReplacedSource.contribution_id", passive_deletes=True
    )


class ReplacedSource(Base):
    """That a contribution was evidence for an answer as it stood."""

    __tablename__ = "replaced_source"

    removal_id: Mapped[int] = mapped_column(ForeignKey("replaced.removal_id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    contribution: Mapped[Contribution] = relationship()
