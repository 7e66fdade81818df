"""What somebody does not eat, or needs to take part: read by the organisers only, and erased on a named day."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base
from app.core.sealing import Sealed
from app.gatherings.models.registration import Registration


class Wishes(Base):
    """Sealed in the database, and apart from the registration: nothing that lists people loads it along."""

    __tablename__ = "gathering_wishes"

    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True)
    foods: Mapped[str] = mapped_column(Sealed(600), default="")  # codes of app/gatherings/foods.py, one a line
    diet: Mapped[str] = mapped_column(Sealed(1_800), default="")  # in their own words
    access: Mapped[str] = mapped_column(Sealed(3_600), default="")

    registration: Mapped[Registration] = relationship()
