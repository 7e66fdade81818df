"""The pages of a walk that a phone keeps, and the way from the walk to what came of it."""

import html
import json
import re
from datetime import timedelta

import pytest

from app.core.clock import now, today
from app.core.database import db
from app.gatherings.models import Task
from tests.gatherings.made import give
from tests.gatherings.walked import CODE, leave, make_walk

KEPT = {"X-Kept": "1"}  # as a phone asks for what it will show later
HARVEST = "/bijeenkomsten/de-wandeling/oogst"


@pytest.mark.parametrize("path", [f"/lopen/{CODE}", f"/lopen/{CODE}/1"])
def test_a_page_that_is_kept_tells_nothing_of_notes(client, path):
    """It is shown after notes were sent too, so that it may not say that there are none."""
    make_walk()
    assert "Je hebt nog niets genoteerd" in client.get(path).text
    before = client.get(path, headers=KEPT).text
    assert "Je leest het hier zodra er bereik is" in before and "niets genoteerd" not in before
    leave(client, text="De put ligt hoog.")
    assert "De put ligt hoog" in client.get(path).text
    assert "De put ligt hoog" not in client.get(path, headers=KEPT).text


def test_the_page_for_want_of_a_connection_leads_to_every_stop(client):
    make_walk(stops=3)
    page = client.get(f"/lopen/{CODE}/geen-bereik", headers=KEPT)
    assert page.status_code == 200 and page.text.count("<template>") == 1
    assert [f'href="/lopen/{CODE}/{number}"' in page.text for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert client.get("/lopen/onbekend23/geen-bereik", headers=KEPT).status_code == 404


@pytest.mark.parametrize("start", ["", "/en"])
def test_whoever_opens_that_page_has_a_connection_and_comes_to_the_walk(client, start):
    make_walk()
    assert client.get(f"{start}/lopen/{CODE}/geen-bereik").location == f"{start}/lopen/{CODE}"
    assert client.get("/lopen/onbekend23/geen-bereik").status_code == 404


def test_one_worker_answers_for_every_page_that_a_walk_leads_to(client):
    make_walk()
    for start in ("", "/en"):
        known = json.loads(html.unescape(re.search(r'data-walk="([^"]*)"', client.get(f"{start}/lopen/{CODE}").text)[1]))
        assert (known["worker"], known["scope"]) == ("/lopen/werker.js", "/")
    answer = client.get("/lopen/werker.js")
    assert answer.headers["Service-Worker-Allowed"] == "/" and answer.mimetype == "text/javascript"


@pytest.mark.parametrize("days", [0, 9])
def test_the_walk_leads_to_what_came_of_it_once_that_is_open(client, sign_in, days):
    walk = make_walk(slug="de-wandeling", on=today() - timedelta(days))
    taker, phone = give(walk.gathering, Task.NOTE_TAKER).user, client.application.test_client()
    sign_in(taker)
    assert HARVEST in client.get(f"/lopen/{CODE}").text and client.get(HARVEST).status_code == 200
    assert HARVEST not in phone.get(f"/lopen/{CODE}").text and phone.get(HARVEST).status_code == 404
    walk.gathering.harvested_at = now()
    db.session.commit()
    assert HARVEST in phone.get(f"/lopen/{CODE}").text and phone.get(HARVEST).status_code == 200
