"""The walk as a drawing: where its stops lie, what it leaves out, and who sees it."""

import re
from itertools import combinations
from math import hypot

import pytest

from app.core.database import db
from app.gatherings.models import Gathering, Stop
from app.gatherings.route_map import HIGHEST, LOWEST, RADIUS, WIDTH, route_map
from tests.gatherings.made import give
from tests.gatherings.pdf import read, words_of
from tests.gatherings.walked import CODE, make_walk
from tests.gatherings.written import STOP

WHEERMOLEN = ((52.5079, 4.9662), (52.5092, 4.9611), (52.5101, 4.9559), (52.5113, 4.9491))


def stops_at(*places):
    return [Stop(number=n, title=f"Halte {n}", latitude=place and place[0], longitude=place and place[1]) for n, place in enumerate(places, 1)]


def test_west_lies_left_and_north_lies_up():
    east, west = route_map(stops_at((52.50, 4.97), (52.51, 4.95))).spots
    assert west.x < east.x and west.y < east.y


def test_distances_are_true_in_both_directions():
    """A kilometre to the north and one to the east are as long on the drawing, at this latitude."""
    route = route_map(stops_at((52.5, 4.95), (52.5 + 1 / 111.195, 4.95), (52.5, 4.95 + 1 / (111.195 * 0.60876))))
    here, north, east = (spot.at for spot in route.spots)
    assert abs((here[1] - north[1]) - (east[0] - here[0])) < 0.5
    assert abs((here[1] - north[1]) / route.bar - 1000 / route.metres) < 0.1, "the bar tells the same"


@pytest.mark.parametrize(
    "places",
    [
        WHEERMOLEN,
        ((52.5, 4.9), (52.5, 4.9)),
        tuple((52.5, 4.9) for _n in range(40)),
        tuple((52.5 + n / 1e6, 4.9) for n in range(12)),
        ((50.75, 3.36), (53.55, 7.22)),
        ((52.5, 4.9), (52.5, 4.99)),
        ((52.5, 4.9), (52.6, 4.9)),
    ],
)
def test_numbers_lie_on_the_drawing_and_not_over_each_other(places):
    route = route_map(stops_at(*places))
    assert route.width == WIDTH and LOWEST <= route.height <= HIGHEST + 40 and 0 < route.bar < WIDTH / 2
    assert all(RADIUS <= spot.x <= WIDTH - RADIUS and RADIUS <= spot.y <= route.height - RADIUS for spot in route.spots)
    closest = min(hypot(one.x - other.x, one.y - other.y) for one, other in combinations(route.spots, 2))
    assert closest >= 2 * RADIUS


def test_the_same_stops_give_the_same_drawing():
    assert route_map(stops_at(*WHEERMOLEN)) == route_map(stops_at(*WHEERMOLEN))


def test_without_two_spots_there_is_no_drawing_and_a_stop_without_one_is_named():
    assert route_map(stops_at(None, (52.5, 4.9), None)) is None and route_map([]) is None
    assert route_map(stops_at((52.5, 4.9), None, (52.51, 4.9))).missing == [2]


@pytest.mark.parametrize(("start", "said"), [("", "zo loop je niet"), ("/en", "not the way you walk")])
def test_it_stands_on_the_page_the_phone_and_the_paper_with_the_list(client, sign_in, start, said):
    walk = make_walk(stops_at(*WHEERMOLEN, None))
    for path in (f"/bijeenkomsten/{walk.gathering.slug}", f"/lopen/{CODE}"):
        page = client.get(f"{start}{path}").text
        assert said in page and 'role="img"' in page
        assert re.findall(r'<text class="r-nummer"[^>]*>(\d+)<', page) == ["1", "2", "3", "4"]
        assert all(f"Halte {n}</" in page for n in range(1, 6)), "the list says the same"
        assert ("Halte 5 staat er niet op." if not start else "Stop 5 is not on it.") in page
    sign_in(give(walk.gathering).user)
    first = read(client.get(f"/bijeenkomsten/{walk.gathering.slug}/wandeling/haltebladen.pdf")).pages[0]
    assert "500 m N" in words_of(first) or " m N" in words_of(first)


def test_a_walk_without_spots_draws_nothing(client):
    walk = make_walk()
    for path in (f"/bijeenkomsten/{walk.gathering.slug}", f"/lopen/{CODE}"):
        assert "routekaart" not in client.get(path).text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"latitude": "52.5067, 4.9514", "longitude": ""}, (52.5067, 4.9514)),
        ({"latitude": "52.5067 4.9514", "longitude": ""}, (52.5067, 4.9514)),
        ({"latitude": "52,5067", "longitude": "4,9514"}, (52.5067, 4.9514)),
        ({"latitude": "", "longitude": ""}, (None, None)),
        ({"latitude": "4.9514, 52.5067", "longitude": ""}, (52.5067, 4.9514)),
        ({"latitude": "52.5067", "longitude": ""}, None),
        ({"latitude": "52.5067, 94.9514", "longitude": ""}, None),
        ({"latitude": "52.5067, 4.9514", "longitude": "4.9"}, None),
    ],
)
def test_both_numbers_can_be_pasted_as_a_map_shows_them(client, sign_in, typed, kept):
    gathering = make_walk(stops=0).gathering
    sign_in(give(gathering).user)
    answer = client.post(f"/bijeenkomsten/{gathering.slug}/haltes/nieuw", data=STOP | {"number": "7"} | typed)
    assert answer.status_code == (422 if kept is None else 302)
    assert kept is not None or typed["latitude"].split(",")[0] in answer.text
    db.session.expire_all()
    stops = db.session.get(Gathering, gathering.id).stops
    assert [(stop.latitude, stop.longitude) for stop in stops] == ([kept] if kept else [])


def test_a_stop_with_a_spot_leads_to_a_map_and_nothing_is_fetched_from_it(client):
    placed = Stop(number=1, title="Plein", latitude=52.50671234, longitude=-4.9514)
    walk = make_walk(stops=[placed, Stop(number=2, title="Haven")], slug="tour")
    where = "https://www.openstreetmap.org/?mlat=52.50671&amp;mlon=-4.95140#map=18/52.50671/-4.95140"
    for path in ("/bijeenkomsten/tour", f"/lopen/{walk.code}"):
        page = client.get(path).text
        assert page.count("openstreetmap.org") == 1 and f'<a href="{where}" rel="noreferrer">' in page, path
