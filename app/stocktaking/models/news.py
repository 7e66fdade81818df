"""What a contributor is still to hear of a question that uses their text."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.database import Base


class News(StrEnum):
    USED = "used"  # under a public question, or for an answer to one
    OWNER = "owner"  # an organisation goes after it
    ANSWERED = "answered"
    DECIDED = "decided"
    CLOSED = "closed"
    MERGED = "merged"
    SPLIT = "split"
    TAKEN_BACK = "taken_back"  # the question is for the members only again


class WaitingNews(Base):
    """One change that waits for the mail of the day; which, about what and for whom, and no word of either.

    It is gone once it was mailed, or when there is nothing to tell any more.
    """

    __tablename__ = "waiting_news"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    what: Mapped[News]
    at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (UniqueConstraint("question_id", "contribution_id", "what"),)
