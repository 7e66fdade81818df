"""Numbered spots on a drawing: numbers that would lie over each other move apart.

A thin line leads from each number that moved to its spot. All measures are in the units of the drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, sin

ROUNDS = 80  # of moving apart; forty numbers on one spot need about sixty
GOLDEN = 2.4  # radians of the angle by which each seed of a sunflower stands aside of the one before
BETWEEN = 2 / 13  # of a radius: what stays free between two numbers


@dataclass
class Spot:
    """Where something lies, and where its number stands."""

    number: int
    at: tuple[float, float]
    x: float
    y: float
    is_moved: bool = False  # so far that a line has to lead to where it lies


@dataclass(frozen=True)
class Frame:
    """What the numbers stay in, and how large each of them is."""

    width: float
    height: float
    radius: float

    @property
    def apart(self) -> float:
        """From the middle of one number to that of the next, at least."""
        return self.radius * (2 + BETWEEN)

    def inside(self, x: float, y: float) -> tuple[float, float]:
        least = self.radius * (1 + BETWEEN / 2)
        return min(max(x, least), self.width - least), min(max(y, least), self.height - least)


def move_apart(spots: Sequence[Spot], frame: Frame) -> list[Spot]:
    """The spots, with their numbers where none lies over another, or as far as there is room. The same spots give the
    same drawing."""
    step = frame.radius / 13
    for place, spot in enumerate(spots):
        if any(other is not spot and distance(spot, other) < frame.apart for other in spots):  # else a row stays one
            turn = GOLDEN * place
            spot.x, spot.y = frame.inside(spot.x + step * cos(turn), spot.y + step * sin(turn))
    for _round in range(ROUNDS):
        close = [(one, other) for one, other in combinations(spots, 2) if distance(one, other) < frame.apart]
        for one, other in close:
            push(one, other, frame)
        if not close:
            break
    return [settled(spot, frame) for spot in spots]


def push(one: Spot, other: Spot, frame: Frame) -> None:
    """Moves each of two half of the way that they still have to be apart, and a little."""
    apart = distance(one, other) or frame.radius / 13
    much = max(0, frame.apart - apart) / 2 + frame.radius / 130
    x, y = ((other.x - one.x) / apart * much, (other.y - one.y) / apart * much)
    one.x, one.y = frame.inside(one.x - x, one.y - y)
    other.x, other.y = frame.inside(other.x + x, other.y + y)


def distance(one: Spot, other: Spot) -> float:
    return hypot(one.x - other.x, one.y - other.y)


def settled(spot: Spot, frame: Frame) -> Spot:
    at, place = rounded(*spot.at), rounded(spot.x, spot.y)
    return Spot(spot.number, at, *place, is_moved=hypot(place[0] - at[0], place[1] - at[1]) > frame.radius / 2)


def rounded(x: float, y: float) -> tuple[float, float]:
    return round(x, 1), round(y, 1)
