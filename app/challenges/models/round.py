"""A round of questions before people answer: to understand a challenge, not to solve it yet."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.challenges.models.challenge import Challenge
from app.core.clock import now
from app.core.database import Base

MOST_QUESTIONS = 3  # of one person about one challenge
ASKER_DAYS = 60  # that a browser knows what it asked: longer than people can ask something first


class RoundQuestion(Base):
    """What somebody asked, and what the hosts say to everybody. Without a name.

    Who asked is kept to count to three, of a browser as a fingerprint that differs for each challenge; and no
    longer than people can ask.
    """

    __tablename__ = "round_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True)  # follows from the form: sent twice it is one
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), index=True)
    browser_hash: Mapped[str | None] = mapped_column(String(64))
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    text: Mapped[str] = mapped_column(String(300))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    reply: Mapped[str] = mapped_column(Text, default="")
    left_out: Mapped[bool] = mapped_column(default=False)
    why_left_out: Mapped[str] = mapped_column(Text, default="")  # for the other hosts
    position: Mapped[int] = mapped_column(default=0)  # where the hosts laid it
    replied_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)

    challenge: Mapped[Challenge] = relationship()
    replied_by: Mapped[User | None] = relationship(foreign_keys=[replied_by_id])

    @property
    def is_settled(self) -> bool:
        """Whether the hosts know what to do with it: a reply, or a reason to leave it out."""
        return bool(self.why_left_out if self.left_out else self.reply)
