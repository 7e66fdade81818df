"""Who signed up for a gathering, and the seats that they have, wait for or were offered."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Union

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Organisation
from app.core.clock import now
from app.core.database import Base
from app.core.sealing import Sealed
from app.core.security import random_id
from app.gatherings.models.gathering import Gathering
from app.gatherings.models.programme import Part

CONFIRM_WITHIN = timedelta(hours=48)
IS_ACTIVE = text("confirmed_at IS NOT NULL AND cancelled_at IS NULL")


class SeatState(StrEnum):
    ASKED = "asked"  # not confirmed yet: it takes no place
    HELD = "held"
    WAITING = "waiting"
    OFFERED = "offered"  # it came free, and is kept a while for whoever was first in line
    LAPSED = "lapsed"  # it was offered, and they did not say yes in time
    GIVEN_BACK = "given_back"


TAKEN = (SeatState.HELD, SeatState.OFFERED)


def office_of(organisation_id: int | None, typed: str) -> str:
    """What counts as one organisation, for a gathering that takes so many of each; '' for all without one."""
    return f"#{organisation_id}" if organisation_id else typed.casefold()


class Registration(Base):
    """One person at one gathering. Of an address one counts; the link to it is mailed, and kept as a fingerprint."""

    __tablename__ = "registration"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True, default=random_id)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id", ondelete="SET NULL"), index=True)
    name: Mapped[str] = mapped_column(String(150))
    email: Mapped[str] = mapped_column(String(254))  # lower case
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="SET NULL"))
    organisation_name: Mapped[str] = mapped_column(String(120), default="")  # as it was typed
    language: Mapped[str] = mapped_column(String(2), default="nl")
    experience: Mapped[str] = mapped_column(Sealed(12_000), default="")  # nobody's but theirs
    created_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_why: Mapped[str] = mapped_column(String(300), default="")  # when the organiser did it

    gathering: Mapped[Gathering] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    lead: Mapped[Union["Registration", None]] = relationship(remote_side=[id])
    seats: Mapped[list["Seat"]] = relationship(cascade="all, delete-orphan", back_populates="registration")

    __table_args__ = (
        Index(None, "gathering_id", "email"),
        Index(
            "uq_registration_that_counts",
            *("gathering_id", "email"),
            unique=True,
            sqlite_where=IS_ACTIVE,
            postgresql_where=IS_ACTIVE,
        ),
        Index(None, "email"),
    )

    @property
    def is_active(self) -> bool:
        return self.confirmed_at is not None and self.cancelled_at is None

    @property
    def shown_organisation(self) -> str:
        return self.organisation.name if self.organisation else self.organisation_name

    @property
    def office(self) -> str:
        return office_of(self.organisation_id, self.organisation_name)

    @property
    def has_place(self) -> bool:
        """Whether they may come in for anything at all: whoever only waits, may not yet."""
        return any(seat.state is SeatState.HELD for seat in self.seats)

    @property
    def comes_to(self) -> list[tuple[Part, "Seat"]]:
        """The parts of the programme that they signed up for, in its order, with the place they have or wait for."""
        found = ((part, self.seat_in(part)) for part in self.gathering.parts if part.is_chosen)
        return [(part, seat) for part, seat in found if seat is not None and seat.is_counted_on]

    @property
    def comes_to_all(self) -> bool:
        """Whether they have a place in every part that can be chosen."""
        held = [part for part, seat in self.comes_to if seat.state is SeatState.HELD]
        return bool(held) and len(held) == sum(part.is_chosen for part in self.gathering.parts)

    def seat_in(self, part: Part | None) -> Union["Seat", None]:
        number = part.id if part else None
        return next((seat for seat in self.seats if seat.part_id == number), None)


class Seat(Base):
    """What one person has of one part of the programme; without a part of the gathering as a whole."""

    __tablename__ = "gathering_seat"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"))
    part_id: Mapped[int | None] = mapped_column(ForeignKey("gathering_part.id", ondelete="CASCADE"), index=True)
    state: Mapped[SeatState] = mapped_column(default=SeatState.ASKED)
    turn: Mapped[int | None]  # the place in line, counted per gathering in the order of confirming
    offered_until: Mapped[datetime | None]

    registration: Mapped[Registration] = relationship(back_populates="seats")
    part: Mapped[Part | None] = relationship()

    __table_args__ = (UniqueConstraint("registration_id", "part_id"),)

    @property
    def is_taken(self) -> bool:
        return self.state in TAKEN

    @property
    def is_counted_on(self) -> bool:
        """Whether somebody has it, or waits for it."""
        return self.is_taken or self.state is SeatState.WAITING


class PlacesTaken(Base):
    """How many people had a place, of each part and of the whole, and how many of them were there: what is left when
    their names are erased."""

    __tablename__ = "gathering_places_taken"

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    part_id: Mapped[int | None] = mapped_column(ForeignKey("gathering_part.id", ondelete="CASCADE"), index=True)
    people: Mapped[int]
    came: Mapped[int | None]  # so many of them were ticked off at the door; None where nobody kept that

    part: Mapped[Part | None] = relationship()
