"""A small map of the Netherlands: one dot for each municipality, drawn from their centres.

It needs no network and no script. Degrees become units of the drawing by the equirectangular projection with the
middle of the country as its standard parallel, good to about a hundredth at this size.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

WEST, NORTH, MIDDLE = 3.2, 53.65, 52.2  # degrees
SCALE = 48  # units for a degree of latitude
WIDTH, HEIGHT = 122, 144


@dataclass(frozen=True)
class Point:
    x: float
    y: float


def point_of(latitude: float, longitude: float) -> Point:
    """Where a place lies in the drawing, in units from its upper left corner."""
    x = (longitude - WEST) * cos(radians(MIDDLE)) * SCALE
    return Point(round(x, 1), round((NORTH - latitude) * SCALE, 1))


def dots(places: Iterable[tuple[float, float]]) -> str:
    """The places (latitude, longitude) as one path of points; a round line cap makes a dot of each."""
    points = (point_of(*place) for place in places)
    return "".join(f"M{point.x:g} {point.y:g}h0" for point in points)
