"""The photos of a walk on a real folder and on a real S3 server, with a virus scanner that goes away and comes back."""

import io
from datetime import timedelta

import pytest

from app.contributions.operations import received
from app.core import clock, storage
from app.core.database import db
from app.gatherings import operations, queries
from app.gatherings.models import Task
from tests.core.test_scanner import EICAR, clamd  # noqa: F401  # a fixture
from tests.core.test_storage import BUCKET, KEYS, own_store, server  # noqa: F401  # a fixture
from tests.factories import make_user
from tests.gatherings.made import give
from tests.gatherings.walked import CODE, all_notes, leave, make_walk
from tests.photographs import jpeg

NOWHERE = "127.0.0.1:9"  # where nothing listens


@pytest.fixture(params=["folder", "s3"])
def place(request):
    with own_store(request, "walk") as kind:
        yield kind


def stored():
    return sorted(storage.names("walk"))


def send(phone, photo=b"", **typed):
    return leave(phone, photo=(io.BytesIO(photo or jpeg()), "foto.jpg"), **{"text": "", "alt": "Een put"} | typed)


def taker(walk, sign_in, browser):
    sign_in(give(walk.gathering, Task.NOTE_TAKER, make_user()).user, browser)
    return browser


def test_a_photo_is_kept_shown_and_removed_on_either_store(app, place, sign_in):
    walk, phone, other = make_walk(), app.test_client(), app.test_client()
    assert send(phone).status_code == 303
    (note,) = all_notes(walk)
    assert stored() == sorted(note.photo.files()) and len(stored()) == 2
    own = f"/lopen/{CODE}/notities/{note.public_id}/groot"
    read = f"/bijeenkomsten/{walk.gathering.slug}/notities/{note.public_id}/groot"
    assert phone.get(own).data == storage.get(note.photo.full_file) and other.get(own).status_code == 404
    assert taker(walk, sign_in, other).get(read).data == storage.get(note.photo.full_file)
    assert phone.post(f"/lopen/{CODE}/notities/{note.public_id}/terug").status_code == 303
    assert stored() == [] and phone.get(own).status_code == other.get(read).status_code == 404


def test_a_note_that_is_refused_leaves_no_file(app, place):
    walk = make_walk()
    with app.test_request_context("/"):
        walker = operations.come_along(walk, "een telefoon van iemand die mee liep 1234567")
        operations.leave_note(walk, walker, operations.Written(key="x" * 26), received(jpeg()))
    assert len(stored()) == 2
    db.session.rollback()
    assert stored() == [] and not all_notes(walk)


def test_photos_go_with_their_notes_and_so_do_files_of_no_note(app, place, monkeypatch):
    walk, phone = make_walk(), app.test_client()
    send(phone)
    storage.put("walk", b"of no note")
    db.session.commit()
    later = clock.now() + timedelta(91)
    monkeypatch.setattr(clock, "now", lambda: later)
    operations.forget_notes()
    db.session.commit()
    assert stored() == [] and not all_notes(walk)


def test_a_store_that_is_away_keeps_nothing_half_and_the_note_comes_later(app, server, monkeypatch):  # noqa: F811
    """A phone hears no 200, so its note waits; a form comes back with its words."""
    for name, value in {"S3_BUCKET": BUCKET, **KEYS}.items():
        monkeypatch.setitem(app.config, name, value)
    walk, phone = make_walk(), app.test_client()
    form = {"key": "n" * 26, "text": "Met foto", "stop": walk.gathering.stops[0].public_id}
    for where, works in ((f"http://{NOWHERE}", False), (server, True), (server, True)):
        monkeypatch.setitem(app.config, "S3_ENDPOINT", where)
        app.extensions.pop("storage", None)
        answer = phone.post(f"/lopen/{CODE}/sturen", data=form | {"photo": (io.BytesIO(jpeg()), "foto.jpg")})
        assert answer.status_code == (200 if works else 409) and len(all_notes(walk)) == works
        if not works:
            assert answer.json["reason"]
            shown = send(phone, text="Mijn zin blijft")
            assert shown.status_code == 409 and "Mijn zin blijft" in shown.text and not all_notes(walk)
    assert len(stored()) == 2
    for name in stored():
        storage.remove_now(name)
    app.extensions.pop("storage", None)


def test_a_virus_is_refused_and_the_words_stay_in_the_form(app, place, clamd):  # noqa: F811
    walk = make_walk()
    answer = send(app.test_client(), jpeg() + EICAR, text="Mijn zin blijft")
    assert answer.status_code == 422 and "virusscanner" in answer.text and "Mijn zin blijft" in answer.text
    assert stored() == [] and not all_notes(walk)
    assert send(app.test_client()).status_code == 303 and all_notes(walk)[0].photo.is_scanned


def test_while_the_scanner_is_down_nobody_sees_a_photo_and_the_note_is_there(app, place, sign_in, clamd, monkeypatch):  # noqa: F811
    where = app.config["CLAMAV"]
    monkeypatch.setitem(app.config, "CLAMAV", NOWHERE)
    walk, phone, reader = make_walk(), app.test_client(), app.test_client()
    assert send(phone, text="Kijk hier").status_code == 303
    (note,) = all_notes(walk)
    taker(walk, sign_in, reader)
    own, read = f"/lopen/{CODE}/notities/{note.public_id}/klein", f"/bijeenkomsten/{walk.gathering.slug}/notities"
    for _try in range(2):
        assert phone.get(own).status_code == reader.get(f"{read}/{note.public_id}/klein").status_code == 404
        assert "De virusscanner kijkt nog naar je foto." in phone.get(f"/lopen/{CODE}").text
        assert "Kijk hier" in reader.get(read).text and "<img" not in reader.get(read).text
        assert operations.scan_waiting_photos() == 0  # still silent: it is asked again in a minute
        db.session.commit()
    monkeypatch.setitem(app.config, "CLAMAV", where)
    assert operations.scan_waiting_photos() == 1
    db.session.commit()
    assert phone.get(own).status_code == reader.get(f"{read}/{note.public_id}/klein").status_code == 200
    assert len(clamd.seen) == 2, "both versions of the picture"
    assert "virusscanner" not in phone.get(f"/lopen/{CODE}").text and "<img" in reader.get(read).text


def test_what_waited_and_is_dirty_goes_and_its_words_stay(app, place, clamd, monkeypatch):  # noqa: F811
    where = app.config["CLAMAV"]
    monkeypatch.setitem(app.config, "CLAMAV", NOWHERE)
    walk, phone = make_walk(), app.test_client()
    send(phone, text="De zin")
    bad = all_notes(walk)[0].photo.small_file
    storage.remove_now(bad)
    storage.put_as(bad, EICAR)
    db.session.commit()
    monkeypatch.setitem(app.config, "CLAMAV", where)
    assert operations.scan_waiting_photos() == 1
    db.session.commit()
    (note,) = all_notes(walk)
    assert stored() == [] and not note.photo.is_shown and note.text == "De zin"
    page = phone.get(f"/lopen/{CODE}").text
    assert "De zin" in page and "liet je foto niet door" in page
    assert phone.get(f"/lopen/{CODE}/notities/{note.public_id}/klein").status_code == 404
    assert operations.scan_waiting_photos() == 0, "it is looked at once"


def test_what_was_taken_back_while_it_waited_is_not_scanned(app, place, monkeypatch):
    monkeypatch.setitem(app.config, "CLAMAV", NOWHERE)
    walk, phone = make_walk(), app.test_client()
    send(phone)
    (note,) = all_notes(walk)
    assert phone.post(f"/lopen/{CODE}/notities/{note.public_id}/terug").status_code == 303
    assert stored() == [] and not queries.photos_to_scan()


def test_a_file_that_went_missing_is_not_waited_for(app, place, clamd, monkeypatch):  # noqa: F811
    where = app.config["CLAMAV"]
    monkeypatch.setitem(app.config, "CLAMAV", NOWHERE)
    walk = make_walk()
    send(app.test_client())
    for name in stored():
        storage.remove_now(name)
    monkeypatch.setitem(app.config, "CLAMAV", where)
    assert operations.scan_waiting_photos() == 1
    assert not all_notes(walk)[0].photo.is_shown
