"""Statements that were split off come home, as long as nobody went on with the question that they are under."""

import pytest
from sqlalchemy import select

from app.core.database import db
from app.stocktaking.models import Question, QuestionChange, Statement
from tests.stocktaking.said_before import (
    BASE,
    coordinator,
    done,
    last,
    office,
    put_back,
    question,
    split,
    state,
    story,
    strike_out,
)

__all__ = ["coordinator", "office", "question", "story"]  # the fixtures of that world


def test_what_is_split_off_comes_home_and_the_new_question_is_gone(client, question):
    removal = done(client, split)
    made = db.session.scalars(select(Question).where(Question.slug != "wie-beheert")).one()
    assert client.get(f"/werkbank/vraagstukken/{made.slug}").status_code == 200
    slug = made.slug
    put_back(client, removal)
    assert client.get(f"/werkbank/vraagstukken/{slug}").status_code == 404
    assert [(s.position, s.text) for s in question.statements] == [(1, question.statements[0].text), (2, "Zin 2.")]
    assert "split_undone" in [change.what for change in question.changes]


@pytest.mark.parametrize("on", ["reword", "publish", "note", "quote", "offer"])
def test_a_question_that_somebody_went_on_with_stays(client, question, story, on):
    removal = done(client, split)
    made = db.session.scalars(select(Question).where(Question.slug != "wie-beheert")).one()
    there = f"/werkbank/vraagstukken/{made.slug}"
    if on == "reword":
        client.post(there, data={"sentence": "Wie maait er?", "state": "new", "version": made.version})
    elif on == "publish":
        client.post(f"{there}/publiceren")
    elif on == "note":
        client.post(f"{there}/notities", data={"memo": "Kijk hier nog eens naar."})
    elif on == "quote":
        said = {"statement": made.statements[0].id, "words": "Eerst was er niets.", "stance": "supports"}
        assert client.post(f"/werkbank/bijdragen/{story.public_id}", data=said).status_code == 302
    else:
        client.post("/werkbank/stapels/nieuw", data={"name": "Stapel"})
        client.post("/werkbank/stapels/stapel/vakken", data={"vraagstuk": made.slug})
        client.post(f"/werkbank/stapels/stapel/vakken/{made.slug}/weghalen")
    after = state()
    answer = put_back(client, removal)
    assert answer.status_code == 409 and "Maak daar van die twee" in answer.text and state() == after


def test_there_are_never_more_statements_than_three(client, question):
    removal = done(client, split)
    for text in ("Zin 3.", "Zin 4."):
        client.post(f"{BASE}/uitspraken", data={"text": text})
    answer = put_back(client, removal)
    assert answer.status_code == 409 and "drie uitspraken" in answer.text


@pytest.mark.parametrize(("off", "left"), [((1,), (2, 3)), ((2,), (1, 3)), ((1, 2), (3,)), ((1, 3), (2,)), ((2, 3), (1,))])
def test_each_statement_comes_home_to_its_place(client, question, off, left):
    question.statements.append(Statement(position=3, text="Zin 3."))
    db.session.commit()
    ids = {s.position: s.id for s in question.statements}
    assert client.post(f"{BASE}/splitsen", data={"statements": [str(ids[n]) for n in off], "sentence": "Wie snoeit er?"}).status_code == 302
    assert put_back(client, last()).status_code == 302
    assert {s.position: s.id for s in question.statements} == ids


def test_the_history_says_so_to_everybody_but_not_what_was_struck_out(client, question):
    removal = done(client, split)
    put_back(client, removal)
    done(client, strike_out)
    steps = db.session.scalars(select(QuestionChange.what)).all()
    assert {"split_off", "split_undone", "memo_struck_out"} <= set(steps)
    page = client.get("/vraagstukken/wie-beheert").text
    assert "staan weer hier" in page and "memo" not in page
