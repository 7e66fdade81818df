"""Sentences starred while sorting are offered under each statement: exact, with one tap, and never twice."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions.models import Audience, Status
from app.contributions.operations import relist
from app.core.database import db
from app.stocktaking import operations
from app.stocktaking.models import Evidence, Laid, Merge, Placement, Stance, Star, Statement
from tests.factories import make_contribution, make_organisation, make_question, make_user, save

WORDS = "De boom stond er al."
FACTS = f"Eerst was er niets. {WORDS} Toen kwam de kabel, en niemand belde. {WORDS}"


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER, make_organisation(is_partner=True))
    sign_in(user)
    return user


@pytest.fixture
def question(member):
    made = make_question(slug="wie-beheert", sentence="Wie beheert het groen?", is_public=False)
    made.statements.append(Statement(position=2, text="Iedereen wacht."))
    db.session.commit()
    return made


@pytest.fixture
def story(question):
    return make_contribution(facts=FACTS, title="Boom en kabel")


@pytest.fixture
def star(member, story, question):
    operations.lay(story, Laid.OPEN, frozenset({question.id}), member)
    made = operations.star(story, "facts", FACTS.rindex(WORDS), WORDS, by=member)
    db.session.commit()
    return made


def edit(client, question):
    return client.get(f"/werkbank/vraagstukken/{question.slug}").text


def tap(client, question, star, stance="supports", at=0):
    statement = question.statements[at]
    return client.post(f"/werkbank/uitspraken/{statement.id}/sterren/{star.id}", data={"stance": stance})


def evidence():
    return db.session.scalars(select(Evidence)).all()


def test_a_starred_sentence_is_offered_under_each_statement_and_gone_once_used(client, question, star, story):
    page = edit(client, question)
    assert page.count(f"‘{WORDS}’") == 2 and page.count("1 zin bewaard bij het sorteren") == 2
    assert "1 bijdrage ligt hier zonder citaat" in page and f"/werkbank/bijdragen/{story.public_id}?van=" in page
    answer = tap(client, question, star, "contradicts", at=1)
    assert answer.location == f"/werkbank/vraagstukken/{question.slug}#uitspraak-{question.statements[1].id}"
    found = evidence()[0]
    assert (found.statement_id, found.stance, found.quote) == (question.statements[1].id, Stance.CONTRADICTS, WORDS)
    assert (found.start, FACTS[found.start : found.end]) == (FACTS.rindex(WORDS), WORDS)  # the place that was starred
    page = edit(client, question)
    assert "bewaard bij het sorteren" not in page and "zonder citaat" not in page


def test_pressed_twice_it_is_one_quote_and_another_stance_is_told(client, question, star):
    for _time in range(2):
        assert tap(client, question, star).status_code == 302
    for stance, at in (("nuances", 0), ("supports", 1)):
        answer = tap(client, question, star, stance, at)
        assert answer.status_code == 409 and "intussen onder het vraagstuk" in answer.text
    assert [(e.stance, e.quote) for e in evidence()] == [(Stance.SUPPORTS, WORDS)]


def test_a_star_goes_out_when_the_words_changed(client, question, star, story):
    story.facts = FACTS.replace("boom", "linde")
    db.session.commit()
    assert "bewaard bij het sorteren" not in edit(client, question)
    answer = tap(client, question, star)
    assert answer.status_code == 409 and "veranderde de tekst intussen" in answer.text
    assert evidence() == []


def test_of_somebody_who_is_not_to_be_quoted_no_star_shines(client, question, star, story):
    story.not_quoted = True
    db.session.commit()
    page = edit(client, question)
    assert WORDS not in page and "1 bijdrage ligt hier zonder citaat" in page
    assert tap(client, question, star).status_code == 409 and evidence() == []


@pytest.mark.parametrize("gone", [{"status": Status.WITHDRAWN}, {"status": Status.READING}])
def test_a_story_out_of_view_leaves_no_trace(client, question, story, star, gone):
    with_it = edit(client, question)
    for name, value in gone.items():
        setattr(story, name, value)
    relist(story)
    db.session.commit()
    without = edit(client, question)
    assert WORDS in with_it and WORDS not in without and story.title not in without
    assert tap(client, question, star).status_code == 404
    db.session.query(Star).delete()
    db.session.query(Placement).delete()
    db.session.commit()
    assert edit(client, question) == without  # as the page of a question at which nothing lies


def test_a_star_of_a_story_that_lies_elsewhere_is_not_found(client, question, star):
    db.session.query(Placement).delete()
    db.session.commit()
    assert tap(client, question, star).status_code == 404
    assert tap(client, question, save(Star(contribution_id=star.contribution_id, field="facts", start=0, end=1, words_hash="x"))).status_code == 404


def test_what_lay_at_a_question_that_went_up_in_this_one_lies_here(client, question, star, member):
    into, last = make_question(slug="een"), make_question(slug="twee")
    save(Merge(question_id=question.id, into_id=into.id, moved={}))
    save(Merge(question_id=into.id, into_id=last.id, moved={}))
    assert f"‘{WORDS}’" in edit(client, last)


@pytest.mark.parametrize("stance", ["", "agrees"])
def test_a_tap_that_says_nothing_is_told_so(client, question, star, stance):
    answer = tap(client, question, star, stance)
    assert answer.status_code == 409 and "Kies een van de drie" in answer.text


def test_many_stars_are_folded_and_cost_no_more_statements(client, question, member):
    for number in range(9):
        story = make_contribution(facts=f"Zin {number} is hier lang genoeg.", audience=Audience.MEMBERS)
        operations.lay(story, Laid.OPEN, frozenset({question.id}), member)
        operations.star(story, "facts", 0, story.facts, by=member)
    db.session.commit()
    page = edit(client, question)  # the client counts the statements
    assert page.count("9 zinnen bewaard bij het sorteren") == 2
    assert not re.search(r'<details class="details" open>\s*<summary>9 zinnen', page)


def test_the_same_words_do_something_else_only_for_who_saw_what_they_did(client, member, question, story):
    address, statement = f"/werkbank/bijdragen/{story.public_id}", question.statements[0]
    sent = {"statement": statement.id, "words": WORDS, "stance": "supports"}
    assert client.post(address, data=sent).status_code == 302
    assert client.post(address, data=sent).status_code == 302, "the same once more is the same"
    stale = {"stands": f"{evidence()[0].id}-nuances"}
    for seen in ({}, stale):
        answer = client.post(address, data=sent | {"stance": "contradicts"} | seen)
        assert answer.status_code == 409 and "Dit staat al onder de uitspraak: Steunt dit" in answer.text
        assert [found.stance for found in evidence()] == [Stance.SUPPORTS]
    seen = re.search(r'name="stands" value="([^"]*)"', answer.text)[1]
    assert client.post(address, data=sent | {"stance": "contradicts", "stands": seen}).status_code == 302
    assert [found.stance for found in evidence()] == [Stance.CONTRADICTS]
