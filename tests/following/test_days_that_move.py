"""What followers hear of the last day of a challenge, when that is moved before or after they heard it."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.database import db
from app.core.outbox import Email, may_still_leave
from app.following.models import Pace
from tests.factories import make_challenge
from tests.following.made import at, follows, make_follower, round_of_mail

CLOSES, PAST = "sluit binnen een week", "De einddatum van een uitdaging is voorbij"
THURSDAY, MONDAY = (2026, 12, 24), (2026, 12, 28)
SUNDAY, MARCH = date(2027, 2, 28), date(2027, 3, 1)


@pytest.fixture
def challenge(app, monkeypatch):
    """One that closes on 30 December, on a site where following began before it was known to do so soon."""
    at(monkeypatch, 2026, 12, 1, 10, 0)
    found = make_challenge(closes_on=date(2026, 12, 30))
    round_of_mail()
    return found


def move(challenge, day):
    challenge.closes_on = day
    db.session.commit()


def heard(monkeypatch, *day, hour=10):
    at(monkeypatch, *day, hour, 0)
    return [text for _address, _subject, text in round_of_mail()]


def days_on_which(words, monkeypatch, days):
    return [day for day in days if any(words in text for text in heard(monkeypatch, day.year, day.month, day.day))]


def test_who_hears_on_monday_hears_nothing_of_a_day_that_was_moved_and_all_of_the_new_one(challenge, monkeypatch):
    follows(make_follower(), challenge, Pace.WEEKLY)
    assert heard(monkeypatch, *THURSDAY) == []
    move(challenge, SUNDAY)
    assert heard(monkeypatch, *MONDAY) == [], "it does not close within a week"
    assert days_on_which(CLOSES, monkeypatch, [date(2027, 2, day) for day in range(15, 29)]) == [date(2027, 2, 22)]


def test_who_heard_of_the_first_day_hears_of_the_second_once(challenge, monkeypatch):
    follows(make_follower(), challenge)
    (first,) = heard(monkeypatch, *THURSDAY)
    assert CLOSES in first and "30 december 2026" in first
    move(challenge, MARCH)
    days = [date(2026, 12, 28), *(date(2027, 2, day) for day in range(15, 29)), MARCH]
    assert days_on_which(CLOSES, monkeypatch, days) == [date(2027, 2, 22)]


def test_a_mail_that_did_not_leave_yet_does_not_tell_the_old_day(challenge, monkeypatch):
    follows(make_follower(), challenge)
    assert len(heard(monkeypatch, *THURSDAY)) == 1
    mail = db.session.scalars(select(Email)).one()
    assert may_still_leave(mail) and CLOSES in mail.text
    move(challenge, MARCH)
    assert not may_still_leave(mail) and mail.text == ""


def test_that_a_day_passed_is_told_of_each_day_that_did(challenge, monkeypatch):
    follows(make_follower(), challenge)
    days = [date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 2)]
    assert days_on_which(PAST, monkeypatch, days) == [date(2026, 12, 31)]
    move(challenge, date(2027, 1, 4))
    assert days_on_which(PAST, monkeypatch, [date(2027, 1, 3), date(2027, 1, 5), date(2027, 1, 6)]) == [date(2027, 1, 5)]


def test_a_day_that_is_taken_away_is_told_no_more(challenge, monkeypatch):
    follows(make_follower(), challenge, Pace.WEEKLY)
    heard(monkeypatch, *THURSDAY)
    move(challenge, None)
    assert heard(monkeypatch, *MONDAY) == []
