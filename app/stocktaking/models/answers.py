"""What came of a question: answers with their steps, decisions, and organisations that did not take it on."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Organisation
from app.core.clock import now
from app.core.database import Base
from app.stocktaking.models.question import Question


class Reach(StrEnum):
    """How much of the question an answer answers."""

    WHOLE = "whole"
    PART = "part"


class Answer(Base):
    """What an organisation did and what others can do. Once a coordinator signed it off, it stays as it is."""

    __tablename__ = "answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    reach: Mapped[Reach]
    route: Mapped[str | None] = mapped_column(String(40))  # a term of the dimension route
    steps: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    version: Mapped[int] = mapped_column(default=1)

    question: Mapped[Question] = relationship()
    organisation: Mapped[Organisation] = relationship()
    sources: Mapped[list["AnswerSource"]] = relationship(
        cascade="all, delete-orphan", order_by="AnswerSource.contribution_id"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def source_ids(self) -> list[int]:
        return sorted(source.contribution_id for source in self.sources)


class AnswerSource(Base):
    """That a contribution is evidence for an answer."""

    __tablename__ = "answer_source"

    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Decision(Base):
    """Which body decided what about a question, on which day and why."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    body: Mapped[str] = mapped_column(String(150))
    on: Mapped[date]
    route: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    version: Mapped[int] = mapped_column(default=1)

    question: Mapped[Question] = relationship()

    __mapper_args__ = {"version_id_col": version}


class DeclinedOwner(Base):
    """An organisation that was asked to go after a question and does not, with its reason."""

    __tablename__ = "declined_owner"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)

    organisation: Mapped[Organisation] = relationship()
