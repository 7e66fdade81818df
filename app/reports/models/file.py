"""A file that is made of a frozen stocktake, for whoever asked for it and nobody else."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.clock import now
from app.core.database import Base
from app.core.security import random_id
from app.reports.models.stocktake import Stocktake
from app.stocktaking.models import Question


class Form(StrEnum):
    """The kinds of file; each is also how its name ends."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"
    JSON = "json"


class ReportState(StrEnum):
    ASKED = "asked"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    VOID = "void"  # something in it was withdrawn or made stricter since


class ReportFile(Base):
    """A file in DATA_DIR/reports. The job that deletes the row deletes the file."""

    __tablename__ = "report_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True, default=random_id)
    stocktake_id: Mapped[int] = mapped_column(ForeignKey("stocktake.id", ondelete="CASCADE"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    form: Mapped[Form]
    for_members: Mapped[bool] = mapped_column(default=False)  # else only what everybody may read
    language: Mapped[str] = mapped_column(String(5), default="nl")
    state: Mapped[ReportState] = mapped_column(default=ReportState.ASKED)
    file_name: Mapped[str] = mapped_column(String(40), default="")  # random
    mark: Mapped[str] = mapped_column(String(64), default="")  # of everything that is in it
    percent: Mapped[int | None]  # while it is made, as far as that is known
    asked_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]

    stocktake: Mapped[Stocktake] = relationship(lazy="joined")
    question: Mapped[Question | None] = relationship(lazy="joined")
    user: Mapped[User] = relationship(lazy="joined")

    @property
    def is_waited_for(self) -> bool:
        return self.state in (ReportState.ASKED, ReportState.MAKING)
