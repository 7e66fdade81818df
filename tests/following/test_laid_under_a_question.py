"""Followers of a question hear, once a week, that experiences came to lie under it; as far as everybody sees them."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from app.challenges.models import ChallengeStatus
from app.contributions.models import Audience, Status
from app.core import clock
from app.core.database import db
from app.stocktaking.models import Evidence, FromChallenge, QuestionChange, Stance
from app.taxonomy.models import Dimension
from tests.factories import make_challenge, make_contribution, make_question, save
from tests.following.made import at, follows, make_follower, make_term, round_of_mail

HEADLINE = "Er kwamen ervaringen bij een vraagstuk"
TUESDAY, FRIDAY, MONDAY = (2026, 12, 1, 10, 0), (2026, 12, 4, 10, 0), (2026, 12, 7, 10, 0)


@pytest.fixture
def question(app, monkeypatch):
    """On a site on which following has begun. Its followers have nothing to hear yet."""
    at(monkeypatch, *TUESDAY)
    made = make_question()
    round_of_mail()
    follows(make_follower(), made)
    return made


def lay(question, **changes):
    """A quote of a story that everybody reads, unless it is said otherwise."""
    story = make_contribution(published_at=clock.now() - timedelta(days=60), **changes)
    quote = {"stance": Stance.SUPPORTS, "field": "facts", "start": 0, "end": 20, "quote": story.facts[:20]}
    save(Evidence(statement_id=question.statements[0].id, contribution_id=story.id, added_at=clock.now(), **quote))
    return story


def about_the_question(mails):
    return [(address, text) for address, _subject, text in mails if HEADLINE in text]


def test_it_is_told_on_the_monday_after_and_once_however_many_there_were(question, monkeypatch):
    theme = make_term(Dimension.THEME, "groen")
    follows(make_follower("thema@b.example"), theme)
    for _story in range(2):
        lay(question, terms=[theme])
    at(monkeypatch, *FRIDAY)
    assert about_the_question(round_of_mail()) == [], "no day tells when somebody was busy with it"
    at(monkeypatch, *MONDAY)
    (address, text), = about_the_question(round_of_mail())
    assert address == "volger@voorbeeld.example" and text.count(HEADLINE) == 1
    assert question.sentence in text and f"/vraagstukken/{question.slug}" in text
    at(monkeypatch, 2026, 12, 8, 10, 0)
    assert about_the_question(round_of_mail()) == []


@pytest.mark.parametrize("hidden", [{"audience": Audience.MEMBERS}, {"status": Status.WITHDRAWN}, {"visible_from": clock.today() + timedelta(days=300)}])
def test_what_not_everybody_reads_is_told_to_nobody(question, monkeypatch, hidden):
    lay(question, **hidden)
    at(monkeypatch, *MONDAY)
    assert about_the_question(round_of_mail()) == []


def test_what_was_taken_away_before_the_monday_is_not_told(question, monkeypatch):
    lay(question)
    db.session.execute(delete(Evidence))
    db.session.commit()
    at(monkeypatch, *MONDAY)
    assert about_the_question(round_of_mail()) == []


def test_of_a_question_for_members_only_nobody_hears(question, monkeypatch):
    lay(question)
    question.is_public = False
    db.session.commit()
    at(monkeypatch, *MONDAY)
    assert about_the_question(round_of_mail()) == []


@pytest.mark.parametrize("is_held", [False, True])
def test_whoever_follows_a_challenge_hears_that_the_question_it_left_was_published(app, monkeypatch, is_held):
    """Nobody does while the challenge is out of view: that the two belong together shows nowhere then."""
    at(monkeypatch, *TUESDAY)
    closed = {"status": ChallengeStatus.CLOSED, "closed_at": clock.now(), "closing_note": "Dit nemen we mee.", "remaining_question": "Wie betaalt het?"}
    challenge = make_challenge(**closed, held_at=clock.now() if is_held else None)
    round_of_mail()
    follows(make_follower(), challenge)
    made = make_question()
    save(FromChallenge(question_id=made.id, challenge_id=challenge.id))
    made.changes.append(QuestionChange(what="published", at=clock.now()))
    db.session.commit()
    told = [text for _address, _subject, text in round_of_mail()]
    assert [made.sentence in text and f"/vraagstukken/{made.slug}" in text for text in told] == ([] if is_held else [True])
