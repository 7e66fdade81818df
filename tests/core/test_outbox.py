"""Mail leaves through the outbox: nothing lost when the server is down or refuses, nothing twice."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from app.core import clock, outbox
from app.core.database import db, is_sqlite, undo_now
from app.core.mail_days import Haste
from app.core.outbox import MOST_TRIES, Email, deliver_mail, post, take_back
from app.core.waiting_mail import forget_old_mail, given_up
from tests.mail_server import open_mailbox

pytestmark = pytest.mark.usefixtures("no_quiet_hours")


@pytest.fixture
def mailbox(app, monkeypatch):
    with open_mailbox(app, monkeypatch) as box:
        yield box


def written(**changes):
    post(**{"address": "naam@gemeente.example", "subject": "Onderwerp", "text": "Tekst met é en 12.30 uur."} | changes)
    db.session.commit()


def test_mail_leaves_once(mailbox):
    written()
    assert deliver_mail() == 1 and deliver_mail() == 0
    (addresses, content), = mailbox.taken
    assert addresses == ["naam@gemeente.example"]
    assert "Subject: Onderwerp" in content and "Auto-Submitted: auto-generated" in content


def test_what_was_sent_is_not_kept(mailbox, monkeypatch):
    """Neither whom it was for nor what it said; that it was sent is still known, so it is not sent again."""
    written(key="een")
    deliver_mail()
    email = db.session.scalars(select(Email)).one()
    assert (email.address, email.subject, email.text) == ("", "", "") and email.sent_at
    written(key="een")
    assert deliver_mail() == 0


def test_mail_that_is_taken_back_does_not_leave(mailbox):
    for key in ("news-abc-1", "news-abc-2", "news-abd-1"):
        written(key=key)
    take_back("news-abc-")
    db.session.commit()
    assert list(db.session.scalars(select(Email.key))) == ["news-abd-1"]


def test_mail_that_nobody_could_send_is_forgotten_too(app, monkeypatch):
    written()
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert forget_old_mail() == 1


def test_what_was_given_up_is_forgotten_too(mailbox, monkeypatch):
    mailbox.refuses = True
    written()
    tried_in_vain(monkeypatch)
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert forget_old_mail() == 1 and given_up() == []


def test_what_cannot_wait_goes_first_and_then_what_waited_longest(mailbox):
    for key, haste in (("a", None), ("b", Haste.ASKED), ("c", None), ("d", Haste.TODAY)):
        written(key=key, address=f"{key}@b.example", haste=haste)
    assert deliver_mail() == 4
    assert [to for (to,), _text in mailbox.taken] == [f"{key}@b.example" for key in "bdac"]


def test_the_same_key_is_sent_once(mailbox):
    written(key="een")
    written(key="een")
    deliver_mail()
    assert len(mailbox.taken) == 1


def test_a_refused_mail_waits_and_leaves_later(mailbox, monkeypatch):
    mailbox.refuses = True
    written()
    assert deliver_mail() == 0
    email = db.session.scalars(select(Email)).one()
    assert email.tries == 1 and email.sent_at is None and "451" in email.fault
    assert deliver_mail() == 0 and email.tries == 1, "not again before its time"
    mailbox.refuses, later = False, clock.now() + timedelta(minutes=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert deliver_mail() == 1 and len(mailbox.taken) == 1


def test_nothing_is_lost_when_nobody_answers(app, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_SERVER", "127.0.0.1")
    monkeypatch.setitem(app.config, "MAIL_PORT", 1)
    written()
    assert deliver_mail() == 0
    assert db.session.scalars(select(Email)).one().failed_at is None


def tried_in_vain(monkeypatch):
    """The clock stands where the last try was, and half a day."""
    moment = clock.now()
    for _try in range(MOST_TRIES + 3):
        monkeypatch.setattr(clock, "now", lambda at=moment: at)
        deliver_mail()
        moment += timedelta(hours=12, minutes=1)


def test_after_three_days_it_gives_up(mailbox, monkeypatch, caplog):
    mailbox.refuses = True
    written()
    began = clock.now()
    tried_in_vain(monkeypatch)
    email = db.session.scalars(select(Email)).one()
    assert email.tries == MOST_TRIES and email.failed_at is not None
    assert email.failed_at - began > timedelta(days=3)
    (line,) = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert f"mail {email.id} was given up" in line and "451" in line and "gemeente" not in line


def test_the_waits_add_up_to_three_days():
    waits = sum((outbox.wait_after(tries) for tries in range(1, MOST_TRIES)), timedelta())
    assert timedelta(days=3) <= waits < timedelta(days=4)


def test_what_was_given_up_is_found_and_sent_again_once(app, mailbox, monkeypatch):
    mailbox.refuses = True
    written()
    written(key="over-een-verhaal")
    tried_in_vain(monkeypatch)
    run = app.test_cli_runner().invoke
    told = run(args=["given-up"]).output
    assert "16 tries" in told and "451" in told and "2 mails were given up" in told
    assert not any(word in told for word in ("naam@", "Onderwerp", "Tekst", "over-een-verhaal"))
    take_back("over-")
    db.session.commit()
    assert "Note: 1 mails were given up" in run(args=["check"]).output, "what was taken back is not sent again"
    mailbox.refuses = False
    assert deliver_mail() == 0, "nothing by itself"
    assert run(args=["send-again"]).output.startswith("1 mails")
    assert (deliver_mail(), deliver_mail(), len(mailbox.taken)) == (1, 0, 1)
    assert given_up() == [] and run(args=["send-again"]).output.startswith("0 mails")


def test_what_nobody_may_read_any_more_stays_given_up(mailbox, monkeypatch):
    """What would be told is looked at once more, and where nobody reads it is known by then."""
    monkeypatch.setitem(outbox.written_anew, "news-", lambda _email: None)
    written(key="news-1")
    deliver_mail()
    assert given_up() == [] and db.session.scalars(select(Email.failed_at)).one() is not None


@pytest.mark.parametrize("subject", ["Regel\r\nBcc: iedereen@kwaad.example", "Regel\nX: y", "a" * 500])
def test_a_subject_adds_no_header(mailbox, subject):
    written(subject=subject)
    deliver_mail()
    (addresses, content), = mailbox.taken
    assert addresses == ["naam@gemeente.example"]
    assert "\nBcc:" not in content and "\nX:" not in content


def test_without_a_server_mail_waits(app):
    written()
    assert deliver_mail() == 0
    assert db.session.scalars(select(Email)).one().tries == 0


def test_old_mail_is_forgotten(mailbox, monkeypatch):
    written()
    deliver_mail()
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert forget_old_mail() == 1


def test_a_deed_that_fails_sends_nothing(app):
    post("naam@gemeente.example", "Onderwerp", "Tekst")
    db.session.rollback()
    assert db.session.scalars(select(Email)).all() == []


@pytest.mark.parametrize("address", [":;@b.nl", "a@[b.nl", "\ud800@b.nl".encode("ascii", "replace").decode(), "ü@x.nl"])
def test_an_odd_address_does_not_hold_up_the_mail_behind_it(mailbox, address):
    written(address=address)
    written()
    deliver_mail()
    assert (["naam@gemeente.example"]) in [addresses for addresses, _content in mailbox.taken]
    odd = db.session.scalars(select(Email).order_by(Email.id)).first()
    assert odd.tries == 1


def test_a_header_adds_no_receiver(mailbox):
    written(address="a,b@c.nl")
    deliver_mail()
    assert all(len(addresses) == 1 and "b@c.nl" not in addresses for addresses, _content in mailbox.taken)


def test_a_letter_that_was_taken_leaves_once_also_while_the_database_is_busy(mailbox, monkeypatch):
    """Somebody else writes while the server takes it, and for longer than a try waits."""
    written()
    other, tries = db.engine.execution_options(writes=True).connect(), []

    def again():
        undo_now()
        tries.append("again")
        if len(tries) == 2:
            other.rollback()

    mailbox.meanwhile = lambda: other.execute(update(Email).values(subject="Van een ander"))
    monkeypatch.setattr(outbox, "undo_now", again)
    db.session.execute(text("PRAGMA busy_timeout = 50" if is_sqlite() else "SET lock_timeout = '50ms'"))
    db.session.commit()
    try:
        assert deliver_mail() == 1
    finally:
        other.close()
        db.session.rollback()
        db.engine.dispose()  # no later test gets the impatient connection
    assert tries == ["again"] * 2 and len(mailbox.taken) == 1
    assert db.session.scalars(select(Email)).one().sent_at is not None
