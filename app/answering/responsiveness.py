"""How a challenge is answered and reacted to, as everybody may know it: for one, and for all together.

Never for a municipality, and nothing here has an order: who reacts slowly to one hard question is no worse a host.
Days of a story are not told: when the first answer came is told in months, as a story shows the month it came in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low

from app.answering.deadline import WEEK, WITHIN
from app.core.clock import workday_after

FEWEST_CHALLENGES = 5  # before anything is told of all together
FEWEST_REACTIONS = 3  # before "usually" means something, and points at no single answer or challenge


@dataclass(frozen=True)
class Course:
    """The days of a challenge, which stand on its page, and of each answer its month and the reaction."""

    since: date  # when everybody could read it first
    ends_on: date | None  # the first last day that passed without a note, also when it goes on until a later one
    closed_on: date | None
    answers: Sequence[tuple[date, int | None]]  # month; working days until the reaction, None while there is none
    linked: int = 0  # stories that were told elsewhere: they wait for no reaction


@dataclass(frozen=True)
class Responsiveness:
    answers: int
    reacted: int
    usually: int | None  # working days
    first_after: int | None  # months; 0 is in the same month
    note_after: int | None  # days after it ended; None while there is no closing note
    note_awaited: bool
    linked: int = 0
    overdue: int = 0  # answers that wait for a reaction longer than they should, as far as their month tells


def of_one(course: Course, today: date) -> Responsiveness:
    took = [days for _month, days in course.answers if days is not None]
    first = min((month for month, _days in course.answers), default=None)
    late = [month for month, days in course.answers if days is None and is_overdue(month, today)]
    is_over = course.ends_on is not None and course.ends_on < today
    return Responsiveness(
        answers=len(course.answers),
        reacted=len(took),
        usually=usual(took),
        first_after=None if first is None else max(0, months_between(course.since, first)),
        note_after=days_late(course),
        note_awaited=is_over and course.closed_on is None,
        linked=course.linked,
        overdue=0 if course.closed_on else len(late),
    )


def is_overdue(month: date, today: date) -> bool:
    """Whether every answer that came in this month waits too long: which day it came is not to be read off."""
    next_month = (month.replace(day=1) + timedelta(days=32)).replace(day=1)
    return today > workday_after(next_month + timedelta(days=WEEK), WITHIN)


def usual(took: Sequence[int]) -> int | None:
    """The middle of how long something took; None when there are too few to speak of."""
    return median_low(took) if len(took) >= FEWEST_REACTIONS else None


def months_between(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month


def days_late(course: Course) -> int | None:
    if course.closed_on is None:
        return None
    return max(0, (course.closed_on - course.ends_on).days) if course.ends_on else 0


@dataclass(frozen=True)
class Together:
    """All challenges of the deal as one."""

    challenges: int
    answered: int
    answers: int
    reacted: int
    usually: int | None
    ended: int
    with_note: int
    first_after: int | None  # months until the first answer, in the middle; of each challenge that has one
    note_after: int | None  # days after a challenge ended, in the middle
    overdue: int = 0


def of_all(courses: Sequence[Course], today: date) -> Together | None:
    """None as long as there are so few that it would tell about one of them."""
    if len(courses) < FEWEST_CHALLENGES:
        return None
    each = [of_one(course, today) for course in courses]
    took = [days for course in courses for _month, days in course.answers if days is not None]
    return Together(
        challenges=len(courses),
        answered=sum(one.answers > 0 for one in each),
        answers=sum(one.answers for one in each),
        reacted=len(took),
        usually=usual(took),
        ended=sum(one.note_awaited or one.note_after is not None for one in each),
        with_note=sum(one.note_after is not None for one in each),
        first_after=usual([one.first_after for one in each if one.first_after is not None]),
        note_after=usual([one.note_after for one in each if one.note_after is not None]),
        overdue=sum(one.overdue for one in each),
    )
