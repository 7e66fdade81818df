"""The stops of a walk as numbered points on a drawing. It needs no network and no script; the list says the same.

Degrees become metres by the equirectangular projection with the middle of the walk as its standard parallel; over a few
kilometres that is good to less than a metre. Numbers that would lie over each other move apart (spots.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from app.gatherings.models import Stop
from app.gatherings.spots import Frame, Spot, move_apart

DEGREE = 111_195  # metres of a degree of latitude: a sphere with a radius of 6,371 km
WIDTH, HIGHEST, LOWEST = 340, 300, 140  # of the drawing, in its own units
EDGE, BOTTOM = 24, 34  # left free around the points; below them stands the scale
RADIUS = 13  # of a number
FEWEST, SMALLEST = 2, 60  # stops that make a map; metres that it shows at least
BARS = (10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)  # metres


@dataclass(frozen=True)
class RouteMap:
    width: int
    height: int
    spots: list[Spot]
    line: str  # through the spots in their order: not the way that people walk
    metres: int  # of the bar that tells the scale
    bar: float
    missing: list[int]  # the numbers of stops of which nobody said where they are


def route_map(stops: Sequence[Stop]) -> RouteMap | None:
    """The drawing; None when fewer than two stops have a spot."""
    known = [(stop.number, stop.latitude, stop.longitude) for stop in stops]
    placed = [(number, north, east) for number, north, east in known if north is not None and east is not None]
    if len(placed) < FEWEST:
        return None
    metres = in_metres([(north, east) for _number, north, east in placed])
    width, height = (max(SMALLEST, max(axis) - min(axis)) for axis in zip(*metres, strict=True))
    scale = min((WIDTH - 2 * EDGE) / width, (HIGHEST - EDGE - BOTTOM - EDGE) / height)
    deep = max(LOWEST, round(height * scale) + 2 * EDGE + BOTTOM)
    middle = WIDTH / 2, (deep - BOTTOM) / 2
    points = [(middle[0] + x * scale, middle[1] - y * scale) for x, y in metres]
    spots = [Spot(number, point, *point) for (number, *_place), point in zip(placed, points, strict=True)]
    bar = max((found for found in BARS if found * scale <= WIDTH / 3), default=BARS[0])
    missing = [number for number, north, east in known if north is None or east is None]
    apart = move_apart(spots, Frame(WIDTH, deep - BOTTOM, RADIUS))
    return RouteMap(WIDTH, deep, apart, path(points), bar, round(bar * scale, 1), missing)


def in_metres(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """East and north of the middle of these places (latitude, longitude)."""
    north, east = ((min(axis) + max(axis)) / 2 for axis in zip(*places, strict=True))
    narrow = cos(radians(north))
    return [((one - east) * narrow * DEGREE, (other - north) * DEGREE) for other, one in places]


def path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
