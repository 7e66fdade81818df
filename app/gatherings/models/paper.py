"""What was written on paper on the walk, and typed over afterwards."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base
from app.gatherings.models.walking import FieldNote


class PaperNote(Base):
    """Marks a note that came from paper. It is of no phone, so note takers mend it; no other note."""

    __tablename__ = "paper_note"

    note_id: Mapped[int] = mapped_column(ForeignKey("field_note.id", ondelete="CASCADE"), primary_key=True)
    mended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    note: Mapped[FieldNote] = relationship(back_populates="paper")

    __mapper_args__ = {"version_id_col": version}
