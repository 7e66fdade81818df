"""Until when a conversation runs, and when what was said in it is deleted: on the day that the pages name."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.challenges.models import ChallengeHost
from app.contributions import operations
from app.contributions.models import Audience, Conversation, Freeze, Remark, Side, Status
from app.contributions.operations.conversation import MOST_IN_A_ROW
from app.contributions.permissions.conversation import ends_on
from app.core import clock
from app.core.clock import now, today
from app.core.database import db
from app.core.deal import deal
from app.core.errors import Refusal
from app.pages.erasing import erase
from tests.contributions.followed import fresh
from tests.contributions.talking import (
    ANSWER,
    QUESTION,
    answer_to,
    answered,
    asked,
    conversation,
    host_of,
    in_reading,
    read_story,
    yesterday,
)
from tests.factories import make_contribution, make_organisation, make_user, save


def said(story, side=None):
    wanted = select(Remark.text).where(Remark.contribution_id == story.id).order_by(Remark.id)
    return db.session.scalars(wanted.where(Remark.side == side) if side else wanted).all()


def days_on(monkeypatch, days):
    moment = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_both_end_on_the_named_day_and_not_before(app, monkeypatch):
    story = answer_to()
    with app.test_request_context():
        operations.answer_desk(story, "Wanneer krijg ik bericht?")
        asked(story)
        last = ends_on(story, conversation(story))
        days_on(monkeypatch, (last - today()).days - 1)
        assert operations.end_conversations() == 0
        operations.answer_host(fresh(story), ANSWER)
        days_on(monkeypatch, 1)
        for late in (operations.answer_desk, operations.answer_host):
            with pytest.raises(Refusal):
                late(fresh(story), "Te laat")
        assert operations.end_conversations() == 2 and operations.end_conversations() == 0
    assert said(story) == [] and db.session.scalars(select(Conversation)).all() == []


def test_the_day_tells_no_more_than_the_month(app):
    """A host reads it, and others see of a text only the month in which it became visible."""
    days = {ends_on(make_contribution(published_at=datetime(2026, 10, day, 12, tzinfo=UTC))) for day in (1, 13, 31)}
    assert len(days) == 1 and days.pop() >= date(2026, 10, 31) + timedelta(days=deal().conversation_days)


def test_what_is_frozen_waits(app, monkeypatch):
    story = answer_to()
    with app.test_request_context():
        answered(story)
        save(Freeze(contribution_id=story.id, reference="woo-1", since=today()))
        days_on(monkeypatch, (ends_on(story) - today()).days)
        assert operations.end_conversations() == 0 and said(story) == [QUESTION, ANSWER]
        operations.lift("woo-1", by=make_user(Role.ADMINISTRATOR))
        db.session.commit()
        assert operations.end_conversations() == 1 and said(story) == []


def test_approval_of_a_text_without_a_name_deletes_what_was_said_with_the_desk(app):
    """And with nobody else: a host who may ask keeps the answers until the named day."""
    story = answer_to()
    with app.test_request_context():
        answered(story)
        operations.answer_desk(fresh(story), "Er staat nog iets in dat weg moet.")
        operations.change(fresh(story), title=story.title, facts="Een heel andere tekst zonder die ene naam.", lesson="Meet.", opinion="")
        operations.answer_desk(fresh(story), "Zo is het beter.")
        operations.publish(fresh(story))
        db.session.commit()
    assert said(story, Side.DESK) == [] and said(story, Side.HOST) == [QUESTION, ANSWER]
    assert conversation(story, Side.DESK) is None


def test_a_named_text_keeps_it_until_the_named_day(app, monkeypatch):
    story, _editors = in_reading(None, names_organisation=True)
    with app.test_request_context():
        operations.answer_desk(story, "De naam mag erbij.")
        operations.publish(fresh(story))
        assert said(story) == ["De naam mag erbij."]
        days_on(monkeypatch, (ends_on(story) - today()).days)
        assert operations.end_conversations() == 1 and said(story) == []


def test_after_approval_a_host_of_an_organisation_that_may_not_read_along_cannot_ask(app):
    """What was allowed before lapses at the moment that the list of those organisations is deleted."""
    story = answer_to(status=Status.READING)
    excluded = make_organisation()
    double = make_user(Role.HOST, story.challenge.organisation, works_at=excluded)
    save(ChallengeHost(challenge_id=story.challenge_id, user_id=double.id))
    with app.test_request_context():
        fresh(story).kept_from.append(excluded)
        operations.publish(fresh(story))
        db.session.commit()
    assert fresh(story).kept_from == [] and conversation(story) is None


def test_the_municipality_that_may_not_read_along_is_not_offered(app):
    story = answer_to(allowed=False, status=Status.READING)
    story.kept_from.append(story.challenge.organisation)
    db.session.commit()
    assert not operations.offers_host(story, story.challenge)
    with app.test_request_context(), pytest.raises(Refusal):
        operations.let_host_ask(story)


def test_stopping_works_at_once_and_can_be_allowed_again(app):
    story = answer_to()
    with app.test_request_context():
        asked(story)
        operations.stop_host(fresh(story))
        for deed in (lambda: operations.answer_host(fresh(story), ANSWER), lambda: asked(story)):
            with pytest.raises(Refusal):
                deed()
        assert said(story) == [QUESTION], "its contributor and a Woo request can still need it"
        operations.let_host_ask(fresh(story))
        operations.answer_host(fresh(story), ANSWER)


def test_stopping_what_never_began_leaves_nothing(app):
    story = answer_to()
    operations.stop_host(story)
    assert conversation(story) is None


@pytest.mark.parametrize("end", ["members only", "withdrawn", "being read again"])
def test_out_of_sight_of_visitors_no_host_asks(app, end):
    story = answer_to()
    with app.test_request_context():
        if end == "withdrawn":
            operations.withdraw(story)
        elif end == "members only":
            operations.make_stricter(story, members_only=True, without_name=False, remove_more=False)
        else:
            operations.change(story, title=story.title, facts="Een heel andere tekst over die straat.", lesson="Meet.", opinion="")
        db.session.commit()
        if conversation(story):  # what was allowed and not used goes with a withdrawal
            with pytest.raises(Refusal):
                asked(fresh(story))
        if end == "members only":
            operations.loosen(fresh(story), everybody=True, with_name=False)
            operations.publish(fresh(story))
            asked(fresh(story))
            assert fresh(story).audience is Audience.PUBLIC and said(story) == [QUESTION]


def test_a_host_asks_one_question_and_no_other_whether_it_was_answered_or_not(app, client, sign_in):
    story = answer_to()
    with app.test_request_context():
        for _twice in range(2):
            asked(story)
        with pytest.raises(Refusal):
            asked(story, "Nog iets?")
        operations.answer_host(fresh(story), ANSWER)
        with pytest.raises(Refusal):
            asked(story, "Nog iets?")  # the answer has not arrived yet: the same words, so nothing tells that there is one
        db.session.commit()
    yesterday(story)
    sign_in(host_of(story))
    page = f"/bijdragen/{story.public_id}/gesprek"
    shown = client.get(page).text
    assert ANSWER in shown and "je ene vraag over dit antwoord" in shown and "<textarea" not in shown
    assert client.post(page, data={"text": "En daarna?"}).status_code == 409
    assert said(story) == [QUESTION, ANSWER]


def test_nobody_goes_on_without_an_answer(app):
    story, (editor,) = in_reading(None)
    with app.test_request_context():
        for number in range(MOST_IN_A_ROW):
            operations.answer_desk(story, f"Nog iets {number}")
        with pytest.raises(Refusal):
            operations.answer_desk(story, "En nog iets")
        operations.ask(story, editor, "Ja?")
        operations.answer_desk(story, "Dit")


def test_the_desk_stops_what_was_reported_for_good(app):
    story = answer_to()
    editor = story.readings[0].reader
    with app.test_request_context():
        asked(story)
        operations.report(fresh(story))
        operations.settle(conversation(story), stop=True, by=editor)
        with pytest.raises(Refusal):
            operations.let_host_ask(fresh(story))
        with pytest.raises(Refusal):
            operations.answer_host(fresh(story), ANSWER)
    assert conversation(story).reported_at is None


def test_a_host_who_leaves_takes_only_the_name_along(app):
    story = answer_to()
    host = host_of(story)
    with app.test_request_context():
        asked(story)
        assert db.session.scalars(select(Remark)).one().by_id == host.id
        erase(host, kept=())
        db.session.commit()
        db.session.expire_all()
        assert db.session.scalars(select(Remark)).one().by_id is None
        operations.answer_host(fresh(story), ANSWER)


def test_who_leaves_and_lets_the_story_stay_takes_the_conversations_along(app):
    story = answer_to(author=make_user())
    with app.test_request_context():
        answered(story)
        operations.leave_behind(fresh(story))
        db.session.commit()
    assert said(story) == [] and conversation(story) is None


def test_a_story_without_readers_left_hears_nobody(app):
    story, (editor,) = read_story()
    editor.memberships[0].ended_at = now()
    db.session.commit()
    assert not operations.is_heard(fresh(story))
    with app.test_request_context(), pytest.raises(Refusal):
        operations.answer_desk(fresh(story), "Is daar iemand?")
