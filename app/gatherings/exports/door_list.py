"""Who comes, on paper for the door: for when there is no network. It holds names, so nothing keeps the file."""

from collections.abc import Collection, Sequence
from pathlib import Path

from app.core.clock import today
from app.core.typesetting import typeset
from app.core.wording import _, clock_time, day_and_date, language, long_date
from app.gatherings.models import Gathering, Registration

SOURCE = Path(__file__).with_name("door_list.typ")
SHARED = Path(__file__).with_name("long_words.typ")
WALK_INS = 8  # empty lines, for who did not sign up


def door_list(gathering: Gathering, people: Sequence[Registration], there: Collection[int | None]) -> bytes:
    """The list as PDF; `there` are the ids of those who were ticked off already."""
    day = today()
    data = {
        "title": _("Who comes: %(gathering)s", gathering=gathering.title),
        "language": language(),
        "date": [day.year, day.month, day.day],
        "when": f"{day_and_date(gathering.on)}, {clock_time(gathering.starts)}",
        "empty": WALK_INS,
        "people": [[named(person), person.shown_organisation, person.id in there] for person in people],
        "words": {
            "warns": _("This list holds names. Destroy it after the gathering."),
            "printed": _("Made on %(day)s", day=long_date(day)),
            "there": _("There"),
            "yes": _("yes"),
            "name": _("Name"),
            "organisation": _("Organisation"),
            "nobody": _("Nobody has signed up yet."),
            "walk_in": _("Who walks in"),
        },
    }
    return typeset(SOURCE, data, [SHARED])


def named(person: Registration) -> str:
    return person.name if person.has_place else person.name + " (" + _("has no place yet") + ")"
