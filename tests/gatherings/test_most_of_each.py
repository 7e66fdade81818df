"""A gathering that takes so many people of each organisation: nobody gets around it by leaving the box empty."""

import pytest

from tests.gatherings.made import give
from tests.gatherings.signing_up import everybody, gathering_with, typed

FORM, ADD = "/bijeenkomsten/tour/aanmelden", "/bijeenkomsten/tour/aanmeldingen/toevoegen"
ASKS = "van elke organisatie kunnen er 2 mensen komen"


@pytest.fixture
def tour(app):
    return gathering_with(9, slug="tour", most_per_organisation=2)


def test_who_signs_up_says_of_which_organisation_and_loses_nothing(client, tour):
    form = typed(tour, name="Aafje Zand", access="Een stoel", experience="Onze put lag te hoog.", anderen="1")
    for empty in ("", "   "):
        page = client.post(FORM, data=form | {"organisation": empty})
        assert page.status_code == 422 and ASKS in page.text and "Schrijf dan de eigen naam" in page.text
        assert all(words in page.text for words in ("Aafje Zand", form["email"], "Een stoel", "Onze put lag te hoog."))
        assert not everybody(tour)
    assert "(mag leeg)" not in client.get(FORM).text.split('for="organisation"')[1].split("</label>")[0]
    assert client.post(FORM, data=form | {"organisation": "Aafje Zand"}).status_code == 303


def test_in_english_too(client, tour):
    page = client.post(f"/en{FORM}", data=typed(tour))
    assert page.status_code == 422 and "of each organisation 2 people can come" in page.text


def test_an_organiser_says_it_of_whom_they_add(client, sign_in, tour):
    sign_in(give(tour).user)
    form = typed(tour, name="Aafje Zand")
    page = client.post(ADD, data=form)
    assert page.status_code == 422 and ASKS in page.text and "Aafje Zand" in page.text
    assert client.post(ADD, data=form | {"organisation": "Bureau Straat"}).status_code == 303


def test_without_a_maximum_it_may_stay_empty(client, tour):
    other = gathering_with(9, slug="ander")
    assert "(mag leeg)" in client.get("/bijeenkomsten/ander/aanmelden").text.split('for="organisation"')[1].split("</label>")[0]
    assert client.post("/bijeenkomsten/ander/aanmelden", data=typed(other)).status_code == 303
