"""What happens on the day: the parts of the programme, and the stops of the walk."""

from datetime import time

from sqlalchemy import Column, ForeignKey, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.challenges.models import Challenge
from app.core.database import Base
from app.core.security import random_id
from app.gatherings.models.gathering import Gathering
from app.taxonomy.models import Term

SHORT = 28  # characters

part_challenge = Table(
    "gathering_part_challenge",
    Base.metadata,
    Column("part_id", ForeignKey("gathering_part.id", ondelete="CASCADE"), primary_key=True),
    Column("challenge_id", ForeignKey("challenge.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Part(Base):
    """One part of the programme: the lunch, the sketch, the walk, the tables, the harvest."""

    __tablename__ = "gathering_part"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True, default=random_id)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    starts: Mapped[time]
    ends: Mapped[time | None]
    title: Mapped[str] = mapped_column(String(200))
    who: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    capacity: Mapped[int | None]  # None: as many as come
    access: Mapped[str] = mapped_column(String(300), default="")
    is_chosen: Mapped[bool] = mapped_column(default=False)  # people say beforehand whether they come to this part
    serves_food: Mapped[bool] = mapped_column(default=False)  # whoever comes counts for the caterer
    is_walk: Mapped[bool] = mapped_column(default=False)
    is_assumed: Mapped[bool] = mapped_column(default=False)  # a proposal, not yet fixed
    gap_sides: Mapped[str] = mapped_column(String(250), default="")  # of the gap in the balance that it asks about

    gathering: Mapped[Gathering] = relationship(back_populates="parts")
    challenges: Mapped[list[Challenge]] = relationship(secondary=part_challenge, order_by=Challenge.title)

    @property
    def short_title(self) -> str:
        """For a list of names, where there is no room for a sentence."""
        if len(self.title) <= SHORT:
            return self.title
        return self.title[: SHORT - 1].rsplit(" ", 1)[0].rstrip(" :,(") + "…"


class Stop(Base):
    """A place where the walk halts, tied to a challenge, a theme and a spot on the map."""

    __tablename__ = "gathering_stop"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True, default=random_id)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey("challenge.id", ondelete="SET NULL"))
    term_id: Mapped[int | None] = mapped_column(ForeignKey("term.id", ondelete="SET NULL"))  # a theme
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    question: Mapped[str] = mapped_column(String(300), default="")  # what to look at here
    place: Mapped[str] = mapped_column(String(200), default="")
    step_free: Mapped[str] = mapped_column(String(300), default="")  # how to get there without steps
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    gap_sides: Mapped[str] = mapped_column(String(250), default="")  # of the gap in the balance that it asks about

    gathering: Mapped[Gathering] = relationship(back_populates="stops")
    challenge: Mapped[Challenge | None] = relationship()
    theme: Mapped[Term | None] = relationship()

    @property
    def map_address(self) -> str:
        """Its spot on the map of OpenStreetMap, to follow and never to fetch; '' when nobody said where it is."""
        if self.latitude is None or self.longitude is None:
            return ""
        spot = f"{self.latitude:.5f}", f"{self.longitude:.5f}"  # to a metre
        return "https://www.openstreetmap.org/?mlat={0}&mlon={1}#map=18/{0}/{1}".format(*spot)
