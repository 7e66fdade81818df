"""How the desk and the contributor reach each other, and who looked at a hidden text."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contributions.models.contribution import Contribution
from app.core.clock import now
from app.core.database import Base
from app.core.sealing import Sealed


class ViewOfHidden(Base):
    """The reading log: somebody opened a text that is not public, or a number. Shown to its contributor by role."""

    __tablename__ = "view_of_hidden"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    role: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(default=now)


class CallbackAddress(Base):
    """Where the desk may ask something; no dump shows it. Deleted after the call-back, or on the day that was named."""

    __tablename__ = "callback_address"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    email: Mapped[str] = mapped_column(Sealed)
    delete_on: Mapped[date]


class HostPhone(Base):
    """Where the hosts of the challenge that a story answers may call; a consent of its own, and no dump shows it."""

    __tablename__ = "host_phone"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    phone: Mapped[str] = mapped_column(Sealed)
    given_at: Mapped[datetime] = mapped_column(default=now)  # this number, and not the one before it

    contribution: Mapped[Contribution] = relationship()


class NewsAddress(Base):
    """Who wants to hear what becomes of a contribution. Deleted when unsubscribed or on the day named."""

    __tablename__ = "news_address"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    email: Mapped[str] = mapped_column(Sealed)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    confirmed_at: Mapped[datetime | None]
    delete_on: Mapped[date]

    contribution: Mapped[Contribution] = relationship()


class ToldToday(Base):
    """That an address had its mail of the day: not whose it is, nor about which story. Tomorrow it is gone."""

    __tablename__ = "told_today"

    who: Mapped[str] = mapped_column(String(64), primary_key=True)
    on: Mapped[date]
