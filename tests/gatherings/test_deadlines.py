"""Until when a seat that came free is kept: hours by day, over both changes of summer time."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core.clock import AMSTERDAM
from app.gatherings.deadlines import answer_by


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


FAR = at("2027-09-15 12:30")
CASES = (  # offered, begins, kept until: all by the clock on the wall
    ("2026-06-01 10:00", "2026-06-20 12:30", "2026-06-02 20:00"),  # 12 hours, a night, 12 hours
    ("2026-06-01 08:00", "2026-06-20 12:30", "2026-06-02 18:00"),
    ("2026-06-01 21:59", "2026-06-20 12:30", "2026-06-03 17:59"),
    ("2026-06-01 22:00", "2026-06-20 12:30", "2026-06-03 18:00"),  # at night it begins in the morning
    ("2026-06-02 03:00", "2026-06-20 12:30", "2026-06-03 18:00"),
    ("2026-06-19 12:29", "2026-06-20 12:30", "2026-06-20 12:30"),  # never beyond the beginning
    ("2026-06-19 12:30", "2026-06-20 12:30", "2026-06-19 14:30"),  # the last day: two hours
    ("2026-06-19 21:00", "2026-06-20 12:30", "2026-06-20 09:00"),
    ("2026-06-19 23:30", "2026-06-20 09:00", "2026-06-20 09:00"),
    ("2026-06-20 12:00", "2026-06-20 12:30", "2026-06-20 12:30"),
    ("2026-03-28 10:00", "2026-04-20 12:30", "2026-03-29 20:00"),  # the night with an hour less
    ("2026-10-24 10:00", "2026-11-20 12:30", "2026-10-25 20:00"),  # and the one with an hour more
    ("2026-03-28 14:00", "2026-03-29 12:30", "2026-03-28 16:00"),  # 21.5 hours before it begins
    ("2026-10-24 13:00", "2026-10-25 12:30", "2026-10-25 12:30"),  # 24.5 hours before, by the hours that pass
    ("2026-10-24 13:31", "2026-10-25 12:30", "2026-10-24 15:31"),
)


@pytest.mark.parametrize(("offered", "begins", "until"), CASES)
def test_the_time_to_say_yes(offered, begins, until):
    found = answer_by(at(offered).astimezone(UTC), at(begins))
    assert found.astimezone(AMSTERDAM).replace(tzinfo=AMSTERDAM) == at(until)
    assert found.tzinfo is UTC


def test_whenever_it_is_offered_it_ends_by_day_and_before_the_beginning():
    start = at("2026-03-20 00:00").astimezone(UTC)
    for minutes in range(0, 400 * 24 * 60, 97):
        offered = start + timedelta(minutes=minutes)
        until = answer_by(offered, FAR)
        here = until.astimezone(AMSTERDAM)
        assert offered < until < FAR and (8, 0) < (here.hour, here.minute) <= (22, 0), offered
