"""Finding who signed up for a gathering, and their seats."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.core.database import db, number_of, one
from app.core.errors import NotFound
from app.gatherings.models import Catering, Gathering, PlacesTaken, Registration, Seat, SeatState, Wishes

IS_ACTIVE = Registration.confirmed_at.is_not(None), Registration.cancelled_at.is_(None)
WHOLE = (joinedload(Registration.gathering).selectinload(Gathering.parts), selectinload(Registration.seats))


def hold_seats(gathering_id: int) -> None:
    """Nobody else gives, takes or passes on a seat of this gathering before the end of the transaction.

    A new registration, which refers to the row, does not wait for it: only what counts seats does.
    """
    locked = select(Gathering.id).where(Gathering.id == gathering_id).with_for_update(key_share=True)
    db.session.execute(locked)


def registration_by_token(token_hash: str) -> Registration:
    """What a mailed link opens. Raises NotFound."""
    return one(select(Registration).where(Registration.token_hash == token_hash).options(*WHOLE))


def registration_to_change(token_hash: str) -> Registration:
    """The same, as it is once nobody else changes the seats any more."""
    gathering_id = db.session.scalar(select(Registration.gathering_id).where(Registration.token_hash == token_hash))
    if gathering_id is None:
        raise NotFound
    hold_seats(gathering_id)
    wanted = select(Registration).where(Registration.token_hash == token_hash).options(*WHOLE)
    return one(wanted.execution_options(populate_existing=True))


def seats_of(gathering: Gathering) -> Sequence[Seat]:
    """Every seat of who confirmed and did not cancel, with whose it is."""
    wanted = select(Seat).join(Seat.registration).options(contains_eager(Seat.registration))
    mine = wanted.where(Registration.gathering_id == gathering.id, *IS_ACTIVE)
    return db.session.scalars(mine.execution_options(populate_existing=True)).all()


def who_counts(gathering: Gathering, email: str) -> Registration | None:
    """The registration of this address that counts, if there is one."""
    mine = Registration.gathering_id == gathering.id, Registration.email == email
    return db.session.scalar(select(Registration).where(*mine, *IS_ACTIVE).options(*WHOLE))


def unconfirmed_with(lead: Registration) -> Sequence[Registration]:
    """The people whom somebody signed up and did not confirm yet, in the order in which they were typed."""
    wanted = select(Registration).where(Registration.lead_id == lead.id, Registration.confirmed_at.is_(None))
    return db.session.scalars(wanted.where(Registration.cancelled_at.is_(None)).order_by(Registration.id)).all()


def brought_by(lead: Registration) -> Sequence[Registration]:
    """Everybody whom somebody signed up along with themselves."""
    wanted = select(Registration).where(Registration.lead_id == lead.id, Registration.name != "")
    return db.session.scalars(wanted.order_by(Registration.id)).all()


def everybody_at(gathering: Gathering) -> Sequence[Registration]:
    """Who confirmed and did not cancel, with their seats, by name."""
    wanted = select(Registration).where(Registration.gathering_id == gathering.id, *IS_ACTIVE)
    shown = selectinload(Registration.seats), joinedload(Registration.organisation)
    return db.session.scalars(wanted.options(*shown).order_by(Registration.name, Registration.id)).unique().all()


def registration_at(gathering: Gathering, public_id: str) -> Registration:
    """One of them, for the organiser. Raises NotFound."""
    mine = Registration.gathering_id == gathering.id, Registration.public_id == public_id
    wanted = select(Registration).where(*mine, *IS_ACTIVE).options(*WHOLE)
    return one(wanted.execution_options(populate_existing=True))


def registrations_of(address: str) -> Sequence[Registration]:
    """Every registration of an address, by the day of its gathering; nothing of an empty one."""
    theirs = Registration.email == address.lower(), Registration.email != ""
    wanted = select(Registration).join(Registration.gathering).where(*theirs).options(*WHOLE)
    return db.session.scalars(wanted.order_by(Gathering.on, Registration.id)).unique().all()


def registrations_among(is_wanted: Callable[[str], bool]) -> Sequence[Registration]:
    """Who did not cancel, of those with a public id that somebody looks for."""
    stays = Registration.cancelled_at.is_(None)
    there = db.session.execute(select(Registration.id, Registration.public_id).where(stays))
    ids = [key for key, public_id in there if is_wanted(public_id)]
    wanted = select(Registration).where(Registration.id.in_(ids)).options(*WHOLE).order_by(Registration.id)
    return db.session.scalars(wanted).unique().all()


def wishes_of(registration: Registration) -> Wishes | None:
    """What they do not eat or need: for themselves on their own page, and for the organiser."""
    return db.session.get(Wishes, registration.id)


def gatherings_with_a_line(moment: datetime) -> Sequence[int]:
    """The ids of gatherings where somebody waits, or was offered a seat until before this moment."""
    late = (Seat.state == SeatState.OFFERED) & (Seat.offered_until <= moment)
    line = select(Registration.gathering_id).join(Seat.registration).where((Seat.state == SeatState.WAITING) | late)
    return db.session.scalars(line.where(*IS_ACTIVE).distinct().order_by(Registration.gathering_id)).all()


def unconfirmed_before(moment: datetime) -> Sequence[str]:
    """The public ids of what was signed up before this moment and never confirmed."""
    old = Registration.confirmed_at.is_(None), Registration.created_at < moment
    return db.session.scalars(select(Registration.public_id).where(*old)).all()


def delete_unconfirmed(before: datetime) -> int:
    """Deletes what was signed up before this moment and never confirmed; how many."""
    old = Registration.confirmed_at.is_(None), Registration.created_at < before
    return number_of(db.session.execute(delete(Registration).where(*old)))


def places_taken(gathering: Gathering) -> Sequence[PlacesTaken]:
    """How many had a place, once the names were erased; the whole gathering first."""
    wanted = select(PlacesTaken).where(PlacesTaken.gathering_id == gathering.id)
    return db.session.scalars(wanted.order_by(PlacesTaken.part_id.is_not(None), PlacesTaken.id)).all()


def public_ids_at(gathering: Gathering) -> Sequence[str]:
    """Of everybody who ever signed up for it."""
    return db.session.scalars(select(Registration.public_id).where(Registration.gathering_id == gathering.id)).all()


def delete_registrations(gathering: Gathering) -> int:
    """Deletes everybody of a gathering; how many of them."""
    return number_of(db.session.execute(delete(Registration).where(Registration.gathering_id == gathering.id)))


def delete_wishes(until: date) -> int:
    """Deletes the wishes of gatherings of this day and before; how many."""
    over = select(Registration.id).join(Registration.gathering).where(Gathering.on <= until)
    return number_of(db.session.execute(delete(Wishes).where(Wishes.registration_id.in_(over))))


def delete_catering(until: date) -> int:
    """Deletes what caterers were told of gatherings of this day and before; of how many."""
    over = select(Gathering.id).where(Gathering.on <= until)
    return number_of(db.session.execute(delete(Catering).where(Catering.gathering_id.in_(over))))


def with_names(until: date) -> Sequence[Gathering]:
    """The gatherings of this day and before of which names are still kept."""
    named = select(Registration.gathering_id).distinct()
    wanted = select(Gathering).where(Gathering.on <= until, Gathering.id.in_(named))
    return db.session.scalars(wanted.order_by(Gathering.id)).all()


def gathering_by_id(number: int) -> Gathering | None:
    wanted = select(Gathering).where(Gathering.id == number).options(selectinload(Gathering.parts))
    return db.session.scalar(wanted.execution_options(populate_existing=True))
