"""Who was there, per part: of those who had a place in it, so many were ticked off at the door."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.gatherings import queries
from app.gatherings.models import Arrival
from tests.factories import save
from tests.gatherings.made import give, make_gathering
from tests.gatherings.signing_up import comes, gathering_with, job

DOOR, LIST, REPORT = "/bijeenkomsten/tour/deur", "/bijeenkomsten/tour/aanmeldingen", "/bijeenkomsten/tour/oogst"


@pytest.fixture
def tour(app):
    """Lunch for three people, of whom two are there; the walk has one place, and somebody who waits for one."""
    gathering = gathering_with(None, 1, None, slug="tour", on=today() + timedelta(days=1))
    lunch, walk, _harvest = gathering.parts
    ada, bo = comes(gathering, lunch, walk), comes(gathering, lunch, walk)
    comes(gathering, lunch)
    for somebody in (ada, bo):
        there(gathering, registration_id=somebody.id)
    there(gathering, name="Dirk")
    return gathering


def there(gathering, **who):
    return save(Arrival(gathering_id=gathering.id, **who))


def words(page):
    return " ".join(page.split())


def told(gathering):
    return [(row.part.title, row.places, row.came) for row in queries.attendance(gathering)]


def test_who_waits_or_walks_in_counts_in_no_part(tour):
    assert told(tour) == [("Lunch", 3, 2), ("Wandeling", 1, 1)]
    assert queries.number_who_came(tour) == 3


def test_the_door_and_the_organisers_read_both_numbers(client, sign_in, tour):
    sign_in(give(tour).user)
    door, people = words(client.get(DOOR).text), words(client.get(LIST).text)
    assert "is afgevinkt:" in door and "Lunch</span> 2 van 3, <span" in door and "Wandeling</span> 1 van 1." in door
    assert people.count("aan de deur afgevinkt: 2 van 3") == people.count("aan de deur afgevinkt: 1 van 1") == 2
    assert "2 of 3 ticked off at the door" in words(client.get(f"/en{LIST}").text)


def test_before_anybody_is_there_the_list_says_nothing_of_it(client, sign_in, app):
    gathering = gathering_with(None, slug="tour")
    comes(gathering)
    sign_in(give(gathering).user)
    assert "afgevinkt" not in client.get(LIST).text.split("<main")[1]


def test_everybody_reads_how_many_came_to_each_part_and_not_who_stayed_away(client, tour):
    tour.harvested_at = clock.now()
    db.session.commit()
    page = words(client.get(REPORT).text)
    assert "Lunch</span> 2, <span" in page and "Wandeling</span> 1. Wie zonder aanmelding kwam" in page
    assert "3 mensen" in page and "van 3" not in page and "Oogst</span>" not in page


@pytest.mark.parametrize("order", [("forget-arrivals", "forget-registrations"), ("forget-registrations", "forget-arrivals")])
def test_the_numbers_stay_when_the_names_go_whichever_goes_first(client, sign_in, tour, order):
    tour.on = today() - timedelta(days=31)
    tour.harvested_at = clock.now()
    db.session.commit()
    before = told(tour)
    for _twice in range(2):
        for name in order:
            job(name)
            assert told(tour) == before and queries.number_who_came(tour) == 3
    assert [(row.people, row.came) for row in queries.places_taken(tour)] == [(3, 2), (3, 2), (1, 1)]
    assert "Lunch</span> 2, <span" in words(client.get(REPORT).text)
    sign_in(give(tour).user)
    assert "De hele bijeenkomst: 3, aan de deur afgevinkt: 2 van 3" in words(client.get(LIST).text)


def test_of_a_day_before_this_was_kept_nothing_is_made_up(client, sign_in, tour):
    tour.on = today() - timedelta(days=31)
    db.session.commit()
    job("forget-registrations")
    for row in queries.places_taken(tour):
        row.came = None
    db.session.commit()
    assert told(tour) == [("Lunch", 3, None), ("Wandeling", 1, None)]
    sign_in(give(tour).user)
    assert "afgevinkt" not in client.get(LIST).text.split("<main")[1]


def test_where_people_sign_up_for_the_whole_there_are_no_parts(client, sign_in, app):
    gathering = make_gathering(slug="tour")
    comes(gathering)
    sign_in(give(gathering).user)
    assert told(gathering) == [] and "bij een deel" not in client.get(DOOR).text
