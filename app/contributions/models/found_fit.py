"""That one reader found a photo fit to be seen, while it waits for another one."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.clock import now
from app.core.database import Base


class FoundFit(Base):
    """Goes as soon as the photo was judged, or something about it changed: then both look again."""

    __tablename__ = "found_fit"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(default=now)

    reader: Mapped[User] = relationship()
