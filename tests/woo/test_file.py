"""The file that is handed out: what is blacked out is nowhere in its bytes."""

import csv
import io
import re
import zipfile
from datetime import timedelta

import pytest
from odf.opendocument import load
from odf.table import TableRow
from odf.teletype import extractText
from pypdf import PdfReader
from sqlalchemy import select

from app.contributions.models import Remark, Status, Step
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.trail import AuditRow
from app.notifications.models import Notification
from app.schedule import JOBS
from app.stocktaking.models import Question
from app.woo import jobs, operations, queries
from app.woo.exports import zip_of
from app.woo.models import FileState, Judgement, WooFile
from tests.factories import make_contribution, make_municipality, make_question
from tests.papers import held_to_ua
from tests.woo.requests import Office

CANARIES = ("Kanarietitel", "Kanariefeit", "Kanariestad", "Kanarievraag", "Kanariemening", "Kanariestuk")


def bytes_of(archive):
    """Every byte that somebody could find: the zip as it is, each file in it, and each stream of each PDF."""
    yield archive
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        for name in files.namelist():
            data = files.read(name)
            yield name.encode() + data
            if name.endswith(".pdf"):
                yield from streams_of(data)
            if name.endswith(".ods"):
                with zipfile.ZipFile(io.BytesIO(data)) as parts:
                    yield from (parts.read(part) for part in parts.namelist())


def streams_of(pdf):
    reader = PdfReader(io.BytesIO(pdf))
    yield "\n".join(page.extract_text() for page in reader.pages).encode()
    yield repr(reader.metadata).encode() + reader.xmp_metadata.stream.get_data()
    for number in range(1, len(reader.xref_objStm) + max(reader.xref[0], default=0) + 1):
        found = reader.get_object(number)
        yield repr(found).encode()
        if hasattr(found, "get_data"):
            yield found.get_data()


@pytest.fixture
def story(office):
    place = make_municipality(name="Kanariestad")
    story = make_contribution(
        status=Status.RECEIVED, place=place, title="=1+1 Kanarietitel", opinion="Kanariemening was dom. De rest niet.",
        facts="De put lag te hoog. Kanariefeit stond erbij. #read(\"/etc/passwd\") 漢 \N{PARTY POPPER}",
    )
    db.session.add(Remark(contribution_id=story.id, from_contributor=False, text="Wie is Kanarievraag?"))
    story.steps.append(Step(what="purged", by_role="clock"))
    db.session.commit()
    make_question(story)
    office.freeze(story)
    office.freeze(words="eigenaar")
    return story


def judged(office):
    for item in office.items():
        for canary in CANARIES:
            office.black_out(item, canary)
    story = office.item("story")
    mening = story.text_of("opinion")
    operations.black_out(story, [("opinion", 0, mening.index(".") + 1)], "5.2.1", by=office.one)
    office.settle()
    note = office.item("remark")
    operations.judge(note, Judgement.WITHHELD, "5.1.2.e", by=office.one)
    operations.agree(note, operations.mark_of(note), by=office.other)
    db.session.commit()
    return zip_of(office.request, queries.items_of(office.request))


def test_nothing_that_is_blacked_out_is_in_any_byte(office, story):
    everything = list(bytes_of(judged(office)))
    for canary in CANARIES:
        for form in (canary.encode(), canary.lower().encode(), canary.encode("utf-16-be"), canary.encode().hex().encode()):
            assert not [data[:60] for data in everything if form in data], canary
    assert any(b"De put lag te hoog" in data for data in everything), "the search can find what is there"


def test_without_blacking_out_the_words_are_there(office, story):
    office.settle()
    everything = list(bytes_of(zip_of(office.request, queries.items_of(office.request))))
    for canary in CANARIES[:5]:
        assert any(canary.encode() in data for data in everything), canary


def test_the_list_tells_facts_and_opinions_apart(office, story):
    with zipfile.ZipFile(io.BytesIO(judged(office))) as files:
        names = files.namelist()
        table = list(csv.reader(io.StringIO(files.read("inventarislijst.csv").decode("utf-8-sig")), delimiter=";"))
        document = load(io.BytesIO(files.read("inventarislijst.ods")))
        meta = zipfile.ZipFile(io.BytesIO(files.read("inventarislijst.ods"))).read("meta.xml").decode()
    rows = [[extractText(cell) for cell in row.childNodes] for row in document.getElementsByType(TableRow)]
    assert rows == table
    heads, lines = table[0], [dict(zip(table[0], line, strict=True)) for line in table[1:]]
    assert heads == ["Nummer", "Maand", "Soort stuk", "Titel", "Feiten", "Persoonlijke mening", "Beoordeling", "Gronden", "Bestand"]
    told = {line["Soort stuk"]: line for line in lines}
    bijdrage, vraag = told["Bijdrage"], told["Vraag van de redactie, of het antwoord"]
    assert bijdrage["Titel"] == "'=1+1 [5.1.2.e]" and bijdrage["Beoordeling"] == "deels openbaar"
    assert bijdrage["Feiten"] == bijdrage["Persoonlijke mening"] == "deels openbaar"
    assert bijdrage["Gronden"] == "5.1.2.e, 5.2.1" and bijdrage["Bestand"] in names
    assert vraag["Beoordeling"] == vraag["Feiten"] == "niet openbaar" and vraag["Bestand"] == "" and vraag["Gronden"] == "5.1.2.e"
    assert [line["Nummer"] for line in lines] == [str(n) for n in range(1, len(lines) + 1)]
    assert str(clock.today().year) in bijdrage["Maand"] and not re.search(r"\d{1,2} \w+ \d{4}", bijdrage["Maand"])
    assert "creator" not in meta.lower().replace("initial-creator", "creator") or "dc:creator" not in meta


def test_what_is_not_part_of_the_request_is_not_listed(office, story):
    office.settle()
    outside = office.item("question")
    office.settle(outside, judgement=Judgement.OUTSIDE)
    with zipfile.ZipFile(io.BytesIO(zip_of(office.request, queries.items_of(office.request)))) as files:
        assert "Vraagstuk" not in files.read("inventarislijst.csv").decode()
        listed = files.read("sha256.txt").decode()
        assert sorted(line.split("  ")[1] for line in listed.splitlines()) == sorted(set(files.namelist()) - {"sha256.txt"})
        for entry in files.infolist():
            assert entry.date_time[2:] == (1, 0, 0, 0)


def test_what_everybody_reads_already_is_named_by_its_address(office):
    known = make_contribution()
    office.freeze(known)
    office.settle(judgement=Judgement.KNOWN)
    with zipfile.ZipFile(io.BytesIO(zip_of(office.request, queries.items_of(office.request)))) as files:
        told = files.read("inventarislijst.csv").decode()
        assert f"http://localhost/bijdragen/{known.public_id}" in told and "al openbaar" in told
        assert not [name for name in files.namelist() if name.endswith(".pdf")]


def test_a_document_is_archivable_accessible_and_names_nobody(office, story):
    with zipfile.ZipFile(io.BytesIO(judged(office))) as files:
        pdfs = {name: files.read(name) for name in files.namelist() if name.endswith(".pdf")}
    for data in pdfs.values():
        reader = PdfReader(io.BytesIO(data))
        xmp = reader.xmp_metadata.stream.get_data().decode()
        assert "<pdfaid:part>2</pdfaid:part>" in xmp and "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
        assert "creator>" not in xmp.replace("CreatorTool>", "")
        assert set(reader.metadata) <= {"/Title", "/Creator", "/CreationDate", "/ModDate"}
        assert reader.metadata["/CreationDate"].startswith(f"D:{clock.today():%Y%m}01000000")
        assert "WOO-2026-12" in reader.metadata.title and {"/H1", "/H2", "/P"} <= set(held_to_ua(data, reader.metadata.title))
    texts = " ".join(page.extract_text() for data in pdfs.values() for page in PdfReader(io.BytesIO(data)).pages)
    assert "[5.1.2.e]" in texts and "Persoonlijke mening" in texts and "[5.2.1]" in texts
    assert f"Gewist op {clock.today().day} " in texts and "Verklaring" in texts
    assert '#read("/etc/passwd")' in texts.replace("\n", " ") and "root:" not in texts
    assert "[party popper]" in " ".join(texts.split())


def make(office):
    file = operations.ask_for_file(office.request, by=office.one)
    db.session.commit()
    jobs.make_files()
    db.session.commit()
    return db.session.get(WooFile, file.id)


def test_no_file_before_two_people_agree_on_everything(office, story):
    with pytest.raises(Refusal, match="nog niet"):
        operations.ask_for_file(office.request, by=office.one)
    office.settle()
    assert make(office).state is FileState.READY
    assert [row.what for row in db.session.query(AuditRow)][-1] == "woo file asked for"


@pytest.mark.parametrize("deed", ["blackout", "judgement", "original", "gone"])
def test_a_file_is_void_when_anything_in_it_changed(office, story, client, sign_in, deed):
    office.settle()
    file, item = make(office), office.item("question")
    sign_in(office.one)
    got = client.post(office.path(None, "bestand/ophalen"))
    assert got.status_code == 200 and got.headers["Cache-Control"] == "no-store"
    assert got.headers["Content-Disposition"] == "attachment; filename=woo.zip"
    change(office, item, deed)
    assert client.post(office.path(None, "bestand/ophalen")).status_code == 409
    path = operations.file_of(file)
    operations.forget_files()
    assert path.exists()  # until it is kept
    db.session.commit()
    assert file.state is FileState.VOID and not path.exists()


def change(office, item, deed):
    if deed == "blackout":
        office.black_out(item, "eigenaar")
    elif deed == "judgement":
        operations.judge(item, Judgement.WITHHELD, "5.1.2.i", by=office.one)
    else:
        question = db.session.get(Question, int(item.key.split(":")[1]))
        if deed == "original":
            question.sentence = "Heel iets anders?"
        else:
            db.session.delete(question)
    db.session.commit()


def test_the_clock_makes_it_and_tells_its_owner(app):
    """Without a request of a browser, as a job runs."""
    with app.test_request_context("/"):
        office = Office()
        office.freeze(make_contribution())
        office.settle()
        operations.ask_for_file(office.request, by=office.one)
        db.session.commit()
    JOBS["make-woo-files"][0]()
    db.session.commit()
    assert db.session.scalars(select(WooFile)).one().state is FileState.READY
    told = db.session.scalars(select(Notification).order_by(Notification.id.desc())).first()
    assert told.path.startswith("/redactie/woo/") and "Woo" in told.subject


def test_what_changed_before_the_job_ran_is_not_made(office, story):
    office.settle()
    file = operations.ask_for_file(office.request, by=office.one)
    office.black_out(office.item("question"), "eigenaar")
    db.session.commit()
    assert jobs.make_files() == 1
    assert file.state is FileState.VOID and not file.file_name


def test_only_its_owner_fetches_it_and_only_for_a_while(office, story, client, sign_in, monkeypatch):
    office.settle()
    file = make(office)
    path = operations.file_of(file)
    sign_in(office.other)
    assert client.post(office.path(None, "bestand/ophalen")).status_code == 404
    sign_in(office.one)
    start = clock.now()
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(hours=1))
    asked = client.post(office.path(None, "bestand/ophalen"))
    assert asked.status_code == 409 and "application/zip" not in asked.headers["Content-Type"]
    assert client.post(office.path(None, "bestand")).status_code == 409
    monkeypatch.undo()
    assert timedelta(days=2) < file.expires_at - clock.now() <= timedelta(days=3)
    file.expires_at = clock.now()
    db.session.commit()
    assert client.post(office.path(None, "bestand/ophalen")).status_code == 404
    assert operations.forget_files() == 1
    db.session.commit()
    assert not path.exists()
