"""A challenge comes into view at the beginning of a Dutch day and closes at the end of one, also when the clock changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.core import clock
from app.core.clock import AMSTERDAM, today
from tests.factories import make_challenge

# The clock changes on 28 March and 31 October 2027; the last day ends a year.
DAYS = [date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 30), date(2027, 10, 31), date(2027, 12, 31)]


@pytest.fixture
def at(monkeypatch):
    def put(day, *hour):
        moment = datetime.combine(day, time(*hour), tzinfo=AMSTERDAM).astimezone(UTC)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return put


@pytest.mark.parametrize("day", DAYS)
def test_it_closes_at_the_end_of_the_dutch_day(client, at, day):
    at(day, 0)
    challenge = make_challenge(closes_on=day, slug="tot-die-dag")
    ask = f"/deel?uitdaging={challenge.slug}"
    for moment, is_open in (((day, 0), True), ((day, 23, 59, 59), True), ((day + timedelta(days=1), 0), False)):
        at(*moment)
        page = client.get("/uitdagingen/tot-die-dag").text
        assert challenge.is_open(today()) is is_open and (ask in page) is is_open, moment
        assert challenge.owes_note(today()) is not is_open


@pytest.mark.parametrize("day", DAYS)
def test_it_comes_into_view_at_the_beginning_of_the_dutch_day(client, at, day):
    at(day - timedelta(days=3), 12)
    make_challenge(visible_from=day, closes_on=None, slug="vanaf-die-dag")
    for moment, status in (((day - timedelta(days=1), 23, 59, 59), 404), ((day, 0), 200)):
        at(*moment)
        assert client.get("/uitdagingen/vanaf-die-dag").status_code == status, moment
        assert ("vanaf-die-dag" in client.get("/uitdagingen").text) is (status == 200)
