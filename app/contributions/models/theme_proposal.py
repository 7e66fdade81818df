"""Themes that a computer proposes for a text, for one audience; a person says whether they fit."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.contributions.models.likeness import COMPUTED
from app.contributions.models.words import Audience
from app.core.clock import now
from app.core.database import Base


class ThemeProposal(Base):
    """A theme that this text seems to be about, learnt from texts that this audience may read."""

    __tablename__ = "theme_proposal"

    audience: Mapped[Audience] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id", ondelete="CASCADE"), primary_key=True, index=True)
    score: Mapped[float]

    __table_args__ = ({"info": COMPUTED},)


class ThemeRefused(Base):
    """That a member found that a proposed theme does not fit: it is not proposed for this text again."""

    __tablename__ = "theme_refused"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id", ondelete="CASCADE"), primary_key=True, index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
