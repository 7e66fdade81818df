"""S-36 for what stands beside the database: no file without its row, no row without its file, whatever happens when."""

import json
import logging
import resource

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app.accounts.models import Export, User
from app.accounts.operations import begin_session, erasing, own_data
from app.accounts.queries import export_of
from app.contributions.models import Photo
from app.core import files, storage
from app.core.database import db
from app.pages.erasing import erase_again
from app.pages.jobs import make_exports
from tests.contributions.photos import upload
from tests.factories import make_user
from tests.faults import of_photos, of_woo
from tests.faults.pressing import BUTTONS, CODE, Pressed
from tests.faults.troubles import full_disk, is_told, is_whole, named, state, stored, sweep_up
from tests.photographs import jpeg

KINDS = (of_photos, of_woo)  # each of them adds its buttons
# Each with how often it keeps something until then: what was typed, or that somebody tried, is kept first.
LETS_GO = {"remove a photo": 2, "refuse a photo": 1, "cover a photo": 1, "ask for the file": 2, "close a request": 1}
MOMENTS = {1: "after it was kept", 2: "after the second time"}


@pytest.fixture
def press(app, request):
    return BUTTONS[request.param].pressed()


@pytest.fixture
def owner(app):
    """Somebody whose file with their own data is ready."""
    user = make_user()
    with app.test_request_context("/"):
        own_data.ask_for_export(user)
        make_exports()
        db.session.commit()
        token = begin_session(user, "a test")
        db.session.commit()
    return user, token


@pytest.mark.parametrize(("press", "times"), LETS_GO.items(), indirect=["press"])
def test_killed_between_the_row_and_the_file_leaves_a_file_that_is_swept(app, worker, press, times):
    """The rows are kept, and the worker dies before it removes the files."""
    before = state(app)
    assert worker.press(press, MOMENTS[times]) is None
    rows, kept = state(app)
    assert rows != before[0] and kept >= before[1] and kept > named()
    sweep_up(app)
    assert is_whole(app)


@pytest.mark.parametrize("press", ["add a photo"], indirect=True)
def test_killed_with_a_photo_stored_leaves_no_photo(app, site, worker, press):
    rows, _files = state(app)
    assert worker.press(press, "with a photo stored") is None
    assert state(app)[0] == rows and len(stored(app)) == 2
    assert press.by(site)[0] == 303
    sweep_up(app)
    assert is_whole(app) and len(stored(app)) == 2


@pytest.mark.parametrize("press", ["add a photo"], indirect=True)
def test_no_room_for_the_row_of_a_photo_takes_its_files_back(app, site, press):
    """What was typed is kept first, and the attempt is counted; then there is no room any more."""
    before = state(app)
    with full_disk(site, room=2):
        is_told(press.by(site), press.form)
    assert state(app) == before and not before[1]


def test_a_store_that_takes_one_size_and_not_the_other_keeps_neither(app, client, monkeypatch):
    """And the other button of the form does what it says; what could not be added is told."""
    with app.test_request_context("/"):
        photo, _reader = of_photos.shown()
        db.session.commit()
    put, taken = storage.put, []

    def full_after_one(kind, content):
        if taken:
            raise storage.Unavailable
        taken.append(put(kind, content))
        return taken[0]

    monkeypatch.setattr(storage, "put", full_after_one)
    answer = upload(client, CODE, ("b.jpg", jpeg(90, 70)), action=f"remove:{photo.public_id}")
    assert taken and answer.status_code == 422 and "over een uur" in answer.text
    assert db.session.scalars(select(Photo)).all() == [] and stored(app) == set()


def test_a_file_that_is_refused_is_told_beside_any_button(app, client):
    with app.test_request_context("/"):
        photo, _reader = of_photos.shown()
        db.session.commit()
    answer = upload(client, CODE, ("brief.jpg", b"no photo"), action=f"remove:{photo.public_id}")
    assert answer.status_code == 422 and "brief.jpg" in answer.text
    assert db.session.scalars(select(Photo)).all() == [] and stored(app) == set()


def asking(token):
    return Pressed("/mijn/gegevens", {}, token)


@pytest.mark.parametrize("moment", ["before it is kept", *MOMENTS.values()])
def test_killed_while_a_file_is_asked_for_anew(app, site, worker, owner, moment):
    before = stored(app)
    assert worker.press(asking(owner[1]), moment) is None
    assert stored(app) == before and named() <= before
    assert asking(owner[1]).by(site)[0] == 302
    sweep_up(app)
    assert is_whole(app) and not stored(app)


def test_no_room_for_asking_anew_leaves_the_file_that_was_ready(app, site, owner):
    before = state(app)
    with full_disk(site, room=1):  # the attempt is counted
        is_told(asking(owner[1]).by(site), {})
    assert state(app) == before and is_whole(app)
    assert asking(owner[1]).by(site)[0] == 302
    assert is_whole(app) and not stored(app)


def test_no_room_for_the_file_itself_leaves_none_and_says_so(app, client, sign_in):
    user = make_user()
    sign_in(user)
    client.post("/mijn/gegevens")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        own_data.finish(export_of(user), b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    db.session.commit()
    assert stored(app) == set() and "niet gelukt" in client.get("/mijn/gegevens").text


def test_a_job_that_fails_makes_no_file(app, owner):
    with app.test_request_context("/"):
        user = owner[0]
        own_data.forget(export_of(user))
        own_data.ask_for_export(user)
        db.session.commit()
        with full_disk(app):
            make_exports()
            with pytest.raises(OperationalError):
                db.session.commit()
        db.session.rollback()
    assert stored(app) == set() and db.session.scalars(select(Export.file_name)).all() == [""]


class Heard(logging.Handler):
    def __init__(self):
        super().__init__()
        self.results = []

    def emit(self, record):
        self.results.append(json.loads(record.getMessage())["result"])


@pytest.fixture
def heard():
    """What the security log says of each deed."""
    handler = Heard()
    logging.getLogger("straatwijs.security").addHandler(handler)
    yield handler.results
    logging.getLogger("straatwijs.security").removeHandler(handler)


def test_an_account_whose_removal_failed_stays_after_a_restore(app, site, owner, heard):
    """The file that outlives a restore says that the removal was taken back, and no log says that it was done."""
    user, token = owner
    leaving = Pressed("/mijn/verwijderen", {"sure": "ja"}, token)
    with full_disk(site):
        is_told(leaving.by(site), leaving.form)
    assert is_whole(app) and len(stored(app)) == 1
    assert len(files.records(erasing.LOG)) == 2
    with app.test_request_context("/"):
        assert erase_again() == 0
    db.session.rollback()
    assert heard == ["failed"]
    assert leaving.by(site)[0] == 302 and heard == ["failed", "done"]
    assert not stored(app) and not db.session.scalars(select(User.id)).all()
