"""When mail that nobody asked for just now may come: never in somebody's quiet hours, read from the clock on the wall.

So an hour that comes twice, or not at all, changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.clock import is_workday, local

SATURDAY = 5
HOUR = timedelta(hours=1)
LONGEST = 24 * 8  # hours in a row that somebody can be quiet, and some more


@dataclass(frozen=True)
class Quiet:
    """The hours in which somebody wants no mail. They may go past midnight; the same hour twice is no time at all."""

    start: int  # o'clock in Amsterdam
    until: int
    at_weekends: bool

    def holds(self, moment: datetime) -> bool:
        here = local(moment)
        if self.at_weekends and here.weekday() >= SATURDAY:
            return True
        if self.start <= self.until:
            return self.start <= here.hour < self.until
        return here.hour >= self.start or here.hour < self.until

    def over_at(self, moment: datetime) -> datetime:
        """The first moment from now on that is not quiet."""
        whole = moment.replace(minute=0, second=0, microsecond=0)
        hours = (whole + HOUR * number for number in range(1, LONGEST))
        return moment if not self.holds(moment) else next(hour for hour in hours if not self.holds(hour))


USUAL = Quiet(20, 9, at_weekends=True)  # of who says nothing else


def is_decent(moment: datetime) -> bool:
    """Whether a job may tell people something now: by day on a working day, so not on a public holiday either.

    What it tells is looked at when it is told: a note that was written on Sunday is not asked for on Monday.
    """
    return is_workday(local(moment).date()) and not USUAL.holds(moment)
