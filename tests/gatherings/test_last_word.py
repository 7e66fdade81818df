"""What waits to leave for the mail of a day says nothing that is not so any more by then."""

from datetime import date, time, timedelta

import pytest

from app.core import clock
from app.core.database import db
from app.gatherings import operations, queries
from app.gatherings.models import Task
from tests.factories import make_user
from tests.gatherings.made import give, make_gathering
from tests.gatherings.signing_up import comes, gathering_with, job, mails

DAY = date(2027, 6, 12)  # a Saturday: what is written a week before waits for Monday


@pytest.fixture
def reminded(app, at):
    """A gathering of which those who come were reminded a week before, and that mail waits to leave."""
    at(DAY - timedelta(days=30), 12)
    gathering = make_gathering(on=DAY, starts=time(12, 30))
    for _two in range(2):
        comes(gathering, confirmed_at=None, created_at=clock.now())
    for mail in mails():
        mail.sent_at = clock.now()
    db.session.commit()
    at(DAY - timedelta(days=7), 9)
    job("remind-who-comes")
    return gathering


def told(gathering, **fields):
    operations.write(gathering, gathering.version, [], **fields)
    db.session.commit()


def waiting_for(address):
    return [mail.subject.split(":")[0] for mail in mails(address) if mail.sent_at is None]


def of_each(gathering):
    return [waiting_for(one.email) for one in queries.everybody_at(gathering)]


def test_it_is_off_and_that_is_the_last_they_hear(reminded, at):
    helper = make_user()
    give(reminded, Task.HELPER, helper)
    told(reminded, place="De school")
    at(DAY - timedelta(days=7), 10)
    job("tell-changes")
    letter = operations.Letter("Tot dan", "Neem laarzen mee.", "sleutel")
    operations.send_to(reminded, "all", queries.everybody_at(reminded)[:1], letter, helper)
    db.session.commit()
    assert [len(waiting) for waiting in of_each(reminded)] == [2, 1]  # without the reminder: it named another place
    assert waiting_for(helper.email) == ["Er is iets veranderd"]
    operations.cancel(reminded, "Storm op komst.")
    db.session.commit()
    at(DAY - timedelta(days=6), 14)
    job("tell-changes")
    assert of_each(reminded) == [["Gaat niet door"]] * 2
    assert waiting_for(helper.email) == ["Gaat niet door"]


@pytest.mark.parametrize("fields", [{"on": DAY - timedelta(days=3)}, {"starts": time(14)}, {"place": "De school"}])
def test_another_day_hour_or_place_takes_the_reminder_back(reminded, at, fields):
    assert of_each(reminded) == [["Op zaterdag 12 juni 2027"]] * 2
    told(reminded, **fields)
    at(DAY - timedelta(days=7), 10)
    job("tell-changes")
    assert of_each(reminded) == [["Er is iets veranderd"]] * 2


def test_who_loses_a_place_gets_no_reminder_of_it(app, at):
    at(DAY - timedelta(days=30), 12)
    gathering = gathering_with(None, None, on=DAY, starts=time(12, 30))
    lunch, walk = gathering.parts
    loses = comes(gathering, lunch, walk, confirmed_at=None, created_at=clock.now())
    at(DAY - timedelta(days=7), 9)
    job("remind-who-comes")
    assert "Op zaterdag 12 juni 2027" in waiting_for(loses.email)
    operations.remove_part(gathering, lunch, 1)
    db.session.commit()
    assert "Op zaterdag 12 juni 2027" not in waiting_for(loses.email)
    assert waiting_for(loses.email)[-1] == "Je plek bij een deel vervalt"


def test_a_reminder_waits_on_when_something_else_changed(reminded, at):
    told(reminded, title="Zomertour met taart")
    at(DAY - timedelta(days=7), 10)
    job("tell-changes")
    assert all(len(waiting) == 2 for waiting in of_each(reminded))
