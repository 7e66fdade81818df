"""What organisers wrote to who comes: one row a message, and who reads it on their own page."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.clock import now
from app.core.database import Base
from app.gatherings.models.gathering import Gathering
from app.gatherings.models.registration import Registration


class SentMessage(Base):
    """A message of the organisers. To whom is kept as the group and a number, so that it holds no names."""

    __tablename__ = "gathering_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(20))  # of the form, so that a second press is the same message
    to_whom: Mapped[str] = mapped_column(String(40))  # see groups.py
    number: Mapped[int]
    subject: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    sent_at: Mapped[datetime] = mapped_column(default=now)

    gathering: Mapped[Gathering] = relationship()
    by: Mapped[User | None] = relationship()

    @property
    def in_full(self) -> str:
        return f"{self.subject}\n{self.text}"

    __table_args__ = (UniqueConstraint("gathering_id", "key"),)


class MessageTo(Base):
    """That a message went to this person, who reads it on their own page as long as they are known."""

    __tablename__ = "gathering_message_to"

    registration_id: Mapped[int] = mapped_column(ForeignKey(Registration.id, ondelete="CASCADE"), primary_key=True)
    message_id: Mapped[int] = mapped_column(
        ForeignKey(SentMessage.id, ondelete="CASCADE"), primary_key=True, index=True
    )

    message: Mapped[SentMessage] = relationship()
