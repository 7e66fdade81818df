"""A backup holds the stored files, and puts them back under the names that the rows know."""

import zipfile

import pytest
from sqlalchemy import select

from app.cli import archive
from app.contributions.models import Photo
from app.core import storage
from app.core.database import db
from tests.conftest import empty_tables
from tests.contributions.photos import add_photo
from tests.factories import make_contribution


@pytest.fixture(autouse=True)
def place(app, tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "schema", lambda: "0001")  # these tests make their tables without migrations
    monkeypatch.setitem(app.config, "DATA_DIR", tmp_path / "data")
    app.extensions.pop("storage", None)
    yield
    app.extensions.pop("storage", None)


def emptied():
    db.session.rollback()
    for name in list(storage.names()):
        storage.remove_now(name)
    empty_tables()
    for table in reversed(db.metadata.sorted_tables):
        db.session.execute(table.delete())
    db.session.commit()


@pytest.fixture
def backup(run, tmp_path, app):
    """A backup of one story with a photo; afterwards everything is gone, and the vocabulary comes back with it."""
    photo = add_photo(make_contribution())
    assert run("backup", tmp_path / "all.zip").exit_code == 0
    emptied_of = {name: storage.get(name) for name in photo.files()}
    emptied()
    return tmp_path / "all.zip", emptied_of


def test_the_files_come_back_with_the_rows(run, backup):
    file, before = backup
    assert run("restore", file).exit_code == 0
    photo = db.session.scalars(select(Photo)).one()
    assert {name: storage.get(name) for name in photo.files()} == before and len(before) == 2


def test_a_backup_that_cannot_be_used_leaves_no_file_behind(run, backup, tmp_path):
    file, _before = backup
    with zipfile.ZipFile(file, "a") as more:
        more.writestr("files/../../secret.key", b"kwaad")
    said = run("restore", file)
    assert said.exit_code == 1 and "damaged" in said.output
    assert list(storage.names()) == [] and not (tmp_path / "secret.key").exists()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(tmp_path / "good.zip", "w") as good:
        for name in old.namelist():
            if ".." not in name:
                good.writestr(name, old.read(name))
    assert run("restore", tmp_path / "good.zip").exit_code == 0  # for the tests after this one


def test_a_store_that_does_not_answer_is_said_and_leaves_no_half_backup(run, app, tmp_path, monkeypatch):
    add_photo(make_contribution())
    monkeypatch.setitem(app.config, "S3_BUCKET", "b")
    for name, value in {"S3_ENDPOINT": "http://127.0.0.1:9", "S3_ACCESS_KEY": "a", "S3_SECRET_KEY": "b"}.items():
        monkeypatch.setitem(app.config, name, value)
    app.extensions.pop("storage", None)
    said = run("backup", tmp_path / "half.zip")
    assert said.exit_code == 1 and "Traceback" not in said.output and not (tmp_path / "half.zip").exists()
