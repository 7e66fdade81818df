"""The stops of a walk as numbered points on a drawing. It needs no network and no script; the list says the same.

Degrees become metres by the equirectangular projection with the middle of the walk as its standard parallel; over a few
kilometres that is good to less than a metre. Numbers that would lie over each other move apart, and a thin line leads
from each to its spot.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, radians, sin

from app.gatherings.models import Stop

DEGREE = 111_195  # metres of a degree of latitude: a sphere with a radius of 6,371 km
WIDTH, HIGHEST, LOWEST = 340, 300, 140  # of the drawing, in its own units
EDGE, BOTTOM = 24, 34  # left free around the points; below them stands the scale
RADIUS = 13  # of a number
FEWEST, SMALLEST = 2, 60  # stops that make a map; metres that it shows at least
BARS = (10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)  # metres
ROUNDS = 80  # of moving apart; forty stops on one spot need about sixty
APART = 2 * RADIUS + 2
GOLDEN = 2.4  # radians of the angle by which each seed of a sunflower stands aside of the one before


@dataclass
class Spot:
    """Where a stop lies, and where its number stands."""

    number: int
    at: tuple[float, float]
    x: float
    y: float

    @property
    def is_moved(self) -> bool:
        return hypot(self.x - self.at[0], self.y - self.at[1]) > RADIUS / 2


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
    move_apart(spots, deep - BOTTOM)
    bar = max((found for found in BARS if found * scale <= WIDTH / 3), default=BARS[0])
    missing = [number for number, north, east in known if north is None or east is None]
    return RouteMap(WIDTH, deep, tidied(spots), path(points), bar, round(bar * scale, 1), missing)


def in_metres(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """East and north of the middle of these places (latitude, longitude)."""
    north, east = ((min(axis) + max(axis)) / 2 for axis in zip(*places, strict=True))
    narrow = cos(radians(north))
    return [((one - east) * narrow * DEGREE, (other - north) * DEGREE) for other, one in places]


def move_apart(spots: Sequence[Spot], deep: float) -> None:
    """Moves numbers until none lies over another, or until there is no more room. The same stops give the same map."""
    for place, spot in enumerate(spots):
        if any(other is not spot and distance(spot, other) < APART for other in spots):  # else a row stays one
            spot.x, spot.y = inside(spot.x + cos(GOLDEN * place), spot.y + sin(GOLDEN * place), deep)
    for _round in range(ROUNDS):
        close = [(one, other) for one, other in combinations(spots, 2) if distance(one, other) < APART]
        for one, other in close:
            apart = distance(one, other) or 1
            push = max(0, APART - apart) / 2 + 0.1
            x, y = ((other.x - one.x) / apart * push, (other.y - one.y) / apart * push)
            one.x, one.y = inside(one.x - x, one.y - y, deep)
            other.x, other.y = inside(other.x + x, other.y + y, deep)
        if not close:
            return


def distance(one: Spot, other: Spot) -> float:
    return hypot(one.x - other.x, one.y - other.y)


def inside(x: float, y: float, deep: float) -> tuple[float, float]:
    least = RADIUS + 1
    return min(max(x, least), WIDTH - least), min(max(y, least), deep - least)


def tidied(spots: Sequence[Spot]) -> list[Spot]:
    return [
        Spot(spot.number, (round(spot.at[0], 1), round(spot.at[1], 1)), round(spot.x, 1), round(spot.y, 1))
        for spot in spots
    ]


def path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
