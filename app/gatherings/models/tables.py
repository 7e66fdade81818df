"""Talking at tables and all together: a card for each table, questions from phones, and who recognises what."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.challenges.models import Challenge
from app.core.clock import now
from app.core.database import Base
from app.core.security import random_id
from app.gatherings.models.gathering import Gathering

MOST_TABLES = 40
MOST_QUESTIONS = 3  # of one phone about one challenge
FEWEST_TAPS = 5  # below this no number is shown: it would tell who tapped


class TableCard(Base):
    """What the people at one table recognised, what helped them, and the question that is left. Without names."""

    __tablename__ = "table_card"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True, default=random_id)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    number: Mapped[int]
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey("challenge.id", ondelete="SET NULL"))
    recognised: Mapped[str] = mapped_column(Text, default="")
    helped: Mapped[str] = mapped_column(Text, default="")
    question: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)  # of the words
    written_at: Mapped[datetime | None]
    given_at: Mapped[datetime | None]  # to the members, as a question to word
    worded_at: Mapped[datetime | None]  # by a member; from then on the card stays
    shown_at: Mapped[datetime | None]  # on the page of the harvest, to everybody

    gathering: Mapped[Gathering] = relationship()
    challenge: Mapped[Challenge | None] = relationship()
    taps: Mapped[list["Tap"]] = relationship(cascade="all, delete-orphan", back_populates="card")

    __table_args__ = (UniqueConstraint("gathering_id", "number"),)

    @property
    def is_empty(self) -> bool:
        return not self.words

    @property
    def words(self) -> str:
        """All that is on it."""
        return "\n\n".join(filter(None, (self.recognised, self.helped, self.question)))


class Plays(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Tap(Base):
    """Whether the question of a table plays with one phone too. When the phone is forgotten it counts on."""

    __tablename__ = "table_tap"

    id: Mapped[int] = mapped_column(primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("table_card.id", ondelete="CASCADE"))
    walker_id: Mapped[int | None] = mapped_column(ForeignKey("walker.id", ondelete="SET NULL"), index=True)
    answer: Mapped[Plays]

    card: Mapped[TableCard] = relationship(back_populates="taps")

    __table_args__ = (UniqueConstraint("card_id", "walker_id"),)


class Clarifying(Base):
    """A question from a phone, to understand a challenge while its host sketches it. Without a name."""

    __tablename__ = "clarifying_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True, default=random_id)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), index=True)
    walker_id: Mapped[int | None] = mapped_column(ForeignKey("walker.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(300))
    answer: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime] = mapped_column(default=now)
    answered_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)  # of the answer

    challenge: Mapped[Challenge] = relationship()
