"""What an import says of a gathering: its challenges, its programme and the stops of its walk."""

from collections.abc import Iterator
from typing import Any

from app.challenges.models import Challenge
from app.cli.checked import Checker, Wrong, within
from app.gatherings.models import Part, Stop


def challenges(check: Checker, row: dict[str, Any]) -> list[Challenge]:
    """The challenges that are talked about, each once."""
    references = row.get("challenges") or []
    if not isinstance(references, list):
        raise Wrong("challenges", "write a list of references.")
    found = (check.challenge({"challenges": reference}, "challenges") for reference in references)
    return list(dict.fromkeys(challenge for challenge in found if challenge))


def parts(check: Checker, row: dict[str, Any]) -> Iterator[Part]:
    for position, (name, part) in enumerate(check.rows(row, "programme")):
        with within(name):
            yield Part(
                position=position,
                starts=check.hour(part, "time"),
                title=check.text(part, "title", 200, required=True),
                who=check.text(part, "who", 200),
                note=check.text(part, "capture", 2000),
                is_assumed=check.yes(part, "assumed"),
                capacity=check.number(part, "capacity", 0, 100_000) or None,
                is_chosen=check.yes(part, "chosen"),
                serves_food=check.yes(part, "food"),
                is_walk=check.yes(part, "walk"),
            )


def stops(check: Checker, row: dict[str, Any]) -> Iterator[Stop]:
    for name, stop in check.rows(row, "walk_stops"):
        with within(name):
            number = check.number(stop, "n", 1, 1000)
            if number is None:
                raise Wrong("n", "is empty; number the stops.")
            title = check.text(stop, "title", 200, required=True)
            found = Stop(number=number, title=title, challenge=check.challenge(stop, "challenge"))
            found.question, found.step_free = check.text(stop, "question", 300), check.text(stop, "step_free", 300)
            found.place = check.text(stop, "place", 200)
            found.latitude = check.degrees(stop, "latitude", 50.5, 53.7)
            found.longitude = check.degrees(stop, "longitude", 3.2, 7.3)
            if (found.latitude is None) is not (found.longitude is None):
                raise Wrong("longitude", "and latitude belong together; write both, or neither.")
            yield found
