"""What a question said before a complaint about it was judged comes back for nobody."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.database import db
from app.stocktaking import operations
from app.stocktaking.models import Question, Statement
from tests.appeals.asked import decide, desk, newest, report
from tests.factories import make_organisation, make_user
from tests.stocktaking.said_before import (
    change_answer,
    coordinator,
    done,
    drop_answer,
    each_deed,
    last,
    listed,
    office,
    put_back,
    question,
    reword,
    reword_statement,
    split,
    state,
    story,
)

__all__ = ["coordinator", "office", "question", "story"]  # the fixtures of that world


def held(question):
    operations.hold(question, make_user(Role.EDITOR))
    db.session.commit()


def let_back(question):
    operations.let_back(question, make_user(Role.EDITOR))
    db.session.commit()


def take_statement_away(client):
    found = db.session.scalars(select(Statement).where(Statement.position == 2)).one()
    return client.post(f"/werkbank/uitspraken/{found.id}/weghalen", data={"sure": "y"})


def nobody_puts_it_back(client, sign_in, removal):
    after = state()
    for person in (None, make_user(Role.MEMBER, make_organisation(is_partner=True))):
        if person is not None:
            sign_in(person)
        assert f"/weggehaald/{removal}/terug" not in listed(client)
        assert put_back(client, removal).status_code == 404 and state() == after


@each_deed
def test_what_was_changed_before_the_desk_held_it_stays_away(client, sign_in, question, do):
    removal = done(client, do)
    held(question)
    nobody_puts_it_back(client, sign_in, removal)
    let_back(question)
    nobody_puts_it_back(client, sign_in, removal)


@pytest.mark.parametrize("do", [reword, reword_statement, take_statement_away, change_answer, drop_answer])
def test_what_was_changed_while_it_was_held_stays_away_once_it_is_back(client, sign_in, question, do):
    """The words that somebody complained of are worded otherwise while nobody else reads the question."""
    held(question)
    removal = done(client, do)
    assert f"/weggehaald/{removal}/terug" in listed(client), "its makers go on with it meanwhile"
    let_back(question)
    nobody_puts_it_back(client, sign_in, removal)


def test_it_does_not_come_back_by_way_of_a_question_that_was_split_off(client, question):
    removal = done(client, reword_statement)
    statement = db.session.scalars(select(Statement).where(Statement.position == 2)).one()
    client.post("/werkbank/vraagstukken/wie-beheert/splitsen", data={"statements": str(statement.id), "sentence": "Wie snoeit er?"})
    made = db.session.scalars(select(Question).where(Question.slug != "wie-beheert")).one()
    held(question)
    assert f"/weggehaald/{removal}/terug" not in client.get(f"/werkbank/vraagstukken/{made.slug}/weggehaald").text
    assert put_back(client, removal).status_code == 404


@pytest.mark.parametrize("decision", ["let_back", "stays_out"])
def test_nor_when_the_desk_answers_without_hiding_it_first(app, client, sign_in, question, coordinator, decision):
    question.is_public = True
    db.session.commit()
    desk()
    assert report(app.test_client(), "/vraagstukken/wie-beheert").status_code in (302, 303)
    removals = [done(client, do) for do in (reword, change_answer)]
    sign_in(newest().judges[0].user)
    assert decide(client, newest(), decision).status_code == 302
    sign_in(coordinator)
    for removal in removals:
        nobody_puts_it_back(client, sign_in, removal)


def test_what_is_changed_after_it_came_back_can_be_put_back(client, question):
    held(question)
    let_back(question)
    before, removal = state(), done(client, reword)
    assert put_back(client, removal).status_code == 302 and state() == before and last() > removal


def test_a_complaint_about_another_question_changes_nothing(client, question):
    other = Question(slug="anders", sentence="Wie maait er?")
    db.session.add(other)
    removal = done(client, split)
    held(other)
    assert put_back(client, removal).status_code == 302
