"""An older backup brings back nobody who stopped following, and no story that was taken away from a challenge."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role, User
from app.answering.models import LinkedAnswer
from app.answering.operations import beside, take_away_again
from app.challenges.models import Challenge, ChallengeStatus
from app.cli import archive
from app.contributions.models import Contribution
from app.contributions.operations import news_mail
from app.contributions.operations.remembering import decided
from app.core.clock import now
from app.core.database import db
from app.core.outbox import Email
from app.following import operations
from app.following.models import Follow, Follower, Pace
from tests.cli.test_restoring import back_from
from tests.factories import make_challenge, make_contribution, make_user

STAYS, STOPS = "blijft@lezer.example", "stopt@lezer.example"


@pytest.fixture(autouse=True)
def place(monkeypatch):
    monkeypatch.setattr(archive, "schema", lambda: "0001")  # these tests make their tables without migrations


def follow_both(address, challenges):
    for challenge in challenges:
        operations.ask_to_follow(operations.Thing.of(challenge), address, Pace.DAILY, "nl")
    for wish in db.session.scalars(select(Follow).where(Follow.confirmed_at.is_(None))).all():
        operations.confirm(wish)
    db.session.commit()
    return db.session.scalars(select(Follower).order_by(Follower.id.desc())).first()


def followed():
    return sorted((row.follower.address, row.challenge.slug) for row in db.session.scalars(select(Follow)))


def test_who_stopped_follows_nothing_again_and_hears_nothing(app, run, tmp_path):
    challenges = [make_challenge(slug=slug) for slug in ("een", "twee")]
    stays, stops = follow_both(STAYS, challenges), follow_both(STOPS, challenges)
    with_account = make_user(Role.MEMBER)
    operations.follow(operations.Thing.of(challenges[0]), with_account, Pace.DAILY)
    db.session.commit()
    known = [stops.public_id, *(row.public_id for row in stays.follows)]
    assert run("backup", tmp_path / "before.zip").exit_code == 0
    operations.stop(stays, next(row.public_id for row in stays.follows if row.challenge.slug == "een"))
    operations.stop_all(stops)
    operations.stop_all(operations.follower_for(with_account))
    db.session.commit()
    before = followed()
    assert before == [(STAYS, "twee")] and not any(name in str(decided()) for name in known)
    mails = len(db.session.scalars(select(Email)).all())
    assert "3 things and people" in back_from(run, tmp_path / "before.zip"), "one thing and two people"
    assert followed() == before and [row.address for row in db.session.scalars(select(Follower))] == [STAYS]
    assert len(db.session.scalars(select(Email)).all()) <= mails
    assert operations.stop_again() == 0


def test_who_wants_to_be_asked_nothing_is_asked_nothing_after_an_older_backup(app, run, tmp_path):
    challenge = make_challenge(slug="een")
    says_no, says_both, silent = (follow_both(address, [challenge]) for address in (STOPS, STAYS, "zwijgt@lezer.example"))
    operations.say_who(says_both, False, "beheerder", "")
    db.session.commit()
    assert run("backup", tmp_path / "before.zip").exit_code == 0
    operations.say_who(says_both, True, "beheerder", "")
    for yes in (False, True, False):
        operations.say_who(says_no, yes, "", "")
    db.session.commit()
    assert not any(found.public_id in str(decided()) for found in (says_no, says_both, silent))
    lines = len(decided())
    assert "1 people who want to be asked nothing" in back_from(run, tmp_path / "before.zip")
    found = {follower.address: (follower.takes_calls, follower.works_as) for follower in db.session.scalars(select(Follower))}
    assert found == {STOPS: (False, ""), STAYS: (False, "beheerder"), "zwijgt@lezer.example": (True, "")}, "never looser than the backup"
    assert len(decided()) == lines and operations.ask_nothing_again() == 0


def test_a_no_that_was_taken_back_before_a_backup_is_not_said_again(app, run, tmp_path):
    somebody = follow_both(STAYS, [make_challenge(slug="een")])
    for yes in (False, True):
        operations.say_who(somebody, yes, "", "")
        db.session.commit()
    assert run("backup", tmp_path / "after.zip").exit_code == 0
    assert "0 people who want to be asked nothing" in back_from(run, tmp_path / "after.zip")
    assert db.session.scalar(select(Follower.takes_calls))


def test_who_began_anew_since_is_not_stopped_by_a_newer_backup(app, run, tmp_path):
    challenge = make_challenge(slug="een")
    operations.stop_all(follow_both(STOPS, [challenge]))
    db.session.commit()
    follow_both(STOPS, [db.session.merge(challenge)])
    assert run("backup", tmp_path / "after.zip").exit_code == 0
    back_from(run, tmp_path / "after.zip")
    assert followed() == [(STOPS, "een")]


def test_a_story_that_was_taken_away_from_a_challenge_stays_away(app, run, tmp_path, client):
    open_one, closed = make_challenge(slug="open"), make_challenge(slug="dicht", status=ChallengeStatus.CLOSED, closed_at=now())
    named = {"place": closed.organisation, "names_organisation": True}
    linked, told = make_contribution(title="De wegkanarie"), make_contribution(title="De uitkomstkanarie", follows_up=closed, **named)
    again, kept = make_contribution(title="De terugkanarie"), make_contribution(title="De blijfkanarie", follows_up=closed, **named)
    for story in (linked, again):
        beside.link(open_one, story)
    db.session.commit()
    assert "uitkomstkanarie" in client.get("/uitdagingen/dicht").text
    assert run("backup", tmp_path / "before.zip").exit_code == 0
    for challenge, story in ((open_one, linked), (open_one, again)):
        beside.take_away(challenge, story)
    beside.link(open_one, again, by_contributor=True)
    beside.leave(closed, told)
    db.session.commit()
    names = [linked.public_id, told.public_id, open_one.public_id, kept.public_id]
    assert not any(name in str(decided()) for name in names)
    assert "2 stories that were taken away" in back_from(run, tmp_path / "before.zip")
    for path, gone, there in (("/uitdagingen/open", "wegkanarie", "terugkanarie"), ("/uitdagingen/dicht", "uitkomstkanarie", "blijfkanarie")):
        page = client.get(path).text
        assert gone not in page and there in page
    assert take_away_again() == 0
    assert len(db.session.scalars(select(LinkedAnswer).where(LinkedAnswer.taken_away_at.is_not(None))).all()) == 1
    assert db.session.scalars(select(Contribution.title).where(Contribution.follows_up.has(Challenge.slug == "dicht"))).all() == ["De blijfkanarie"]


def test_who_stopped_news_by_mail_gets_none_after_an_older_backup(app, run, tmp_path):
    stops, wants, silent = (make_user(Role.MEMBER) for _number in range(3))
    db.session.commit()
    assert run("backup", tmp_path / "before.zip").exit_code == 0
    for user, choices in ((stops, (False,)), (wants, (False, True))):
        for choice in choices:
            news_mail.get_news_by_mail(user, choice)
            db.session.commit()
    assert "1 people who stopped news by mail" in back_from(run, tmp_path / "before.zip")
    assert [db.session.get(User, user.id).mails_news for user in (stops, wants, silent)] == [False, True, True]
