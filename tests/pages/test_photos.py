"""The page of one's own photos: added, described, removed; nothing typed is lost, and no name of a file is kept."""

import io
import re
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import func, select

from app.contributions import operations
from app.contributions.models import Photo, PhotoState, Status
from app.core import clock, pictures, storage
from app.core.database import db
from app.pages.routes import follow_photos
from tests.contributions.photos import TYPED, add_photo, typed_for, upload
from tests.factories import make_contribution, make_user
from tests.photographs import SECRET, jpeg, moving, png, webp
from tests.traces import everything_with

NAME = "Jansen_Zoetermeer_klacht.jpg"


@pytest.fixture
def story(app, code):
    return make_contribution(code=code, status=Status.RECEIVED)


def photos():
    return db.session.scalars(select(Photo).order_by(Photo.position)).all()


def stored():
    return set(storage.names("photos"))


def test_several_at_once_are_added_and_described(client, code, story):
    answer = upload(client, code, (NAME, jpeg()), ("b.png", png()), ("c.webp", webp()))
    assert answer.status_code == 303
    added = photos()
    assert [photo.position for photo in added] == [1, 2, 3] and len(stored()) == 6
    page = client.get(f"/volg/{code}/fotos").text
    assert page.count("je moet er nog iets over zeggen") == 3
    typed = {name: value for photo in added for name, value in typed_for(photo, alt=f"Foto {photo.position}").items()}
    assert upload(client, code, action="", **typed).status_code == 303
    assert [(photo.alt, photo.is_complete, photo.approved_at) for photo in photos()] == [
        (f"Foto {n}", True, None) for n in (1, 2, 3)
    ]
    assert "de redactie kijkt er eerst naar" in client.get(f"/volg/{code}").text


def test_p_32_no_name_of_a_file_and_no_trace_of_a_camera_is_kept(client, code, story):
    upload(client, code, (NAME, jpeg()))
    assert everything_with("jansen") == []
    for name in stored():
        assert re.fullmatch(r"photos/[0-9a-z]{26}", name)
        assert SECRET.encode() not in storage.get(name) and not Image.open(io.BytesIO(storage.get(name))).getexif()


@pytest.mark.parametrize("name", ["<svg onload=alert(1)>.jpg", "../../etc/passwd", "a\x00.jpg", "CON", "n" * 300, "a\u202egpj.exe", 'a";\r\nX: y.jpg'])
def test_cve_2023_51447_and_v5_3_2_a_name_does_nothing(client, code, story, name):
    assert upload(client, code, (name, jpeg())).status_code == 303
    refused = upload(client, code, (name, moving("GIF")))
    assert refused.status_code == 422 and "<svg onload" not in refused.text and "\u202e" not in refused.text
    assert len(stored()) == 2


def test_what_is_typed_stays_when_a_file_is_refused_and_good_ones_are_taken(client, code, story):
    upload(client, code, ("a.jpg", jpeg()))
    first = photos()[0]
    answer = upload(
        client, code, ("b.heic", b"\x00\x00\x00\x18ftypheic" + bytes(99)), ("c.jpg", jpeg()), action="",
        **typed_for(first, alt="Een zin die blijft", people=""),
    )  # fmt: skip
    assert answer.status_code == 422
    assert "b.heic" in answer.text and "Meest compatibel" in answer.text and "Een zin die blijft" in answer.text
    assert len(photos()) == 2 and photos()[0].alt == "Een zin die blijft" and not photos()[0].is_complete


def test_what_is_missing_is_asked_and_what_was_answered_stays(client, code, story):
    upload(client, code, ("a.jpg", jpeg()))
    only = photos()[0]
    answer = upload(client, code, action="", **typed_for(only, alt="", use="", people="iets anders"))
    assert answer.status_code == 422
    for words in ("Schrijf in één zin", "Foto 1: Tik aan of iemand herkenbaar is", "Tik aan wat anderen"):
        assert words in answer.text
    assert photos()[0].maker is not None and photos()[0].people is None
    too_long = upload(client, code, action="", **typed_for(only, alt="x" * 301))
    assert too_long.status_code == 422 and "x" * 301 in too_long.text


def test_v5_2_4_there_is_a_most_with_a_story_and_a_day(client, code, story, monkeypatch):
    small = ("a.jpg", jpeg(60, 40))
    assert upload(client, code, *[small] * 6).status_code == 303
    answer = upload(client, code, small)
    assert answer.status_code == 422 and "hooguit 6 foto" in answer.text and len(photos()) == 6
    assert upload(client, code, action=f"remove:{photos()[2].public_id}").status_code == 303
    monkeypatch.setattr(follow_photos, "MOST_A_DAY", 6)
    answer = upload(client, code, small)
    assert answer.status_code == 422 and "morgen" in answer.text and len(photos()) == 5
    tomorrow = clock.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert upload(client, code, small).status_code == 303


def test_v5_2_1_too_much_at_once_is_a_page_that_says_the_limit(client, code, story):
    answer = client.post(f"/volg/{code}/fotos", data=b"", content_length=follow_photos.MOST_TOGETHER + 1)
    assert answer.status_code == 413 and f"{follow_photos.MOST_TOGETHER // pictures.MEGABYTE} MB" in answer.text
    elsewhere = client.post("/volg", data=b"", content_length=13 * pictures.MEGABYTE)
    assert elsewhere.status_code == 413 and "12 MB" in elsewhere.text


def test_one_file_that_is_too_large_is_named(client, code, story):
    answer = upload(client, code, ("groot.jpg", jpeg() + bytes(pictures.MOST_BYTES)))
    assert answer.status_code == 422 and "groter dan 10 MB" in answer.text and stored() == set()


def test_removing_one_takes_its_files_and_keeps_what_is_typed_elsewhere(client, code, story):
    upload(client, code, ("a.jpg", jpeg()), ("b.jpg", jpeg()))
    one, two = photos()
    assert upload(client, code, action=f"remove:{one.public_id}", **typed_for(two)).status_code == 303
    assert [photo.alt for photo in photos()] == [TYPED["alt"]] and len(stored()) == 2
    assert upload(client, code, action=f"remove:{one.public_id}").status_code == 404


def test_p_35_the_words_of_a_photo_are_looked_through_and_left_out_in_one_tap(client, code, story):
    photo = add_photo(story, alt="De heer Jansen staat op het plein.")
    page = client.get(f"/volg/{code}/fotos").text
    button = re.search(r'value="(omit:foto-[^"]+)"', page)[1]
    assert "<mark>" in page
    assert upload(client, code, action=button, **typed_for(photo, alt=photo.alt)).status_code == 303
    assert "Jansen" not in photos()[0].alt and "[weggelaten]" in photos()[0].alt


def test_a_page_that_was_open_too_long_comes_back_with_what_was_typed(client, code, story, guarded):
    photo = add_photo(story)
    answer = upload(client, code, ("b.jpg", jpeg()), action="", **typed_for(photo, alt="Lang gewerkt aan deze zin"))
    assert answer.status_code == 400 and "Lang gewerkt aan deze zin" in answer.text and len(photos()) == 1


def test_somebody_elses_code_opens_nothing(client, code, story):
    photo = add_photo(story)
    assert client.get(f"/volg/{'B' * 26}/fotos").status_code == 404
    assert client.get(f"/volg/{'B' * 26}/fotos/{photo.public_id}/klein").status_code == 404
    other = make_contribution(status=Status.RECEIVED)
    theirs = add_photo(other)
    assert client.get(f"/volg/{code}/fotos/{theirs.public_id}/klein").status_code == 404
    assert upload(client, code, action=f"remove:{theirs.public_id}").status_code == 404
    shown = client.get(f"/volg/{code}/fotos/{photo.public_id}/klein")
    assert shown.status_code == 200 and shown.mimetype == "image/jpeg"


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.REFUSED])
def test_a_story_that_ended_takes_no_photos(client, code, story, status):
    story.status = status
    db.session.commit()
    assert upload(client, code, ("a.jpg", jpeg())).status_code == 422 and photos() == []


def test_a_store_that_does_not_answer_says_so_and_leaves_nothing(client, code, story, monkeypatch, app):
    upload(client, code, ("a.jpg", jpeg()))
    monkeypatch.setitem(app.config, "S3_BUCKET", "b")
    monkeypatch.setitem(app.config, "S3_ENDPOINT", "http://127.0.0.1:9")
    app.extensions.pop("storage", None)
    answer = upload(client, code, ("b.jpg", jpeg()), **typed_for(photos()[0], alt="Dit blijft staan"))
    assert answer.status_code == 422 and "over een uur" in answer.text
    assert [photo.alt for photo in photos()] == ["Dit blijft staan"]
    monkeypatch.setitem(app.config, "S3_BUCKET", "")
    app.extensions.pop("storage", None)
    assert len(stored()) == 2


def test_a_signed_in_contributor_needs_no_code(client, sign_in):
    user = make_user()
    story = make_contribution(author_id=user.id, status=Status.RECEIVED)
    sign_in(user)
    assert upload(client, story.public_id, ("a.jpg", jpeg())).status_code == 303
    assert db.session.scalar(select(func.count()).select_from(Photo)) == 1
    assert photos()[0].state is PhotoState.READY
    assert operations.sweep_photos() == 0
