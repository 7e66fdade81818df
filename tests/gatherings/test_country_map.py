"""The map beside the list of gatherings: which number is which, and that all of them can be read."""

import re
from datetime import timedelta
from itertools import combinations
from math import hypot

from app.accounts.outline import HEIGHT, WIDTH, point_of
from app.core.clock import today
from app.core.database import db
from app.gatherings.country_map import RADIUS, country_map
from tests.factories import make_municipality
from tests.gatherings.made import make_gathering

ZOETERMEER, PIJNACKER, PURMEREND = (52.06, 4.49), (52.02, 4.43), (52.51, 4.95)


def held_at(place, days, title, organisation=None):
    """A gathering in a municipality whose middle is there, so many days from now."""
    organisation = organisation or make_municipality()
    organisation.latitude, organisation.longitude = place or (None, None)
    db.session.commit()
    return make_gathering(organisation=organisation, on=today() + timedelta(days), title=title)


def test_each_mark_has_the_number_and_the_name_of_what_stands_in_the_list(client):
    first = held_at(PURMEREND, 5, "Langs de Where")
    held_at(ZOETERMEER, 9, "Door het <Oosterpark>")
    held_at(PURMEREND, 12, "Nog eens langs de Where", first.organisation)
    held_at(None, 15, "Ergens")
    page = client.get("/bijeenkomsten/kaart").text
    drawing, listed = page.split("<svg class=\"landkaart")[1].split("</svg>")[0], page.split('<ul class="list">')[1]
    assert re.findall(r"<title>(.*?)</title>", drawing) == ["1: Langs de Where, Nog eens langs de Where", "2: Door het &lt;Oosterpark&gt;"]
    assert re.findall(r">(\d+)</text>", drawing) == ["1", "2"]
    rows = [row.split("</li>")[0] for row in listed.split("<li")[1:]]
    told = {re.search(r"<a [^>]*>(.*?)</a>", row)[1]: re.findall(r"Nummer (\d+) op de kaart", row) for row in rows if "<a " in row}
    assert {name: told[name] for name in ("Langs de Where", "Nog eens langs de Where", "Door het &lt;Oosterpark&gt;", "Ergens")} == {
        "Langs de Where": ["1"], "Nog eens langs de Where": ["1"], "Door het &lt;Oosterpark&gt;": ["2"], "Ergens": []
    }
    assert "Number 2 on the map" in client.get("/en/bijeenkomsten/kaart").text
    assert "op de kaart" not in client.get("/bijeenkomsten").text.split("<main")[1].split("</main")[0], "a list without the map"


def test_neighbours_do_not_hide_each_other(app):
    gatherings = [held_at(place, 5, "Tour") for place in (ZOETERMEER, PIJNACKER, PURMEREND, (53.4, 6.9), (50.77, 6.0))]
    there = country_map(gatherings)
    closest = min(hypot(one.x - other.x, one.y - other.y) for one, other in combinations(there.spots, 2))
    assert closest >= 2 * RADIUS
    assert all(RADIUS <= spot.x <= WIDTH - RADIUS and RADIUS <= spot.y <= HEIGHT - RADIUS for spot in there.spots)
    alone = there.spots[2]
    assert (alone.x, alone.y) == (point_of(*PURMEREND).x, point_of(*PURMEREND).y) and not alone.is_moved
