"""Whoever judges an answer, or compares it, can read there what was told, as a visitor reads it."""

import re

import pytest

from app.contributions.models import Kind
from app.core.database import db
from tests.answering.made import answered

TOLD = "Wij groeven een kuil van een meter, en die liep vol."
PAGES = ("antwoorden", "voorwaarden")


def texts_on(client, challenge, page):
    """What is folded on this page, in order: whether it is open, and its words."""
    shown = client.get(f"/uitdagingen/{challenge.slug}/{page}")
    assert shown.status_code == 200
    found = re.findall(r'<details class="details"( open)?><summary>Hele tekst(.*?)</details>', shown.text, re.DOTALL)
    return [(is_open != "", words) for is_open, words in found]


@pytest.mark.parametrize("page", PAGES)
def test_a_host_reads_what_was_done_without_leaving(client, sign_in, page):
    challenge, (bare, rich) = answered("Alleen een verhaal", "Met meer erbij", facts=TOLD, lesson="", opinion="Doe dit nooit.")
    rich.condition, rich.went_wrong = "Er is zand.", "Het regende."
    db.session.commit()
    sign_in(challenge.hosts[0].user)
    found = texts_on(client, challenge, page)
    assert len(found) == 2 and all(TOLD in words and "Doe dit nooit." in words for _open, words in found)
    assert {is_open for is_open, words in found if bare.title in words} == {True}, "nothing else is there to read"
    assert {is_open for is_open, words in found if rich.title in words} == {False}


@pytest.mark.parametrize("page", PAGES)
def test_it_reads_there_as_a_visitor_reads_it(client, sign_in, page):
    challenge, (story,) = answered(facts="Wij belden [weggelaten] op, <b>de</b> aannemer.", lesson="")
    sign_in(challenge.hosts[0].user)
    ((_open, words),) = texts_on(client, challenge, page)
    assert "[weggelaten]" in words and "&lt;b&gt;de&lt;/b&gt;" in words
    story.status = "held"
    db.session.commit()
    assert texts_on(client, challenge, page) == [], "what is held back stands here no more"


def test_what_others_ask_can_be_read_as_well(client, sign_in):
    challenge, _stories = answered("Vraag van elders", kind=Kind.QUESTION, outcome="not_applicable", facts=TOLD, lesson="")
    sign_in(challenge.hosts[0].user)
    ((is_open, words),) = texts_on(client, challenge, "antwoorden")
    assert is_open and TOLD in words


@pytest.mark.parametrize("page", PAGES)
def test_twelve_answers_stay_folded(client, sign_in, page):
    """And cost no more statements: the client counts those of every page."""
    challenge, _stories = answered(*(f"Antwoord {n}" for n in range(12)), facts=TOLD, condition="Er is zand.")
    sign_in(challenge.hosts[0].user)
    assert [is_open for is_open, _words in texts_on(client, challenge, page)] == [False] * 12
