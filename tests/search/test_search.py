"""Finding by words and filters: Dutch word forms, on both databases, and only what the reader may see."""

import json
from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.challenges.models import ChallengeStatus
from app.contributions.models import Audience, Kind, Outcome, Status
from app.core.clock import today
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


NAMED = {  # what is looked for, and the theme that it is a name of
    "deelauto": "deelmobiliteit/deelvervoer", "deelauto's": "deelmobiliteit/deelvervoer",
    "gedeelde auto": "deelmobiliteit/deelvervoer", "gedeeld vervoer": "deelmobiliteit",
    "sociale veiligheid": "sociale-veiligheid", "veilig gevoel": "sociale-veiligheid",
    "car sharing": "deelmobiliteit", "waterbergende fundering": "klimaatadaptatie/wateroverlast",
}


@pytest.mark.parametrize("words", NAMED)
def test_a_name_of_several_words_finds_what_is_tagged_and_what_says_it(client, words):
    make_contribution(title="Het getagde", facts="Hier staat er niets over.", terms=[term(Dimension.THEME, NAMED[words])])
    make_contribution(title="Het gezegde", facts=f"Dit gaat over {words}, en over nog iets.")
    make_contribution(title="Het andere", facts="Dit gaat over gedeelde zorgen en over een fundering.")
    for path in ("/bijdragen", "/zoeken"):
        page = client.get(path, query_string={"q": words}).text
        assert "Het getagde" in page and "Het gezegde" in page and "Het andere" not in page


def test_a_theme_finds_what_is_tagged_with_a_part_of_it(client):
    make_contribution(title="Over een deel", facts="Niets.", terms=[term(Dimension.THEME, "deelmobiliteit/hubs")])
    assert "Over een deel" in client.get("/bijdragen?q=deelmobiliteit").text


def test_a_name_beside_another_word_asks_for_both(client):
    theme = term(Dimension.THEME, "deelmobiliteit/deelvervoer")
    make_contribution(title="Delen op het plein", facts="Niets.", terms=[theme])
    make_contribution(title="Delen elders", facts="Niets.", terms=[theme])
    page = client.get("/bijdragen", query_string={"q": "gedeelde auto plein"}).text
    assert "Delen op het plein" in page and "Delen elders" not in page


@pytest.mark.parametrize("words", ["deelauto", "gedeeld vervoer", "deelfietsen", "DEELVERVOER"])
def test_challenges_and_questions_are_found_by_other_names(client, words):
    make_challenge(title="Waar zet je een deelscooter neer?")
    make_challenge(title="Zonder een enkel woord erover?", terms=[term(Dimension.THEME, "deelmobiliteit/deelvervoer")])
    make_challenge(title="Wie snoeit de bomen?")
    make_question(sentence="Wie regelt een gedeelde auto?")
    make_question(sentence="Wie regelt dit?", explanation="De deelbakfiets staat in de weg.")
    make_question(sentence="Wie snoeit de heg?")
    page = client.get("/zoeken", query_string={"q": words}).text
    for found in ("deelscooter neer?", "enkel woord erover?", "gedeelde auto?", "regelt dit?"):
        assert found in page, found
    assert "snoeit" not in page


@pytest.mark.parametrize("words", ["rotondes", "geluidsoverlast", "overlast", "CAFE", "cafés", "bankjes rotonde"])
def test_challenges_and_questions_are_found_in_other_forms(client, words):
    text = "Hoe houd je de rotonde leefbaar met een bankje en geluidsoverlast van het café?"
    make_challenge(title=text)
    make_question(sentence=text)
    assert client.get("/zoeken", query_string={"q": words}).text.count(">Hoe houd je de rotonde leefbaar") == 2


@pytest.mark.parametrize(("typed", "meant"), [("rotnode", "rotonde"), ("fietsenstaling rotonde", "fietsenstalling rotonde"), ("Bloembak keetting", "bloembak ketting")])
def test_a_typing_error_shows_at_once_what_was_meant(client, typed, meant):
    make_contribution(title="De fietsenstalling bij de rotonde")
    make_question(sentence="Wie betaalt de bloembak met de ketting?")
    make_challenge(title="Hoe houd je een rotonde met een fietsenstalling leefbaar?")
    page = client.get("/zoeken", query_string={"q": typed}).text
    assert f">{meant}</a>" in page and "Bedoelde je" in page
    assert "De fietsenstalling bij de rotonde" in page or "Wie betaalt de bloembak" in page


@pytest.mark.parametrize("words", ["zonnepaneel", "xylofoonkwartet", "qqq"])
def test_a_word_that_is_right_or_like_nothing_is_left_alone(client, words):
    make_contribution(title="De fietsenstalling bij de rotonde")
    assert "Bedoelde je" not in client.get(f"/zoeken?q={words}").text


def test_what_was_meant_tells_nothing_of_hidden_words(client, sign_in):
    make_contribution(title="De openbare put")
    before = client.get("/zoeken?q=kanariewagel").text
    hidden = ({"audience": Audience.MEMBERS}, {"status": Status.READING}, {"visible_from": today() + timedelta(days=3)})
    for way in hidden:
        make_contribution(title="Het kanarievogel verhaal", **way)
    make_question(sentence="Wie voert de kanarievogel?", is_public=False)
    make_challenge(title="Hoe voer je een kanarievogel?", status=ChallengeStatus.DRAFT)
    assert client.get("/zoeken?q=kanariewagel").text == before and "Bedoelde je" not in before
    sign_in(make_user(Role.MEMBER))
    assert "kanarievogel" in client.get("/zoeken?q=kanariewagel").text


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
