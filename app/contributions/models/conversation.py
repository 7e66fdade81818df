"""What a contributor and the desk, or a host municipality, say to each other: neither knows who the other is."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.challenges.models import Challenge
from app.contributions.models.contribution import Contribution
from app.core.clock import now, was_before_today
from app.core.database import Base


class Side(StrEnum):
    """Whom the contributor talks with. There is one conversation with each about a contribution, at most."""

    DESK = "desk"
    HOST = "host"  # the municipality of one challenge: the one that it answers, or one that it stands with


class Conversation(Base):
    """How a conversation stands: who may speak in it, what each side saw, and when each was mailed last.

    Nothing in it has a number of its own: such a number would tell which conversations began one after another.
    """

    __tablename__ = "conversation"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    side: Mapped[Side] = mapped_column(primary_key=True)
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey("challenge.id", ondelete="SET NULL"), index=True)
    allowed_at: Mapped[datetime | None]  # the contributor lets the host ask; the desk always may
    closed_at: Mapped[datetime | None]  # by the contributor, who may allow it again
    stopped_at: Mapped[datetime | None]  # by the desk after a report, for good
    reported_at: Mapped[datetime | None]  # the contributor asks the desk to look; until it has
    contributor_saw_at: Mapped[datetime | None]
    other_saw_at: Mapped[datetime | None]
    contributor_told_at: Mapped[datetime | None]
    other_told_at: Mapped[datetime | None]

    contribution: Mapped[Contribution] = relationship()
    challenge: Mapped[Challenge | None] = relationship()  # of whose hosts it is; of the desk there is none

    @property
    def lets_host_ask(self) -> bool:
        return self.allowed_at is not None and self.closed_at is None and self.stopped_at is None

    @property
    def shows_to_host(self) -> bool:
        """Whether hosts see that they may ask: from the day after it was allowed.

        Two stories that allow it within the same minute would else be known as those of one person.
        """
        return self.lets_host_ask and self.allowed_at is not None and was_before_today(self.allowed_at)


class Remark(Base):
    """One thing that was said in a conversation. Who of the desk or the host said it is noted, and never shown."""

    __tablename__ = "remark"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    side: Mapped[Side] = mapped_column(default=Side.DESK)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    from_contributor: Mapped[bool]
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)
