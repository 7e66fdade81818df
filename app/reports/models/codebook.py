"""The vocabulary as it stood on a day, so that a frozen stocktake is readable for ever in its own terms."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base


class Codebook(Base):
    """One for each fingerprint: stocktakes that were frozen by the same terms share it, and it is never changed."""

    __tablename__ = "frozen_codebook"

    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[str] = mapped_column(Text)  # canonical JSON; see seal.py
