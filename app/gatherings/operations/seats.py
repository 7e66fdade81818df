"""Giving seats, passing them on in the order of confirming, and saying yes or no to one that came free.

Whoever calls these holds the seats of the gathering (queries.hold_seats): two at once would give one seat twice.
"""

from collections.abc import Iterable

from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.gatherings import messages, queries
from app.gatherings.deadlines import answer_by
from app.gatherings.models import Gathering, Part, Registration, Seat, SeatState
from app.gatherings.seating import Seating


def seating_of(gathering: Gathering) -> Seating:
    return Seating(gathering, queries.seats_of(gathering))


def give(seating: Seating, seats: Iterable[Seat]) -> None:
    """A seat for each at once where there is room, else the last place in line."""
    for seat in seats:
        seat.turn = seating.next_turn()
        seating.seats.append(seat)
        if seating.fits(seat):
            seating.take(seat, SeatState.HELD)
        else:
            seat.state = SeatState.WAITING
    db.session.flush()


def pass_on_to_others(seating: Seating, but: Registration) -> None:
    """Offers what came free to others: whom an organiser just put in line does not get it back at once."""
    waiting = [seat for seat in seating.seats if seat.state is SeatState.WAITING and seat.registration_id == but.id]
    seating.seats = [seat for seat in seating.seats if seat not in waiting]
    pass_on(seating)


def pass_on(seating: Seating) -> int:
    """Offers every seat that is free to whoever is next in line; how many seats. One mail to each person."""
    if not seating.gathering.is_ahead(clock.now()):
        return 0
    until = answer_by(clock.now(), seating.gathering.begins_at)
    offered: dict[int, Registration] = {}
    number = 0
    for seat in seating.who_may_come():
        seating.take(seat, SeatState.OFFERED)
        seat.offered_until = until
        offered[seat.registration_id], number = seat.registration, number + 1
    db.session.flush()
    for registration in offered.values():
        messages.seat_offered(registration, until)
    return number


def lapse(seating: Seating) -> None:
    """Takes back what was offered and not taken in time; each person hears it once."""
    at, ahead = clock.now(), seating.gathering.is_ahead(clock.now())
    offered = [seat for seat in seating.seats if seat.state is SeatState.OFFERED]
    late = [seat for seat in offered if not ahead or seat.offered_until is None or seat.offered_until <= at]
    for seat in late:
        seating.let_go(seat, SeatState.LAPSED)
    db.session.flush()
    if ahead:
        for registration in {seat.registration_id: seat.registration for seat in late}.values():
            messages.seat_lapsed(registration)


def pass_on_seats() -> int:
    """Everywhere: what lapsed goes to whoever is next, and so does what came free otherwise. Run every minute."""
    number = 0
    for found in queries.gatherings_with_a_line(clock.now()):
        queries.hold_seats(found)
        gathering = queries.gathering_by_id(found)
        if gathering is not None:
            number += settle(gathering)
    return number


def settle(gathering: Gathering) -> int:
    """Brings the seats up to date with the clock and with the room that there is; how many were offered."""
    seating = seating_of(gathering)
    lapse(seating)
    return pass_on(seating)


def accept(registration: Registration, part: Part | None) -> None:
    """Takes a seat that was offered. Raises Refusal when that is too late."""
    settle(registration.gathering)
    seat = registration.seat_in(part)
    if seat is None or seat.state not in (SeatState.OFFERED, SeatState.HELD):
        raise Refusal(
            _("This place went to somebody else: the time to say yes was over. You can wait in line once more.")
        )
    seat.state, seat.offered_until = SeatState.HELD, None
    db.session.flush()


def give_back(registration: Registration, part: Part | None) -> None:
    """Leaves a seat, or the line for one. A second time changes nothing."""
    seating = seating_of(registration.gathering)
    seat = registration.seat_in(part)
    if seat is not None and seat.state is not SeatState.GIVEN_BACK:
        seating.let_go(seat, SeatState.GIVEN_BACK)
    pass_on(seating)


def ask_for(registration: Registration, parts: Iterable[Part | None]) -> None:
    """Also comes to these parts: at once where there is room, else at the end of the line."""
    seating = seating_of(registration.gathering)
    lapse(seating)
    pass_on(seating)  # whoever waits longer goes first
    wanted = []
    for part in parts:
        seat = registration.seat_in(part) or new_seat(registration, part)
        if seat.state in (SeatState.ASKED, SeatState.LAPSED, SeatState.GIVEN_BACK):
            seating.seats = [
                other for other in seating.seats if other is not seat
            ]  # it comes in anew, behind all others
            wanted.append(seat)
    give(seating, wanted)


def new_seat(registration: Registration, part: Part | None) -> Seat:
    seat = Seat(part_id=part.id if part else None, state=SeatState.ASKED)
    registration.seats.append(seat)
    db.session.flush()
    return seat
