"""What stood beside a question that went up in another is put back there, and at home again when the two come apart."""

import pytest
from sqlalchemy import select

from app.core.database import db
from app.stocktaking import operations
from app.stocktaking.models import Answer, Dissent, Memo, Merge
from tests.factories import make_question
from tests.stocktaking.said_before import (
    change_answer,
    change_view,
    coordinator,
    done,
    drop_answer,
    listed,
    office,
    put_back,
    question,
    reword,
    story,
    strike_out,
    withdraw_view,
)

__all__ = ["coordinator", "office", "question", "story"]  # the fixtures of that world
BESIDE = {drop_answer: (Answer, "steps", "Wij belden."), strike_out: (Memo, "text", "Vraag dit na."), change_view: (Dissent, "text", "Wij zien het anders."), withdraw_view: (Dissent, "text", "Wij zien het anders.")}
each_beside = pytest.mark.parametrize("do", BESIDE)


def goes_up(question, by, slug):
    into = make_question(slug=slug, sentence=f"Wat doet {slug}?")
    operations.merge(question, into, {}, by)
    db.session.commit()
    return into


def words(do, question):
    model, name, _said = BESIDE[do]
    return [getattr(found, name) for found in db.session.scalars(select(model).where(model.question_id == question.id))]


@each_beside
@pytest.mark.parametrize("times", [1, 2])
def test_it_is_put_back_at_the_question_that_is_left(client, question, coordinator, do, times):
    removal, into = done(client, do), question
    for step in range(times):
        into = goes_up(into, coordinator, f"groot-{step}")
    assert f"/weggehaald/{removal}/terug" in client.get(f"/werkbank/vraagstukken/{into.slug}/weggehaald").text
    assert put_back(client, removal).status_code == 302
    assert BESIDE[do][2] in words(do, into) and words(do, question) == []


@each_beside
def test_it_goes_home_when_the_two_came_apart(client, question, coordinator, do):
    removal, into = done(client, do), goes_up(question, coordinator, "groot")
    operations.undo_merge(db.session.scalars(select(Merge)).one(), coordinator)
    db.session.commit()
    assert f"/weggehaald/{removal}/terug" in listed(client)
    assert f"/weggehaald/{removal}/terug" not in client.get("/werkbank/vraagstukken/groot/weggehaald").text
    assert put_back(client, removal).status_code == 302
    assert BESIDE[do][2] in words(do, question) and words(do, into) == []


def test_the_earlier_words_of_an_answer_follow_it(client, question, coordinator):
    first, second = done(client, change_answer), done(client, drop_answer)
    into = goes_up(question, coordinator, "groot")
    for removal in (second, first):
        assert put_back(client, removal).status_code == 302
    assert words(drop_answer, into) == ["Wij belden."]


def test_how_the_question_itself_was_worded_stays_with_it(client, question, coordinator):
    """It goes up, and says nothing of its own any more until the two come apart."""
    removal = done(client, reword)
    goes_up(question, coordinator, "groot")
    assert f"/weggehaald/{removal}/terug" not in client.get("/werkbank/vraagstukken/groot/weggehaald").text
    assert put_back(client, removal).status_code == 404


def test_what_a_complaint_was_judged_about_does_not_come_back_there(client, question, coordinator):
    removal = done(client, drop_answer)
    operations.hold(question, coordinator)
    operations.let_back(question, coordinator)
    into = goes_up(question, coordinator, "groot")
    assert f"/weggehaald/{removal}/terug" not in client.get(f"/werkbank/vraagstukken/{into.slug}/weggehaald").text
    assert put_back(client, removal).status_code == 404
