"""The file with the list and the documents, for whoever asked to make it and nobody else."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.clock import now
from app.core.database import Base
from app.woo.models.request import WooRequest


class FileState(StrEnum):
    ASKED = "asked"
    READY = "ready"
    FAILED = "failed"
    VOID = "void"  # something in it was changed since


class WooFile(Base):
    """A zip in DATA_DIR/woo. The job that deletes the row deletes the file."""

    __tablename__ = "woo_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("woo_request.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    state: Mapped[FileState] = mapped_column(default=FileState.ASKED)
    file_name: Mapped[str] = mapped_column(String(40), default="")  # random
    mark: Mapped[str] = mapped_column(String(64))  # of everything that is in it
    asked_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]

    request: Mapped[WooRequest] = relationship(lazy="joined")
    user: Mapped[User] = relationship(lazy="joined")

    __table_args__ = (UniqueConstraint("request_id", "user_id"),)
