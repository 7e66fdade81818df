"""A question that a challenge was left with, once a member worded it."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.challenges.models import Challenge
from app.core.database import Base
from app.stocktaking.models.question import Question


class FromChallenge(Base):
    """Which challenge a question comes from; a challenge gives one question."""

    __tablename__ = "question_from_challenge"

    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)

    challenge: Mapped[Challenge] = relationship()
    question: Mapped[Question] = relationship()
