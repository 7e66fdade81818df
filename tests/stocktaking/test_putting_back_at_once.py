"""Two who put back what was said before, or change it, at the same moment: it is done once, and nothing goes lost in silence."""

import pytest
from sqlalchemy import select

from app.core.database import db
from app.stocktaking.models import Answer, Decision, Memo, Question, Statement
from app.stocktaking.operations import putting_back
from tests.at_once import InBetween, at_once, posts
from tests.stocktaking.said_before import (
    DEEDS,
    change_answer,
    change_decision,
    change_view,
    coordinator,
    done,
    office,
    question,
    reword,
    reword_statement,
    state,
    story,
    the,
    view_address,
)

__all__ = ["coordinator", "office", "question", "story"]  # the fixtures of that world


@pytest.fixture
def browsers(app, sign_in, coordinator, monkeypatch):
    monkeypatch.setattr(app, "test_client_class", None)  # the inspection counts statements for one thread only
    found = [app.test_client(), app.test_client()]
    for browser in found:
        sign_in(coordinator, browser)
    return found


@pytest.mark.parametrize("do", DEEDS)
def test_two_who_put_it_back_at_once_do_so_once(app, client, question, browsers, do):
    before, removal = state(), done(client, do)
    db.session.rollback()
    found = at_once(app, *[posts(browser, f"/werkbank/weggehaald/{removal}/terug", {}) for browser in browsers])
    assert sorted(found) == [302, 409]
    assert state() == before and len(db.session.scalars(select(Memo)).all()) == 1


def words_of_statement():
    return f"/werkbank/uitspraken/{statement().id}", {"text": "Heel anders.", "was": statement().text}


def statement():
    return db.session.scalars(select(Statement).where(Statement.position == 2)).one()


def words_of_question():
    found = the(Question)
    return "/werkbank/vraagstukken/wie-beheert", {"sentence": "Wie schoffelt er?", "state": "new", "version": found.version}


def words_of_view():
    return view_address(), {"text": "Heel anders.", "was": "Wij weten het nu."}


BESIDE = {reword: words_of_question, reword_statement: words_of_statement, change_view: words_of_view}


@pytest.mark.parametrize("do", BESIDE)
def test_who_words_it_anew_meanwhile_is_told_so(app, client, monkeypatch, question, browsers, do):
    before, removal = state(), done(client, do)
    path, form = BESIDE[do]()
    db.session.rollback()
    between = InBetween(app, posts(browsers[1], path, form))
    monkeypatch.setattr(putting_back, "is_as_left", between.after(putting_back.is_as_left))
    assert posts(browsers[0], f"/werkbank/weggehaald/{removal}/terug", {})() == 302
    assert between.finish() == 409
    assert state() == before


def words_of_answer():
    found = the(Answer)
    said = {"organisation": found.organisation_id, "reach": "whole", "steps": "Wij schreven.", "version": found.version}
    return f"/werkbank/antwoorden/{found.id}", said


def words_of_decision():
    found = the(Decision)
    said = {"body": "De raad", "on": f"{found.on:%d-%m-%Y}", "reason": "Nu wel.", "version": found.version}
    return f"/werkbank/besluiten/{found.id}", said


@pytest.mark.parametrize(("do", "anew"), [(change_answer, words_of_answer), (change_decision, words_of_decision)])
def test_of_putting_back_and_wording_anew_at_once_one_is_told_so(app, client, question, browsers, do, anew):
    removal = done(client, do)
    deeds = posts(browsers[0], f"/werkbank/weggehaald/{removal}/terug", {}), posts(browsers[1], *anew())
    db.session.rollback()
    assert sorted(at_once(app, *deeds)) == [302, 409]
