"""Where gatherings are in the country: a number for each municipality, the same on the map and in the list."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.accounts.outline import HEIGHT, WIDTH, point_of
from app.gatherings.models import Gathering
from app.gatherings.spots import Frame, Spot, move_apart

RADIUS = 4.4  # of a number, in units of the drawing of the country


@dataclass(frozen=True)
class CountryMap:
    """`numbers` by the id of a gathering; one whose municipality has no known place has none. `names`, by number, of
    the gatherings there."""

    spots: list[Spot]
    numbers: dict[int, int]
    names: dict[int, str]
    radius: float = RADIUS


def country_map(gatherings: Sequence[Gathering]) -> CountryMap:
    """Numbered in the order of the list: all that are in one municipality share its number."""
    placed = [(gathering, gathering.spot) for gathering in gatherings if gathering.spot is not None]
    number_of = {place: number for number, place in enumerate(dict.fromkeys(place for _one, place in placed), 1)}
    points = [(number, point_of(*place)) for place, number in number_of.items() if place]
    spots = [Spot(number, (point.x, point.y), point.x, point.y) for number, point in points]
    numbers = {gathering.id: number_of[place] for gathering, place in placed}
    names = {
        number: ", ".join(one.title for one, place in placed if number_of[place] == number)
        for number in number_of.values()
    }
    return CountryMap(move_apart(spots, Frame(WIDTH, HEIGHT, RADIUS)), numbers, names)
