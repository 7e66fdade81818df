"""Who came: whoever had signed up, and whoever walked in."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.clock import now
from app.core.database import Base
from app.core.security import random_id
from app.gatherings.models.gathering import Gathering
from app.gatherings.models.registration import Registration


class Arrival(Base):
    """Somebody came in. Two helpers at two doors tick the same person off once."""

    __tablename__ = "gathering_arrival"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True, default=random_id)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration.id", ondelete="SET NULL"), unique=True
    )
    name: Mapped[str] = mapped_column(String(150), default="")  # of who walked in
    organisation_name: Mapped[str] = mapped_column(String(120), default="")
    harvest_to: Mapped[str] = mapped_column(String(254), default="")  # until the link to the harvest is sent there
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)

    gathering: Mapped[Gathering] = relationship()
    registration: Mapped[Registration | None] = relationship()
    by: Mapped[User | None] = relationship()
