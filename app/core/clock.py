"""What time it is, for us and for the tests. Nothing else asks the system for the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from app.core.holidays import is_holiday

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SATURDAY = 5
played: ContextVar[datetime | None] = ContextVar("played", default=None)


def now() -> datetime:
    """The present moment, in UTC."""
    return played.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """What happens in here happens at that moment: the days that a demonstration had before it was loaded."""
    token = played.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        played.reset(token)


def today() -> date:
    """The day it is in the Netherlands."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """A moment as the clock on the wall in Amsterdam shows it."""
    return moment.astimezone(AMSTERDAM)


def was_before_today(moment: datetime) -> bool:
    """Whether it was on an earlier day in the Netherlands; in SQL: before `midnight(today())`.

    What others may not see the moment of shows from then on, with everything else of that day.
    """
    return local(moment).date() < today()


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or earlier when negative; at most the 28th, which every month has."""
    ordinal = day.year * 12 + day.month - 1 + months
    return date(ordinal // 12, ordinal % 12 + 1, min(day.day, 28))


def midnight(day: date) -> datetime:
    """The moment at which a day begins in the Netherlands."""
    return datetime(day.year, day.month, day.day, tzinfo=AMSTERDAM)


def is_workday(day: date) -> bool:
    """Monday to Friday, but for the public holidays of the Netherlands."""
    return day.weekday() < SATURDAY and not is_holiday(day)


def workday_after(start: date, days: int) -> date:
    """The day on which `days` working days have passed since `start`."""
    ordinal = start.toordinal()
    while days > 0:
        ordinal += 1
        days -= is_workday(date.fromordinal(ordinal))
    return date.fromordinal(ordinal)


def workdays_between(start: date, end: date) -> int:
    """How many working days have passed from `start` to `end`; 0 when end comes first."""
    return sum(is_workday(date.fromordinal(day)) for day in range(start.toordinal() + 1, end.toordinal() + 1))
