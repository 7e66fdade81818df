"""Jobs that are killed in the middle, again and again: once they come to their end, nothing is lost and nothing told twice."""

from collections import Counter
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event, select

from app.challenges.models import ChallengeStatus, RoundQuestion
from app.core import clock
from app.core.clock import AMSTERDAM
from app.core.database import db
from app.core.outbox import Email
from app.core.security import random_id
from app.following.operations import telling
from app.notifications.models import Notification
from app.schedule import run
from tests.factories import Dimension, make_challenge, make_user, save
from tests.following.made import follows, make_follower, make_term, put_out_by

DAY = date(2027, 7, 15)  # a Thursday
MOST = 80  # writes of one job, with what is below


class Killed(BaseException):
    """As SIGKILL: nobody catches it, and what was not kept is gone."""


@contextmanager
def killed_at(number):
    """Kills whatever writes for the so manieth time."""
    seen = []

    def look(_connection, _cursor, statement, *_rest):
        if statement.split(maxsplit=1)[0] in ("INSERT", "UPDATE", "DELETE"):
            seen.append(statement)
            if len(seen) == number:
                raise Killed

    event.listen(db.engine, "before_cursor_execute", look)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", look)


def hosts_of(*challenges):
    return [host.user.email for challenge in challenges for host in challenge.hosts]


def past_their_date():
    return hosts_of(*[make_challenge(closes_on=DAY - timedelta(days=1), slug=f"over-{number}") for number in range(3)])


def after_their_round():
    dates = {"ask_until": DAY - timedelta(days=1), "closes_on": DAY + timedelta(days=9)}
    found = [make_challenge(slug=f"ronde-{number}", **dates) for number in range(3)]
    for challenge in found:
        save(RoundQuestion(challenge_id=challenge.id, public_id=random_id(), text="Wie beheert de bomen nu?"))
    return hosts_of(*found)


def half_a_year_ago():
    closed = {"status": ChallengeStatus.CLOSED, "closed_at": datetime(2027, 1, 15, 12, tzinfo=AMSTERDAM), "closing_note": "Dit nemen we mee."}
    return hosts_of(*[make_challenge(slug=f"dicht-{number}", **closed) for number in range(3)])


def followers(*things):
    found = [make_follower(f"volger{number}@b.example") for number in range(4)]
    found.append(make_follower(user=make_user()))
    for follower in found:
        for thing in things:
            follows(follower, thing)
    return [follower.address for follower in found]


def with_news():
    run("tell-followers")  # what was there before is no news
    heard = followers("west")
    make_challenge(slug="nieuws", closes_on=None, published_at=clock.now())
    return heard


def with_a_call():
    run("tell-followers")
    heard = followers(make_term(Dimension.THEME, "klimaat"))
    put_out_by(None, themes=["klimaat"])
    return heard


@pytest.mark.parametrize(("job", "prepare"), [
    ("mind-challenges", past_their_date), ("mind-challenges", after_their_round), ("ask-what-came", half_a_year_ago),
    ("tell-followers", with_news), ("tell-followers", with_a_call),
])
def test_a_job_that_is_killed_in_the_middle_loses_nothing_and_tells_nothing_twice(app, at, monkeypatch, job, prepare):
    monkeypatch.setattr(telling, "AT_A_TIME", 2)
    at(DAY, 12)
    expected = Counter(prepare())
    db.session.commit()
    for number in range(1, MOST):
        try:
            with killed_at(number):
                run(job)
            break
        except Killed:
            continue
    assert 3 < number < MOST - 1, "it was killed a few times, and came to its end"
    run(job)
    assert Counter(db.session.scalars(select(Email.address))) == expected
    accounts = {one.user.email for one in db.session.scalars(select(Notification))}
    assert accounts and accounts <= set(expected)
    assert len(db.session.scalars(select(Notification)).all()) == sum(expected[address] for address in accounts)
