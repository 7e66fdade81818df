"""What somebody did with a pile itself: what came in, its questions, who takes which part, and themes left out."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.clock import now
from app.core.database import Base
from app.workbench.models.pile import Deed


class Did(StrEnum):
    ADDED = "added"  # what came in later
    OFFERED = "offered"  # questions that existed already
    ASKED = "asked"  # a question that came up while sorting
    WITHDREW = "withdrew"  # a question, which stays elsewhere
    DIVIDED = "divided"  # the open cards among members, or for everybody again
    SWITCHED = "switched"  # which themes are left out of the counts


class PileStep(Base):
    """One of these, to put it back. It holds numbers, and no text.

    Before and after: {"bins": [question]}; of what came in {"fixed_at": moment}, which tells the cards too; of themes
    {"off": [term]}; after a division {"over": how many members}, and its cards say who had and who got them.
    """

    __tablename__ = "pile_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    pile_id: Mapped[int] = mapped_column(ForeignKey("pile.id", ondelete="CASCADE"), index=True)
    did: Mapped[Did]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    # The card that was laid at the question in the same press, if any.
    deed_id: Mapped[int | None] = mapped_column(ForeignKey("deed.id", ondelete="SET NULL"), index=True)
    undone_at: Mapped[datetime | None]

    by: Mapped[User | None] = relationship()
    deed: Mapped[Deed | None] = relationship()
    cards: Mapped[list["GivenCard"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    @property
    def moment(self) -> datetime | None:
        """When the cards came in that this step is about."""
        return datetime.fromisoformat(self.after["fixed_at"]) if self.did is Did.ADDED else None


class GivenCard(Base):
    """A card that changed hands in a division: who took it before, and who takes it since; nobody is everybody."""

    __tablename__ = "pile_step_card"

    step_id: Mapped[int] = mapped_column(ForeignKey("pile_step.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    before_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    after_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
