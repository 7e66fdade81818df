"""A newcomer to the demonstration sees a challenge that went all the way, and one that is halfway, on whatever day."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.models import User
from app.answering.models import AnswerMark, LinkedAnswer, ToldHosts, Verdict
from app.answering.queries import answers_of, unreacted
from app.answering.queries.answers import arrived
from app.challenges.models import Challenge, ChallengeStatus
from app.cli.demonstration_answers import last_day_is_near, workday_before
from app.contributions.models import Contribution, Conversation, Draft, HostPhone, Status
from app.core import clock
from app.core.clock import AMSTERDAM, today, workday_after
from app.core.database import db
from app.core.outbox import Email
from app.following.models import AnswererTelling, Follow, Follower, Telling, What
from app.following.operations import messages_of
from app.notifications.models import Notification

ITS_OWN = (
    AnswerMark, AnswererTelling, Challenge, Conversation, Draft, Email, Follow, Follower, HostPhone, LinkedAnswer,
    Notification, Telling, ToldHosts,
)


def loaded(run):
    """The challenge that is closed, and the one that is halfway."""
    run("prepare")
    said = run("demo", "load")
    assert said.exit_code == 0, said.output
    db.session.expire_all()
    closed = db.session.scalars(select(Challenge).where(Challenge.status == ChallengeStatus.CLOSED)).one()
    halfway = db.session.scalars(select(Challenge).where(Challenge.title.contains("water in de eerste"))).one()
    return closed, halfway


def number(model):
    return db.session.scalar(select(func.count()).select_from(model))


def marks_on(challenge):
    return db.session.scalars(select(AnswerMark).where(AnswerMark.challenge_id == challenge.id)).all()


def user(name):
    return db.session.scalars(select(User).where(User.given_name == name)).one()


def test_one_went_all_the_way(run, client):
    closed, _halfway = loaded(run)
    answers = answers_of(closed)
    marks = {mark.contribution_id: mark for mark in marks_on(closed)}
    assert {story.id for story in answers} == set(marks), "each has its reaction"
    assert {mark.verdict for mark in marks.values()} == set(Verdict) and all(mark.thanked_at for mark in marks.values())
    assert all(mark.reason for mark in marks.values() if mark.verdict is Verdict.NO)
    assert [one.is_linked for one in arrived(closed)].count(True) == 1
    unnamed = [story for story in answers if not story.names_organisation]
    assert len(unnamed) == 1 and any(story.went_wrong for story in answers)
    came = db.session.scalars(select(Contribution).where(Contribution.follows_up == closed)).one()
    assert clock.months_after(clock.local(closed.closed_at).date(), 6) <= clock.local(came.published_at).date() < today()
    page = client.get(f"/uitdagingen/{closed.slug}").text
    assert closed.closing_note in page and came.title in page and all(story.title in page for story in answers)
    assert unnamed[0].place is None or unnamed[0].place.name not in page
    assert closed.remaining_question, "for the members to word"


def test_whoever_answered_and_whoever_followed_heard_of_it(run):
    closed, _halfway = loaded(run)
    follower = db.session.scalars(select(Follower)).one()
    assert follower.user == user("Joost")
    heard = {held.shown.what for held in messages_of(follower)}
    assert {What.CHALLENGE_CLOSED, What.STORY_VISIBLE} <= heard
    noor = user("Noor")
    own = db.session.scalars(select(Contribution).where(Contribution.author_id == noor.id)).all()
    told = db.session.scalars(select(AnswererTelling).where(AnswererTelling.contribution_id.in_([one.id for one in own]))).all()
    assert len(told) == 2 and all(one.told_at for one in told), "of the closing note, and of what came of it"
    mails = [email for email in db.session.scalars(select(Email)) if email.address == noor.email]
    assert mails and not [email for email in mails if closed.title in email.text + email.subject]
    read = db.session.scalars(select(Notification).where(Notification.user_id == noor.id, Notification.read_at.is_not(None))).all()
    assert read and all(one.read_at >= one.created_at for one in read)


def test_one_is_halfway_and_the_last_day_of_the_first_is_near(run, client, sign_in):
    _closed, halfway = loaded(run)
    waiting = unreacted([halfway.id])[halfway.id]
    assert len(waiting) == 3 and len(marks_on(halfway)) == 1
    assert min(one.arrival.react_by for one in waiting) == workday_after(today(), 1)
    assert halfway.is_open(today()) and number(HostPhone) == 1
    sign_in(user("Sanne"))
    page = client.get(f"/uitdagingen/{halfway.slug}/antwoorden").text
    assert "3 antwoorden wachten" in page and "Je mag bellen" in page
    phone = db.session.scalars(select(HostPhone)).one().phone
    assert phone not in page and not [email for email in db.session.scalars(select(Email)) if phone in email.text]


@pytest.mark.parametrize("day", [date(2027, 1, 2), date(2027, 3, 29), date(2026, 12, 28)], ids=str)
def test_it_comes_on_any_day(run, day):
    """A Saturday after the holidays, Easter Monday, between Christmas and New Year."""
    with clock.at(datetime.combine(day, time(3), tzinfo=AMSTERDAM)):
        closed, halfway = loaded(run)
        told = db.session.scalars(select(Contribution).where(Contribution.challenge_id.in_([closed.id, halfway.id]))).all()
        assert len(told) == 8 and {story.status for story in told} == {Status.PUBLISHED}
        assert all(story.submitted_at < story.published_at <= clock.now() for story in told)
        firsts = [one.arrival.react_by for one in unreacted([halfway.id])[halfway.id]]
        assert min(firsts) in (workday_after(day, 1), workday_after(day, 0)), "nothing is late, and something is near"
        assert all(closed.published_at < mark.at < closed.closed_at for mark in marks_on(closed))


def test_the_days_that_are_played_are_working_days():
    assert workday_before(date(2027, 1, 2)) == date(2026, 12, 31) and workday_before(date(2026, 11, 30)) == date(2026, 11, 30)
    with clock.at(datetime(2026, 11, 30, 12, tzinfo=AMSTERDAM)):
        assert date(2026, 11, 30) - timedelta(days=last_day_is_near()) == date(2026, 11, 24)


def test_it_goes_whole_with_the_mail_that_it_made(run):
    loaded(run)
    kept = Email(key="of somebody else", address="iemand@echt.example", subject="Echt", text="Dit blijft.")
    db.session.add(kept)
    db.session.commit()
    assert run("demo", "remove").exit_code == 0
    db.session.expire_all()
    assert [email.key for email in db.session.scalars(select(Email))] == ["of somebody else"]
    left = [model.__name__ for model in ITS_OWN if model is not Email and number(model)]
    assert left == []


def test_where_mail_can_leave_none_of_it_does(run, app, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_SERVER", "mail.example")
    loaded(run)
    assert number(Email) == 0 and number(Notification) > 0
