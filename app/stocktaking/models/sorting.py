"""Where the members laid a contribution: at questions, as one case, or nowhere; and the sentences they starred."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.database import Base


class Laid(StrEnum):
    OPEN = "open"  # nobody laid it anywhere, or it was taken up again
    QUESTIONS = "questions"
    ONE_CASE = "one_case"
    NOWHERE = "nowhere"


class Sorted(Base):
    """Where a contribution lies, once for all members. Without a row nobody has looked at it."""

    __tablename__ = "sorted"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    laid: Mapped[Laid]
    version: Mapped[int] = mapped_column(default=0)  # grows with every change, to see that somebody else was first
    changed_at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)


class Placement(Base):
    """That a contribution belongs to a question, quoted or not."""

    __tablename__ = "placement"

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Star(Base):
    """A sentence to quote later: a range of a field. The words stay in the story; here is only their fingerprint."""

    __tablename__ = "star"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    field: Mapped[str] = mapped_column(String(10))  # one of sentences.QUOTABLE
    start: Mapped[int]  # characters from the beginning of the field
    end: Mapped[int]
    words_hash: Mapped[str] = mapped_column(String(64))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
