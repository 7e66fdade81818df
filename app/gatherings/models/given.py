"""A question that somebody gave to the members, from a note of theirs or from the experience that they brought."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.database import Base
from app.core.security import random_id
from app.gatherings.models.gathering import Gathering

MOST_ASKED = 300  # letters


class GivenQuestion(Base):
    """In the words of whoever gave it, without their name; where it came from is forgotten once a member worded it."""

    __tablename__ = "given_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True, default=random_id)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    note_id: Mapped[int | None] = mapped_column(ForeignKey("field_note.id", ondelete="SET NULL"), unique=True)
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration.id", ondelete="SET NULL"), unique=True
    )
    asks: Mapped[str] = mapped_column(String(MOST_ASKED))
    given_at: Mapped[datetime] = mapped_column(default=now)
    worded_at: Mapped[datetime | None]  # by a member

    gathering: Mapped[Gathering] = relationship()
