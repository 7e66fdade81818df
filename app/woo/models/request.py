"""A request under the Woo, who handles it, and what contributors say of it."""

from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.contributions.models import Contribution
from app.core.clock import now
from app.core.database import Base


class WooRequest(Base):
    """What somebody asked for, and by when the law wants an answer. It outlives its documents for a while."""

    __tablename__ = "woo_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True)
    reference: Mapped[str] = mapped_column(String(80), unique=True)
    subject: Mapped[str] = mapped_column(String(300), default="")
    received_on: Mapped[date]
    answer_days: Mapped[int]  # as the law had it when the request came in
    extended_on: Mapped[date | None]
    extension_days: Mapped[int] = mapped_column(default=0)
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    opened_at: Mapped[datetime] = mapped_column(default=now)
    closed_on: Mapped[date | None]

    handlers: Mapped[list["WooHandler"]] = relationship(cascade="all, delete-orphan", lazy="selectin")

    @property
    def due_on(self) -> date:
        """The last day of the legal term."""
        return self.received_on + timedelta(days=self.answer_days + self.extension_days)

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    def is_handled_by(self, user_id: int | None) -> bool:
        return user_id is not None and any(handler.user_id == user_id for handler in self.handlers)


class WooHandler(Base):
    """An editor who was asked to judge the documents of a request."""

    __tablename__ = "woo_handler"

    request_id: Mapped[int] = mapped_column(ForeignKey("woo_request.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)

    user: Mapped[User] = relationship()


class WooView(Base):
    """What a contributor thinks of handing out what points to them: asked before a day, answered or not."""

    __tablename__ = "woo_view"

    request_id: Mapped[int] = mapped_column(ForeignKey("woo_request.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    asked_on: Mapped[date]
    until: Mapped[date]
    text: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]

    request: Mapped[WooRequest] = relationship(lazy="joined")
    contribution: Mapped[Contribution] = relationship()
