"""Followers of a challenge hear of the answers to what was asked beforehand, and of what came of it."""

from datetime import timedelta

import pytest

from app.challenges.models import ChallengeStatus
from app.core import clock
from app.core.database import db
from tests.factories import make_challenge, make_contribution
from tests.following.made import at, follows, make_follower, round_of_mail


@pytest.fixture
def tuesday(app, monkeypatch):
    """A site on which following has begun, so what is made from now on is news."""
    at(monkeypatch, 2026, 12, 1, 10, 0)
    round_of_mail()


def test_whoever_follows_hears_that_the_questions_beforehand_have_their_answers(tuesday, monkeypatch):
    challenge = make_challenge(ask_until=clock.today() + timedelta(days=7))
    follows(make_follower(), challenge)
    round_of_mail()
    at(monkeypatch, 2026, 12, 3, 10, 0)
    challenge.replied_at = clock.now()
    db.session.commit()
    (_address, _subject, text), = round_of_mail()
    assert "Een gemeente gaf antwoord op wat er over haar uitdaging gevraagd was" in text and "tot en met" in text
    at(monkeypatch, 2026, 12, 4, 10, 0)
    assert round_of_mail() == []


@pytest.mark.parametrize("is_named", [True, False])
def test_whoever_follows_a_challenge_hears_what_came_of_it_where_its_sender_is_named(tuesday, monkeypatch, is_named):
    challenge = make_challenge(status=ChallengeStatus.CLOSED, closed_at=clock.now() - timedelta(days=200), closing_note="Wij nemen het mee.")
    follows(make_follower("uitdaging@b.example"), challenge)
    round_of_mail()
    make_contribution(follows_up=challenge, place=challenge.organisation, names_organisation=is_named, title="De doeken hangen er nog")
    at(monkeypatch, 2026, 12, 14, 10, 0)
    mails = round_of_mail()
    assert len(mails) == is_named
    for _address, _subject, text in mails:
        assert f"Wat er kwam van “{challenge.title}”" in text and "De doeken hangen er nog" in text
