"""The small map: where a municipality lies, without network, script or knowledge of contributions."""

import re

from app.accounts.outline import HEIGHT, WIDTH, dots, point_of
from app.accounts.queries import municipality_centres
from app.core.database import db
from tests.factories import make_challenge, make_municipality

CORNERS = {"Het Hogeland": (53.40, 6.55), "Eijsden-Margraten": (50.80, 5.80), "Sluis": (51.33, 3.45), "Oldambt": (53.17, 7.03)}


def test_the_whole_country_fits_and_stands_upright():
    points = {name: point_of(*place) for name, place in CORNERS.items()}
    assert all(0 < point.x < WIDTH and 0 < point.y < HEIGHT for point in points.values())
    assert points["Het Hogeland"].y < points["Oldambt"].y < points["Sluis"].y < points["Eijsden-Margraten"].y
    assert points["Sluis"].x < points["Eijsden-Margraten"].x < points["Het Hogeland"].x < points["Oldambt"].x


def test_a_degree_is_as_long_in_both_directions_as_on_the_ground():
    """A degree of longitude is cos(latitude) times one of latitude."""
    here, east, south = point_of(52.2, 5.0), point_of(52.2, 6.0), point_of(51.2, 5.0)
    assert round((east.x - here.x) / (south.y - here.y), 2) == 0.61


def test_every_municipality_is_a_dot():
    assert dots([(52.2, 5.0), (53.0, 6.0)]).count("M") == 2 and dots([]) == ""


def test_a_challenge_shows_where_its_municipality_lies(client):
    for n in range(5):
        make_municipality(latitude=51.5 + n / 10)
    challenge = make_challenge(organisation=make_municipality(name="Ede", latitude=52.04, longitude=5.66, province="Gelderland"))
    page = client.get(f"/uitdagingen/{challenge.slug}").text
    assert 'aria-label="Kaart van Nederland: Ede, Gelderland"' in page
    drawn = re.search(r'class="k-gemeenten" d="([^"]+)"', page)[1]
    assert drawn.count("M") == 6 and f'd="M{point_of(52.04, 5.66).x} ' in page


def test_without_a_known_centre_there_is_no_map(client):
    challenge = make_challenge(organisation=make_municipality(latitude=None, longitude=None))
    assert "landkaart" not in client.get(f"/uitdagingen/{challenge.slug}").text


def test_the_order_of_the_dots_tells_nothing_of_what_happened_to_a_municipality(client):
    """PostgreSQL gives a row that was changed last, when nobody asks for an order."""
    first, *_others = [make_municipality(latitude=51.5 + n / 10) for n in range(5)]
    before = municipality_centres()
    first.mail_domains = "eerste.example"
    db.session.commit()
    assert municipality_centres() == before and len(set(before)) == 5
