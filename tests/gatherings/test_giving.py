"""One's own story at the card of a table; and from a note or an experience to a question of the members, by its writer."""

from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.contributions.models import Draft
from app.core import clock
from app.core.clock import midnight
from app.core.database import db
from app.core.wording import long_date
from app.gatherings import operations, queries
from app.gatherings.messages import token_of
from app.gatherings.models import BegunHere, GivenQuestion, TurnedCard
from app.pages.own_data import everything_about
from app.stocktaking.models import Question
from tests.contributions.sharing import CHECK, SHARE, STORY, WHERE
from tests.factories import make_challenge, make_contribution, make_municipality, make_user
from tests.gatherings.made import save_registration
from tests.gatherings.signing_up import comes, gathering_with, job, page_of
from tests.gatherings.turned import draft, noted, rows, tap
from tests.gatherings.walked import CODE, make_walk

ASK = "/werkbank/vraagstukken/nieuw"
WORDED = {"sentence": "Wie beheert de putten in een plein dat van twee partijen is?", "explanation": ""}


@pytest.fixture
def walk(app):
    """A walk whose first table wrote its card, about a challenge that is open."""
    walk = make_walk()
    operations.set_tables(walk.gathering, 2)
    card = queries.cards_at(walk.gathering)[0]
    operations.talk_about(card, make_challenge(slug="de-uitdaging"))
    operations.write_card(card, 1, "Hitte op het plein.", "Een boom in een bak.", "Wie betaalt het water?")
    db.session.commit()
    return walk


def make_of_card(phone, number=1):
    return phone.post(f"/lopen/{CODE}/tafels/{number}/bijdrage")


def test_at_a_card_whoever_taps_begins_an_empty_story_of_their_own(app, client, walk):
    assert "Heb jij dit ook meegemaakt?" in client.get(f"/lopen/{CODE}/tafels/1").text
    assert "Heb jij dit ook meegemaakt?" not in client.get(f"/lopen/{CODE}/tafels/2").text
    assert make_of_card(client, 2).status_code == 409, "nothing is written there"
    first = make_of_card(client)
    assert first.status_code == 303 and first.location.endswith("/soort")
    assert make_of_card(client).location == first.location and len(rows(Draft)) == len(rows(TurnedCard)) == 1
    made = draft()
    assert made.typed == {} and made.challenge.slug == "de-uitdaging", "nobody knows who wrote the words of the card"
    client.post(first.location, data={"kind": "learned"})
    shown = client.get(first.location.replace("/soort", "/verhaal")).text
    beside, form = shown.split('id="facts"')
    assert "Hitte op het plein.\n\nEen boom in een bak.\n\nWie betaalt het water?" in beside and "Hitte" not in form
    assert [(row.gathering_id, row.stop_id) for row in rows(BegunHere)] == [(walk.gathering_id, None)]
    other = app.test_client()
    assert other.get(first.location).status_code == 404
    assert make_of_card(other).location != first.location, "each may tell their own"
    assert queries.card_at(walk.gathering, 1).version == 2


def test_once_it_is_sent_nothing_leads_from_the_card_to_the_story(client, walk):
    base = make_of_card(client).location.rsplit("/", 1)[0]
    client.post(f"{base}/soort", data={"kind": "learned"})
    assert "herkent misschien je verhaal" in client.get(f"{base}/verhaal").text
    make_municipality(name="Ede")
    for word, data in (("verhaal", STORY), ("waar", WHERE), ("delen", SHARE), ("controle", CHECK)):
        assert client.post(f"{base}/{word}", data=data).status_code == 303
    assert [(one.draft_id, one.is_sent) for one in rows(TurnedCard)] == [(None, True)] and not rows(BegunHere)
    again = make_of_card(client)
    assert again.status_code == 409 and "met de code die je toen kreeg" in again.text


def test_the_writer_of_a_note_gives_a_question_and_a_member_words_it_once(app, client, sign_in, walk):
    note = noted(client, walk, text="Van wie is deze put?", kind="question")
    page = f"/lopen/{CODE}/notities/{note.public_id}/vraag"
    assert 'value="Van wie is deze put?"' in client.get(page).text
    other = app.test_client()
    assert other.get(page).status_code == other.post(page, data={"asks": "Van mij?"}).status_code == 404
    assert client.post(page, data={"asks": ""}).status_code == 422
    for _press in range(2):
        assert client.post(page, data={"asks": "Van wie zijn putten op een plein?"}).status_code == 303
    (given,) = rows(GivenQuestion)
    member = app.test_client()
    sign_in(make_user(Role.MEMBER), member)
    assert "Van wie zijn putten op een plein?" in member.get(ASK).text
    begun = member.get(f"{ASK}?gegeven={given.public_id}").text
    assert 'value="Van wie zijn putten op een plein?"' in begun and note.text not in begun
    for _press in range(2):
        assert member.post(f"{ASK}?gegeven={given.public_id}", data=WORDED).status_code == 302
    assert len(rows(Question)) == 1 and "Van wie zijn putten" not in member.get(ASK).text
    assert (rows(GivenQuestion)[0].note_id, rows(GivenQuestion)[0].registration_id) == (None, None)
    rows(Question)[0].is_public = True
    walk.gathering.harvested_at = clock.now()
    db.session.commit()
    assert WORDED["sentence"] in other.get(f"/bijeenkomsten/{walk.gathering.slug}/oogst").text


def test_it_is_taken_back_by_itself_and_with_the_note(client, walk):
    note = noted(client, walk)
    page = f"/lopen/{CODE}/notities/{note.public_id}/vraag"
    client.post(page, data={"asks": "Van wie is de put?"})
    assert "zolang niemand haar heeft verwoord" in client.get(page).text.lower()
    assert client.post(page, data={"asks": "Van wie is de put?", "back": "1"}).status_code == 303 and not rows(GivenQuestion)
    client.post(page, data={"asks": "Van wie is de put?"})
    assert tap(client, note, what="terug").status_code == 303 and not rows(GivenQuestion)


def test_who_brought_an_experience_gives_a_question_and_it_goes_when_they_cancel(app, client):
    gathering = gathering_with(None)
    ada, bas = comes(gathering, experience="Onze put lag te hoog."), comes(gathering)
    page = f"/aanmelding/{token_of(ada.public_id)}/vraag"
    shown = client.get(page).text
    assert f"wissen we de vraag op {long_date(gathering.names_until)}" in shown
    assert "Onze put lag te hoog." in shown and 'value="Onze put' not in shown, "it stands beside the form"
    assert client.get(f"/aanmelding/{token_of(bas.public_id)}/vraag").status_code == 409, "there is nothing to ask from"
    assert client.post(page, data={"asks": "Hoe hoog ligt een put?"}).status_code == 303
    assert [given.asks for given in rows(GivenQuestion)] == ["Hoe hoog ligt een put?"]
    account = make_user(email=ada.email)
    assert everything_about(account)["registrations"][0]["question_given"] == "Hoe hoog ligt een put?"
    assert client.post(f"/aanmelding/{token_of(ada.public_id)}/afmelden").status_code == 303 and not rows(GivenQuestion)


def asks_of(client, made):
    """The page on which somebody gave a question from what they brought."""
    page = f"{page_of(made)}/vraag"
    assert client.post(page, data={"asks": "Hoe hoog ligt een put?"}).status_code == 303
    return page


def test_a_question_goes_when_its_experience_is_shared(client, app):
    ada = comes(gathering_with(None), experience="Onze put lag te hoog.")
    page = asks_of(client, ada)
    client.post(f"{page_of(ada)}/bijdrage", data={"kind": "learned"})
    job("forget-registrations")
    assert rows(GivenQuestion), "nothing was shared yet"
    draft().sent_as_id = make_contribution().id
    db.session.commit()
    job("forget-registrations")
    assert not rows(GivenQuestion) and client.post(page, data={"back": "1"}).status_code == 303


def test_a_question_goes_when_its_experience_is_taken_away(client, app):
    ada = comes(gathering_with(3), experience="Onze put lag te hoog.")
    asks_of(client, ada)
    kept = {"name": ada.name, "parts": [ada.gathering.parts[0].public_id]}
    assert client.post(f"{page_of(ada)}/wijzigen", data=kept | {"experience": "Toch lager."}).status_code == 303
    assert rows(GivenQuestion)
    assert client.post(f"{page_of(ada)}/wijzigen", data=kept | {"experience": ""}).status_code == 303
    assert not rows(GivenQuestion)


def test_it_is_taken_back_also_when_nothing_is_left_of_the_experience(client, app):
    ada = comes(gathering_with(None), experience="Onze put lag te hoog.")
    page = asks_of(client, ada)
    ada.experience = ""  # as it was left by what was shared before the question went along
    db.session.commit()
    assert client.post(page, data={"back": "1"}).status_code == 303 and not rows(GivenQuestion)


def test_what_a_member_worded_stays_when_the_notes_and_the_names_go(client, walk, monkeypatch):
    ada = save_registration(walk.gathering, confirmed_at=clock.now(), experience="Onze put lag te hoog.")
    asks_of(client, ada)
    client.post(f"/lopen/{CODE}/notities/{noted(client, walk).public_id}/vraag", data={"asks": "Van wie is de put?"})
    db.session.add(GivenQuestion(gathering_id=walk.gathering_id, asks="Wie veegt het plein?", worded_at=clock.now()))
    db.session.commit()
    for days, left in ((30, ["Van wie is de put?", "Wie veegt het plein?"]), (90, ["Wie veegt het plein?"])):
        day = midnight(walk.gathering.on + timedelta(days=days)) + timedelta(hours=3)
        monkeypatch.setattr(clock, "now", lambda moment=day: moment)
        job("forget-registrations")
        job("forget-walk-notes")
        assert sorted(given.asks for given in rows(GivenQuestion)) == left
