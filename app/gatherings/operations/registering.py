"""Signing up for a gathering, confirming it behind the mailed link, changing it, and cancelling."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.accounts.queries import organisation_by_name
from app.contributions.operations.remembering import decided, remember, sealed
from app.core import clock
from app.core.again import done_before, is_done_before
from app.core.database import db
from app.core.destruction import destroyed
from app.core.errors import NotFound, Refusal
from app.core.security import fingerprint, random_id
from app.core.waiting_mail import mail_to
from app.core.wording import _
from app.gatherings import messages, queries
from app.gatherings.messages import token_of
from app.gatherings.models import Gathering, Part, Registration, Seat, SeatState
from app.gatherings.models.registration import CONFIRM_WITHIN, office_of
from app.gatherings.operations import seats
from app.gatherings.operations.giving import take_given_back
from app.gatherings.operations.wishes import Wish, forget_wishes, keep_wishes

SIGNED_OFF, DISMISSED = "registration_cancelled", "registration_dismissed"  # in the log beside the database


@dataclass(frozen=True)
class Guest:
    """One person as they were typed. `parts` holds None for the gathering as a whole."""

    name: str
    email: str
    parts: Sequence[Part | None]
    organisation: str = ""
    experience: str = ""
    wish: Wish = field(default_factory=Wish)


def must_take_people(gathering: Gathering) -> None:
    """Raises Refusal, with what to do instead, when nobody can sign up (any more)."""
    if not gathering.takes_people(clock.today()) or clock.now() >= gathering.begins_at:
        raise Refusal(_("You cannot sign up for this gathering any more. Its page says what you can do."))


def sign_up(gathering: Gathering, guest: Guest, others: Sequence[Guest], language: str) -> None:
    """Keeps what was typed until it is confirmed, and mails the link for that. The answer is always the same:
    whether the address has signed up already is told in the mail only. Raises Refusal."""
    must_take_people(gathering)
    known = queries.who_counts(gathering, guest.email)
    lead = known or registered(gathering, guest, language)
    for other in others:
        registered(gathering, other, language, lead)
    if known is None:
        messages.please_confirm(lead)
    else:
        messages.known_already(lead, brings_others=bool(others))


def registered(gathering: Gathering, guest: Guest, language: str, lead: Registration | None = None) -> Registration:
    """A registration that does not count yet."""
    public_id = random_id()
    office = organisation_by_name(guest.organisation) if guest.organisation else None
    made = Registration(
        public_id=public_id,
        token_hash=fingerprint(token_of(public_id)),
        gathering=gathering,
        lead=lead,
        name=guest.name,
        email=guest.email,
        organisation=office,
        organisation_name=guest.organisation,
        language=language,
        experience=guest.experience,
        created_at=clock.now(),
        seats=[Seat(part_id=part.id if part else None, state=SeatState.ASKED) for part in guest.parts],
    )
    db.session.add(made)
    db.session.flush()
    keep_wishes(made, guest.wish)
    return made


def is_too_late(registration: Registration) -> bool:
    """Whether it was never confirmed and is not kept any more."""
    return registration.confirmed_at is None and clock.now() >= registration.created_at + CONFIRM_WITHIN


def confirm_registration(registration: Registration) -> Registration:
    """From now on they come, and whoever they signed up as well; the order of this is the order of the line.

    Gives the registration that counts: an address that came already keeps what it had. Raises Refusal and NotFound.
    """
    gathering = registration.gathering
    if is_too_late(registration):
        raise NotFound
    if registration.cancelled_at is not None or not gathering.is_ahead(clock.now()):
        raise Refusal(_("You cannot come to this gathering with this link any more. Its page says what you can do."))
    others = list(queries.unconfirmed_with(registration))
    counts = queries.who_counts(gathering, registration.email)
    if counts is not None and counts is not registration:
        for other in others:
            other.lead = counts
        db.session.flush()
        messages.forget_copies([registration.public_id])
        db.session.delete(registration)
        db.session.flush()
    elif counts is None:
        counts = registration
        let_in(registration)
    for other in others:
        if not is_too_late(other):
            let_in(other)
    return counts


def let_in(registration: Registration) -> None:
    """Gives one person their seats, or places in line, and tells them. Who came already is told that."""
    known = queries.who_counts(registration.gathering, registration.email)
    if known is not None:
        registration.cancelled_at = clock.now()  # whoever signed them up sees no difference
        forget_wishes(registration)
        messages.known_already(known)
    else:
        registration.confirmed_at = clock.now()
        db.session.flush()
        seats.ask_for(registration, [seat.part for seat in registration.seats])
        messages.confirmed(registration)
    db.session.flush()


def change_registration(registration: Registration, told: Guest) -> None:
    """Another name, organisation, parts, wishes or experience; a new part at once where there is room. The address
    stays. Raises Refusal, also when too many of that organisation come."""
    must_come(registration)
    put_organisation(registration, told.organisation)
    registration.name = told.name
    wanted = {part.id if part else None for part in told.parts}
    seats.ask_for(registration, told.parts)  # first: whoever lets go of all they have may find the gathering full
    for seat in registration.seats:
        if seat.part_id not in wanted:
            seats.give_back(registration, seat.part)
    registration.experience = told.experience
    if not told.experience:
        take_given_back(registration)
    keep_wishes(registration, told.wish)


def put_organisation(registration: Registration, name: str) -> None:
    """They are of this organisation. Changes no seat: what it frees is passed on with the next one (seats.settle).

    Raises Refusal when they have a place and as many of that organisation come as may.
    """
    if name == registration.shown_organisation:
        return
    organisation = organisation_by_name(name) if name else None
    office = office_of(organisation.id if organisation else None, name)
    if not seats.seating_of(registration.gathering).keeps(registration, office):
        raise Refusal(
            _(
                "As many people of %(organisation)s come as may. Leave the organisation as it was, "
                "or give the place back first.",
                organisation=organisation.name if organisation else name or _("no organisation"),
            )
        )
    registration.organisation, registration.organisation_name = organisation, name
    db.session.flush()


def decline(registration: Registration, part: Part | None) -> None:
    """Gives back a seat, or a place in line; the rest stays. Raises Refusal."""
    must_come(registration)
    seats.give_back(registration, part)


def wait_again(registration: Registration, part: Part | None) -> None:
    """Joins the line at its end, or takes a seat that is free. Raises Refusal."""
    must_come(registration)
    seats.ask_for(registration, [part])


def must_come(registration: Registration) -> None:
    if not registration.is_active:
        raise Refusal(_("You have to confirm first that you come."))
    if not registration.gathering.is_ahead(clock.now()):
        raise Refusal(_("The gathering has begun, is over or was cancelled. Nothing can be changed any more."))


def sign_off(registration: Registration) -> None:
    """They do not come: who they are is deleted at once, and their seats go to whoever is next. A line beside the
    database makes that no backup signs them up again."""
    remember(registration, SIGNED_OFF)
    messages.take_back_what_waits(registration)
    if registration.is_active:
        messages.cancelled(registration)
    leave(registration)
    registration.name = registration.email = registration.organisation_name = ""
    registration.organisation = registration.lead = None
    others = queries.unconfirmed_with(registration)
    messages.forget_copies(one.public_id for one in (registration, *others))
    for other in others:
        messages.take_back_what_waits(other)
        db.session.delete(other)
    destroyed("registration", 1, "asked for by its owner")
    db.session.flush()


def sign_off_again() -> int:
    """Signs off once more who did so, or was let go, after this backup was made; how many. Run by restore.

    Nobody hears that twice; whoever gets a seat by it does hear it, as what they were offered then is lost.
    """
    told = {line["of"]: line["what"] for line in decided() if line["what"] in (SIGNED_OFF, DISMISSED)}
    found = queries.registrations_among(lambda public_id: sealed(public_id) in told)
    with done_before():
        for registration in found:
            queries.hold_seats(registration.gathering_id)
            messages.take_back_what_waits(registration)
            deed = sign_off if told[sealed(registration.public_id)] == SIGNED_OFF else leave
            deed(registration)
    for gathering in {registration.gathering_id: registration.gathering for registration in found}.values():
        seats.settle(gathering)
    return len(found)


def forget_address(email: str) -> None:
    """Deletes every registration of this address, with what they wished and brought; their seats go to others.

    Where they walked in and left it for the link to the harvest it goes as well.
    """
    for registration in queries.registrations_of(email):
        queries.hold_seats(registration.gathering_id)
        leave(registration)
        messages.forget_copies([registration.public_id])
        db.session.delete(registration)
    for arrival in queries.arrivals_to_tell(email):
        arrival.harvest_to = ""
    take_back_mail(email)
    db.session.flush()


def take_back_mail(email: str) -> None:
    for mail in mail_to(email):
        if mail.key.startswith(("registration-", "arrival-")):
            db.session.delete(mail)


def leave(registration: Registration) -> None:
    """Gives back every seat, and erases what was wished and written."""
    gathering, was_active = registration.gathering, registration.is_active
    seating = seats.seating_of(gathering)
    for seat in registration.seats:
        seating.let_go(seat, SeatState.GIVEN_BACK)
    registration.cancelled_at = registration.cancelled_at or clock.now()
    registration.experience = ""
    take_given_back(registration)
    forget_wishes(registration)
    queries.forget_messages_to(registration)
    db.session.flush()
    if was_active and not is_done_before():
        seats.settle(gathering)
