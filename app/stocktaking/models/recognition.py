"""What organisations and others say of a public question: it plays here as well, it does not, or they do not know."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.database import Base


class Recognised(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Recognition(Base):
    """One answer: of an organisation, given by a confirmed colleague; of an account; or of a browser.

    Never of two of these: who answers for an organisation is counted there and nowhere else. Of a browser only a
    fingerprint is kept, another one for each question, so that nobody can follow it from one to the next.
    """

    __tablename__ = "recognition"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    answer: Mapped[Recognised]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    browser_hash: Mapped[str | None] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (
        UniqueConstraint("question_id", "organisation_id"),
        UniqueConstraint("question_id", "browser_hash"),
        Index(
            "uq_recognition_user_id",
            "question_id",
            "user_id",
            unique=True,
            sqlite_where=text("organisation_id IS NULL"),
            postgresql_where=text("organisation_id IS NULL"),
        ),
    )
