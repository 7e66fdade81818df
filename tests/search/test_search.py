"""Finding by words and filters: Dutch word forms, on both databases, and only what the reader may see."""

import json

import pytest

from app.accounts.models import Role
from app.contributions.models import Audience, Kind, Outcome, Status
from app.core.database import db
from app.core.deal import deal
from app.taxonomy.operations import load_vocabulary
from tests.factories import Dimension, make_challenge, make_contribution, make_question, make_user, term


@pytest.fixture
def story(app):
    return make_contribution(
        title="Bankjes bij de rotonde", facts="De geluidsoverlast bij het café werd erger. Wij vervingen het riool.",
        lesson="Vraag het de bewoners van Súdwest-Fryslân.", terms=[term(Dimension.THEME, "klimaatadaptatie/wateroverlast")],
    )


@pytest.mark.parametrize(
    "words",
    ["bankje", "bankjes", "BANKJE", "overlast", "geluidsoverlast", "cafe", "café", "bewoner", "sudwest fryslan", "rotonde bankje",
     "wadi", "wateroverlast", "hemelwater", "de bankjes van het café"],
)
def test_a_word_in_another_form_finds_it(client, story, words):
    assert story.title in client.get("/bijdragen", query_string={"q": words}).text


@pytest.mark.parametrize("words", ["zonnepaneel", "bankjes zonnepaneel", "%", "' OR 1=1 --", '"', "((", "NEAR(", "*", "title:x", "é" * 300])
def test_what_is_not_there_is_not_found_and_nothing_breaks(client, story, words):
    answer = client.get("/bijdragen", query_string={"q": words})
    assert answer.status_code == 200
    if words.strip("%'\"(*é"):
        assert story.title not in answer.text


def test_who_has_it_in_the_title_comes_first(client):
    make_contribution(title="Aaa", facts="Een lang verhaal over de fietsenstalling bij het station van toen.")
    make_contribution(title="Zzz fietsenstalling")
    page = client.get("/bijdragen?q=fietsenstalling").text
    assert page.index("Zzz fietsenstalling") < page.index("Aaa")


def test_filters_narrow_and_their_counts_are_true(client):
    make_contribution(title="Een", kind=Kind.GOOD, outcome=Outcome.SUCCEEDED, terms=[term(Dimension.THEME, "ondergrond")])
    make_contribution(title="Twee", kind=Kind.LEARNED, outcome=Outcome.STOPPED, terms=[term(Dimension.THEME, "ondergrond")])
    make_contribution(title="Drie", kind=Kind.LEARNED, terms=[term(Dimension.THEME, "verdichting")])
    page = client.get("/bijdragen?soort=leerzaam&thema=ondergrond").text
    assert "Twee" in page and "Een</a>" not in page and "Drie" not in page and ">1 bijdrage<" in page
    assert ">2 bijdragen<" in client.get("/bijdragen?soort=leerzaam").text
    assert ">3 bijdragen<" in client.get("/bijdragen?soort=leerzaam&soort=goed").text


@pytest.mark.parametrize("query", ["pagina=0", "pagina=-1", "pagina=9999999999", "pagina=x", "soort=onzin", "thema=onzin&fase=", "q=" + "a" * 5000])
def test_an_address_that_means_nothing_is_passed_over(client, story, query):
    assert client.get(f"/bijdragen?{query}").status_code == 200


def test_pages_hold_everything_once(client):
    titles = {make_contribution(title=f"Verhaal {n:02}").title for n in range(45)}
    seen = [title for n in (1, 2, 3) for title in titles if f">{title}<" in client.get(f"/bijdragen?pagina={n}").text]
    assert sorted(seen) == sorted(titles)


def test_everything_is_searched_at_once(client, story):
    make_challenge(title="Hoe houd je een rotonde leefbaar?")
    make_question(sentence="Wie betaalt de rotonde?")
    make_question(sentence="Wie verkoopt de rotonde?", is_public=False)
    make_contribution(title="Rotonde voor leden", audience=Audience.MEMBERS)
    make_contribution(title="Rotonde nog niet", status=Status.RECEIVED)
    page = client.get("/zoeken?q=rotondes").text
    for words in (story.title, "Hoe houd je een rotonde leefbaar?", "Wie betaalt de rotonde?"):
        assert words in page
    for words in ("verkoopt", "voor leden", "nog niet"):
        assert words not in page


def test_members_find_what_members_may_read(client, sign_in):
    make_contribution(title="Rotonde voor leden", audience=Audience.MEMBERS)
    sign_in(make_user(Role.MEMBER))
    assert "Rotonde voor leden" in client.get("/zoeken?q=rotonde").text


def test_a_typing_error_is_understood(client):
    assert "klimaatadaptatie" in client.get("/zoeken?q=klimaatadaptasie").text
    assert client.get("/zoeken").status_code == 200


def test_a_new_spelling_of_the_same_length_shows_at_once(client):
    theme = term(Dimension.THEME, "ondergrond")
    make_contribution(terms=[theme])
    assert "Ondergrond" in client.get("/bijdragen").text
    words = deal().vocabulary()
    changed = json.loads(json.dumps(words).replace("Ondergrond", "Ondergrind"))
    try:
        load_vocabulary(changed)
        db.session.commit()
        assert "Ondergrind" in client.get("/bijdragen").text
    finally:
        load_vocabulary(words)
        db.session.commit()
