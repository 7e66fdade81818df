"""The page of a gathering as an Event for search engines: read back by a parser, and held to what an Event has to have."""

from datetime import date, datetime, time, timedelta

import pytest

from app.core.clock import AMSTERDAM, now, today
from app.core.database import db
from app.gatherings import operations, queries
from app.gatherings.models import Change, GatheringStatus, SeatState, What
from tests.factories import make_municipality
from tests.gatherings.made import make_gathering, save_registration
from tests.gatherings.microdata import items_in

ORG = "https://schema.org/"
NEEDED = {"name", "startDate", "location", "eventStatus", "eventAttendanceMode", "organizer", "url"}
KNOWN = NEEDED | {
    *("endDate", "previousStartDate", "offers", "superEvent", "maximumAttendeeCapacity", "remainingAttendeeCapacity"),
}
OF = {  # what an item inside it has to have, and may have
    "location": ("Place", {"name", "address"}, set()),
    "organizer": ("Organization", {"name"}, set()),
    "offers": ("Offer", {"url", "availability"}, {"availabilityEnds"}),
    "superEvent": ("EventSeries", {"name"}, set()),
}


def event_at(client, slug="tour", start=""):
    """The one Event on this page, whole: each property with its one value, or a list of organisers."""
    (found,) = items_in(client.get(f"{start}/bijeenkomsten/{slug}").text)
    assert found["type"] == f"{ORG}Event"
    told = found["properties"]
    assert NEEDED <= told.keys() <= KNOWN, sorted(told)
    for name, values in told.items():
        assert len(values) == 1 or name == "organizer", name
        for value in values:
            inside_is_whole(name, value)
    for name in told.keys() & {"startDate", "endDate", "previousStartDate"}:
        assert datetime.fromisoformat(told[name][0]).utcoffset(), f"{name} has no offset"
    return {name: values if name == "organizer" else values[0] for name, values in told.items()}


def inside_is_whole(name, value):
    if name not in OF:
        assert isinstance(value, str) and value, name
        return
    kind, has, may = OF[name]
    assert value["type"] == ORG + kind
    assert has <= value["properties"].keys() <= has | may, name
    assert all(value["properties"].values())


def one(item, name):
    (found,) = item["properties"][name]
    return found


@pytest.fixture
def tour(app):
    place = make_municipality(name="Urk")
    return make_gathering(slug="tour", organisation=place, on=next_in(7), starts=time(12, 30), ends=time(17))


def next_in(month):
    """A day of this month that is still to come, whatever today is."""
    year = today().year + (today().month >= month)
    return date(year, month, 15)


@pytest.mark.parametrize("start", ["", "/en"])
def test_it_tells_what_when_where_and_who(client, tour, start):
    told = event_at(client, start=start)
    assert (told["name"], told["url"]) == (tour.title, f"{client.application.config['SITE_URL']}/bijeenkomsten/tour")
    assert (told["eventStatus"], told["eventAttendanceMode"]) == (f"{ORG}EventScheduled", f"{ORG}OfflineEventAttendanceMode")
    assert (told["startDate"], told["endDate"]) == (f"{tour.on}T12:30+02:00", f"{tour.on}T17:00+02:00")
    place = told["location"]
    assert one(place, "name") == "Wijkhuis"
    assert one(place, "address") == {"type": f"{ORG}PostalAddress", "properties": {"addressLocality": ["Urk"], "addressCountry": ["NL"]}}
    assert [one(by, "name") for by in told["organizer"]] == ["Urk"]
    assert "previousStartDate" not in told and "superEvent" not in told and "maximumAttendeeCapacity" not in told


def test_in_winter_the_offset_is_that_of_winter_and_no_end_is_made_up(client, tour):
    tour.on, tour.ends = next_in(1), None
    db.session.commit()
    told = event_at(client)
    assert told["startDate"] == f"{tour.on}T12:30+01:00" and "endDate" not in told


def test_only_organisations_that_said_yes_organise_it(client, tour):
    tour.cohosts = [make_municipality(name="Almere"), make_municipality(name="Zwolle")]
    db.session.commit()
    queries.note_agreed(tour.id, tour.cohosts[1].id, True)
    db.session.commit()
    assert [one(by, "name") for by in event_at(client)["organizer"]] == ["Urk", "Zwolle"]


def test_signing_up_is_offered_as_long_as_one_can_and_full_is_told(client, tour):
    tour.capacity, tour.closes_on = 1, tour.on - timedelta(3)
    db.session.commit()
    told = event_at(client)
    offer = {"url": [f"{told['url']}/aanmelden"], "availability": [f"{ORG}InStock"], "availabilityEnds": [f"{tour.closes_on}"]}
    assert told["offers"]["properties"] == offer
    assert (told["maximumAttendeeCapacity"], told["remainingAttendeeCapacity"]) == ("1", "1")
    came = save_registration(tour, confirmed_at=now())
    came.seats[0].state = SeatState.HELD
    db.session.commit()
    told = event_at(client)
    assert one(told["offers"], "availability") == f"{ORG}SoldOut" and told["remainingAttendeeCapacity"] == "0"
    tour.on, tour.closes_on = today() - timedelta(1), None
    db.session.commit()
    told = event_at(client)
    assert "offers" not in told and "remainingAttendeeCapacity" not in told and told["maximumAttendeeCapacity"] == "1"


def test_one_that_moved_tells_when_it_was_to_be_first(client, tour):
    first = tour.begins_at
    for hours, day in ((14, tour.on), (15, tour.on + timedelta(7))):
        operations.write(tour, tour.version, [], on=day, starts=time(hours), place=f"Zaal {hours}")
        db.session.commit()
        for change in db.session.query(Change):
            change.told_at = now()
        db.session.commit()
    told = event_at(client)
    assert told["eventStatus"] == f"{ORG}EventRescheduled"
    assert told["previousStartDate"] == first.isoformat(timespec="minutes")
    assert told["startDate"] == datetime.combine(tour.on, time(15), tzinfo=AMSTERDAM).isoformat(timespec="minutes")
    assert one(told["location"], "name") == "Zaal 15"
    operations.write(tour, tour.version, [], on=first.date(), starts=first.time())
    db.session.commit()
    told = event_at(client)
    assert told["eventStatus"] == f"{ORG}EventScheduled" and "previousStartDate" not in told, "it is as it was first"


def test_another_place_or_title_does_not_move_it(client, tour):
    operations.write(tour, tour.version, [], place="De school", title="Anders", ends=time(18))
    db.session.commit()
    assert {change.what for change in db.session.query(Change)} == {What.PLACE, What.TITLE, What.ENDS}
    told = event_at(client)
    assert (told["eventStatus"], told["name"]) == (f"{ORG}EventScheduled", "Anders") and "previousStartDate" not in told


def test_one_that_is_cancelled_says_so_and_keeps_its_day(client, tour):
    before = event_at(client)
    operations.write(tour, tour.version, [], on=tour.on + timedelta(1))
    operations.cancel(tour, "Er is te weinig plek.")
    db.session.commit()
    told = event_at(client)
    assert told["eventStatus"] == f"{ORG}EventCancelled" and "offers" not in told
    assert told["startDate"] > before["startDate"] and told["previousStartDate"] == before["startDate"]


def test_gatherings_of_one_series_name_it_and_each_other_by_day(client, tour):
    tour.series = "Zomertour"
    db.session.commit()
    assert "superEvent" not in event_at(client), "alone it is no series yet, and the page tells of none"
    last = make_gathering(slug="derde", title="Derde", series="Zomertour", on=tour.on + timedelta(9))
    make_gathering(slug="tweede", title="Tweede", series="Zomertour", on=tour.on + timedelta(2), status=GatheringStatus.CANCELLED)
    make_gathering(slug="concept", title="Nog geheim", series="Zomertour", status=GatheringStatus.DRAFT)
    make_gathering(slug="los", title="Staat los", on=tour.on + timedelta(1))
    for slug in ("tour", "tweede", "derde"):
        assert one(event_at(client, slug)["superEvent"], "name") == "Zomertour"
    assert "superEvent" not in event_at(client, "los")
    page = client.get("/bijeenkomsten/tour").text
    assert page.index("Tweede") < page.index("Derde") and "Nog geheim" not in page and "Staat los" not in page
    last.series = "Wintertour"
    db.session.commit()
    assert "superEvent" not in event_at(client, "derde") and "Derde" not in client.get("/bijeenkomsten/tour").text


def test_words_that_mean_something_in_markup_stay_words(client, tour):
    tour.title, tour.place, tour.series = 'Hof "&" <b>put</b>', '"Zaal" & <i>tuin</i>', "Tour & <u>meer</u>"
    make_gathering(series=tour.series)
    told = event_at(client)
    assert (told["name"], one(told["location"], "name")) == (tour.title, tour.place)
    assert one(told["superEvent"], "name") == tour.series
