"""Several members at one table: what a colleague took away in the meantime is said, with how things stand now."""

import re

import pytest
from sqlalchemy.orm.exc import StaleDataError

from app.accounts.models import Role
from app.contributions.models import Status
from app.contributions.operations import relist
from app.core.database import db
from app.stocktaking.models import Question, Star
from app.workbench import operations
from app.workbench.models import PileCard
from tests.factories import make_contribution, make_organisation, make_user
from tests.workbench.test_sorting import JSON, KEY, lay


def test_a_question_that_was_taken_away_says_so_and_how_the_card_lies(client, member, pile, stories, question):
    lay(client, pile, stories[0], "een-geval")
    operations.withdraw_bin(pile, question, by=make_user(Role.MEMBER, make_organisation(is_partner=True)))
    db.session.commit()
    answer = lay(client, pile, stories[0], question.slug, seen=1, headers=JSON)
    assert answer.status_code == 409 and "staat hier niet meer" in answer.json["message"]
    assert (answer.json["places"], answer.json["version"]) == (["een-geval"], 1)
    assert set(answer.json["numbers"]) == {"een-geval", "nergens"}, "what is offered is what is counted"


@pytest.mark.parametrize("way", ["out of sight", "no such card", "never in this pile"])
def test_a_card_that_went_is_said_to_be_gone_and_no_more(client, member, pile, stories, question, way):
    lay(client, pile, stories[0], question.slug, key=KEY)
    lay(client, pile, stories[1], question.slug)
    if way == "out of sight":
        stories[0].status = Status.HELD
        relist(stories[0])
    db.session.commit()
    public_id = {"out of sight": stories[0].public_id, "no such card": "x" * 26}.get(way) or make_contribution().public_id
    db.session.commit()
    address = f"/werkbank/stapels/{pile.slug}"
    sent = {"vak": "nergens", "gezien": 0}
    answer = client.post(f"{address}/kaarten/{public_id}", data=sent, headers=JSON)
    assert answer.status_code == 404 and answer.json["gone"] and "is er niet meer" in answer.json["message"]
    assert set(answer.json) == {"card", "gone", "message", "bins", "done", "to_go", "numbers", "cases"}
    assert answer.json["done"] == (1 if way == "out of sight" else 2)
    page = client.post(f"{address}/kaarten/{public_id}", data=sent)
    said = {"never in this pile": (409, "haalde deze kaart")}.get(way, (404, "is er niet meer"))
    assert page.status_code == said[0] and said[1] in page.text and stories[2].title in page.text
    again = client.post(f"{address}/terug", data={"deed": "niets", "kaart": public_id}, headers=JSON)
    assert again.status_code == 404 and again.json["gone"]


def test_what_was_never_laid_cannot_be_put_back(client, member, pile, stories, question):
    lay(client, pile, stories[0], question.slug)
    sent = {"deed": "niets", "kaart": stories[0].public_id}
    answer = client.post(f"/werkbank/stapels/{pile.slug}/terug", data=sent, headers=JSON)
    assert answer.status_code == 409 and "niets meer terug te zetten" in answer.json["message"]
    assert answer.json["places"] == [question.slug]


def asks(client, pile, sentence, card="", seen=0, key=KEY):
    sent = {"sentence": sentence, "card": card, "seen": seen, "key": key}
    return client.post(f"/werkbank/stapels/{pile.slug}/vraagstukken", data=sent, headers=JSON)


def test_a_question_that_waited_for_a_connection_is_made_once(client, member, pile, stories):
    for _time in range(2):
        answer = asks(client, pile, "Wie veegt het plein?", stories[0].public_id)
        assert answer.status_code == 200 and answer.json["bins"][-1]["sentence"] == "Wie veegt het plein?"
        assert answer.json["places"] == [answer.json["bins"][-1]["slug"]] and answer.json["version"] == 1
    for _time in range(2):  # without a card
        answer = asks(client, pile, "Wie snoeit de heg?", key=KEY + "2")
        assert answer.status_code == 200 and answer.json["numbers"][answer.json["bins"][-1]["slug"]] == 0
    assert db.session.query(Question).count() == 3


def test_each_answer_says_what_questions_there_are_in_the_order_in_which_they_came(client, sign_in, member, pile, stories, question):
    assert asks(client, pile, "Wie zwaait naar de bus?").status_code == 200
    sign_in(make_user(Role.MEMBER, make_organisation(is_partner=True)))
    assert asks(client, pile, "Wie aait de hond?", key=KEY + "2").status_code == 200
    sign_in(member)
    address = f"/werkbank/stapels/{pile.slug}"
    told = lay(client, pile, stories[0], "nergens", headers=JSON).json["bins"]
    assert [found["sentence"] for found in told] == [question.sentence, "Wie zwaait naar de bus?", "Wie aait de hond?"]
    assert [(found["slug"], found["language"]) for found in told[1:]] == [("wie-zwaait-naar-de-bus", "nl"), ("wie-aait-de-hond", "nl")]
    page = client.get(f"{address}/sorteren").text
    assert re.findall(r'name="vak" value="([^"]*)"', page) == [*(found["slug"] for found in told), "een-geval", "nergens"]


@pytest.mark.parametrize(
    ("sentence", "card", "seen", "said", "status"),
    [
        ("Geen vraag.", "", 0, "één vraagteken", 422),
        ("Geen vraag.", "own", 0, "één vraagteken", 422),
        ("Wie veegt het plein?", "own", 3, "Iemand anders legde deze kaart", 409),
        ("Wie veegt het plein?", "x" * 26, 0, "is er niet meer", 404),
        ("Geen vraag.", "x" * 26, 0, "is er niet meer", 404),
    ],
)
def test_a_question_that_waited_and_cannot_be_made_says_why(client, member, pile, stories, sentence, card, seen, said, status):
    answer = asks(client, pile, sentence, stories[0].public_id if card == "own" else card, seen)
    assert answer.status_code == status and said in answer.json["message"], answer.json
    assert len(answer.json["bins"]) == 1 and db.session.query(Question).count() == 1


def test_a_question_that_was_made_already_is_told_of_also_when_its_card_went_since(client, member, pile, stories):
    assert asks(client, pile, "Wie veegt het plein?", stories[0].public_id).status_code == 200
    db.session.delete(db.session.query(PileCard).filter_by(contribution_id=stories[0].id).one())
    db.session.commit()
    answer = asks(client, pile, "Wie veegt het plein?", stories[0].public_id)
    assert (answer.status_code, answer.json["gone"], answer.json["card"]) == (404, True, stories[0].public_id)


def test_the_script_is_told_in_facts_that_a_pile_is_not_there(client, member, pile, stories):
    for path in (f"kaarten/{stories[0].public_id}", f"kaarten/{stories[0].public_id}/sterren", "terug", "vraagstukken"):
        answer = client.post(f"/werkbank/stapels/geen-stapel/{path}", data={}, headers=JSON)
        assert answer.status_code == 404 and answer.json["message"] == "Deze pagina bestaat niet meer, of het adres klopt niet helemaal.", path
    assert "Hier ligt geen steen" in client.post("/werkbank/stapels/geen-stapel/terug").text


def test_the_script_is_told_in_facts_who_was_first(client, member, pile, stories, question, monkeypatch):
    def overtake(*_given, **_named):
        raise StaleDataError

    monkeypatch.setattr(operations, "lay", overtake)
    answer = lay(client, pile, stories[0], question.slug, headers=JSON)
    assert answer.status_code == 409 and "op hetzelfde moment" in answer.json["message"]
    page = lay(client, pile, stories[0], question.slug)
    assert page.status_code == 409 and "<h1" in page.text and answer.json["message"] in page.text


def test_a_star_that_waited_is_given_and_taken_as_often_as_it_is_sent(client, member, pile, stories):
    address = f"/werkbank/stapels/{pile.slug}/kaarten/{stories[0].public_id}"
    seen = re.search(r'name="gezien" value="([^"]*)"', client.get(f"{address}/tekst").text)[1]
    for on, number in (("ja", 1), ("ja", 1), ("nee", 0), ("nee", 0)):
        sent = {"zin": "facts-0", "gezien": seen, "aan": on}
        answer = client.post(f"{address}/sterren", data=sent, headers=JSON)
        assert (answer.status_code, answer.json["message"]) == (200, "")
        assert db.session.query(Star).count() == number
    for zin, on in (("facts-0", "ja"), ("facts-0", "nee"), ("facts-9", "nee")):  # the last one went with the text
        answer = client.post(f"{address}/sterren", data={"zin": zin, "gezien": "ouder", "aan": on}, headers=JSON)
        assert answer.status_code == 409 and "veranderde de tekst" in answer.json["message"], (zin, on)
        assert "gone" not in answer.json, "the card still lies in the pile"
    gone = client.post(f"{address[:-26]}{'x' * 26}/sterren", data={"zin": "facts-0", "aan": "ja"}, headers=JSON)
    assert gone.status_code == 404 and gone.json["gone"]


def test_waiting_work_has_the_mark_of_its_member_which_names_nobody(client, sign_in, member, pile):
    address = f"/werkbank/stapels/{pile.slug}/sorteren"
    own = re.search(r'data-who="(\w{20})"', client.get(address).text)[1]
    other = make_user(Role.MEMBER, make_organisation(is_partner=True))
    sign_in(other)
    theirs = re.search(r'data-who="(\w{20})"', client.get(address).text)[1]
    assert own != theirs and not {own, theirs} & {member.public_id[:20], other.public_id[:20]}
