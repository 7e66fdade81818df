"""How soon somebody wants to hear of each thing, in Amsterdam."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from app.core.clock import local
from app.following.models import Pace

DAILY_FROM = 16  # o'clock: late enough for what happened that day, early enough to be read
SOONEST = list(Pace)


def is_time(pace: Pace, waits_since: datetime, moment: datetime) -> bool:
    """Whether something that waits may be a reason for a mail now.

    What was missed because of quiet hours, a standstill or the mail of that day is due at the next chance.
    """
    here, since = local(moment), local(waits_since)
    if pace is Pace.AT_ONCE:
        return True
    if pace is Pace.DAILY:
        return here.hour >= DAILY_FROM or since.date() < here.date() - timedelta(days=1)
    return monday_of(here.date()) > since.date()


def soonest(paces: Iterable[Pace]) -> Pace:
    return min(paces, key=SOONEST.index)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def monday_after(day: date) -> date:
    return monday_of(day) + timedelta(days=7)
