"""What a contributor missed among the terms that could be tapped, in words of their own."""

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base
from app.taxonomy.models import Dimension

if TYPE_CHECKING:
    from app.contributions.models.contribution import Contribution


class OwnWords(Base):
    """For who reads the story at the desk alone, and only until one of them decided which term fits."""

    __tablename__ = "own_words"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    dimension: Mapped[Dimension] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(String(120))

    contribution: Mapped["Contribution"] = relationship(back_populates="own_words")
