"""No two questions say the same: not by two members who word them at one moment, and not by one that comes back."""

import pytest
from sqlalchemy import func, select

from app.core.database import db
from app.stocktaking import queries
from app.stocktaking.models import Merge, Question
from tests.at_once import InBetween, posts, two_members
from tests.factories import make_question
from tests.stocktaking.test_merging import member, merge, two, undo

__all__ = ["member", "two"]
SAME = "Wie maait er langs de sloot?"
REPAIR = "Schrijf dat eerst in andere woorden. Maak dit daarna ongedaan."


@pytest.fixture
def browsers(app, sign_in, monkeypatch):
    return two_members(app, sign_in, monkeypatch)


@pytest.fixture
def looked(monkeypatch):
    """Begins a deed while another one has looked for the same words and has not written its own yet."""

    def begins(app, deed):
        between = InBetween(app, deed)
        monkeypatch.setattr(queries, "question_that_says", between.after(queries.question_that_says))
        db.session.rollback()
        return between

    return begins


def words(question, sentence=SAME):
    form = {"sentence": sentence, "explanation": "", "kind": "", "route": "", "owner": "", "due_on": "", "state": question.status.value}
    return f"/werkbank/vraagstukken/{question.slug}", form | {"version": str(question.version)}


def saying_the_same():
    return db.session.scalar(select(func.count()).where(func.lower(Question.sentence) == SAME.lower()))


def test_two_questions_that_get_the_same_words_at_once(app, browsers, looked):
    here, there = (words(make_question(slug=slug, sentence=f"Wie {slug} er?")) for slug in ("harkt", "wiedt"))
    between = looked(app, posts(browsers[1], there[0], there[1] | {"sentence": SAME.upper()}))
    assert posts(browsers[0], *here)() == 302
    assert between.finish() == 409 and saying_the_same() == 1
    answer = browsers[1].post(there[0], data=there[1])
    assert answer.status_code == 409 and "Een ander vraagstuk zegt dit al. Voeg de twee samen" in answer.text


def test_a_new_question_and_a_reworded_one_at_once(app, browsers, looked):
    known = words(make_question(slug="harkt", sentence="Wie harkt er?"))
    between = looked(app, posts(browsers[1], "/werkbank/vraagstukken/nieuw", {"sentence": SAME, "explanation": ""}))
    assert posts(browsers[0], *known)() == 302
    assert between.finish() == 409 and saying_the_same() == 1


def test_one_that_comes_back_and_a_reworded_one_at_once(app, browsers, looked):
    gone, kept = (make_question(slug=slug, sentence=sentence) for slug, sentence in (("de-ene", SAME), ("de-andere", "Wie harkt er?")))
    merge(browsers[0], gone, kept, fate="stays")
    back = f"/werkbank/samenvoegingen/{db.session.scalars(select(Merge)).one().id}/ongedaan"
    between = looked(app, posts(browsers[1], *words(kept)))
    assert posts(browsers[0], back, {})() == 302
    assert between.finish() == 409 and saying_the_same() == 1


@pytest.mark.parametrize("which", ["kept", "new"])
def test_what_went_up_comes_back_once_no_other_says_the_same(client, two, which):
    gone, kept = two
    other = kept if which == "kept" else make_question(slug="nog-een", sentence="Wie harkt er?")
    merge(client, gone, kept)
    db.session.expire_all()
    assert client.post(words(other)[0], data=words(other, "wie betáált de put?")[1]).status_code == 302
    refused = undo(client)
    assert refused.status_code == 409 and REPAIR in refused.text and "“wie betáált de put?”" in refused.text
    assert db.session.scalars(select(Merge)).one().question_id == gone.id, "nothing came apart"
    db.session.expire_all()
    client.post(words(other)[0], data=words(other, "Wie harkt er dan?")[1])
    assert undo(client).location == "/werkbank/vraagstukken/de-ene"
    english = client.get("/en/werkbank/vraagstukken/de-ene").text
    assert "Wie betaalt de put?" in english


def test_the_refusal_is_told_in_english_as_well(client, two):
    gone, kept = two
    merge(client, gone, kept)
    db.session.expire_all()
    client.post(words(kept)[0], data=words(kept, "Wie betaalt de put?")[1])
    found = db.session.scalars(select(Merge)).one()
    answer = client.post(f"/en/werkbank/samenvoegingen/{found.id}/ongedaan")
    assert answer.status_code == 409 and "Word that one otherwise first, then undo this." in answer.text
