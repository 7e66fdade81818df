"""A question that a table was left with, once a member worded it."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base
from app.gatherings.models import TableCard
from app.stocktaking.models.question import Question


class FromTable(Base):
    """Which card a question comes from; a card gives one question."""

    __tablename__ = "question_from_table"

    card_id: Mapped[int] = mapped_column(ForeignKey("table_card.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)

    card: Mapped[TableCard] = relationship()
    question: Mapped[Question] = relationship()
