"""Who comes, on paper for the door: for when there is no network. It holds names, so nothing keeps the file."""

from collections.abc import Collection, Sequence
from pathlib import Path

from app.core.clock import today
from app.core.typesetting import typeset
from app.core.wording import _, clock_time, day_and_date, language, long_date
from app.gatherings.models import Gathering, Registration, SeatState

SOURCE = Path(__file__).with_name("door_list.typ")
SHARED = Path(__file__).with_name("long_words.typ")
WALK_INS = 8  # empty lines, for who did not sign up


def door_list(gathering: Gathering, people: Sequence[Registration], there: Collection[int | None]) -> bytes:
    """The list as PDF; `there` are the ids of those who were ticked off already."""
    day, has_parts = today(), any(part.is_chosen for part in gathering.parts)
    data = {
        "title": _("Who comes: %(gathering)s", gathering=gathering.title),
        "language": language(),
        "date": [day.year, day.month, day.day],
        "when": f"{day_and_date(gathering.on)}, {clock_time(gathering.starts)}",
        "empty": WALK_INS,
        "has_parts": has_parts,
        "people": [
            [
                person.name if has_parts else with_place(person.name, person.has_place),
                person.shown_organisation,
                parts_of(person),
                person.id in there,
            ]
            for person in people
        ],
        "words": {
            "warns": _("This list holds names. Destroy it after the gathering."),
            "printed": _("Made on %(day)s", day=long_date(day)),
            "there": _("There"),
            "yes": _("yes"),
            "name": _("Name"),
            "organisation": _("Organisation"),
            "parts": _("Comes to"),
            "nobody": _("Nobody has signed up yet."),
            "walk_in": _("Who walks in"),
        },
    }
    return typeset(SOURCE, data, [SHARED])


def parts_of(person: Registration) -> str:
    """What they signed up for, as short as on the screen of the door."""
    if person.comes_to_all:
        return _("everything")
    told = (with_place(part.short_title, seat.state is SeatState.HELD) for part, seat in person.comes_to)
    return ", ".join(told) or with_place("", person.has_place)


def with_place(words: str, has_place: bool) -> str:
    return words if has_place else f"{words} ({_('has no place yet')})".strip()
