"""An answer of somebody who is not to be quoted: hosts read that, and compare none of its sentences."""

import re

from sqlalchemy import select

from app.answering.models import ConditionCheck, Holds
from app.answering.operations import check
from app.answering.side_by_side import conditions_of, mark_of
from app.contributions.disclosure import disclosed
from app.contributions.models import Kind
from app.contributions.operations import loosen, make_stricter
from app.core.database import db
from tests.answering.made import answered
from tests.factories import Dimension, term

ASKS = "Neem er dus geen zin uit over"
OWN = {
    "condition": "De beheerder moet elke week komen kijken.",
    "went_wrong": "Het rooster liep in oktober vol met blad.",
    "facts": "Wij groeven een kuil van een meter naast de speeltuin.",
    "opinion": "Zonder de buurt was dit nooit gelukt.",
}


def page_of(client, challenge, page):
    shown = client.get(f"/uitdagingen/{challenge.slug}/{page}")
    assert shown.status_code == 200
    return shown.text


def test_none_of_its_sentences_stands_beside_those_of_others(client, sign_in):
    challenge, (silent, other) = answered("Een put", "Een wadi", terms=[term(Dimension.PHASE)], **OWN)
    silent.not_quoted, other.condition, other.went_wrong = True, "De grond is zand.", "Het riet bevroor."
    other.facts, other.opinion = "Wij planten riet.", "Mooi was het wel."
    db.session.commit()
    sign_in(challenge.hosts[0].user)
    page = page_of(client, challenge, "voorwaarden")
    assert not [words for words in OWN.values() if words in page]
    assert "De grond is zand." in page and "Het riet bevroor." in page and "Wij planten riet." in page
    assert page.count(ASKS) == 1 and "De eigen voorwaarden vergelijk je hier niet" in page
    assert "Staat bij het verhaal. De inzender wil niet geciteerd worden." in page
    row = next(row for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if ASKS in row)
    assert row.count(f"/bijdragen/{silent.public_id}") == 2 and "Fase: " in row, "what everybody reads of it is compared"


def test_who_answered_reads_as_one_that_asks_it(client, sign_in):
    challenge, (silent, _other) = answered("Een put", "Een wadi", **OWN)
    silent.not_quoted = True
    db.session.commit()
    sign_in(challenge.hosts[0].user)
    page = page_of(client, challenge, "antwoorden")
    assert page.count(ASKS) == 1 and ASKS in page.split(f'id="antwoord-{silent.public_id}"')[1].split("</article>")[0]
    assert page.count(OWN["condition"]) == 2, "it is read whole by whoever judges it"


def test_a_question_of_somebody_who_is_not_to_be_quoted_says_it_as_well(client, sign_in):
    challenge, _stories = answered("Een vraag", kind=Kind.QUESTION, outcome="not_applicable", not_quoted=True)
    sign_in(challenge.hosts[0].user)
    assert page_of(client, challenge, "antwoorden").count(ASKS) == 1


def test_without_a_condition_the_experiences_stand_there_all_the_same(client, sign_in):
    challenge, (story,) = answered("Een put", not_quoted=True, place=None, organisation=None, **OWN)
    assert conditions_of(disclosed(story, challenge.hosts[0].user)) == []
    sign_in(challenge.hosts[0].user)
    page = page_of(client, challenge, "voorwaarden")
    assert "Geen antwoord noemt een voorwaarde" in page and "Er is nog geen antwoord" not in page
    assert story.title in page and "Bewaar en vergelijk" not in page


def test_what_hosts_found_of_its_conditions_goes_when_it_asks_this_later(app):
    challenge, (story,) = answered("Een put", **OWN)
    host = challenge.hosts[0].user
    said = [mark_of(one) for one in conditions_of(disclosed(story, host)) if one.is_said]
    check(challenge, dict.fromkeys(said, Holds.YES))
    assert len(said) == 1 and len(db.session.scalars(select(ConditionCheck)).all()) == 1
    make_stricter(story, members_only=False, without_name=False, remove_more=False, not_quoted=True)
    assert db.session.scalars(select(ConditionCheck)).all() == []
    loosen(story, may_be_quoted=True)
    assert [mark_of(one) for one in conditions_of(disclosed(story, host)) if one.is_said] == said
