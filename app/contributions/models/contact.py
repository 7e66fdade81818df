"""How the desk and the contributor reach each other, and who looked at a hidden text."""

from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from app.contributions.models.contribution import Contribution
from app.core.clock import now, today, was_before_today
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


def tomorrow() -> date:
    return today() + timedelta(days=1)


class HostPhone(Base):
    """Where the hosts of the challenge that a story answers may call; a consent of its own, and no dump shows it.

    Hosts hear of a number from the day after it was left: of two stories that got one at the same minute, they would
    see that it is one contributor. That they may call stays in view when another number takes its place; and, when it
    was taken back, until midnight. The number itself is gone at once: what is left of it then is empty.
    """

    __tablename__ = "host_phone"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    phone: Mapped[str] = mapped_column(Sealed)  # '' when it was taken back; read as '' as well when no key opens it
    is_taken_back: Mapped[bool] = column_property(phone == "")
    given_at: Mapped[datetime] = mapped_column(default=now)  # this number, and not the one before it; or taken back
    offered_from: Mapped[date] = mapped_column(default=tomorrow)  # the first day on which hosts see that they may call

    contribution: Mapped[Contribution] = relationship()

    @property
    def is_offered(self) -> bool:
        """Whether hosts see today that they may call; in SQL: `is_offered_now`."""
        return self.offered_from <= today() and not self.is_over

    @property
    def is_over(self) -> bool:
        """Whether it was taken back on an earlier day."""
        return self.is_taken_back and was_before_today(self.given_at)

    @property
    def is_in_view(self) -> bool:
        """Whether they can look at this number today."""
        return bool(self.phone) and self.is_offered and was_before_today(self.given_at)


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
