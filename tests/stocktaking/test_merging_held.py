"""What is out of view while somebody judges it does not come back in another question, nor by taking two apart."""

import pytest
from sqlalchemy import select

from app.core.clock import now
from app.core.database import db
from app.stocktaking.models import Question, Statement
from tests.stocktaking.test_merging import member, merge, state, two, undo

__all__ = ["member", "two"]  # the fixtures of that world

UNDER_JUDGEMENT = "uit beeld terwijl we het beoordelen"


def hold(question):
    question.held_at = now()
    db.session.commit()


def test_nothing_is_split_off_from_a_question_that_is_judged(client, two):
    question, _other = two
    question.statements.append(Statement(position=2, text="Iets heel anders."))
    hold(question)
    before = state()
    chosen = {"sentence": "Wie is de eigenaar?", "explanation": "Zo staat het.", "statements": [str(question.statements[0].id)]}
    answer = client.post("/werkbank/vraagstukken/de-ene/splitsen", data=chosen)
    assert answer.status_code == 409 and UNDER_JUDGEMENT in answer.text
    assert "Wie is de eigenaar?" in answer.text and "Zo staat het." in answer.text, "nothing typed is lost"
    assert state() == before and len(db.session.scalars(select(Question)).all()) == 2
    question.held_at = None
    db.session.commit()
    assert client.post("/werkbank/vraagstukken/de-ene/splitsen", data=chosen).status_code == 302


@pytest.mark.parametrize("which", [0, 1])
def test_two_are_not_taken_apart_while_one_of_them_is_judged(client, two, which):
    merge(client, *two)
    hold(two[which])
    before = state()
    answer = undo(client)
    assert answer.status_code == 409 and UNDER_JUDGEMENT in answer.text
    assert state() == before
    stranger = client.application.test_client()
    assert "De rekening blijft liggen." not in stranger.get("/vraagstukken/de-ene", follow_redirects=True).text
    two[which].held_at = None
    db.session.commit()
    assert undo(client).status_code == 302
