"""What somebody is typing, and a second voice on what somebody else wrote."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.challenges.models import Challenge
from app.contributions.models.contribution import Contribution
from app.contributions.models.draft_photo import DraftPhoto
from app.contributions.models.on_behalf import OnBehalf
from app.core.clock import now
from app.core.database import Base


class Draft(Base):
    """What somebody is typing, as typed: nothing in it has been checked. The cookie holds its secret."""

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    browser_hash: Mapped[str | None] = mapped_column(String(64), index=True)  # to list them; gone when it is sent
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey("challenge.id"))
    typed: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    sent_as_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id", ondelete="SET NULL"))

    user: Mapped[User | None] = relationship()
    challenge: Mapped[Challenge | None] = relationship()
    follows_up: Mapped[Challenge | None] = relationship(secondary="draft_follow_up")
    sent_as: Mapped[Contribution | None] = relationship()
    on_behalf: Mapped[OnBehalf | None] = relationship(viewonly=True)
    photo: Mapped[DraftPhoto | None] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class Voice(Base):
    """Somebody for whom a published contribution holds as well: "dit is ook mijn ervaring"."""

    __tablename__ = "voice"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id", ondelete="SET NULL"))
    own_contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id", ondelete="SET NULL"))
