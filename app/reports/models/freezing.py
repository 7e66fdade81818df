"""That somebody asked to freeze a pile. A job does it; when the stocktake is there, this row is gone."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.clock import now
from app.core.database import Base
from app.reports.models.file import ReportState
from app.workbench.models import Pile


class Freezing(Base):
    """One at a time for each pile, also when somebody presses twice. It fixes the day, and what lay there by then."""

    __tablename__ = "freezing"

    pile_id: Mapped[int] = mapped_column(ForeignKey("pile.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    n: Mapped[int]  # the contributions that lay there for the member who asked
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    state: Mapped[ReportState] = mapped_column(default=ReportState.ASKED)  # asked, making or failed
    percent: Mapped[int | None]  # while it is frozen, as far as that is known
    tries: Mapped[int] = mapped_column(default=0)  # how often a job began; it gives up after some

    pile: Mapped[Pile] = relationship(lazy="joined")
    asked_by: Mapped[User] = relationship(lazy="joined")

    @property
    def is_waited_for(self) -> bool:
        return self.state in (ReportState.ASKED, ReportState.MAKING)
