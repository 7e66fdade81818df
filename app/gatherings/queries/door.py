"""Finding who came, and who is still expected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.core.database import db, number_of, one
from app.gatherings.models import Arrival, Gathering, Part, Registration, Seat, SeatState
from app.gatherings.queries.registrations import IS_ACTIVE, places_taken


@dataclass(frozen=True)
class Attendance:
    """So many had a place in a part, and so many of those were ticked off at the door; `came` is None where nobody
    kept that. Nobody ticks off at a part itself: who was at the door and left before the walk counts."""

    part: Part
    places: int
    came: int | None


def arrival_of(registration: Registration) -> Arrival | None:
    return db.session.scalar(select(Arrival).where(Arrival.registration_id == registration.id))


def arrival_by_registration(registration: Registration) -> Arrival:
    return one(select(Arrival).where(Arrival.registration_id == registration.id))


def arrival_by_public_id(public_id: str) -> Arrival | None:
    return db.session.scalar(select(Arrival).where(Arrival.public_id == public_id))


def arrival_begun(public_id: str) -> Arrival:
    return one(select(Arrival).where(Arrival.public_id == public_id))


def arrivals_at(gathering: Gathering) -> Sequence[Arrival]:
    """Everybody who came, the last one on top."""
    wanted = select(Arrival).where(Arrival.gathering_id == gathering.id).options(joinedload(Arrival.registration))
    return db.session.scalars(wanted.order_by(Arrival.at.desc(), Arrival.id.desc())).unique().all()


def arrival_at(gathering: Gathering, public_id: str) -> Arrival:
    """Somebody who came to this gathering. Raises NotFound."""
    return one(select(Arrival).where(Arrival.gathering_id == gathering.id, Arrival.public_id == public_id))


def number_who_came(gathering: Gathering) -> int:
    """How many people came, also when nobody knows any more who."""
    counted = db.session.scalar(select(func.count(Arrival.id)).where(Arrival.gathering_id == gathering.id)) or 0
    return counted or gathering.came or 0


def counted_seats(gathering: Gathering) -> dict[int | None, tuple[int, int]]:
    """How many have a place in each part, by its id, and how many of those were ticked off; None is the whole."""
    wanted = select(Seat.part_id, func.count(Seat.id), func.count(Arrival.id)).join(Seat.registration)
    came = wanted.outerjoin(Arrival, Arrival.registration_id == Registration.id).group_by(Seat.part_id)
    mine = Registration.gathering_id == gathering.id, Seat.state == SeatState.HELD
    found = db.session.execute(came.where(*mine, *IS_ACTIVE).order_by(Seat.part_id)).tuples()
    return {part_id: (held, there) for part_id, held, there in found}


def attendance(gathering: Gathering) -> list[Attendance]:
    """Of each part that people signed up for, in the order of the programme; also once nobody knows any more who."""
    kept = {row.part_id: (row.people, row.came) for row in places_taken(gathering)}
    known: Mapping[int | None, tuple[int, int | None]] = kept or counted_seats(gathering)
    return [Attendance(part, *known[part.id]) for part in gathering.parts if part.id in known]


def with_arrivals(until: date) -> Sequence[Gathering]:
    """The gatherings of this day and before of which it is still known who came."""
    wanted = Gathering.id.in_(select(Arrival.gathering_id)), Gathering.on <= until
    return db.session.scalars(select(Gathering).where(*wanted).order_by(Gathering.id)).all()


def to_hear_of_harvest(gathering: Gathering) -> Sequence[Arrival]:
    """Who walked in and left an address for the link to the harvest; held, so that it is sent once."""
    wanted = select(Arrival).where(Arrival.gathering_id == gathering.id, Arrival.harvest_to != "")
    return db.session.scalars(wanted.order_by(Arrival.id).with_for_update(of=Arrival)).all()


def arrivals_to_tell(address: str) -> Sequence[Arrival]:
    """Who walked in and left this address for the link to a harvest that was not shared yet; none for ""."""
    theirs = Arrival.harvest_to == address.lower(), Arrival.harvest_to != ""
    wanted = select(Arrival).where(*theirs).options(joinedload(Arrival.gathering))
    return db.session.scalars(wanted.order_by(Arrival.id)).unique().all()


def delete_arrivals(gathering: Gathering) -> int:
    return number_of(db.session.execute(delete(Arrival).where(Arrival.gathering_id == gathering.id)))


def ticked_off_by(user: User) -> Sequence[datetime]:
    """When somebody ticked people off at a door, in that order."""
    return db.session.scalars(select(Arrival.at).where(Arrival.by_id == user.id).order_by(Arrival.at)).all()
