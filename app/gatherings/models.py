"""A day on which professionals meet and walk through a neighbourhood: its programme and its stops."""

from datetime import date, time
from typing import ClassVar

from sqlalchemy import JSON, Column, ForeignKey, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Organisation
from app.challenges.models import Challenge
from app.core.database import Base

gathering_challenge = Table(
    "gathering_challenge",
    Base.metadata,
    Column("gathering_id", ForeignKey("gathering.id", ondelete="CASCADE"), primary_key=True),
    Column("challenge_id", ForeignKey("challenge.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Gathering(Base):
    __tablename__ = "gathering"
    language: ClassVar[str] = "nl"  # what it is written in: pages in another language mark its words

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(90), unique=True)
    title: Mapped[str] = mapped_column(String(150))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    on: Mapped[date] = mapped_column(index=True)
    starts: Mapped[time]
    place: Mapped[str] = mapped_column(String(200), default="")
    walk: Mapped[str] = mapped_column(String(200), default="")
    capacity: Mapped[int | None]
    open_to: Mapped[str] = mapped_column(String(300), default="")
    partners: Mapped[list[str]] = mapped_column(JSON, default=list)
    is_published: Mapped[bool] = mapped_column(default=False)
    external_ref: Mapped[str | None] = mapped_column(String(100), unique=True)
    is_demonstration: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation] = relationship(lazy="joined")
    challenges: Mapped[list[Challenge]] = relationship(secondary=gathering_challenge, order_by=Challenge.title)
    parts: Mapped[list["Part"]] = relationship(cascade="all, delete-orphan", order_by="Part.position")
    stops: Mapped[list["Stop"]] = relationship(cascade="all, delete-orphan", order_by="Stop.number")


class Part(Base):
    """One part of the programme: the lunch, the sketch, the walk, the tables, the harvest."""

    __tablename__ = "gathering_part"

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    starts: Mapped[time]
    title: Mapped[str] = mapped_column(String(200))
    who: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    is_assumed: Mapped[bool] = mapped_column(default=False)  # a proposal, not yet fixed


class Stop(Base):
    """A place where the walk halts, tied to a challenge."""

    __tablename__ = "gathering_stop"

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey("challenge.id", ondelete="SET NULL"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))

    challenge: Mapped[Challenge | None] = relationship()
