"""What organisers do with who comes: add somebody, move them by hand, let them go with a reason, write to them."""

from dataclasses import dataclass

from app.accounts.models import User
from app.contributions.operations.remembering import remember
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.security import fingerprint
from app.core.wording import _
from app.gatherings import messages, queries
from app.gatherings.models import Gathering, MessageTo, Part, Registration, SeatState, SentMessage
from app.gatherings.operations import registering, seats
from app.gatherings.operations.registering import Guest


@dataclass(frozen=True)
class Letter:
    """What organisers write, with the key of the form that it was typed in."""

    subject: str
    text: str
    key: str


def must_be_ahead(gathering: Gathering) -> None:
    if not gathering.is_ahead(clock.now()):
        raise Refusal(_("The gathering has begun, is over or was cancelled. Nothing can be changed any more."))


def add_person(gathering: Gathering, guest: Guest, language: str) -> Registration:
    """Somebody comes who did not sign up here; they hear that by mail, and can cancel. Raises Refusal.

    A place is given where there is room; else they stand in line, and can be moved by hand.
    """
    queries.hold_seats(gathering.id)
    must_be_ahead(gathering)
    if queries.who_counts(gathering, guest.email) is not None:
        raise Refusal(_("This address comes already. You find it in the list."))
    made = registering.registered(gathering, guest, language)
    made.confirmed_at = clock.now()
    db.session.flush()
    seats.ask_for(made, guest.parts)
    messages.added(made)
    return made


def put_right(registration: Registration, organisation: str) -> None:
    """They are of another organisation than was typed; who waits may fit by that. Raises Refusal, also when as many of
    that organisation come as may."""
    must_be_ahead(registration.gathering)
    registering.put_organisation(registration, organisation)
    seats.settle(registration.gathering)


def place_by_hand(registration: Registration, part: Part | None, state: SeatState) -> None:
    """Gives a place whatever room there is, puts at the end of the line, or takes off this part. They hear it.

    The same once more changes nothing. Raises Refusal.
    """
    must_be_ahead(registration.gathering)
    seat = registration.seat_in(part) or seats.new_seat(registration, part)
    if seat.state is state:
        return
    seating = seats.seating_of(registration.gathering)
    if state is SeatState.HELD:
        seat.turn = seat.turn or seating.next_turn()
        seat.state, seat.offered_until = SeatState.HELD, None
    else:
        seating.let_go(seat, state)
        seat.turn = seating.next_turn() if state is SeatState.WAITING else seat.turn
    db.session.flush()
    seats.pass_on_to_others(seats.seating_of(registration.gathering), registration)
    messages.placed(registration)


def dismiss(registration: Registration, reason: str) -> None:
    """They do not come: they hear that, and read the reason on their own page. What they wished is erased."""
    remember(registration, registering.DISMISSED)
    registration.cancelled_why = reason
    messages.take_back_what_waits(registration)
    messages.dismissed(registration)
    registering.leave(registration)


def send_to(gathering: Gathering, to: str, whom: list[Registration], letter: Letter, by: User) -> int:
    """Writes to each of these people, once for each key; how many. A second press sends nothing more.

    The message is kept: organisers see what was written, whom it went to reads it on their own page, and a request
    under the Woo finds it.
    """
    queries.hold_seats(gathering.id)  # two presses at once come one after the other
    said = "\n".join((letter.key, to, letter.subject, letter.text))  # other words, or to others: another message
    once = fingerprint(f"message:{gathering.id}:{said}")[:20]
    before = queries.message_with(gathering, once)
    if before is not None:
        return before.number
    for registration in whom:
        messages.written(registration, letter.subject, letter.text, once)
    kept = {"subject": letter.subject, "text": letter.text, "by_id": by.id}
    sent = SentMessage(gathering_id=gathering.id, key=once, to_whom=to, number=len(whom), **kept)
    db.session.add(sent)
    db.session.flush()
    db.session.add_all(MessageTo(message_id=sent.id, registration_id=registration.id) for registration in whom)
    db.session.flush()
    return len(whom)
