"""S-36: when the database is locked, the disk is full or a worker is killed, nothing happened by halves.

For every button on the own page, at the desk, of hosts, in a conversation, of following, of proposed terms, and of a request about a
person or under the Woo:
the database and the files are as they were, the answer says so in words and holds what was typed, and the same button
works once the trouble is over.
"""

import socket
from collections import Counter

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text

from app.contributions.operations.remembering import decided
from app.core.database import db, is_sqlite
from app.core.outbox import Email, deliver_mail
from tests.at_once import at_once
from tests.databases import ONCE
from tests.faults import (
    of_appeals,
    of_following,
    of_gatherings,
    of_hosts,
    of_photos,
    of_talk,
    of_terms,
    of_texts,
    of_woo,
)
from tests.faults.pressing import BUTTONS, TYPED
from tests.faults.troubles import full_disk, is_told, is_whole, locked_database, state, sweep_up

KINDS = (of_appeals, of_following, of_gatherings, of_hosts, of_photos, of_talk, of_terms, of_texts, of_woo)  # each of them adds its buttons
DONE = (200, 204, 302, 303)
REFUSED = (403, 404, 409)  # a challenge that was handed over is not theirs any more
ANEW = {"id", "public_id", "number", "key", "at", "hash", "before_hash", "created_at", "due_at", "token_hash", "seen_at"}
WRITING = ("approve", "answer", "propose", "withdraw", "add a photo", "cover a photo", "answer the host", "woo lakken")
DONE_EACH_TIME = {"fetch the file", "add a photo"}  # a photo that is sent twice is there twice, to be removed
every_button = pytest.mark.parametrize(("press", "name"), [(name, name) for name in BUTTONS], indirect=["press"])


@pytest.fixture
def press(app, request):
    return BUTTONS[request.param].pressed()


@every_button
def test_trouble_changes_nothing_says_so_and_passes(app, site, press, name):
    before, remembered = state(app), decided()
    for trouble in (locked_database, full_disk):
        with trouble(site):
            answer = press.by(site)
        is_told(answer, press.form)
        assert state(app) == before and decided() == remembered, trouble.__name__
    assert press.by(site)[0] in DONE
    assert state(app) != before and is_whole(app)


@ONCE
@every_button
def test_a_worker_that_is_killed_leaves_nothing_behind(app, site, worker, press, name):
    rows, files = state(app)
    for moment in ("after the first step", "before it is kept"):
        assert worker.press(press, moment) is None, moment
        rows_now, files_now = state(app)
        assert rows_now == rows and files_now >= files, moment
    assert press.by(site)[0] in DONE
    sweep_up(app)
    assert is_whole(app)


@pytest.mark.parametrize(("press", "name"), [(name, name) for name in WRITING], indirect=["press"])
def test_a_disk_that_is_really_full(app, site, worker, press, name):
    """SQLite itself finds that its file may not grow."""
    if not is_sqlite():
        pytest.skip("the files of a server are not ours to limit")
    before = state(app)
    is_told(worker.press(press, "on a full disk"), press.form)
    assert state(app) == before
    assert press.by(site)[0] in DONE


@every_button
def test_a_button_pressed_twice_at_once_does_it_once(app, press, name, monkeypatch):
    monkeypatch.setattr(app, "test_client_class", FlaskClient)  # the inspection counts statements for one thread only
    before = rows()
    found = at_once(app, *[lambda: press.by(app)[0]] * 2)
    assert set(found) & set(DONE) and all(status in (*DONE, *REFUSED) for status in found), found
    new = Counter(rows()) - Counter(before)
    assert name in DONE_EACH_TIME or not [row for row, count in new.items() if count > 1]
    assert is_whole(app)


def rows():
    """Every row of the database, without what differs between two rows that say the same."""
    found = []
    for table in db.metadata.sorted_tables:
        columns = [column for column in table.columns if column.name not in ANEW]
        if columns and table.name not in ("attempt", "user_session"):
            found += [f"{table.name} {tuple(row)}" for row in db.session.execute(select(*columns))]
    db.session.rollback()
    return found


@pytest.mark.usefixtures("no_quiet_hours")
@pytest.mark.parametrize("press", [name for name, button in BUTTONS.items() if button.mails], indirect=True)
def test_a_dead_mail_server_holds_nothing_up_and_loses_no_mail(app, site, press, monkeypatch):
    known = set(db.session.scalars(select(Email.key)))
    db.session.rollback()
    with socket.socket() as closed:  # a port at which nobody answers
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setitem(app.config, "MAIL_SERVER", "127.0.0.1")
        monkeypatch.setitem(app.config, "MAIL_PORT", closed.getsockname()[1])
        assert press.by(site)[0] in DONE
        written = set(db.session.scalars(select(Email.key)))
        deliver_mail()
        db.session.commit()
    waiting = db.session.scalars(select(Email)).all()
    assert written - known and {email.key for email in waiting} == written
    assert all(email.sent_at is None and email.failed_at is None for email in waiting)
    assert len({email.leaves_in or email.key for email in waiting if email.tries}) == 1, "the others wait for the same silence"
    assert not any(TYPED in email.text for email in waiting)


def test_nobody_waits_for_ever_for_a_lock(app):
    asked = "PRAGMA busy_timeout" if is_sqlite() else "SHOW lock_timeout"
    assert str(db.session.scalar(text(asked))) == ("5000" if is_sqlite() else "10s")


def test_the_buttons_are_all_of_them(app):
    """A new form of these parts makes this fail until it is tried here."""
    parts = (
        *("/volg/<code>", "/redactie/<public_id>", "/redactie/meldingen", "/redactie/woo", "/redactie/begrippen/voorstellen", "/beheer/woo", "/beheer/begrippen/voorstellen", "/bijdragen/<public_id>/gesprek", "/mijn/nieuws", "/mail/stoppen"),
        *(f"/uitdagingen/<slug>/{part}" for part in ("antwoorden", "verhaal-erbij", "voorwaarden", "sluiten", "overdragen")),
        *("/bijeenkomsten/<slug>/gastheer", "/bijeenkomsten/<slug>/overnemen"),
    )
    posts = [rule for rule in app.url_map.iter_rules() if "POST" in rule.methods]
    rules = {rule.rule for rule in posts if rule.rule.startswith(parts) or rule.endpoint.startswith("following.")}
    keep_nothing = {f"/volg/<code>/{part}/herkenbaar" for part in ("tekst", "bericht", "klopt-dit-nog")}
    needs_work = {"/volg/<code>/organisatie"}  # an address at work; it is the desk's "confirm"
    assert rules - keep_nothing - needs_work == {button.rule for button in BUTTONS.values()}
