"""A pile: the contributions that members sort together, fixed on a day, and who takes which part of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.clock import now
from app.core.database import Base
from app.stocktaking.models import Question


class Pile(Base):
    """A set of contributions. What comes in later is offered, and never slips in."""

    __tablename__ = "pile"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(90), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    wanted: Mapped[dict[str, Any]] = mapped_column(JSON)  # what was chosen, as queries/choosing.py reads it
    switched_off: Mapped[list[int]] = mapped_column(JSON, default=list)  # themes that hide the others
    made_at: Mapped[datetime] = mapped_column(default=now)
    fixed_at: Mapped[datetime] = mapped_column(default=now)  # since when it holds what it holds: nothing came in later
    version: Mapped[int] = mapped_column(default=1)  # grows when it is filled up, divided, or themes are left out
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)

    bins: Mapped[list["Bin"]] = relationship(cascade="all, delete-orphan", order_by="Bin.position")


class PileCard(Base):
    """That a contribution lies in a pile, where in it, since when, and which member takes it."""

    __tablename__ = "pile_card"

    pile_id: Mapped[int] = mapped_column(ForeignKey("pile.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(default=now)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)


class Bin(Base):
    """A question in which cards of this pile may be laid; the first nine have a key."""

    __tablename__ = "pile_bin"

    pile_id: Mapped[int] = mapped_column(ForeignKey("pile.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]

    question: Mapped[Question] = relationship()


class Deed(Base):
    """One thing that somebody did while sorting, to put it back. It holds where a card lay, and no text."""

    __tablename__ = "deed"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)  # chosen by the browser: sent twice is done once
    pile_id: Mapped[int] = mapped_column(ForeignKey("pile.id", ondelete="CASCADE"), index=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None]

    by: Mapped[User | None] = relationship()


class Shortcuts(Base):
    """The keys of one member: whether they work at all, and which ones were chosen instead of ours."""

    __tablename__ = "shortcuts"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    are_on: Mapped[bool] = mapped_column(default=True)
    chosen: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)  # action -> key
