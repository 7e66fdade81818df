"""The answers of one challenge that wait for a reaction of its hosts: how many, since when, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from app.answering.deadline import Arrival


class Answer(Protocol):
    @property
    def arrival(self) -> Arrival: ...


@dataclass(frozen=True)
class Waiting:
    number: int
    days: int  # working days that the first of them waits
    react_by: date | None  # the last day for the first of them; None once the challenge closed: no time runs


def waiting_of(answers: Iterable[Answer], today: date) -> Waiting | None:
    """None when nothing waits. Of a story without a name all days count from a Monday: see `Arrival`."""
    arrivals = [one.arrival for one in answers]
    if not arrivals:
        return None
    first = min(arrivals, key=lambda arrival: arrival.react_by)
    return Waiting(len(arrivals), first.waited(today), first.react_by)


def late_of(answers: Iterable[Answer], closed_at: datetime) -> Waiting | None:
    """Those that came into view after their challenge closed; None when there are none. The others had their note."""
    number = sum(one.arrival.came_after(closed_at) for one in answers)
    return Waiting(number, 0, None) if number else None
