"""What was taken away from a question and can be put back for a while: a quote, or a statement with its quotes."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.contributions.models import Contribution
from app.core.database import Base
from app.stocktaking.models.question import QuestionChange, Stance, Statement


class Removal(Base):
    """One thing that was taken away. When, by whom, and what a statement said, stands with its step in the history."""

    __tablename__ = "removal"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("question_change.id", ondelete="CASCADE"), unique=True)
    # Of a quote: where it stood. Is that statement taken away too, then it waits in the removal of the statement.
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id", ondelete="SET NULL"), index=True)
    within_id: Mapped[int | None] = mapped_column(ForeignKey("removal.id", ondelete="SET NULL"), index=True)
    position: Mapped[int]  # of a statement; 0 for a quote
    undone_at: Mapped[datetime | None]

    change: Mapped[QuestionChange] = relationship()
    statement: Mapped[Statement | None] = relationship()
    quotes: Mapped[list["RemovedQuote"]] = relationship(
        cascade="all, delete-orphan", order_by="RemovedQuote.id", passive_deletes=True
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
