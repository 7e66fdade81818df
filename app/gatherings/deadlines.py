"""Until when somebody can say yes to a seat that came free: hours by day, on the clock of the Netherlands."""

from datetime import UTC, datetime, time, timedelta

from app.core.clock import AMSTERDAM, local

MORNING, EVENING = time(8), time(22)  # in between people can be asked something
USUAL = timedelta(hours=24)
LAST_DAY, ON_THE_LAST_DAY = timedelta(hours=24), timedelta(hours=2)


def answer_by(offered_at: datetime, begins_at: datetime) -> datetime:
    """24 hours after an offer, or 2 in the last 24 hours before the gathering; the night does not count.

    Never later than the beginning.
    """
    wait = ON_THE_LAST_DAY if begins_at.astimezone(UTC) - offered_at <= LAST_DAY else USUAL
    return min(hours_by_day(offered_at, wait), begins_at.astimezone(UTC))


def hours_by_day(start: datetime, wait: timedelta) -> datetime:
    """The moment at which so much time by day has passed. No clock is put forward or back by day."""
    at = start
    while True:
        here = local(at)
        if here.time() >= EVENING:
            at = on_the_clock(here + timedelta(days=1), MORNING)
        elif here.time() < MORNING:
            at = on_the_clock(here, MORNING)
        else:
            evening = on_the_clock(here, EVENING)
            if at + wait <= evening:
                return at + wait
            wait, at = wait - (evening - at), evening


def on_the_clock(day: datetime, hour: time) -> datetime:
    return datetime.combine(day.date(), hour, tzinfo=AMSTERDAM).astimezone(UTC)
