"""Whoever follows a challenge hears once that a story from elsewhere was put with it, and only what all may read."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.answering.models import LinkedAnswer
from app.answering.operations.beside import link, take_away, undo
from app.answering.permissions import UNDO
from app.contributions import operations as contributions
from app.contributions.models import Kind, Outcome, Status
from app.core import clock
from app.core.database import db
from app.core.outbox import Email, may_still_leave
from app.following.models import Happening, What
from app.following.operations import find
from tests.factories import make_challenge, make_contribution, make_municipality, make_user
from tests.following.made import at, follows, make_follower, round_of_mail

TUESDAY, WEDNESDAY, MONDAY = (2026, 12, 1, 10, 0), (2026, 12, 2, 10, 0), (2026, 12, 7, 10, 0)
TOLD = "Een verhaal van elders is bij"


def story_of(**changes):
    place = make_municipality()
    named = {"names_organisation": True, "confirmed_at": clock.now(), "organisation": place, "place": place}
    return make_contribution(**(named | changes))


@pytest.fixture
def challenge(app, monkeypatch):
    """One that somebody follows, after all that was there before was told."""
    at(monkeypatch, 2026, 11, 30, 10, 0)
    found = make_challenge()
    round_of_mail()
    follows(make_follower(), found)
    at(monkeypatch, *TUESDAY)
    return found


def put(challenge, story, ago=UNDO, **how):
    """So long ago that nobody undoes it any more, unless the test says otherwise."""
    link(challenge, story, **how)
    db.session.get(LinkedAnswer, (challenge.id, story.id)).linked_at = clock.now() - ago
    db.session.commit()


def told():
    return [text for _address, _subject, text in round_of_mail() if TOLD in text]


def test_it_is_told_once_with_its_title_and_not_its_words(challenge, monkeypatch):
    story = story_of(title="De wadi die wel werkte")
    put(challenge, story)
    (text,) = told()
    assert f"{TOLD} “{challenge.title}” gezet: De wadi die wel werkte" in text and f"/bijdragen/{story.public_id}" in text
    assert story.facts not in text and "omdat je dit volgt" in text
    take_away(challenge, story)
    db.session.commit()
    at(monkeypatch, *WEDNESDAY)
    assert told() == []
    put(challenge, story, by_contributor=True)
    at(monkeypatch, *MONDAY)
    assert told() == [], "put back is no news"
    assert len(db.session.scalars(select(Happening).where(Happening.what == What.STORY_LINKED)).all()) == 1


def test_who_follows_a_theme_or_the_part_of_the_story_does_not_hear_it(challenge):
    story = story_of()
    follows(make_follower("deel@voorbeeld.example"), story.organisation.part)
    put(challenge, story)
    heard = {address: TOLD in text for address, _subject, text in round_of_mail()}
    assert heard == {"volger@voorbeeld.example": True, "deel@voorbeeld.example": False}


def test_of_one_without_a_name_it_waits_until_the_monday(challenge, monkeypatch):
    put(challenge, story_of(names_organisation=False))
    assert told() == []
    at(monkeypatch, 2026, 12, 6, 10, 0)
    assert told() == []
    at(monkeypatch, *MONDAY)
    assert len(told()) == 1


def test_one_that_lost_its_name_since_is_not_told_on_its_day(challenge):
    story = story_of()
    put(challenge, story)
    find()
    story.names_organisation = False
    db.session.commit()
    assert told() == []


@pytest.mark.parametrize("gone", ["taken away", "held", "withdrawn", "challenge held"])
def test_what_is_out_of_view_when_it_would_be_told_is_not_told(challenge, monkeypatch, gone):
    story = story_of(names_organisation=False)
    put(challenge, story)
    assert told() == []
    if gone == "taken away":
        take_away(challenge, story)
    elif gone == "challenge held":
        challenge.held_at = clock.now()
    else:
        story.status = Status.HELD if gone == "held" else Status.WITHDRAWN
        contributions.withdraw_from_lists(story)
    db.session.commit()
    at(monkeypatch, *MONDAY)
    assert told() == []


@pytest.mark.parametrize("is_question", [True, False])
def test_what_is_no_answer_is_not_told_as_one(challenge, is_question):
    question = {"kind": Kind.QUESTION, "outcome": Outcome.NOT_APPLICABLE}
    own = {"organisation": challenge.organisation, "place": challenge.organisation}
    put(challenge, story_of(**(question if is_question else own)))
    assert told() == []


def test_its_own_contributor_does_not_hear_it_here(challenge):
    user = make_user()
    follows(make_follower(user=user), challenge)
    put(challenge, story_of(author_id=user.id))
    assert [address for address, _subject, text in round_of_mail() if TOLD in text] == ["volger@voorbeeld.example"]


def test_a_new_story_that_was_put_there_at_once_is_still_told_as_new(challenge):
    story = story_of()
    follows(make_follower("deel@voorbeeld.example"), story.organisation.part)
    put(challenge, story)
    heard = {address: text for address, _subject, text in round_of_mail()}
    assert "Een nieuwe bijdrage" in heard["deel@voorbeeld.example"]


def test_what_can_still_be_undone_is_told_to_nobody(challenge, monkeypatch):
    story, other = story_of(), story_of(title="Deze blijft")
    put(challenge, story, ago=timedelta(0))
    for minute in (0, 3, 9):
        at(monkeypatch, 2026, 12, 1, 10, minute)
        assert told() == []
    undo(challenge, story, db.session.get(LinkedAnswer, (challenge.id, story.id)).tap)
    put(challenge, other, ago=timedelta(0))
    at(monkeypatch, 2026, 12, 1, 10, 18)
    assert told() == [], "the first was undone, and the second can be still"
    at(monkeypatch, 2026, 12, 1, 10, 19)
    (text,) = told()
    assert other.title in text and story.title not in text


def test_one_that_was_taken_away_before_its_mail_left_does_not_leave(challenge):
    story = story_of()
    put(challenge, story)
    assert len(told()) == 1
    take_away(challenge, story)
    db.session.commit()
    mail = db.session.scalars(select(Email)).one()
    assert not may_still_leave(mail) and mail.text == ""
