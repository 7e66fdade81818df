"""Mail that nobody asked for just then, to an address that a mail server refuses: how often each letter is tried."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.clock import AMSTERDAM
from app.core.database import db
from app.core.mail_days import Haste
from app.core.outbox import MOST_TRIES, Email, deliver_mail, has_bounced, post
from tests.mail_server import open_mailbox

THURSDAY = datetime(2027, 3, 4, 10, 0, tzinfo=AMSTERDAM)
ADDRESS = "weg@b.example"


@pytest.fixture
def box(app, monkeypatch):
    with open_mailbox(app, monkeypatch) as found:
        yield found


def letters():
    return db.session.scalars(select(Email).order_by(Email.id)).all()


def tried_for(monkeypatch, hours, after=0):
    """Rounds of the job, one every hour."""
    for hour in range(after, after + hours):
        monkeypatch.setattr(clock, "now", lambda hour=hour: THURSDAY + timedelta(hours=hour))
        deliver_mail()


def write(monkeypatch, subject, hours=0):
    monkeypatch.setattr(clock, "now", lambda: THURSDAY + timedelta(hours=hours))
    post(ADDRESS, subject, "Er wacht een antwoord.", haste=Haste.ASKED)
    db.session.commit()


@pytest.mark.parametrize("said", ["550 5.1.1 no such user", "550 5.1.10 null mx", "553 5.1.3 bad address"])
def test_each_letter_is_tried_once_where_nobody_reads_it(monkeypatch, box, said):
    box.unknown = {ADDRESS: said}
    for number, subject in enumerate(("Eerst", "Daarna"), start=1):
        write(monkeypatch, subject, hours=24 * number)
        tried_for(monkeypatch, 24, after=24 * number)
        assert [letter.tries for letter in letters()] == [1] * number, "and the next letter is tried all the same"
    assert has_bounced(ADDRESS) and all(letter.failed_at and "5.1" in letter.fault for letter in letters())
    assert all(ADDRESS not in letter.fault and "weg" not in letter.fault for letter in letters())


def test_what_was_given_up_there_can_be_sent_again(app, monkeypatch, box):
    box.unknown = {ADDRESS: "550 5.1.1 no such user"}
    write(monkeypatch, "Eerst")
    tried_for(monkeypatch, 2)
    assert "1 mails were given up" in app.test_cli_runner().invoke(args=["given-up"]).output
    box.unknown = {}
    assert app.test_cli_runner().invoke(args=["send-again"]).exit_code == 0
    tried_for(monkeypatch, 1, after=3)
    assert len(box.envelopes) == 1 and letters()[0].sent_at is not None


def test_an_address_that_works_again_gets_the_next_letter(monkeypatch, box):
    box.unknown = {ADDRESS: "550 5.1.1 no such user"}
    write(monkeypatch, "Eerst")
    tried_for(monkeypatch, 1)
    box.unknown = {}
    write(monkeypatch, "Daarna", hours=1)
    tried_for(monkeypatch, 1, after=1)
    assert len(box.envelopes) == 1 and [letter.sent_at is not None for letter in letters()] == [False, True]


@pytest.mark.parametrize(
    "said",
    [
        "450 4.1.1 not now", "452 mailbox full", "550 no such user", "550 5.1.0 rejected", "550 5.1.8 bad sender",
        "550 5.7.1 blocked", "552 5.2.2 mailbox full", "554 5.6.0 not this content", "554 go away",
    ],
)  # fmt: skip
def test_what_may_be_about_something_else_is_tried_for_three_days(monkeypatch, box, said):
    box.unknown = {ADDRESS: said}
    write(monkeypatch, "Eerst")
    tried_for(monkeypatch, 60)
    (letter,) = letters()
    assert letter.failed_at is None and letter.tries >= 10
    tried_for(monkeypatch, 100, after=60)
    assert letter.failed_at is not None and letter.tries == MOST_TRIES
    assert letter.text != ""
