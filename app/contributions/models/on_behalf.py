"""A story that somebody of the desk or a host types over for whoever told it: how it came in, and their yes."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base


class CameBy(StrEnum):
    """How a story reached whoever types it."""

    PHONE = "phone"
    PAPER = "paper"
    IN_PERSON = "in_person"


class OnBehalf(Base):
    """Belongs to a draft, and from its sending to the story. Who typed it goes with what points to the teller."""

    __tablename__ = "on_behalf"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), unique=True)
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), unique=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    came_by: Mapped[CameBy]
    agreed_on: Mapped[date]  # the day on which the teller said yes
    former_hash: Mapped[str | None] = mapped_column(String(64), unique=True)  # of the link before the new one
