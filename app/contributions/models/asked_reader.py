"""Who is asked to read a draft along before it is sent, and what they say of it."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contributions.models.draft import Draft
from app.core.database import Base
from app.core.reading_along import ReadingAlong


class AskedReader(ReadingAlong, Base):
    """A link on which somebody without an account reads a draft as it would be sent, and says yes or no to it.

    Once it is sent, only the seal of the link is left, so that the link can say so.
    """

    __tablename__ = "asked_reader"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    language: Mapped[str] = mapped_column(String(5))  # that the story is written in, as far as its writer chose one
    seen: Mapped[str] = mapped_column(String(16), default="")  # the mark of what was answered to

    draft: Mapped[Draft] = relationship()
