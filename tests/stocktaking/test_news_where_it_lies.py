"""Whose text lies at a public question without a quote hears of an answer and a decision, and of nothing else."""

import pytest
from sqlalchemy import select

from app.contributions.models import Audience, Status
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.stocktaking import operations
from app.stocktaking.models import Evidence, Merge, Placement, QuestionNews, Stance
from app.stocktaking.operations.news import bring_quoted
from tests.factories import make_contribution, make_question
from tests.stocktaking.test_news_of_the_day import NEWS, answered, coordinator, mails, story, waiting

__all__ = ["coordinator"]
CODE = "A" * 26


def lay(question, *stories):
    db.session.add_all(Placement(question_id=question.id, contribution_id=one.id) for one in stories)
    db.session.commit()


def panel(client):
    return client.get(f"/volg/{CODE}").text.partition('id="ligt"')[2].partition("</section>")[0]


def decided(question, by):
    operations.decide(question, by, "De raad", today(), None, "Omdat het kan.")
    db.session.commit()


def test_an_answer_and_a_decision_are_one_mail_and_stand_on_the_own_page(client, coordinator):
    question = make_question(sentence="Wie haalt de kanarie eruit?", owner=coordinator.memberships[0].organisation)
    lay(question, source := story(code=CODE))
    operations.accept_ownership(question, coordinator)
    db.session.commit()
    assert waiting() == 0 and "Er is een antwoord" not in panel(client), "not each step on the way"
    answered(question, coordinator)
    decided(question, coordinator)
    ((to, text),) = mails()
    assert to == NEWS and "Er is een antwoord" in text and "Er is iets besloten" in text and waiting() == 0
    for never in ("gebruikt in een vraagstuk", source.title, source.public_id, "kanarie", "De raad", question.slug):
        assert never not in text
    shown = panel(client)
    assert "Er is een antwoord" in shown and "Er is iets besloten" in shown and coordinator.email not in shown
    assert len(mails(days=1)) == 1, "told once"


def test_a_quote_is_still_news_for_who_heard_of_an_answer(client, coordinator):
    question = make_question()
    lay(question, source := story())
    answered(question, coordinator)
    assert len(mails()) == 1 and not db.session.scalars(select(QuestionNews)).all()
    quote = Evidence(contribution=source, stance=Stance.SUPPORTS, field="facts", start=0, end=20, quote=source.facts[:20])
    question.statements[0].evidence.append(quote)
    bring_quoted(question, [quote])
    db.session.commit()
    assert any("gebruikt in een vraagstuk" in text for _to, text in mails(days=1))


def test_who_asked_for_no_news_gets_none(client, coordinator):
    question = make_question()
    lay(question, story(email=None, code=CODE))
    answered(question, coordinator)
    assert waiting() == 0 and mails() == [] and "Er is een antwoord" in panel(client)


def test_what_came_with_a_question_that_went_up_in_it_lies_there(client, coordinator):
    question, gone = make_question(), make_question()
    lay(gone, story())
    db.session.add(Merge(question_id=gone.id, into_id=question.id, moved={}))
    db.session.commit()
    answered(question, coordinator)
    assert len(mails()) == 1


@pytest.mark.parametrize("changes", [{"is_public": False}, {"held_at": clock.now()}])
def test_a_question_out_of_view_tells_nothing(client, coordinator, changes):
    """The same story with and without lying there; for its contributor these worlds are one."""
    hidden = make_question(sentence="Wie haalt de kanarie eruit?", **changes)
    source = story(code=CODE)
    before = client.get(f"/volg/{CODE}").text.count("kanarie"), panel(client)
    lay(hidden, source)
    answered(hidden, coordinator)
    decided(hidden, coordinator)
    assert (client.get(f"/volg/{CODE}").text.count("kanarie"), panel(client)) == before and mails() == []


@pytest.mark.parametrize("changes", [{"audience": Audience.MEMBERS}, {"status": Status.WITHDRAWN}])
def test_a_story_that_is_not_public_is_told_of_nothing(client, coordinator, changes):
    question = make_question()
    lay(question, story(**changes))
    answered(question, coordinator)
    assert waiting() == 0 and mails() == []


def test_who_is_taken_away_before_the_mail_hears_nothing(client, coordinator):
    question = make_question()
    lay(question, source := story(), make_contribution())
    answered(question, coordinator)
    assert waiting() == 1
    db.session.delete(db.session.get(Placement, (question.id, source.id)))
    db.session.commit()
    assert mails() == [] and waiting() == 0
