"""S-36: when the database is locked, the disk is full or a worker is killed, nothing happened by halves.

For every button on the own page and at the desk: the database is as it was, the answer says so in words and holds what
was typed, and the same button works once the trouble is over.
"""

import json
import os
import resource
import socket
import sqlite3
from contextlib import contextmanager

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import OperationalError

from app import create_app
from app.accounts.models import Role
from app.contributions.models import CallbackAddress, Proposal, Reading, Remark, Status, Step
from app.core.clock import now
from app.core.database import db, is_sqlite
from app.core.outbox import Email, deliver_mail
from tests.factories import make_contribution, make_user, save, seen_text
from tests.security.world import everything

CODE = "A" * 26
TYPED = "Dit kostte een kwartier om te typen, en dat is niet niks."
TEXT = {"title": "Een nieuwe titel", "facts": TYPED, "lesson": "", "opinion": ""}
SOON = 200  # milliseconds that these tests wait for a lock
WAITING, READING, RETURNED, PUBLISHED = Status.WAITING_FOR_APPROVAL, Status.READING, Status.RETURNED, Status.PUBLISHED

# Every button: the state before, where it stands and what it sends. "seen" and "version" are filled in.
BUTTONS = {
    "approve": (WAITING, "volg/akkoord", {"seen": ""}),
    "disagree": (WAITING, "volg/niet-akkoord", {"why": TYPED}),
    "change": (PUBLISHED, "volg/tekst", TEXT),
    "answer": (RETURNED, "volg/antwoord", {"text": TYPED}),
    "make stricter": (PUBLISHED, "volg/strenger", {"members_only": "y"}),
    "loosen": (PUBLISHED, "volg/ruimer", {"everybody": "y", "sure": "y"}),
    "withdraw": (PUBLISHED, "volg/intrekken", {"sure": "y"}),
    "object": (PUBLISHED, "volg/bezwaar", {"why": TYPED}),
    "take up": (Status.WITHDRAWN, "volg/verder", {}),
    "reach": (READING, "volg/bereiken", {"callback": "a@x.example", "news": "b@x.example"}),
    "open": (Status.RECEIVED, "redactie/lezen", {}),
    "propose": (READING, "redactie/tekst", TEXT | {"version": ""}),
    "retag": (PUBLISHED, "redactie/begrippen", {"term": "ondergrond"}),
    "hand over": (READING, "redactie/overdragen", {}),
    "accept": (READING, "redactie/akkoord", {"seen": ""}),
    "ask": (READING, "redactie/vraag", {"vraag-text": TYPED}),
    "hand back": (READING, "redactie/besluit", {"reden-reason": TYPED, "besluit": "terug"}),
    "refuse": (READING, "redactie/besluit", {"reden-reason": TYPED, "besluit": "af"}),
    "confirm": (READING, "redactie/bevestigen", {}),
}
# Forms with files or of other parts, which these faults have not been tried on yet.
LATER = ("<int(max=9):part>", "<request_id>", "af", "fotos", "gastgemeente", "gelezen", "gesprek", "goed", "melden", "nog-eens")
MAILING = ("approve", "disagree", "withdraw", "ask", "hand back")


@pytest.fixture(scope="module")
def site(whole_app):
    """The same site on the same database, as it runs: faults become pages, and a lock is not waited for long."""
    kept = ("DATA_DIR", "SQLALCHEMY_DATABASE_URI", "SITE_URL", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_NAME", "SECRET_KEY")
    site = create_app(**{name: whole_app.config[name] for name in kept}, MODE="development", WTF_CSRF_ENABLED=False)
    with site.app_context():
        event.listen(db.engine, "connect", impatient)
        yield site
        db.engine.dispose()


def impatient(connection, _record):
    setting = f"PRAGMA busy_timeout={SOON}" if isinstance(connection, sqlite3.Connection) else f"SET lock_timeout={SOON}"
    cursor = connection.cursor()
    cursor.execute(setting)
    cursor.close()
    connection.commit()


@pytest.fixture
def press(app, site, sign_in, request):
    """Presses a button, in the state that it belongs to; made before the trouble begins."""
    status, where, form = BUTTONS[request.param]
    audience = "members" if request.param == "loosen" else "public"
    story = make_contribution(code=CODE, status=status, unchanged_is_fine=True, names_organisation=request.param == "confirm", confirmed_at=None, audience=audience)
    reader, other = make_user(Role.EDITOR), make_user(Role.EDITOR)
    if request.param != "open":
        save(Reading(contribution_id=story.id, reader_id=reader.id, accepted_at=now() if status is WAITING else None))
        save(Reading(contribution_id=story.id, reader_id=other.id, accepted_at=now()))
    if status is WAITING:
        save(Proposal(contribution_id=story.id, by_id=other.id, sent_at=now(), title="Beter", facts="De put lag laag.", lesson="", opinion=""))
        db.session.refresh(story)
    if request.param == "take up":
        for what in ("sent_for_approval", "lapsed"):
            save(Step(contribution_id=story.id, what=what, by_role="clock"))
    save(CallbackAddress(contribution_id=story.id, email="bel@x.example", delete_on=now().date()))
    browser = site.test_client()
    sign_in(reader, browser)
    place, deed = where.split("/")
    path = f"/{place}/{CODE if place == 'volg' else story.public_id}/{deed}"
    sent = form | ({"seen": seen_text(story)} if "seen" in form else {}) | ({"version": story.version} if "version" in form else {})
    db.session.rollback()

    def pressed():
        answer = browser.post(path, data=sent)
        return answer.status_code, answer.text

    return pressed


def story_tables():
    """Everything but the time at which a session was last used."""
    return everything(("user_session.seen_at",))


@contextmanager
def locked_database(_site):
    """Another program is writing, and does not stop."""
    db.session.rollback()
    with db.engine.connect().execution_options(writes=True) as other:
        if not is_sqlite():
            other.execute(text("LOCK TABLE contribution, callback_address, listing, step IN EXCLUSIVE MODE"))
        else:
            other.execute(text("SELECT 1"))
        yield
        other.rollback()


@contextmanager
def full_disk(site):
    """The database cannot write: at the moment that a transaction is to be kept, as PostgreSQL says it."""

    def says_no(_connection):
        raise OperationalError("COMMIT", {}, Exception("could not extend file: No space left on device"))

    with site.app_context():
        engine = db.engine
    event.listen(engine, "commit", says_no)
    try:
        yield
    finally:
        event.remove(engine, "commit", says_no)


def in_a_worker(site, deed, prepare):
    """Does it in a process of its own, that may be killed; what it answered, or None when it could not."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with site.app_context():
                db.engine.dispose(close=False)
                prepare()
                answer = json.dumps(deed()).encode()
            os.write(write, answer[:60_000])
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as said:
        answer = said.read()
    os.waitpid(child, 0)
    return json.loads(answer) if answer else None


def is_told(answer, press_form):
    status, page = answer
    assert status == 500 and "Er ging iets mis aan onze kant" in page and "is niet bewaard" in page
    assert TYPED not in press_form.values() or TYPED in page


@pytest.mark.parametrize("trouble", [locked_database, full_disk])
@pytest.mark.parametrize(("press", "name"), [(name, name) for name in BUTTONS], indirect=["press"])
def test_trouble_changes_nothing_says_so_and_passes(site, press, name, trouble):
    before = story_tables()
    with trouble(site):
        answer = press()
    is_told(answer, BUTTONS[name][2])
    assert story_tables() == before
    assert press()[0] in (302, 303)
    assert story_tables() != before


@pytest.mark.parametrize("moment", ["after the first step", "before the end"])
@pytest.mark.parametrize(("press", "name"), [(name, name) for name in BUTTONS], indirect=["press"])
def test_a_worker_that_is_killed_leaves_nothing_behind(app, site, press, name, moment):
    before = story_tables()

    def die_in_the_middle():
        if moment == "before the end":
            event.listen(db.engine, "commit", lambda _connection: os._exit(9))
        else:
            event.listen(db.session, "after_flush", lambda *_rest: os._exit(9))

    assert in_a_worker(site, press, die_in_the_middle) is None
    assert story_tables() == before
    assert press()[0] in (302, 303)


@pytest.mark.parametrize(("press", "name"), [(name, name) for name in ("approve", "answer", "propose", "withdraw")], indirect=["press"])
def test_a_disk_that_is_really_full(app, site, press, name):
    """SQLite itself finds that its file may not grow."""
    if not is_sqlite():
        pytest.skip("the files of a server are not ours to limit")
    before = story_tables()
    no_room = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # noqa: E731
    is_told(in_a_worker(site, press, no_room), BUTTONS[name][2])
    assert story_tables() == before
    assert press()[0] == (302 if name == "propose" else 303)


@pytest.mark.parametrize(("press", "name"), [(name, name) for name in MAILING], indirect=["press"])
def test_a_dead_mail_server_holds_nothing_up_and_loses_no_mail(app, press, name, monkeypatch):
    with socket.socket() as closed:  # a port at which nobody answers
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setitem(app.config, "MAIL_SERVER", "127.0.0.1")
        monkeypatch.setitem(app.config, "MAIL_PORT", closed.getsockname()[1])
        assert press()[0] in (302, 303)
        db.session.rollback()
        written = db.session.scalars(select(Email.key)).all()
        deliver_mail()
        db.session.commit()
    waiting = db.session.scalars(select(Email)).all()
    assert written and sorted(email.key for email in waiting) == sorted(written)
    assert all(email.sent_at is None and email.failed_at is None and email.tries == 1 for email in waiting)
    assert not any(TYPED in email.text for email in waiting)


def test_nobody_waits_for_ever_for_a_lock(app):
    asked = "PRAGMA busy_timeout" if is_sqlite() else "SHOW lock_timeout"
    assert str(db.session.scalar(text(asked))) == ("5000" if is_sqlite() else "10s")


def test_the_buttons_are_all_of_them(app):
    """A new form on the own page or at the desk makes this fail until it is tried here."""
    forms = {
        rule.rule.rsplit("/", 1)[1]
        for rule in app.url_map.iter_rules()
        if "POST" in rule.methods and rule.rule.startswith(("/volg/<code>", "/redactie/<public_id>"))
    }
    elsewhere = {"herkenbaar", "organisatie"}  # keeps nothing; needs an address at work, and is the desk's "confirm"
    later = set(LATER)
    assert later <= forms, "what is gone need not be named here"
    assert forms - elsewhere - later == {where.split("/")[1] for _status, where, _form in BUTTONS.values()}
    assert db.session.scalars(select(Remark)).all() == []
