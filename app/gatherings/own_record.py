"""What is kept of one person who signed up, as they get it themselves; of others it holds nothing."""

from collections.abc import Sequence
from typing import Any

from app.gatherings.models import Arrival, CameOut, GivenQuestion, Registration, SentMessage, Wishes


def record_of(
    registration: Registration, wishes: Wishes | None, given: GivenQuestion | None, written: Sequence[SentMessage]
) -> dict[str, Any]:
    """Everything they filled in, which places they have, what they gave to the members and what was written to them."""
    names = ("name", "email", "language", "experience", "created_at", "confirmed_at", "cancelled_at", "cancelled_why")
    seats = [
        {"part": seat.part.title if seat.part else None, "state": seat.state, "offered_until": seat.offered_until}
        for seat in registration.seats
    ]
    return {
        "gathering": registration.gathering.title,
        "on": registration.gathering.on,
        "organisation": registration.shown_organisation,
        **{name: getattr(registration, name) for name in names},
        "seats": seats,
        "wishes": {"foods": wishes.foods.split(), "diet": wishes.diet, "access": wishes.access} if wishes else None,
        "messages": [{"at": sent.sent_at, "subject": sent.subject, "text": sent.text} for sent in written],
        "question_given": given.asks if given else None,
        "erased_on": registration.gathering.names_until,
    }


def walk_in_record(arrival: Arrival) -> dict[str, Any]:
    """That they walked in somewhere and left their address for the link to what came of it."""
    told = {"name": arrival.name, "organisation": arrival.organisation_name, "link_goes_to": arrival.harvest_to}
    return {"gathering": arrival.gathering.title, "on": arrival.gathering.on, "at": arrival.at, **told}


def origin_record(came: CameOut) -> dict[str, Any]:
    """What their story came out of, and with how little beside it they agreed that others know it."""
    stop = came.stop.title if came.stop else ""
    agreed = {name: getattr(came, name) for name in ("name_left_out", "place_left_out", "is_over")}
    return {"gathering": came.gathering.title, "stop": stop, **agreed}
