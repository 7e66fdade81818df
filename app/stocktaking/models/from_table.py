"""A question that a table was left with, or that somebody gave to the members, once a member worded it."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base
from app.gatherings.models import GivenQuestion, TableCard
from app.stocktaking.models.question import Question


class FromTable(Base):
    """Which card a question comes from; a card gives one question."""

    __tablename__ = "question_from_table"

    card_id: Mapped[int] = mapped_column(ForeignKey("table_card.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)

    card: Mapped[TableCard] = relationship()
    question: Mapped[Question] = relationship()


class FromGiven(Base):
    """Which question that somebody gave at a gathering a question comes from; one gives one."""

    __tablename__ = "question_from_given"

    given_id: Mapped[int] = mapped_column(ForeignKey("given_question.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)

    given: Mapped[GivenQuestion] = relationship()
    question: Mapped[Question] = relationship()
