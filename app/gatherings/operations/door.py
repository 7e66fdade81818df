"""At the door: ticking off who comes in, and noting who walks in."""

from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from app.accounts.models import User
from app.core.clock import today
from app.core.database import db
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.security import fingerprint
from app.core.wording import _
from app.gatherings import queries
from app.gatherings.models import Arrival, Gathering, GatheringStatus, PlacesTaken, Registration, SeatState

OPENS = timedelta(days=1)  # before the day itself: to try it
NAMES_LAST = timedelta(days=30)  # after it, as those of who signed up


def door_is_open(gathering: Gathering) -> bool:
    on = gathering.on - OPENS <= today() <= gathering.on + OPENS
    return gathering.status is GatheringStatus.PUBLISHED and on


def check_open(gathering: Gathering) -> None:
    """Raises Refusal when nobody comes in on this day."""
    if gathering.is_cancelled:
        raise Refusal(_("This gathering does not take place."))
    if not door_is_open(gathering):
        raise Refusal(_("People can be ticked off from the day before the gathering until the day after it."))


def tick_off(gathering: Gathering, registration: Registration, by: User) -> Arrival:
    """Somebody who had signed up is there; a second helper who ticks them off changes nothing. Raises Refusal."""
    check_open(gathering)
    found = queries.arrival_of(registration)
    if found is not None:
        return found
    try:
        with db.session.begin_nested():
            arrival = Arrival(gathering_id=gathering.id, registration_id=registration.id, by_id=by.id)
            db.session.add(arrival)
    except IntegrityError:  # two doors at the same moment
        return queries.arrival_by_registration(registration)
    return arrival


def walk_in(gathering: Gathering, name: str, organisation: str, by: User, key: str, address: str = "") -> Arrival:
    """Somebody who had not signed up is there; with an address they get the link to the harvest.

    The same form sent twice makes one. Raises Refusal.
    """
    check_open(gathering)
    public_id = fingerprint(f"{gathering.id}:{by.id}:{key}")[:26]
    found = queries.arrival_by_public_id(public_id)
    if found is not None:
        return found
    told = {"name": name, "organisation_name": organisation, "by_id": by.id, "harvest_to": address.lower()}
    arrival = Arrival(gathering_id=gathering.id, public_id=public_id, **told)
    try:
        with db.session.begin_nested():
            db.session.add(arrival)
    except IntegrityError:  # the same form arrived twice at the same moment
        return queries.arrival_begun(public_id)
    return arrival


def take_arrival_back(arrival: Arrival) -> None:
    """They were ticked off by mistake."""
    db.session.delete(arrival)
    db.session.flush()


def keep_numbers(gathering: Gathering) -> None:
    """Keeps how many had a place and how many of them were there, of the whole and of each part: before it is forgotten
    who came, and before it is forgotten who had signed up, whichever comes first."""
    held = [seat for seat in queries.seats_of(gathering) if seat.state is SeatState.HELD]
    if queries.places_taken(gathering) or not held:
        return  # somebody who signed up afterwards, by hand: the day was counted
    there = {arrival.registration_id for arrival in queries.arrivals_at(gathering)}
    people = {seat.registration_id for seat in held}
    kept = [PlacesTaken(part_id=None, people=len(people), came=len(people & there))]
    for part_id, (places, came) in queries.counted_seats(gathering).items():
        if part_id is not None:
            kept.append(PlacesTaken(part_id=part_id, people=places, came=came))
    for row in kept:
        row.gathering_id = gathering.id
        db.session.add(row)
    db.session.flush()


def forget_arrivals() -> int:
    """Deletes who came to gatherings of a month ago, and keeps how many; how many rows. Run every hour."""
    gone = 0
    for gathering in queries.with_arrivals(until=today() - NAMES_LAST):
        queries.hold_seats(gathering.id)
        keep_numbers(gathering)
        gathering.came = queries.number_who_came(gathering)
        gone += queries.delete_arrivals(gathering)
    return destroyed("gathering_arrival", gone, f"{NAMES_LAST.days} days")
