"""The public holidays of the Netherlands, and the working days that are left."""

from datetime import date, timedelta

import pytest

from app.core.clock import is_workday, workday_after, workdays_between
from app.core.holidays import easter_of, holidays_of
from tests.databases import ONCE

pytestmark = ONCE


@pytest.mark.parametrize(("year", "month", "day"), [
    (1818, 3, 22), (1943, 4, 25), (1954, 4, 18), (1981, 4, 19), (2000, 4, 23), (2008, 3, 23), (2024, 3, 31), (2025, 4, 20),
    (2026, 4, 5), (2027, 3, 28), (2028, 4, 16), (2030, 4, 21), (2038, 4, 25), (2049, 4, 18), (2076, 4, 19), (2285, 3, 22),
])
def test_easter_falls_where_the_almanacs_say(year, month, day):
    assert easter_of(year) == date(year, month, day)


def test_the_holidays_of_two_years_as_the_law_names_them():
    assert sorted(holidays_of(2027)) == [date(2027, *day) for day in (
        (1, 1), (3, 26), (3, 29), (4, 27), (5, 5), (5, 6), (5, 17), (12, 25), (12, 26),
    )]
    assert date(2025, 4, 26) in holidays_of(2025) and date(2025, 4, 27) not in holidays_of(2025), "no King's Day on a Sunday"
    assert date(2008, 5, 1) in holidays_of(2008), "Ascension Day can be early"


def test_easter_is_a_sunday_between_its_first_and_its_last_day_in_every_year():
    for year in range(1583, 4000):
        found = easter_of(year)
        assert found.weekday() == 6 and date(year, 3, 22) <= found <= date(year, 4, 25), year


@pytest.mark.parametrize(("start", "days", "end"), [
    (date(2026, 12, 23), 5, date(2026, 12, 31)),  # one day of Christmas on a Friday
    (date(2026, 12, 31), 1, date(2027, 1, 4)),
    (date(2027, 3, 25), 1, date(2027, 3, 30)),  # Good Friday, a weekend, Easter Monday
    (date(2027, 5, 4), 2, date(2027, 5, 10)),  # Liberation Day and Ascension Day side by side
    (date(2027, 6, 1), 5, date(2027, 6, 8)),
])
def test_time_to_react_passes_over_them(start, days, end):
    assert workday_after(start, days) == end and workdays_between(start, end) == days
    assert is_workday(end) and workdays_between(start, end - timedelta(days=1)) == days - 1
