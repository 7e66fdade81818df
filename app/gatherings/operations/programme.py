"""The parts of the programme and the stops of the walk: add, change, take away."""

from collections.abc import Sequence
from typing import Any

from app.challenges.models import Challenge
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.security import fingerprint
from app.core.wording import _
from app.gatherings import messages, queries
from app.gatherings.models import Gathering, Part, Registration, Stop
from app.gatherings.operations import seats
from app.gatherings.operations.changes import note_changes, state_of
from app.gatherings.operations.telling import heard_at, still_to_tell, tell_now
from app.gatherings.piece_mark import mark_of
from app.gatherings.seating import chosen_parts
from app.taxonomy.models import Term


def write_part(
    gathering: Gathering, public_id: str, challenges: Sequence[Challenge], seen: str | None = None, **fields: Any
) -> Part:
    """Adds a part or changes the one with this id; the programme stands in the order of its times.

    `seen` is the mark of the part that was on the form. Raises Refusal when it is another one by now, or cancelled, and
    when people signed up for what they could not choose any more.
    """
    goes_on(gathering)
    before = state_of(gathering)
    part = next((one for one in gathering.parts if one.public_id == public_id), None)
    is_as_seen(part, seen)
    keeps_who_signed_up(gathering, part, bool(fields.get("is_chosen", part is not None and part.is_chosen)))
    if part is None:
        part = Part(public_id=public_id, position=len(gathering.parts))
        gathering.parts.append(part)
    for name, value in fields.items():
        setattr(part, name, value)
    part.challenges = list(challenges)
    for position, one in enumerate(sorted(gathering.parts, key=lambda one: (one.starts, one.position))):
        one.position = position
    db.session.flush()
    note_changes(gathering, before)
    return part


def keeps_who_signed_up(gathering: Gathering, part: Part | None, is_chosen: bool) -> None:
    """Raises Refusal when somebody has a place, or waits for one, in what this would take out of the choice: the whole
    gathering once a first part is chosen by itself, or a part that is not chosen any more."""
    offered = {one.id if one else None for one in chosen_parts(gathering)}
    others = {one.id for one in gathering.parts if one.is_chosen and one is not part}
    stays: set[int | None] = {*others, part.id if part else 0} if is_chosen else {*others} or {None}
    if any(seat.is_counted_on and seat.part_id in offered - stays for seat in queries.seats_of(gathering)):
        raise Refusal(
            _(
                "People signed up for this already. Leave “%(choice)s” as it is, or they would lose their place.",
                choice=_("People say beforehand whether they come to this part"),
            )
        )


def id_from(gathering: Gathering, key: str) -> str:
    """The id of what the form with this key makes: sent twice, it makes one."""
    return fingerprint(f"{gathering.id}:{key}")[:26]


def goes_on(gathering: Gathering) -> None:
    queries.lock(gathering)
    if gathering.is_cancelled:
        raise Refusal(_("This gathering was cancelled. Copy it to plan it anew."))


def is_as_seen(piece: Part | Stop | None, seen: str | None) -> None:
    """Raises Refusal when somebody else changed a part or a stop while this one was being written."""
    if piece is None or seen is None:
        return
    db.session.refresh(piece)
    if mark_of(piece) != seen:
        raise Refusal(_("Somebody else changed this meanwhile. Theirs stands below, yours is still in the form."))


def who_loses(gathering: Gathering, part: Part) -> list[Registration]:
    """Everybody who has a place in this part, was offered one or waits for one."""
    return [one for one in queries.everybody_at(gathering) if (seat := one.seat_in(part)) and seat.is_counted_on]


def why_part_stays(gathering: Gathering, part: Part, losing: Sequence[Registration]) -> str:
    """Why this part cannot be taken out of the programme, and what to do instead; '' when it can."""
    counted = losing or any(row.part_id == part.id for row in queries.places_taken(gathering))
    if counted and not gathering.is_ahead(clock.now()):
        return _("The gathering has begun or is over. A part that people had a place in stays in the programme.")
    if losing and not any(one.is_chosen for one in gathering.parts if one is not part):
        return _("This is all that people signed up for. Cancel the gathering, or add what they can come to first.")
    return ""


def remove_part(gathering: Gathering, part: Part, told: int = 0) -> None:
    """Takes a part out of the programme. Whoever has a place in it or waits for one loses that, and hears it by mail.

    `told` is how many they are, as the page said that asked. Raises Refusal when they are others by now, when the part
    has to stay, and when the gathering was cancelled.
    """
    goes_on(gathering)
    losing = who_loses(gathering, part)
    if why := why_part_stays(gathering, part, losing):
        raise Refusal(why)
    if len(losing) != told:
        raise Refusal(_("Meanwhile other people signed up or cancelled. Look at the number once more."))
    before = state_of(gathering)
    for registration in losing:
        registration.seats = [seat for seat in registration.seats if seat.part_id != part.id]
    gathering.parts.remove(part)
    db.session.flush()
    note_changes(gathering, before)
    untold, heard = [one for one in gathering.changes if one.told_at is None], heard_at(gathering)
    for registration in losing:
        messages.part_off(registration, part, still_to_tell(registration, untold, heard))
    if losing:  # what some people heard is told to all: put back, it is another change
        tell_now(gathering, untold)
    seats.settle(gathering)  # whoever came to nothing else leaves room in the gathering as a whole


def write_stop(
    gathering: Gathering,
    public_id: str,
    challenge: Challenge | None,
    theme: Term | None,
    seen: str | None = None,
    **fields: Any,
) -> Stop:
    """Adds a stop or changes the one with this id; `seen` is the mark of the stop that was on the form.

    Raises Refusal when it is another one by now, or when another stop has its number.
    """
    goes_on(gathering)
    before = state_of(gathering)
    stop = next((one for one in gathering.stops if one.public_id == public_id), None)
    is_as_seen(stop, seen)
    if any(one.number == fields["number"] and one is not stop for one in gathering.stops):
        raise Refusal(_("There is a stop with number %(number)s already. Choose another one.", number=fields["number"]))
    if stop is None:
        stop = Stop(public_id=public_id)
        gathering.stops.append(stop)
    for name, value in fields.items():
        setattr(stop, name, value)
    stop.challenge, stop.theme = challenge, theme
    db.session.flush()
    db.session.refresh(gathering, ["stops"])
    note_changes(gathering, before)
    return stop


def remove_stop(gathering: Gathering, stop: Stop) -> None:
    """Takes a stop out of the walk. Raises Refusal when something was noted or told of it, when the harvest was shared
    with everybody, and when the gathering was cancelled."""
    goes_on(gathering)
    if why := why_stop_stays(gathering, stop):
        raise Refusal(why)
    before = state_of(gathering)
    gathering.stops.remove(stop)
    db.session.flush()
    note_changes(gathering, before)


def why_stop_stays(gathering: Gathering, stop: Stop) -> str:
    """Why this stop cannot be taken out of the walk, and what to do instead; '' when it can. A draft of what was seen
    there would go with it as well."""
    if gathering.harvested_at is not None:
        return _("The harvest was shared with everybody, so its stops stay. You can still change them.")
    is_noted_at = any(note.stop_id == stop.id for note in queries.notes_at(gathering))
    if is_noted_at or stop.id in queries.summaries_at(gathering, drafts=True):
        return _(
            "“%(stop)s” stays in the walk: something was noted or written there, and that would lose its place. "
            "You can change its name, its number and where it is.",
            stop=stop.title,
        )
    return ""
