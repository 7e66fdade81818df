"""One mail a day for each address, with everything in it; in nobody's quiet hours, and nothing lost or told twice."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from app.contributions import messages as news
from app.contributions.operations.news_mail import Stops, stop_token
from app.core import clock, mail, outbox
from app.core.clock import AMSTERDAM, local
from app.core.database import db
from app.core.mail_days import Haste, MailDay
from app.core.outbox import Email, deliver_mail, note_bounce, post
from app.core.quiet import USUAL, Quiet
from app.core.sealing import Private
from app.core.wording import lazy
from app.notifications.operations import tell
from tests.at_once import at_once
from tests.databases import ONCE
from tests.factories import make_challenge, make_user
from tests.following.made import follows, make_follower, round_of_mail

THURSDAY = date(2026, 12, 3)


class Left(list):
    """What a mail server took: when, for whom, with which subject, text, id and button. `down` while it takes nothing."""

    down = killed = False

    def take(self, to, subject, text, message_id, stop_url="", language="nl"):
        if self.down:
            raise mail.Failed("451 not now")
        self.append((local(clock.now()), to, subject, text, message_id, stop_url))
        if self.killed:
            raise KeyboardInterrupt  # as SIGKILL would, before the outcome is kept


@pytest.fixture
def left(app, monkeypatch):
    found = Left()
    monkeypatch.setattr(mail, "is_configured", lambda: True)
    monkeypatch.setattr(mail, "send", found.take)
    return found


@pytest.fixture
def at(monkeypatch):
    def put(day, hour=12, minute=0):
        moment = datetime.combine(day, time(hour, minute), tzinfo=AMSTERDAM).astimezone(UTC)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return put


def somebody():
    """An account as it is made: quiet outside working hours."""
    return make_user(quiet_from=USUAL.start, quiet_until=USUAL.until, quiet_weekend=USUAL.at_weekends)


def deliver():
    db.session.commit()
    return deliver_mail()


def told(user, subject="Iets", haste=None):
    tell([user], subject, f"Tekst van {subject}.", haste=haste)


# In both of the last two weeks the clock changes on Sunday.
@pytest.mark.parametrize("thursday", [THURSDAY, date(2027, 3, 25), date(2027, 10, 28)])
def test_with_everything_no_day_has_two_mails_and_nothing_is_lost(left, at, thursday):
    at(thursday, 0)
    round_of_mail()
    host = somebody()
    follows(make_follower(user=host), "west")
    words = []
    for number in range(24 * 8):
        day, hour = thursday + timedelta(days=number // 24), number % 24
        at(day, hour)
        is_over = day > thursday + timedelta(days=5)
        if hour in (7, 10, 15, 22) and not is_over:
            words.append(f"bericht-{number}-")
            told(host, words[-1])
        if hour == 11 and not is_over:
            words.append(make_challenge(title=f"Waarom {number}?", closes_on=None, published_at=clock.now()).title)
        if hour == 16 and not is_over:
            words.append(f"nieuws-{number}-")
            news.news_of_the_day_at_account(host, [("x" * 26, [words[-1]])], stop_token(host, Stops.NEWS), "news-")
        round_of_mail()
        deliver()
    assert not any(USUAL.holds(moment) for moment, *_rest in left)
    days = Counter(moment.date() for moment, *_rest in left)
    workdays = [thursday + timedelta(days=n) for n in range(8) if (thursday + timedelta(days=n)).weekday() < 5]
    assert set(days.values()) == {1} and set(workdays[:-2]) <= set(days) <= set(workdays)
    every = "\n".join(text for _at, _to, _subject, text, *_rest in left)
    assert [word for word in words if word not in every] == [] and not db.session.scalar(select(Email).where(Email.sent_at.is_(None)))
    assert [number for number in words if "bericht" in number and every.count(f"Tekst van {number}") != 1] == []


def test_what_was_asked_for_leaves_at_once_and_is_not_counted(left, at):
    user = somebody()
    at(THURSDAY + timedelta(days=2), 3)  # Saturday night
    told(user, "Kan wachten"), told(user, "Je bestand", Haste.ASKED)
    assert deliver() == 1 and left[0][2] == "Je bestand"
    at(THURSDAY + timedelta(days=4), 8, 59)
    assert deliver() == 0
    at(THURSDAY + timedelta(days=4), 9)
    assert deliver() == 1 and left[1][2] == "Kan wachten", "one message keeps its own subject and text"


def test_what_comes_later_stands_together_in_the_mail_of_the_next_day(left, at):
    user = somebody()
    at(THURSDAY, 9)
    told(user, "Eerst")
    deliver()
    at(THURSDAY, 10)
    told(user, "Daarna"), told(user, "Nog iets")
    assert deliver() == 0
    at(THURSDAY + timedelta(days=1), 9)
    assert deliver() == 1
    _at, _to, subject, text, _id, _stop = left[1]
    assert subject == "2 berichten voor jou" and "1. Daarna" in text and "2. Nog iets" in text and "Tekst van Nog iets." in text
    assert {row.on for row in db.session.scalars(select(MailDay))} == {THURSDAY, THURSDAY + timedelta(days=1)}
    assert all(row.address == row.who == row.text == "" for row in db.session.scalars(select(Email)))


@ONCE
def test_two_stories_never_stand_in_one_mail(left, at):
    """Whoever reads along in a shared mailbox would learn that they are of one person."""
    at(THURSDAY, 16)
    for name in ("een", "twee"):
        news.news_of_the_day("n@b.example", [lazy("Code")], f"token-{name}", f"news-{name}-", "nl")
    post(Private("n@b.example"), "Iets anders", "Tekst.")
    db.session.commit()
    found = []
    for day in range(5):
        at(THURSDAY + timedelta(days=day), 16)
        deliver()
        found.append(len(left))
    assert found == [1, 2, 2, 2, 3], "what waits does not come at a weekend either"
    assert sorted(text.count("/volg/nieuws/") for _at, _to, _s, text, *_rest in left) == [0, 1, 1]


@ONCE
def test_nothing_that_is_kept_leads_from_one_mail_of_somebody_to_another(left, at):
    """A sealed address may be of an account: then whoever has the database would know who shared a story."""
    user = somebody()
    at(THURSDAY, 9)
    for number in range(2):
        at(THURSDAY + timedelta(days=number), 9)
        told(user), told(user)
        post(Private(user.email), "Nieuws", "Tekst.", key=f"news-verhaal-{number}")
        deliver()
    told(user)
    sealed = [row for row in db.session.scalars(select(Email)) if row.key.startswith("news-")]
    waiting = {row.who for row in db.session.scalars(select(Email)) if row.who}
    days = db.session.scalars(select(MailDay)).all()
    assert {row.who for row in sealed} == {""} and len(waiting) == 1
    assert len({day.who for day in days}) == len(days) == 2 and not waiting & {day.who for day in days}
    assert not any("verhaal" in day.mail_key for day in days)


@ONCE
def test_who_waits_for_a_link_does_not_wait_for_the_mail_of_others(left, at):
    at(THURSDAY, 8)
    for _other in range(3):
        told(somebody())
    at(THURSDAY, 9)
    told(somebody(), "Inloggen", Haste.ASKED)
    deliver()
    assert [mail[2] for mail in left] == ["Inloggen", "Iets", "Iets", "Iets"]


@ONCE
def test_what_was_taken_back_uses_up_no_day(left, at):
    user = somebody()
    at(THURSDAY, 9)
    note_bounce(user.email)
    post(user.email, "Gevraagd", "Tekst.", stop_url="http://localhost/stop")
    deliver()
    told(user, "Kan wel")
    deliver()
    assert [mail[2] for mail in left] == ["Kan wel"]


@ONCE
def test_after_a_day_without_a_server_there_is_still_one_mail_a_day(left, at):
    user = somebody()
    at(THURSDAY, 9)
    told(user, "Eerst"), told(user, "Samen")
    left.down = True
    deliver()
    at(THURSDAY + timedelta(days=1), 9)
    told(user, "Later")
    left.down = False
    deliver()
    for hours in range(1, 24 * 6):
        at(THURSDAY + timedelta(days=1 + hours // 24), hours % 24)
        deliver()
    texts = [text for _at, _to, _s, text, *_rest in left]
    assert len({moment.date() for moment, *_rest in left}) == len(left) == 2
    assert [sum(f"Tekst van {word}." in text for text in texts) for word in ("Eerst", "Samen", "Later")] == [1, 1, 1]


def test_a_worker_that_is_killed_leaves_the_same_mail_and_nothing_is_lost(left, at):
    """What came meanwhile stands in another mail: who sees that the first came twice throws one of them away."""
    user = somebody()
    at(THURSDAY, 9)
    told(user, "Eerst"), told(user, "Samen")
    left.killed = True
    with pytest.raises(KeyboardInterrupt):
        deliver()
    db.session.rollback()
    left.killed = False
    told(user, "Later")
    assert deliver() == 0, "whoever had it may still be at it"
    at(THURSDAY, 9, 30)
    assert deliver() == 1 and left[0][2:5] == left[1][2:5], "the same words under the same id"
    at(THURSDAY + timedelta(days=1), 9)
    assert deliver() == 1 and left[2][2] == "Later"


def test_two_workers_at_once_send_one_mail(app, left, at):
    user = somebody()
    at(THURSDAY, 9)
    for number in range(4):
        told(user, f"bericht-{number}-")
    db.session.commit()
    at_once(app, *[deliver_mail] * 3)
    at(THURSDAY + timedelta(days=1), 9)
    deliver()
    assert len({moment.date() for moment, *_rest in left}) == len(left)
    every = "\n".join(text for _at, _to, _s, text, *_rest in left)
    assert [every.count(f"Tekst van bericht-{number}-") for number in range(4)] == [1] * 4


def test_two_workers_that_try_again_send_it_in_one_piece(app, left, at):
    user = somebody()
    at(THURSDAY, 9)
    for number in range(3):
        told(user, f"bericht-{number}-")
    left.down = True
    deliver()
    left.down = False
    at(THURSDAY, 11)
    db.session.commit()
    at_once(app, *[deliver_mail] * 3)
    at(THURSDAY, 12)
    deliver()
    assert len(left) == 1 and [left[0][3].count(f"Tekst van bericht-{number}-") for number in range(3)] == [1] * 3


@ONCE
def test_a_clock_that_ran_ahead_keeps_no_mail_back(left, at):
    user = somebody()
    at(THURSDAY + timedelta(days=366), 3)
    told(user)
    deliver()
    at(THURSDAY, 9)
    assert deliver() == 1


@ONCE
@pytest.mark.parametrize(("hours", "moment", "over"), [
    (USUAL, (2027, 3, 26, 20), (2027, 3, 29, 9)), (USUAL, (2027, 10, 29, 23), (2027, 11, 1, 9)), (USUAL, (2026, 12, 3, 9), (2026, 12, 3, 9)),
    (Quiet(1, 4, False), (2027, 3, 28, 1), (2027, 3, 28, 4)), (Quiet(22, 3, False), (2027, 10, 31, 2), (2027, 10, 31, 3)), (Quiet(5, 5, False), (2026, 12, 3, 5), (2026, 12, 3, 5)),
])
def test_quiet_hours_end_on_the_wall_also_when_the_clock_changes(hours, moment, over):
    assert hours.over_at(datetime(*moment, tzinfo=AMSTERDAM).astimezone(UTC)) == datetime(*over, tzinfo=AMSTERDAM)


def test_every_account_says_when_it_wants_no_mail(client, sign_in, left, at):
    user = somebody()
    sign_in(user)
    page = client.get("/mijn").text
    assert "Wanneer wil je geen mail?" in page and 'name="still_from"' in page
    assert client.post("/mijn/rust", data={"still_from": "13", "still_until": "zo"}).status_code == 422
    assert client.post("/mijn/rust", data={"still_from": "13", "still_until": "15"}).status_code == 302
    db.session.expire_all()
    assert user.quiet == Quiet(13, 15, at_weekends=False)
    at(THURSDAY, 14)
    told(user, "Kan wachten")
    post(user.email, "Inloggen", "x", haste=Haste.ASKED)
    assert deliver() == 1
    at(THURSDAY, 15)
    assert deliver() == 1 and [mail[2] for mail in left] == ["Inloggen", "Kan wachten"]


def test_the_exceptions_are_few_and_each_has_its_reason():
    assert {one.value for one in Haste} == {"asked", "safety", "today"} and outbox.Haste is Haste
