"""What people may ask of us: a file with their data, another address, to be removed; and the log of removals."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models.people import User
from app.core.clock import now
from app.core.database import Base


class AddressChange(Base):
    """Another address for somebody's account, which counts once both mailboxes have said yes."""

    __tablename__ = "address_change"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    email: Mapped[str] = mapped_column(String(254))  # lower case
    old_token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    new_token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    old_confirmed_at: Mapped[datetime | None]
    new_confirmed_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]


class ExportState(StrEnum):
    ASKED = "asked"
    READY = "ready"
    FAILED = "failed"


class Export(Base):
    """A file with everything that we know of somebody, for them alone. The job that deletes it deletes the file."""

    __tablename__ = "export"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), unique=True)
    state: Mapped[ExportState] = mapped_column(default=ExportState.ASKED)
    file_name: Mapped[str] = mapped_column(String(40), default="")  # random, within DATA_DIR/exports
    asked_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]

    user: Mapped[User] = relationship()


class Erasure(Base):
    """That somebody had their account removed, to do it again after an older backup was put back. No content."""

    __tablename__ = "erasure"

    who: Mapped[str] = mapped_column(String(64), primary_key=True)  # fingerprint of the public id
    at: Mapped[datetime] = mapped_column(default=now)
    kept: Mapped[list[str]] = mapped_column(JSON, default=list)  # fingerprints of what stayed without its author
