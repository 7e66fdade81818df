"""What an organiser is typing in a form and did not save yet."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.database import Base

SAVED = "saved with key"  # stands in place of what was typed, once that was saved; no field has this name


class Unsaved(Base):
    """As typed: nothing in it was checked, and nobody else sees it. There is one of each form for each person."""

    __tablename__ = "gathering_unsaved"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    gathering_id: Mapped[int | None] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    place: Mapped[str] = mapped_column(String(60))  # which form, and about what
    typed: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    typed_at: Mapped[datetime] = mapped_column(default=now, index=True)

    __table_args__ = (UniqueConstraint("user_id", "place"),)

    @property
    def was_saved(self) -> bool:
        """Nothing waits here; only the key of the form is known, so that a late copy does not come back as unsaved."""
        return SAVED in self.typed

    def was_saved_with(self, key: str) -> bool:
        return bool(key) and self.typed.get(SAVED) == [key]
