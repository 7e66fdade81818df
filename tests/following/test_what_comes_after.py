"""Followers of a challenge hear of the answers to what was asked beforehand, and of what came of it.

So do the followers of a question that it left.
"""

from datetime import timedelta

import pytest

from app.challenges.models import ChallengeStatus
from app.core import clock
from app.core.database import db
from app.notifications.models import Notification
from app.stocktaking.models import FromChallenge, Merge
from tests.factories import make_challenge, make_contribution, make_question, make_user, save
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


def closed_half_a_year_ago():
    ago = clock.now() - timedelta(days=200)
    return make_challenge(status=ChallengeStatus.CLOSED, closed_at=ago, closing_note="Wij nemen het mee.")


def left_by(challenge, **changes):
    question = make_question(**{"is_public": True} | changes)
    save(FromChallenge(challenge_id=challenge.id, question_id=question.id))
    return question


def tell_what_came(monkeypatch, challenge, day=14):
    make_contribution(follows_up=challenge, place=challenge.organisation, names_organisation=True, title="De doeken hangen er nog")
    at(monkeypatch, 2026, 12, day, 10, 0)
    return round_of_mail()


def test_who_follows_a_question_that_a_challenge_left_hears_once_what_came_of_it(tuesday, monkeypatch):
    challenge = closed_half_a_year_ago()
    question, other, user = left_by(challenge), make_question(is_public=True), make_user(email="lid@b.example")
    follows(make_follower("volger@b.example"), question)
    follows(make_follower(user=user), question)
    both = make_follower("beide@b.example")
    follows(both, question)
    follows(both, challenge)
    follows(make_follower("ander@b.example"), other)
    round_of_mail()
    mails = tell_what_came(monkeypatch, challenge)
    assert [address for address, _subject, _text in mails] == ["beide@b.example", "lid@b.example", "volger@b.example"]
    for _address, _subject, text in mails:
        assert text.count(f"Wat er kwam van “{challenge.title}”") == 1 and question.sentence in text
    kept = db.session.query(Notification).filter_by(user_id=user.id).all()
    assert len(kept) == 1 and "De doeken" not in kept[0].text
    at(monkeypatch, 2026, 12, 15, 10, 0)
    assert round_of_mail() == []


@pytest.mark.parametrize("is_public", [True, False])
def test_of_a_question_that_went_up_in_another_one_the_followers_of_both_hear_it(tuesday, monkeypatch, is_public):
    challenge = closed_half_a_year_ago()
    question, into = left_by(challenge, is_public=is_public), make_question(is_public=True)
    follows(make_follower("vroeger@b.example"), question)
    follows(make_follower("nu@b.example"), into)
    save(Merge(question_id=question.id, into_id=into.id, moved={}))
    round_of_mail()
    mails = tell_what_came(monkeypatch, challenge)
    assert [address for address, _subject, _text in mails] == (["nu@b.example", "vroeger@b.example"] if is_public else [])


@pytest.mark.parametrize("is_public", [True, False])
def test_of_a_question_that_not_everybody_reads_nobody_hears_it(tuesday, monkeypatch, is_public):
    challenge = closed_half_a_year_ago()
    follows(make_follower(), left_by(challenge, is_public=is_public, held_at=clock.now() if is_public else None))
    round_of_mail()
    assert tell_what_came(monkeypatch, challenge) == []


def test_it_drops_out_when_the_question_goes_out_of_view_before_the_mail_leaves(tuesday, monkeypatch):
    challenge = closed_half_a_year_ago()
    question = left_by(challenge)
    follows(make_follower(quiet_from=9, quiet_until=12), question)
    round_of_mail()
    assert tell_what_came(monkeypatch, challenge) == []  # it waits until the quiet hours are over
    question.held_at = clock.now()
    db.session.commit()
    at(monkeypatch, 2026, 12, 14, 13, 0)
    assert round_of_mail() == []
