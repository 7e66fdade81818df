"""Hints while the contributor changes the text: shown, left out in one tap, never in the way."""

import re

import pytest

from app.contributions.models import Status
from app.core.database import db
from app.core.security import random_code
from tests.contributions.followed import NEW, fresh
from tests.factories import make_contribution, make_municipality

STREET = NEW | {"facts": "In de Kerkstraat 12 te Ede liep het water\r\nzo de kelders in van vijf huizen."}


@pytest.fixture
def story(app):
    make_municipality(name="Ede")
    code = random_code()
    found = make_contribution(code=code, status=Status.RECEIVED, facts="De put aan de Dorpslaan lag hoger dan de straat.")
    return code, found


def buttons(page):
    return re.findall(r'name="action" value="(omit:[^"]+)"', page)


def test_the_page_shows_by_which_words_somebody_is_known(client, story):
    page = client.get(f"/volg/{story[0]}/tekst").text
    assert "<mark>Dorpslaan</mark>" in page and len(buttons(page)) == 1


def test_one_tap_leaves_the_words_out_of_the_form_and_sends_nothing(client, story):
    code, found = story
    page = client.post(f"/volg/{code}/tekst", data=STREET | {"action": "look"})
    assert page.status_code == 200 and len(buttons(page.text)) == 2
    page = client.post(f"/volg/{code}/tekst", data=STREET | {"action": buttons(page.text)[0]})
    assert "In de [weggelaten] te Ede liep het water\nzo de kelders in" in page.text
    assert len(buttons(page.text)) == 1 and "Een nieuwe titel" in page.text
    db.session.expire_all()
    assert fresh(found).facts.startswith("De put aan de Dorpslaan")


def test_a_button_of_an_older_text_changes_nothing(client, story):
    page = client.post(f"/volg/{story[0]}/tekst", data=STREET | {"action": "omit:facts:6-19-Marktstraat 9"})
    assert page.status_code == 200 and "In de Kerkstraat 12 te Ede" in page.text


def test_hints_never_hold_the_text_back(client, story):
    code, found = story
    assert client.post(f"/volg/{code}/tekst", data=STREET).status_code == 303
    db.session.expire_all()
    assert "Kerkstraat 12" in fresh(found).facts


def test_while_typing_the_hints_follow_and_nothing_is_kept(client, story):
    code, found = story
    answer = client.post(f"/volg/{code}/tekst/herkenbaar", data=STREET)
    assert "Kerkstraat 12" in answer.json["html"]
    assert client.post(f"/volg/{'A' * 26}/tekst/herkenbaar", data=STREET).status_code == 404
    db.session.expire_all()
    assert fresh(found).facts.startswith("De put aan de Dorpslaan")


def test_a_text_that_comes_back_keeps_its_hints(client, story):
    page = client.post(f"/volg/{story[0]}/tekst", data=STREET | {"title": ""})
    assert page.status_code == 422 and len(buttons(page.text)) == 2
