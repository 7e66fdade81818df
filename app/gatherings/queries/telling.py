"""Finding who has to hear something of a gathering: reminders, the caterer, the organisers."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import User
from app.core.database import db
from app.gatherings.models import (
    Arrival,
    Catering,
    Gathering,
    GatheringStatus,
    Registration,
    Reminder,
    Seat,
    SeatState,
    Task,
    TaskHolder,
    Wishes,
)
from app.gatherings.queries.registrations import IS_ACTIVE

HAS_A_SEAT = Registration.seats.any(Seat.state == SeatState.HELD)
CAME_IN = exists().where(Arrival.registration_id == Registration.id)
WAITS = Registration.seats.any(Seat.state == SeatState.WAITING) & or_(HAS_A_SEAT, ~CAME_IN)  # not who was let in anyway


def to_remind(
    on: date, days: int, confirmed_before: datetime, has: ColumnElement[bool] = HAS_A_SEAT
) -> Sequence[Registration]:
    """Who has a place at a gathering of this day, or what `has` says, and was not mailed of it so many days before.

    Whoever confirmed after the reminder was due knows it already. What another worker reminds now is passed over.
    """
    same = Reminder.registration_id == Registration.id, Reminder.on == on, Reminder.days == days
    shown = joinedload(Registration.gathering).selectinload(Gathering.parts), selectinload(Registration.seats)
    wanted = select(Registration).join(Registration.gathering).options(*shown)
    due = Gathering.on == on, Gathering.status == GatheringStatus.PUBLISHED, *IS_ACTIVE, has
    mine = wanted.where(*due, Registration.confirmed_at < confirmed_before, ~exists().where(*same))
    locked = mine.order_by(Registration.id).with_for_update(skip_locked=True, of=Registration)
    return db.session.scalars(locked).all()


def eaters(gathering: Gathering) -> Sequence[Wishes | None]:
    """Of everybody who has a place where there is food what they wish, or None; where no part says so, of all."""
    meals = [part.id for part in gathering.parts if part.serves_food and part.is_chosen]
    seat = Seat.state == SeatState.HELD
    eats = Registration.seats.any(seat & Seat.part_id.in_(meals)) if meals else HAS_A_SEAT
    wanted = select(Wishes).select_from(Registration).outerjoin(Wishes, Wishes.registration_id == Registration.id)
    return db.session.scalars(wanted.where(Registration.gathering_id == gathering.id, *IS_ACTIVE, eats)).all()


def wishes_at(gathering: Gathering) -> Sequence[Wishes]:
    """What everybody wishes who comes, by name: for the organisers."""
    wanted = select(Wishes).join(Wishes.registration).options(joinedload(Wishes.registration))
    mine = wanted.where(Registration.gathering_id == gathering.id, *IS_ACTIVE)
    return db.session.scalars(mine.order_by(Registration.name, Registration.id)).all()


def to_cater(day: date) -> Sequence[Gathering]:
    """The gatherings to come of which the caterer has to hear the numbers by this day, or heard of them before."""
    was_told = exists().where(Catering.gathering_id == Gathering.id)
    wanted = Gathering.on >= day, Gathering.status != GatheringStatus.DRAFT, or_(Gathering.catering_on <= day, was_told)
    return db.session.scalars(select(Gathering).where(*wanted).options(selectinload(Gathering.parts))).all()


def catering_of(gathering: Gathering) -> Catering | None:
    return db.session.get(Catering, gathering.id, populate_existing=True)


def organisers_of(gathering: Gathering) -> Sequence[User]:
    """Those who run it and have an account."""
    mine = TaskHolder.gathering_id == gathering.id, TaskHolder.task == Task.ORGANISER
    wanted = select(User).join(TaskHolder, TaskHolder.user_id == User.id).where(*mine)
    return db.session.scalars(wanted.order_by(User.id)).all()
