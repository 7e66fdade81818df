"""The walk on paper: a page with the route for whoever leads a group, and one for each stop to write notes on."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from app.accounts.square import square
from app.challenges.models import Challenge
from app.core.clock import today
from app.core.typesetting import typeset
from app.core.wording import _, clock_time, day_and_date, language, long_date, number
from app.gatherings.models import Gathering, Stop
from app.gatherings.models.walking import NOTES_LAST
from app.gatherings.route_map import RADIUS, RouteMap, route_map
from app.gatherings.sheets import sheet_code
from app.gatherings.words import KINDS

SOURCE = Path(__file__).with_name("stop_sheets.typ")
SHARED = Path(__file__).with_name("long_words.typ")
BOXES = 5  # on a sheet


def stop_sheets(
    gathering: Gathering, challenges: Mapping[int, Challenge], copy_at: Callable[[str], str], phones: str = ""
) -> bytes:
    """The sheets as PDF, with the challenges that everybody may know of.

    `copy_at` gives the address at which the sheet with a code is typed over; `phones` is the one that opens the walk.
    """
    day, title = today(), _("Stop sheets: %(gathering)s", gathering=gathering.title)
    data = {
        "title": title,
        "language": language(),
        "gathering": gathering.title,
        "written": gathering.language,
        "date": [day.year, day.month, day.day],
        "when": f"{day_and_date(gathering.on)}, {clock_time(gathering.starts)}",
        "place": gathering.place,
        "boxes": BOXES,
        "map": drawing(route) if (route := route_map(gathering.stops)) else "",
        "phones": qr(phones) if phones else "",
        "phones_at": phones,
        "kinds": [{"shape": kind, "name": str(name)} for kind, name in KINDS],
        "words": words(gathering),
        "stops": [told(stop, challenges.get(stop.challenge_id or 0), copy_at) for stop in gathering.stops],
    }
    return typeset(SOURCE, data, [SHARED])


def told(stop: Stop, challenge: Challenge | None, copy_at: Callable[[str], str]) -> dict[str, Any]:
    code = sheet_code(stop)
    return {
        "number": stop.number,
        "heading": _("Stop %(number)s", number=stop.number),
        "title": stop.title,
        "question": stop.question,
        "challenge": challenge.title if challenge else "",
        "challenge_in": challenge.language if challenge else "",
        "theme": stop.theme.name(language()) if stop.theme else "",
        "place": stop.place,
        "step_free": stop.step_free,
        "code": code,
        "copy": qr(copy_at(code)),
    }


def qr(address: str) -> str:
    """A picture for a camera, as SVG."""
    found = square(address)
    size = f"0 0 {found.size} {found.size}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}"><path d="{found.path}"/></svg>'


def drawing(route: RouteMap) -> str:
    """The same map as on the page, in ink alone."""
    parts = [f'<path d="{route.line}" fill="none" stroke="#716f66" stroke-width="2" stroke-dasharray="5 4"/>']
    for spot in route.spots:
        if spot.is_moved:
            leads = f"M{spot.at[0]} {spot.at[1]}L{spot.x} {spot.y}"
            parts.append(f'<path d="{leads}" stroke="#716f66"/><circle cx="{spot.at[0]}" cy="{spot.at[1]}" r="3"/>')
    for spot in route.spots:
        at = f'x="{spot.x}" y="{spot.y + 5}" text-anchor="middle" font-size="15" font-weight="bold" fill="#fff"'
        parts.append(f'<circle cx="{spot.x}" cy="{spot.y}" r="{RADIUS}"/><text {at}>{spot.number}</text>')
    low, right = route.height - 18, route.width - 18
    lines = f"M14 {low}v6h{route.bar}v-6M{right} {low + 8}v-18l-4 6m4 -6l4 6"
    parts.append(f'<path d="{lines}" fill="none" stroke="#1a1f24" stroke-width="1.5"/>')
    parts.append(f'<text x="{20 + route.bar}" y="{low + 7}" font-size="12">{number(route.metres)} m</text>')
    parts.append(f'<text x="{right - 12}" y="{low + 7}" text-anchor="end" font-size="12">N</text>')
    size, font = f"0 0 {route.width} {route.height}", "Libertinus Serif"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" font-family="{font}" fill="#1a1f24">'
    return f"{head}{''.join(parts)}</svg>"


def words(gathering: Gathering) -> dict[str, str | list[str]]:
    """What stands on every sheet."""
    gone = long_date(gathering.on + NOTES_LAST)
    return {
        "group": _("Group"),
        "leads": _("For whoever leads the group"),
        "how": [
            _("Take one sheet for each stop, with pens. Write the number of your group on it, if there is one."),
            _("At the stop, read the question aloud. Let people write, or write down what they say."),
            _("One box is one note. Tick what kind of note it is. A name is not needed."),
            _("Is a sheet full? Write on the back."),
            _("Give all sheets to a note taker. They type them over and destroy the paper."),
        ],
        "route": _("The route"),
        "none": _("The stops are not known yet."),
        "map_alt": _("Drawing of the walk, with the stops in their order. The same stops stand in the list."),
        "phones": _("Does somebody have a phone? This opens the walk on it:"),
        "phones_alt": _("Picture for a camera. It opens the walk on a phone."),
        "sheet": _("Sheet"),
        "copy_alt": _("Picture for a camera. It opens the page on which a note taker types this sheet over."),
        "challenge": _("Challenge:"),
        "theme": _("Theme:"),
        "where": _("Where:"),
        "step_free": _("Without steps:"),
        "note": _("Note"),
        "name": _("Name (may stay empty):"),
        "foot": _(
            "Name nobody else. Only organisers and note takers read this. We delete all notes on %(day)s.", day=gone
        ),
    }
