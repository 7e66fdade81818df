"""That a contribution is kept as it is, because somebody asked for it under the Woo."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contributions.models.contribution import Contribution
from app.core.clock import now
from app.core.database import Base


class Freeze(Base):
    """One Woo request that a contribution is kept for; there is a row only as long as that lasts.

    Without ON DELETE, on purpose: the database itself refuses to delete what is frozen, whoever tries.
    """

    __tablename__ = "freeze"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True)
    reference: Mapped[str] = mapped_column(String(80), primary_key=True, index=True)
    since: Mapped[date]  # the day of the request
    frozen_at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))

    contribution: Mapped[Contribution] = relationship(back_populates="freezes")
