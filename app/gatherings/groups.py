"""To whom organisers can write: everybody, who comes to one part, who waits for it, everybody who waits."""

from collections.abc import Sequence

from app.core.wording import _
from app.gatherings.models import Gathering, Registration, SeatState
from app.gatherings.seating import chosen_parts

EVERYBODY, WAITING = "iedereen", "wachtlijst"
COMES = (SeatState.HELD, SeatState.OFFERED)
WAITS = (SeatState.WAITING, SeatState.LAPSED)


def groups_of(gathering: Gathering, people: Sequence[Registration]) -> dict[str, tuple[str, int]]:
    """By its name in the form each group in words, with how many there are."""
    return {name: (said, len(people_in(name, gathering, people))) for name, said in named(gathering).items()}


def named(gathering: Gathering) -> dict[str, str]:
    """Each group in words, by its name in the form."""
    words = {EVERYBODY: _("Everybody who signed up"), WAITING: _("Everybody who waits for a place")}
    for part in filter(None, chosen_parts(gathering)):
        words[f"komt:{part.public_id}"] = _("Who comes to: %(part)s", part=part.title)
        words[f"wacht:{part.public_id}"] = _("Who waits for: %(part)s", part=part.title)
    return words


def in_words(gathering: Gathering, name: str) -> str:
    """The group of a message that was sent before, also when its part is not in the programme any more."""
    return named(gathering).get(name, _("People of a part that is not in the programme any more"))


def people_in(name: str, gathering: Gathering, people: Sequence[Registration]) -> list[Registration]:
    if name == EVERYBODY:
        return list(people)
    if name == WAITING:
        return [one for one in people if any(seat.state in WAITS for seat in one.seats)]
    kind, _colon, which = name.partition(":")
    states = COMES if kind == "komt" else WAITS
    part = next(part for part in chosen_parts(gathering) if part and part.public_id == which)
    return [one for one in people if (seat := one.seat_in(part)) is not None and seat.state in states]
