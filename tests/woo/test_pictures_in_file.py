"""The photo itself in the file that is handed out: there when two people hold it public, and in no byte otherwise."""

import io
import zipfile

import pytest
from PIL import Image
from pypdf import PdfReader

from app.accounts.models import Role
from app.contributions.models import PhotoState, Seen, Status
from app.contributions.operations.covering import cover_photo
from app.core import storage
from app.core.database import db
from app.core.pictures import Box
from app.woo import jobs, operations
from app.woo.models import FileState, Judgement
from tests.contributions.photos import add_photo, mark
from tests.factories import make_contribution, make_user
from tests.papers import held_to_ua
from tests.photographs import jpeg
from tests.woo.pictures import ALT, OUT, alt_texts, holds_picture, images_in, kept, made, opened
from tests.woo.requests import Office
from tests.woo.test_file import bytes_of, streams_of


def test_public_it_stands_under_its_words_and_beside_them(office, with_photo, of_photo):
    office.settle()
    content = kept(with_photo)
    archive = made(office)
    files, line = opened(archive)
    pdf, picture = line["Bestand"].split(", ")
    assert files[picture] == content and picture in files["sha256.txt"].decode() and holds_picture(archive, content)
    assert line["Beoordeling"] == line["Feiten"] == "openbaar" and line["Gronden"] == ""
    assert [image.size for image in images_in(files[pdf])] == [(900, 600)] and content in files[pdf], "as it is, to the byte"
    told = list(streams_of(files[pdf]))
    assert any(ALT.encode() in data or ALT.encode("utf-16-be") in data for data in told)
    assert alt_texts(files[pdf]) == [ALT]
    reader = PdfReader(io.BytesIO(files[pdf]))
    xmp = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp and "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "/Figure" in held_to_ua(files[pdf], reader.metadata.title)
    text = reader.pages[0].extract_text()
    assert text.index(ALT) < text.rindex("De foto")
    assert not Image.open(io.BytesIO(files[picture])).getexif() and "stukken/0001" not in text


@pytest.mark.parametrize("how", ["photo left out", "all left out", "outside"])
def test_not_public_it_is_in_no_byte(client, sign_in, office, with_photo, of_photo, how):
    content = kept(with_photo)
    if how == "photo left out":
        sign_in(office.one)
        assert client.post(office.path(of_photo, "lakken"), data=OUT).status_code == 302
    office.settle(*(other for other in office.items() if other.id != of_photo.id))
    judgement = {"all left out": Judgement.WITHHELD, "outside": Judgement.OUTSIDE}.get(how, Judgement.PUBLIC)
    office.settle(of_photo, judgement=judgement, ground="5.1.2.e" if judgement is Judgement.WITHHELD else "")
    archive = made(office)
    assert not holds_picture(archive, content)
    names = zipfile.ZipFile(io.BytesIO(archive)).namelist()
    assert not [name for name in names if name.endswith(".jpg")]
    if how != "outside":
        is_said_to_be_out(opened(archive), how)


def is_said_to_be_out(archive, how):
    """The list and the document name the ground."""
    files, line = archive
    assert line["Gronden"] == "5.1.2.e"
    if how == "all left out":
        assert line["Beoordeling"] == line["Feiten"] == "niet openbaar" and line["Bestand"] == ""
    else:
        assert line["Beoordeling"] == line["Feiten"] == "deels openbaar"
        name, _space, note = line["Bestand"].partition(" ")
        assert note == "(zonder de foto: 5.1.2.e)" and images_in(files[name]) == [] == alt_texts(files[name])
        text = " ".join(PdfReader(io.BytesIO(files[name])).pages[0].extract_text().split())
        assert "De foto [5.1.2.e]" in text and ALT in text and "beeldpunten" not in text


def test_a_black_out_in_the_description_is_not_in_its_place_in_the_tags(office, with_photo, of_photo):
    office.black_out(of_photo, "bakken")
    office.settle()
    files, line = opened(made(office))
    pdf, picture = line["Bestand"].split(", ")
    assert alt_texts(files[pdf]) == ["Drie [5.1.2.e] staan in de looproute."] and files[picture] == kept(with_photo)
    assert not [data for data in streams_of(files[pdf]) if b"bakken" in data]


def test_a_photo_without_words_still_has_some(office):
    story = make_contribution(status=Status.RECEIVED)
    add_photo(story, seen=Seen.DECORATIVE, alt="", content=jpeg(300, 1500))
    office.freeze(story)
    office.settle()
    files, line = opened(made(office))
    pdf = line["Bestand"].split(", ")[0]
    assert alt_texts(files[pdf]) == ["Een foto zonder omschrijving"] and len(PdfReader(io.BytesIO(files[pdf])).pages) <= 2


def test_what_the_editors_covered_before_is_what_is_judged(office, with_photo):
    photo = with_photo.photos[0]
    before = kept(with_photo)
    from_desk = make_user(Role.EDITOR)
    cover_photo(photo, from_desk, mark(photo), [Box(0, 0, 300, 300)], people=True, place=False)
    db.session.commit()
    office.freeze(with_photo)
    office.settle()
    files, line = opened(made(office))
    assert files[line["Bestand"].split(", ")[1]] == kept(with_photo) != before
    assert not [data for data in bytes_of(made(office)) if before in data]


@pytest.mark.parametrize("state", [PhotoState.REFUSED, PhotoState.INFECTED, PhotoState.WAITING])
def test_what_nobody_can_look_at_says_why(client, sign_in, office, with_photo, state):
    photo = with_photo.photos[0]
    photo.state = state
    if state is not PhotoState.WAITING:
        photo.full_file = photo.small_file = ""
    db.session.commit()
    office.freeze(with_photo)
    item = office.item("photo")
    said = "virusscanner heeft de foto zelf nog niet bekeken" if state is PhotoState.WAITING else "Verklaring: gewist door het programma"
    sign_in(office.one)
    page = client.get(office.path(item))
    assert said in page.text and "/foto" not in page.text and client.get(office.path(item, "foto")).status_code == 404
    office.settle()
    files, line = opened(made(office))
    name, _space, note = line["Bestand"].partition(" ")
    text = " ".join(PdfReader(io.BytesIO(files[name])).pages[0].extract_text().split())
    assert note == "(zonder de foto)" and said in text and images_in(files[name]) == []


def test_another_picture_makes_the_judgement_void(office, with_photo, of_photo):
    office.settle()
    before = operations.mark_of(of_photo)
    file = operations.ask_for_file(office.request, by=office.one)
    with_photo.photos[0].full_file = storage.put("photos", jpeg(900, 600))
    db.session.commit()
    assert operations.is_void(file) and operations.changed_since([of_photo]) == [of_photo]
    operations.choose_text(of_photo, of_now=True, by=office.one)
    assert operations.mark_of(of_photo) != before and not of_photo.is_settled


def test_a_file_that_is_lost_after_it_was_judged_says_so(office, with_photo, of_photo):
    office.settle()
    storage.remove_now(with_photo.photos[0].full_file)
    files, line = opened(made(office))
    name, _space, note = line["Bestand"].partition(" ")
    assert note == "(zonder de foto)"
    assert "is er niet meer" in " ".join(PdfReader(io.BytesIO(files[name])).pages[0].extract_text().split())


def test_when_the_store_does_not_answer_the_file_is_made_the_next_time(app, monkeypatch):
    with app.test_request_context("/"):
        office = Office()
        story = make_contribution(status=Status.RECEIVED)
        add_photo(story)
        office.freeze(story)
        office.settle()
        file = operations.ask_for_file(office.request, by=office.one)
        db.session.commit()
        folder = storage.folder_of("files") / "photos"
        folder.rename(folder.with_name("elders"))
        folder.write_bytes(b"no folder")
        jobs.make_files()
        assert file.state is FileState.ASKED
        folder.unlink()
        folder.with_name("elders").rename(folder)
        jobs.make_files()
        assert file.state is FileState.READY
