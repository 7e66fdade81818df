"""Reminders: a week and a day before, at nine in the morning on the wall, once, and not when it is too late."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.database import db
from app.core.outbox import deliver_mail
from app.core.wording import day_and_date
from app.gatherings import operations
from app.gatherings.models import GatheringStatus, Reminder
from app.schedule import run
from tests.at_once import at_once
from tests.gatherings.made import make_gathering
from tests.gatherings.signing_up import comes, do, job, mails
from tests.mail_server import open_mailbox


def reminders():
    return [mail for mail in mails() if mail.subject.startswith(("Morgen, ", "Op "))]


def on(day, at, **changes):
    """Somebody who confirmed long before a gathering on this day."""
    at(day - timedelta(days=30), 12)
    gathering = make_gathering(on=day, starts=time(12, 30), **changes)
    return comes(gathering, confirmed_at=None, created_at=clock.now())


# Both changes of summer time lie between the reminders and the gathering: on 28 March and 31 October 2027.
@pytest.mark.parametrize("day", [date(2027, 4, 1), date(2027, 3, 28), date(2027, 3, 29), date(2027, 10, 31), date(2027, 11, 1), date(2027, 11, 5)])
def test_nine_in_the_morning_on_the_wall_a_week_and_a_day_before(app, at, day):
    made = on(day, at)
    for days, number in ((7, 1), (1, 2)):
        at(day - timedelta(days=days), 8, 59)
        job("remind-who-comes")
        assert len(reminders()) == number - 1, "too early"
        for minute in (0, 1, 30):
            at(day - timedelta(days=days), 9, minute)
            job("remind-who-comes")
            assert len(reminders()) == number, "once, whenever the job runs"
    assert [mail.subject.split(":")[0] for mail in reminders()] == [f"Op {day_and_date(day)}", f"Morgen, {day_and_date(day)}"]
    assert [mail.haste for mail in reminders()] == ["", "today"], "the day after it is too late"
    assert all(mail.address == made.email and "/aanmelding/" in mail.text for mail in reminders())


def test_a_reminder_that_is_too_late_is_not_sent(app, at):
    day = date(2027, 6, 10)
    on(day, at)
    at(day - timedelta(days=1), 20, 59)
    job("remind-who-comes")
    assert len(reminders()) == 1, "in the evening it still helps"
    on(day, at)
    at(day - timedelta(days=1), 21)
    job("remind-who-comes")
    assert len(reminders()) == 1
    at(day, 9)
    job("remind-who-comes")
    assert len(reminders()) == 1


def test_who_confirms_after_nine_is_not_reminded_of_what_they_just_did(app, at):
    day = date(2027, 6, 10)
    at(day - timedelta(days=1), 10)
    gathering = make_gathering(on=day)
    comes(gathering)
    job("remind-who-comes")
    assert not reminders()


def test_only_who_has_a_place_is_reminded(app, at):
    day = date(2027, 6, 10)
    made = on(day, at, capacity=1)
    waits, gone = comes(made.gathering), on(day, at)
    do(operations.sign_off, gone)
    on(day, at, status=GatheringStatus.PUBLISHED).gathering.status = GatheringStatus.CANCELLED
    db.session.commit()
    at(day - timedelta(days=1), 9)
    job("remind-who-comes")
    assert [mail.address for mail in reminders()] == [made.email] != [waits.email]


@pytest.mark.parametrize("deed", [operations.sign_off, lambda person: operations.dismiss(person, "Er is te weinig plek.")])
def test_who_does_not_come_any_more_gets_nothing_that_still_waits(app, at, deed):
    day = date(2027, 6, 10)
    gone = on(day, at)
    stays = comes(gone.gathering, created_at=clock.now(), confirmed_at=None)
    address, other = gone.email, stays.email
    at(day - timedelta(days=7), 9)
    job("remind-who-comes")
    assert {mail.address for mail in reminders()} == {address, other}
    do(deed, gone)
    assert [mail.address for mail in reminders()] == [other]
    assert [mail.subject for mail in mails() if mail.address == address] == [f"Je komt niet meer: {gone.gathering.title}"]


def test_a_gathering_that_moves_is_reminded_of_anew(app, at):
    day = date(2027, 6, 10)
    made = on(day, at)
    at(day - timedelta(days=7), 9)
    job("remind-who-comes")
    made.gathering.on = day + timedelta(days=1)
    db.session.commit()
    at(day - timedelta(days=6), 9)
    job("remind-who-comes")
    assert len(reminders()) == 2
    assert [row.on for row in db.session.scalars(select(Reminder).order_by(Reminder.on))] == [day, day + timedelta(days=1)]


def test_two_workers_remind_once(app, at):
    day = date(2027, 6, 10)
    for _five in range(5):
        on(day, at)
    at(day - timedelta(days=1), 9)
    at_once(app, *[lambda: run("remind-who-comes")] * 3)
    assert len(reminders()) == 5


def test_it_arrives_at_a_real_mail_server_with_a_link_and_no_words_of_the_person(app, at, monkeypatch):
    day = date(2027, 6, 10)
    made = on(day, at)
    with open_mailbox(app, monkeypatch) as box:
        deliver_mail()
        before = len(box.taken)
        at(day - timedelta(days=1), 9)
        job("remind-who-comes")
        deliver_mail()
        (to, text), *more = box.taken[before:]
    assert to == [made.email] and not more and "Morgen" in text and made.name not in text
