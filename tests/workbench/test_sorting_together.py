"""Several members at one table: what a colleague took away in the meantime is said, with how things stand now."""

import pytest

from app.accounts.models import Role
from app.contributions.models import Status
from app.contributions.operations import relist
from app.core.database import db
from app.workbench import operations
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
    assert set(answer.json) == {"card", "gone", "message", "done", "numbers", "cases"}
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
