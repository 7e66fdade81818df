"""The door to stored files: the same on a real folder and on a real S3 server; nothing half, nothing for ever."""

import re
import resource
import urllib.request
from contextlib import contextmanager
from datetime import timedelta

import pytest
from moto.server import ThreadedMotoServer
from sqlalchemy import select

from app.accounts.models import Organisation
from app.core import clock, storage
from app.core.database import db
from tests.factories import make_organisation

BUCKET = "straatwijs"
KEYS = {"S3_ACCESS_KEY": "sleutel", "S3_SECRET_KEY": "geheim"}


@pytest.fixture(scope="module")
def server():
    """An S3 server on this machine, with an empty bucket."""
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    running.start()
    host, port = running.get_host_and_port()
    address = f"http://{host}:{port}"
    urllib.request.urlopen(urllib.request.Request(f"{address}/{BUCKET}", method="PUT"))
    yield address
    running.stop()


@contextmanager
def own_store(request, begins):
    """The app with a store of its own, of the kind of this run; what was kept under names that begin so goes after it."""
    app, monkeypatch = request.getfixturevalue("app"), request.getfixturevalue("monkeypatch")
    monkeypatch.setitem(app.config, "DATA_DIR", request.getfixturevalue("tmp_path"))
    if request.param == "s3":
        there = {"S3_BUCKET": BUCKET, "S3_ENDPOINT": request.getfixturevalue("server"), **KEYS}
        for name, value in there.items():
            monkeypatch.setitem(app.config, name, value)
    app.extensions.pop("storage", None)
    yield request.param
    for name in list(storage.names(begins)):
        storage.remove_now(name)
    app.extensions.pop("storage", None)


@pytest.fixture(params=["folder", "s3"])
def place(request):
    with own_store(request, "test") as kind:
        yield kind


def everything():
    return sorted(storage.names("test"))


def test_what_is_put_is_got_and_removed(place):
    content = bytes(range(256)) * 1000
    name = storage.put("test", content)
    assert re.fullmatch(r"test/[0-9a-z]{26}", name)
    db.session.commit()
    assert storage.get(name) == content and everything() == [name]
    storage.remove(name)
    assert storage.get(name) == content  # until it is kept
    db.session.commit()
    with pytest.raises(storage.Missing):
        storage.get(name)
    assert everything() == []


def test_a_file_goes_with_the_transaction_that_stored_it(place):
    stays = storage.put("test", b"1")
    db.session.commit()
    storage.put("test", b"2")
    storage.remove(stays)
    make = Organisation(kind="kennis", name="Nooit", slug="nooit")
    db.session.add(make)
    db.session.flush()
    db.session.rollback()
    assert everything() == [stays]
    db.session.commit()
    assert everything() == [stays] and db.session.scalar(select(Organisation.id).where(Organisation.slug == "nooit")) is None


def test_a_savepoint_decides_nothing(place):
    stays = storage.put("test", b"1")
    db.session.commit()
    storage.remove(stays)
    new = storage.put("test", b"2")
    with db.session.begin_nested():
        db.session.add(Organisation(kind="kennis", name="Kort", slug="kort"))
    nested = db.session.begin_nested()
    db.session.add(Organisation(kind="kennis", name="Terug", slug="terug"))
    db.session.flush()
    nested.rollback()
    assert everything() == sorted([stays, new])
    db.session.commit()
    assert everything() == [new]


def test_the_sweep_takes_what_no_row_names_and_leaves_what_is_being_stored(place, monkeypatch):
    kept, lost = storage.put("test", b"1"), storage.put("test", b"2")
    db.session.commit()
    assert storage.sweep("test", {kept}) == 0  # both are young
    later = clock.now() + storage.YOUNG + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert storage.sweep("test", {kept}) == 1
    assert everything() == [kept] and lost not in everything()


def test_a_name_that_leads_elsewhere_is_no_name(place):
    for name in ("../secret.key", "test/../../secret.key", "/etc/passwd"):
        with pytest.raises((ValueError, storage.Missing)):
            storage.get(name)


def test_a_full_disk_leaves_nothing_half(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "DATA_DIR", tmp_path)
    app.extensions.pop("storage", None)
    make_organisation()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(storage.Unavailable), app.test_request_context():
            storage.put("test", b"x" * 500_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    db.session.rollback()
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []
    app.extensions.pop("storage", None)


def test_nobody_else_may_enter_the_folder(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "DATA_DIR", tmp_path)
    app.extensions.pop("storage", None)
    storage.put("test", b"1")
    db.session.commit()
    assert (tmp_path / "files").stat().st_mode & 0o077 == 0
    app.extensions.pop("storage", None)


def test_a_dead_server_says_so_soon(app, monkeypatch):
    dead = {"S3_BUCKET": BUCKET, "S3_ENDPOINT": "http://127.0.0.1:9", **KEYS}
    for name, value in dead.items():
        monkeypatch.setitem(app.config, name, value)
    app.extensions.pop("storage", None)
    began = clock.now()
    for ask in (lambda: storage.put("test", b"1"), lambda: storage.get("test/x"), lambda: list(storage.names("test"))):
        with pytest.raises(storage.Unavailable):
            ask()
    db.session.rollback()  # nor does taking back what was never stored
    assert clock.now() - began < timedelta(seconds=30)
    app.extensions.pop("storage", None)
