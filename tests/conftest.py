"""An app on a real database, empty at the start of every test, and a client that inspects its pages."""

import gc
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from flask import current_app
from sqlalchemy import delete, select, text, update

from app import create_app
from app.accounts.operations import begin_session
from app.core import clock, fulltext, mail_days
from app.core.clock import AMSTERDAM
from app.core.database import db, writing
from app.core.quiet import Quiet
from app.taxonomy.models import Term
from app.taxonomy.operations import load_vocabulary
from app.taxonomy.operations.loading import entries
from app.taxonomy.queries import known_words
from tests.databases import of_this_worker
from tests.pages import InspectingClient

LEFT_ALONE = {"term"}  # the vocabulary is the same in every test: what changes it is put back
OTHER_DATABASE = of_this_worker()  # instead of SQLite
ON_A_DATABASE = {"whole_app", "fresh_database"}  # what a test asks for that runs on it


def pytest_collection_finish(session):
    """What is there by now stays: walking through it again for every few hundred objects took a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_runtest_setup(item):
    InspectingClient.inspects = item.get_closest_marker("walk") is None


def pytest_collection_modifyitems(config, items):
    """What asks for no database, or says so itself, runs once, with SQLite: on another one it would be the same test."""
    if OTHER_DATABASE:
        config.hook.pytest_deselected(items=[item for item in items if runs_once(item)])
        items[:] = [item for item in items if not runs_once(item)]


def runs_once(item):
    return not ON_A_DATABASE & set(item.fixturenames) or item.get_closest_marker("one_database") is not None


@pytest.fixture(scope="session")
def whole_app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    app = create_app(
        TESTING=True,
        MODE="development",
        DATA_DIR=folder,
        SQLALCHEMY_DATABASE_URI=OTHER_DATABASE or f"sqlite:///{folder}/test.db",
        WTF_CSRF_ENABLED=False,
        SITE_URL="http://localhost",
        SESSION_COOKIE_SECURE=False,
        SEARCHES_A_MINUTE=10**6,  # a test may walk through every address
        DOWNLOADS_A_MINUTE=10**6,
        RECOGNITIONS_A_MINUTE=10**6,
        SESSION_COOKIE_NAME="straatwijs",
    )
    app.test_client_class = InspectingClient
    with app.app_context():
        db.drop_all()
        db.create_all()
        load_vocabulary(app.extensions["deal"].vocabulary())
        db.session.commit()
        yield app
        db.session.remove()
        db.drop_all()
        db.engine.dispose()


@pytest.fixture
def app(whole_app):
    """The app with empty tables, in a context of its own."""
    writing.set(False)  # a job or a command of an earlier test may have set it
    with whole_app.app_context():
        yield whole_app
        db.session.rollback()
        empty_tables()
        empty_folders(Path(whole_app.config["DATA_DIR"]))


def empty_tables():
    """Deletes what a test left. PostgreSQL takes half a second to truncate forty tables, most of which are empty."""
    tables = [table for table in reversed(db.metadata.sorted_tables) if table.name not in LEFT_ALONE]
    asked = " UNION ALL ".join(f"SELECT '{t.name}' WHERE EXISTS (SELECT 1 FROM \"{t.name}\")" for t in tables)
    filled = set(db.session.scalars(text(asked)))
    for table in tables:
        if table.name in filled:
            db.session.execute(table.delete())
    if db.session.scalar(select(Term.id).where(Term.by_hand).limit(1)):
        put_the_vocabulary_back()
    fulltext.clear()
    known_words.clear()  # the counter that it follows is gone too
    db.session.commit()
    db.session.remove()


def put_the_vocabulary_back():
    """After a test in which an administrator changed it: as the deal brings it, without the terms that came."""
    vocabulary = current_app.extensions["deal"].vocabulary()
    known = {(dimension, words["id"]) for dimension, words, _parent in entries(vocabulary)}
    as_before = {"parent_id": None, "replaced_by_id": None, "since": None, "until": None, "split_into": [], "by_hand": False, "version": 1}
    db.session.execute(update(Term).values(**as_before))
    new = [found.id for found in db.session.scalars(select(Term)) if (found.dimension, found.code) not in known]
    db.session.execute(delete(Term).where(Term.id.in_(new)))
    db.session.expire_all()
    load_vocabulary(vocabulary)
    for table in (table for table in db.metadata.sorted_tables if table.name == "revision"):
        db.session.execute(table.delete())


def empty_folders(data):
    """Deletes the files that a test left: those that people sent, and what was made for somebody. No test does it itself."""
    (data / "erasures.jsonl").unlink(missing_ok=True)
    for path in (path for name in ("files", "exports", "woo", "reports", "decided", "tiles") for path in (data / name).rglob("*") if path.is_file()):
        path.unlink()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def sign_in(client):
    """Signs somebody in, as the browser that `client` is."""

    def enter(user, browser=client):
        token = begin_session(user, "a test")
        db.session.commit()
        with browser.session_transaction() as session:
            session["sid"] = token

    return enter


@pytest.fixture
def at(monkeypatch):
    """Puts the clock at a moment on the wall in the Netherlands."""

    def put(day, hour=12):
        moment = datetime.combine(day, time(hour), tzinfo=AMSTERDAM).astimezone(UTC)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return put


@pytest.fixture
def no_quiet_hours(monkeypatch):
    """Mail leaves at any hour, so that a test of how it leaves is the same at night and in a weekend."""
    monkeypatch.setattr(mail_days, "USUAL", Quiet(0, 0, at_weekends=False))


@pytest.fixture
def guarded(app):
    """The same app, with the tokens against forms from elsewhere switched on."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield
    app.config["WTF_CSRF_ENABLED"] = False
