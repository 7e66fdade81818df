"""Who comes, as a file for the organisers; and what they wish in a file of its own, to be handed on to nobody."""

from collections.abc import Iterable, Iterator, Sequence

from app.core.spreadsheet import csv_text, xlsx
from app.core.wording import _
from app.gatherings.catering import names_of
from app.gatherings.models import Gathering, Registration, Wishes
from app.gatherings.seating import chosen_parts
from app.gatherings.words import STATES


def heads(gathering: Gathering) -> list[str]:
    parts = [part.title if part else _("The whole gathering") for part in chosen_parts(gathering)]
    return [_("Name"), _("E-mail address"), _("Organisation"), *parts]


def rows(gathering: Gathering, people: Iterable[Registration]) -> Iterator[list[str]]:
    parts = chosen_parts(gathering)
    for one in people:
        seats = [one.seat_in(part) for part in parts]
        yield [
            one.name,
            one.email,
            one.shown_organisation,
            *(str(STATES[seat.state]) if seat else "" for seat in seats),
        ]


def people_as_csv(gathering: Gathering, people: Sequence[Registration]) -> str:
    return csv_text([heads(gathering), *rows(gathering, people)])


def people_as_xlsx(gathering: Gathering, people: Sequence[Registration]) -> bytes:
    return xlsx([(_("Who comes"), heads(gathering), rows(gathering, people))])


def wishes_as_xlsx(wishes: Sequence[Wishes]) -> bytes:
    told = [
        [found.registration.name, names_of(found.foods.replace("\n", " ")), found.diet, found.access]
        for found in wishes
    ]
    first = [_("Name"), _("What do you not eat or drink?"), _("Something else that you do not eat")]
    return xlsx([(_("Wishes"), [*first, _("Do you need something to take part?")], told)])
