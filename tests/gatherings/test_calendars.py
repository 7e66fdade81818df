"""Calendars: each gathering and all of them, read back by a parser that did not write them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject

from app.core.clock import AMSTERDAM
from app.core.database import db
from app.gatherings import operations
from app.gatherings.models import GatheringStatus
from app.gatherings.month import month_from, weeks_of
from tests.gatherings.made import give, make_gathering
from tests.gatherings.written import DAY

EVIL = "Tour; met, een\r\nBEGIN:VALARM\rX\x0bY\x85Z\u2028 \\ einde"


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200 and answer.mimetype == "text/calendar"
    return vobject.readOne(answer.data.decode())


def test_what_stands_in_it(client):
    gathering = make_gathering(slug="tour", on=DAY, starts=time(12, 30), ends=time(17), place="Wijkhuis, zaal 1; links")
    operations.write_part(gathering, "a" * 26, [], title="Lunch", starts=time(12, 30))
    db.session.commit()
    event = read(client, "/bijeenkomsten/tour/agenda.ics").vevent
    assert event.uid.value.startswith("tour@") and event.status.value == "CONFIRMED"
    assert event.dtstart.value == datetime(DAY.year, DAY.month, DAY.day, 12, 30, tzinfo=AMSTERDAM)
    assert event.dtend.value - event.dtstart.value == timedelta(hours=4, minutes=30)
    assert event.location.value == "Wijkhuis, zaal 1; links" and event.description.value == "12.30 Lunch"
    assert event.url.value.endswith("/bijeenkomsten/tour")


@pytest.mark.parametrize(("month", "hours"), [(1, 1), (7, 2)])
def test_the_hour_is_right_in_summer_and_in_winter(client, month, hours):
    day = (DAY + timedelta(365)).replace(month=month, day=15)
    make_gathering(slug="tour", on=day, starts=time(12, 30))
    whole = read(client, "/bijeenkomsten/tour/agenda.ics")
    assert whole.vevent.dtstart.value.astimezone(UTC).hour == 12 - hours
    assert whole.vtimezone.tzid.value == "Europe/Amsterdam"


# On these days the clock goes forward and back, at two and three at night; an evening before it ends after that.
@pytest.mark.parametrize(("day", "hours"), [(date(2027, 3, 27), 1), (date(2027, 3, 28), 2), (date(2027, 3, 29), 2), (date(2027, 10, 30), 2), (date(2027, 10, 31), 1), (date(2027, 11, 1), 1)])
def test_the_hours_are_right_around_both_changes_of_summer_time(client, day, hours):
    make_gathering(slug="tour", on=day, starts=time(12, 30), ends=time(17))
    event = read(client, "/bijeenkomsten/tour/agenda.ics").vevent
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert event.dtstart.value.astimezone(UTC) - midnight == timedelta(hours=12.5 - hours)
    assert event.dtend.value.astimezone(UTC) - midnight == timedelta(hours=17 - hours)


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 6, 10), date(2027, 10, 31)], ids=str)
def test_of_an_end_that_nobody_named_nothing_is_made_up(client, day):
    make_gathering(slug="tour", on=day, starts=time(12, 30))
    event = read(client, "/bijeenkomsten/tour/agenda.ics").vevent
    assert not hasattr(event, "dtend") and not hasattr(event, "duration")
    assert event.dtstart.value == datetime(day.year, day.month, day.day, 12, 30, tzinfo=AMSTERDAM)
    assert "endDate" not in client.get("/bijeenkomsten/tour").text


def test_a_change_raises_the_sequence_and_keeps_the_uid(client, planned):
    before = read(client, "/bijeenkomsten/tour/agenda.ics").vevent
    operations.write(planned, planned.version, [], title="Een heel andere naam")
    db.session.commit()
    after = read(client, "/bijeenkomsten/tour/agenda.ics").vevent
    assert after.uid.value == before.uid.value and int(after.sequence.value) == int(before.sequence.value) + 1
    operations.cancel(planned, "Storm.")
    db.session.commit()
    cancelled = read(client, "/bijeenkomsten/tour/agenda.ics").vevent
    assert cancelled.status.value == "CANCELLED" and int(cancelled.sequence.value) == int(after.sequence.value) + 1
    assert cancelled.description.value == "Storm."


def test_the_feed_holds_what_is_public_and_nobodys_name(client, planned):
    helper = give(planned).user
    make_gathering(slug="concept", title="Nog geheim", status=GatheringStatus.DRAFT)
    planned.caterer_email = "lunch@b.example"
    db.session.commit()
    whole = read(client, "/bijeenkomsten/agenda.ics")
    assert [event.summary.value for event in whole.vevent_list] == ["Zomertour Voorbeeldwijk"]
    text = client.get("/bijeenkomsten/agenda.ics").text
    assert helper.email not in text and "lunch@" not in text
    assert client.get("/bijeenkomsten/concept/agenda.ics").status_code == 404, "not even for its organisers"


def test_words_of_people_stay_within_their_property(client):
    make_gathering(slug="tour", title=EVIL, place=EVIL, cancelled_why=EVIL, status=GatheringStatus.CANCELLED)
    event = read(client, "/bijeenkomsten/tour/agenda.ics").vevent
    assert "einde" in event.summary.value and "einde" in event.location.value and "einde" in event.description.value
    lines = client.get("/bijeenkomsten/tour/agenda.ics").data.split(b"\r\n")
    assert b"BEGIN:VALARM" not in lines and all(len(line) <= 75 for line in lines)
    assert not any(b"\r" in line or b"\n" in line for line in lines)


def test_a_month_shows_its_days(client, planned):
    page = client.get(f"/bijeenkomsten/kalender?maand={planned.on:%Y-%m}").text
    assert "Zomertour Voorbeeldwijk" in page and f"#{planned.on}" in page
    away = planned.on + timedelta(70)
    assert "Zomertour Voorbeeldwijk" not in client.get(f"/bijeenkomsten/kalender?maand={away:%Y-%m}").text
    for odd in ("", "2026-13", "x", "٢٠٢٦-٠٩", "2026-9", "0001-01", "9999-12"):
        assert client.get(f"/bijeenkomsten/kalender?maand={odd}").status_code == 200, odd


def test_the_weeks_of_a_month_begin_on_monday():
    weeks = weeks_of(month_from("2026-11", DAY), {month_from("2026-11", DAY): ["iets"]})
    assert [len(week) for week in weeks] == [7] * len(weeks)
    assert (weeks[0][0].on.isoformat(), weeks[-1][-1].on.isoformat()) == ("2026-10-26", "2026-12-06")
    assert [day.on.day for week in weeks for day in week if day.things] == [1]
