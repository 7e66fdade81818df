"""Who still waits when a gathering begins hears once that no place came free, and what they can do."""

from datetime import UTC, date, time, timedelta

import pytest

from app.core import clock
from app.core.database import db
from app.gatherings import operations
from app.gatherings.models import GatheringStatus
from app.schedule import run
from tests.at_once import at_once
from tests.factories import make_user
from tests.gatherings.signing_up import comes, do, gathering_with, job, mails, state

DAY = date(2027, 6, 10)
JOB = "remind-who-comes"


def ended(address=None):
    return [mail for mail in mails(address) if mail.subject.startswith("Er kwam geen plek vrij")]


def two(at, day=DAY, **changes):
    """A gathering for one at half past twelve, and two who come to it: the second waits."""
    at(day - timedelta(days=20), 12)
    gathering = gathering_with(1, **{"on": day, "starts": time(12, 30)} | changes)
    return comes(gathering), comes(gathering)


# On 28 March 2027 the clock goes forward, on 31 October 2027 back; on the days after it lies another night between.
@pytest.mark.parametrize("day", [DAY, date(2027, 3, 28), date(2027, 3, 29), date(2027, 10, 31), date(2027, 11, 1)])
def test_they_hear_it_once_when_it_begins(app, at, day):
    holder, waits = two(at, day)
    for hour, minute, number in ((12, 29, 0), (12, 30, 1), (12, 31, 1), (13, 0, 1), (23, 59, 1)):
        at(day, hour, minute)
        job(JOB)
        assert len(ended()) == number, (hour, minute)
    (mail,) = ended(waits.email)
    assert not ended(holder.email) and mail.haste == "today" and state(waits) == "waiting"
    assert "/oogst" in mail.text and "/aanmelding/" in mail.text and "niet bij zijn" in mail.text and waits.name not in mail.text


def test_that_signing_up_closed_ends_no_line(app, at):
    """People cancel until it begins, and what comes free is passed on."""
    holder, waits = two(at, closes_on=DAY - timedelta(days=5))
    at(DAY - timedelta(days=2), 12)
    job(JOB)
    assert not ended()
    do(operations.sign_off, holder)
    assert state(waits) == "offered"


def test_who_has_a_place_elsewhere_keeps_it(app, at):
    at(DAY - timedelta(days=20), 12)
    gathering = gathering_with(1, None, on=DAY, starts=time(12, 30))
    lunch, walk = gathering.parts
    comes(gathering, lunch)
    both = comes(gathering, lunch, walk, language="en")
    at(DAY, 12, 40)
    job(JOB)
    (mail,) = [mail for mail in mails(both.email) if mail.subject.startswith("No place came free")]
    assert "- Lunch" in mail.text and "- Wandeling" not in mail.text and "stay yours" in mail.text
    assert "cannot come" not in mail.text


@pytest.mark.parametrize(("hours", "number"), [(11, 1), (12, 0), (30, 0)])
def test_half_a_day_later_it_is_not_news_any_more(app, at, monkeypatch, hours, number):
    _holder, waits = two(at)
    moment = waits.gathering.begins_at.astimezone(UTC) + timedelta(hours=hours)
    monkeypatch.setattr(clock, "now", lambda: moment)
    job(JOB)
    assert len(ended()) == number


@pytest.mark.parametrize("day", [DAY, date(2027, 3, 27), date(2027, 10, 30)], ids=str)
def test_an_evening_is_told_after_midnight_too(app, at, day):
    two(at, day, starts=time(23, 0))
    at(day + timedelta(days=1), 4)
    job(JOB)
    assert len(ended()) == 1


def test_who_left_or_waits_for_what_was_called_off_hears_nothing(app, at):
    _holder, gone = two(at)
    do(operations.sign_off, gone)
    _other, waits = two(at)
    waits.gathering.status = GatheringStatus.CANCELLED
    db.session.commit()
    at(DAY, 12, 30)
    job(JOB)
    assert not ended()


def test_who_was_let_in_without_a_place_does_not_hear_that_they_cannot_come(app, at):
    at(DAY - timedelta(days=20), 12)
    gathering = gathering_with(1, None, on=DAY, starts=time(12, 30))
    lunch, walk = gathering.parts
    comes(gathering, lunch)
    nothing, part = comes(gathering, lunch), comes(gathering, lunch, walk)
    at(DAY, 12, 20)
    for person in (nothing, part):
        operations.tick_off(gathering, person, by=make_user())
    db.session.commit()
    at(DAY, 12, 40)
    job(JOB)
    assert not ended(nothing.email)
    assert "De plekken die je hebt, blijven van jou." in ended(part.email)[0].text, "they came for the walk"


def test_two_workers_tell_it_once(app, at):
    for _three in range(3):
        two(at)
    at(DAY, 12, 30)
    at_once(app, *[lambda: run(JOB)] * 3)
    assert len(ended()) == 3
