"""Checks of how cards were laid: drawn at random, laid once more without seeing where they lie, and kept apart.

Nothing in these tables moves a card. What is decided about a difference does so by a deed, as any other.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.clock import now
from app.core.database import Base
from app.stocktaking.models import Laid


class CheckKind(StrEnum):
    AGAIN = "again"  # one's own cards once more
    SECOND = "second"  # cards that somebody else laid


class Check(Base):
    """One draw for one member. The seed and the cards to choose from give the same draw again."""

    __tablename__ = "check_draw"

    id: Mapped[int] = mapped_column(primary_key=True)
    pile_id: Mapped[int] = mapped_column(ForeignKey("pile.id", ondelete="CASCADE"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    kind: Mapped[CheckKind]
    number: Mapped[int]  # counts the draws of this kind for this member
    seed: Mapped[str] = mapped_column(String(26))
    offered: Mapped[list[int]] = mapped_column(JSON)  # the questions that could be chosen
    drawn_at: Mapped[datetime] = mapped_column(default=now)

    cards: Mapped[list["CheckCard"]] = relationship(
        back_populates="check", cascade="all, delete-orphan", order_by="CheckCard.position", passive_deletes=True
    )

    __table_args__ = (UniqueConstraint("pile_id", "member_id", "kind", "number"),)


class CheckCard(Base):
    """A card in a check: where it lay when it was drawn, and where it was laid now. Both hold no word of the story."""

    __tablename__ = "check_card"

    check_id: Mapped[int] = mapped_column(ForeignKey("check_draw.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    before_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    again: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    at: Mapped[datetime | None]

    check: Mapped[Check] = relationship(back_populates="cards")


class CheckNote(Base):
    """What was decided about a difference: who decided, what, and why."""

    __tablename__ = "check_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    pile_id: Mapped[int] = mapped_column(ForeignKey("pile.id", ondelete="CASCADE"), index=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    laid: Mapped[Laid]
    questions: Mapped[list[int]] = mapped_column(JSON, default=list)
    why: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    # What laid the card there: put back, the decision goes with it.
    deed_id: Mapped[int | None] = mapped_column(ForeignKey("deed.id", ondelete="SET NULL"), index=True)

    by: Mapped[User | None] = relationship()
