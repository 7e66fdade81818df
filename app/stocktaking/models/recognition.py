"""What organisations and others say of a public question: it plays here as well, it does not, or they do not know."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import OneAnswer
from app.core.database import Base


class Recognition(OneAnswer, Base):
    """One answer to a question, of an organisation, an account or a browser."""

    __tablename__ = "recognition"

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)

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
