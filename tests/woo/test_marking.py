"""Blacking out and judging on the page: with boxes and words, without a script."""

import re

import pytest

from app.contributions.models import Remark, Status, ViewOfHidden
from app.core.database import db
from app.woo import operations
from app.woo.models import Judgement
from tests.factories import make_contribution

FACTS = "De put lag te hoog. Jan de Vries uit Ede belde op 06-12345678. Daarna was alles nat."
CODE = "A" * 26


@pytest.fixture
def item(office, client, sign_in):
    story = make_contribution(facts=FACTS, status=Status.RECEIVED, code=CODE)
    db.session.add(Remark(contribution_id=story.id, from_contributor=False, text="Wie is Jan de Vries?"))
    db.session.commit()
    office.freeze(story)
    sign_in(office.one)
    return office.item("story")


def values(page):
    return re.findall(r'name="sentence" id="[^"]+" value="([^"]+)"', page)


def released(item, part="facts"):
    db.session.refresh(item)
    return "".join(map(str, item.pieces(part)))


def test_sentences_and_hints_are_ticked_never_by_themselves(client, office, item):
    page = client.get(office.path(item)).text
    assert " checked" not in page and "[5.1.2.e]" not in page
    phone = next(v for v in values(page) if FACTS[slice(*map(int, v.split(":")[1:]))] == "06-12345678" and v[:5] == "facts")
    last = f"facts:{FACTS.index('Daarna')}:{len(FACTS)}"
    assert last in values(page)
    sent = {"sentence": [phone, last], "ground": "5.1.2.e"}
    assert client.post(office.path(item, "lakken"), data=sent).status_code == 302
    assert released(item) == "De put lag te hoog. Jan de Vries uit Ede belde op [5.1.2.e]. [5.1.2.e]"
    page = client.get(office.path(item)).text
    assert phone not in values(page) and "<mark>[5.1.2.e]</mark>" in page


def test_words_here_or_in_every_document_and_back(client, office, item):
    remark = office.item("remark")
    path = office.path(item, "lakken")
    assert client.post(path, data={"words": "Jan de Vries", "ground": "5.1.2.e"}).status_code == 302
    assert "Jan" in released(remark, "text") and "Jan" not in released(item)
    page = client.get(office.path(item)).text
    assert "staan elders nog open" in page and office.path(remark) in page
    sent = {"words": "Jan de Vries", "ground": "5.1.2.e", "everywhere": "y"}
    assert client.post(path, data=sent).status_code == 302
    assert released(remark, "text") == "Wie is [5.1.2.e]?"
    page = client.get(office.path(item)).text
    assert "staan elders nog open" not in page
    (number,) = re.findall(r'name="passage" value="(\d+)"', page)
    assert client.post(office.path(item, "terug"), data={"passage": number}).status_code == 302
    assert released(item) == FACTS


@pytest.mark.parametrize(
    ("sent", "said", "status"),
    [
        ({"ground": "5.1.2.e"}, "Vink een zin aan", 422),
        ({"words": "Jan"}, "Kies de grond", 422),
        ({"words": "staat er niet", "ground": "5.1.2.e"}, "staan niet in dit stuk", 422),
        ({"words": "x" * 301, "ground": "5.1.2.e"}, "korter", 422),
        ({"words": "Jan", "ground": "9.9"}, "", 422),
        ({"sentence": "facts:0:99999", "ground": "5.1.2.e"}, "veranderd", 409),
        ({"sentence": "facts", "ground": "5.1.2.e"}, "veranderd", 409),
        ({"sentence": "facts:-1:\u0662", "ground": "5.1.2.e"}, "veranderd", 409),
        ({"words": "Jan", "ground": "5.2.1"}, "Feiten blijven daarop niet weg", 409),
    ],
)
def test_what_cannot_be_taken_comes_back_with_what_was_typed(client, office, item, sent, said, status):
    answer = client.post(office.path(item, "lakken"), data=sent)
    assert answer.status_code == status and said in answer.text
    if "words" in sent and status == 422:
        assert f'value="{sent["words"]}"' in answer.text
    assert released(item) == FACTS


@pytest.mark.parametrize(
    ("sent", "status"),
    [({}, 422), ({"oordeel-judgement": "mooi"}, 422), ({"oordeel-judgement": "withheld"}, 422),
     ({"oordeel-judgement": "known"}, 409), ({"oordeel-judgement": "withheld", "oordeel-ground": "5.1.2.e"}, 302)],
)  # fmt: skip
def test_a_judgement_needs_a_choice_and_its_ground(client, office, item, sent, status):
    assert client.post(office.path(item, "oordeel"), data=sent).status_code == status


def test_two_people_one_after_the_other(client, sign_in, office, item):
    assert client.post(office.path(item, "oordeel"), data={"oordeel-judgement": "public"}).status_code == 302
    page = client.get(office.path(item)).text
    assert "Jij beoordeelde het laatst" in page and "/akkoord" not in page
    assert client.post(office.path(item, "akkoord"), data={"seen": operations.mark_of(item)}).status_code == 409
    sign_in(office.other)
    assert "ben jij akkoord?" in client.get(office.path()).text
    seen = re.search(r'name="seen" value="(\w+)"', client.get(office.path(item)).text)[1]
    assert client.post(office.path(item, "akkoord"), data={"seen": seen}).status_code == 302
    db.session.refresh(item)
    assert item.is_settled and item.judgement is Judgement.PUBLIC
    assert "1 van 2" in client.get(office.path()).text


def test_each_look_is_noted_and_shown_by_role(client, office, item):
    client.get(office.path(item))
    client.get(office.path(office.item("remark")))
    assert [view.role for view in db.session.query(ViewOfHidden)] == ["woo", "woo"]
    client.get(office.path())
    assert db.session.query(ViewOfHidden).count() == 2
    assert client.post(office.path(item, "lakken"), data={"words": "Jan"}).status_code == 422
    assert db.session.query(ViewOfHidden).count() == 3, "a form that comes back shows the text as well"
    page = client.get(f"/volg/{CODE}").text
    assert page.count("Gelezen door iemand van de redactie, voor een Woo-verzoek") == 3
    assert office.one.name not in page.split("<main")[1].split("</main>")[0]


def test_a_changed_original_is_said_on_the_page(client, office, item):
    item.seen_mark = "een andere"
    db.session.commit()
    assert "Het origineel is veranderd" in client.get(office.path(item)).text
    assert client.post(office.path(item, "tekst"), data={"welke": "toen"}).status_code == 302
    assert "Het origineel is veranderd" not in client.get(office.path(item)).text
