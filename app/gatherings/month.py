"""The days of a month in weeks, for a calendar on a page."""

from calendar import Calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")
WEEKS = Calendar(firstweekday=0)  # from Monday on


@dataclass(frozen=True)
class Day(Generic[T]):
    on: date
    is_inside: bool  # of this month, not of the one before or after it
    things: Sequence[T]


def weeks_of(month: date, things: Mapping[date, Sequence[T]]) -> list[list[Day[T]]]:
    """The weeks (Monday first) that the month of this day touches, with what is on each day of it."""
    return [
        [Day(day, day.month == month.month, things.get(day, ()) if day.month == month.month else ()) for day in week]
        for week in WEEKS.monthdatescalendar(month.year, month.month)
    ]


def month_from(typed: str, otherwise: date) -> date:
    """The first day of a month written as 2026-09; of another month when it is none."""
    year, dash, number = typed.partition("-")
    is_one = dash and len(year) == 4 and len(number) == 2 and (year + number).isascii() and (year + number).isdecimal()
    if is_one and 1 <= int(number) <= 12 and 2000 <= int(year) <= 2999:
        return date(int(year), int(number), 1)
    return otherwise.replace(day=1)
