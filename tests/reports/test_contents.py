"""Every kind of file is opened by an independent reader and says what the page says, and no more."""

import io
import json
import re
import zipfile
from xml.etree import ElementTree

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from app.accounts.models import Visitor
from app.contributions.operations import relist
from app.core import clock
from app.core.database import db
from app.core.wording import in_language
from app.reports import queries
from app.reports.exports import MAKERS, paper
from app.reports.models import Form
from app.reports.tables import tables
from app.stocktaking.models import QuestionStatus
from tests.papers import held_to_ua
from tests.reports import readers
from tests.reports.made import freeze_now

SILENT = ("Zwijgend verhaal", "Niemand haalt dit aan")
OF_MEMBERS = ("Geheim voor leden", "Praat zachtjes")
FORMULA = '=HYPERLINK("http://slecht.example")'


@pytest.fixture
def editions(frozen, laid):
    """What everybody reads, and what members read."""
    with in_language("nl"):
        yield queries.frozen(frozen, Visitor()), queries.frozen(frozen, laid.member)


def made(form, edition, about=None):
    return MAKERS[form](edition if about is None else edition.only(about), about)


def sheets_of(form, content):
    """name -> rows of texts, read by somebody else's program."""
    return readers.csv_files(content) if form is Form.CSV else readers.sheets(content)


def text_of(form, content):
    """Everything that can be read in it."""
    if form is Form.DOCX:
        return "\n".join(f"{block.name}: {block.text}" for block in readers.word(content))
    if form is Form.PDF:
        return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))
    if form is Form.JSON:
        return json.dumps(json.loads(content), ensure_ascii=False)
    return "\n".join(cell for rows in sheets_of(form, content).values() for row in rows for cell in row)


@pytest.mark.parametrize("form", [Form.XLSX, Form.ODS, Form.CSV])
def test_a_spreadsheet_holds_the_tables_cell_by_cell(editions, form):
    for edition in editions:
        expected = [[[c.head for c in t.columns], *([str(cell) for cell in row] for row in t.rows)] for t in tables(edition)]
        assert list(sheets_of(form, made(form, edition)).values()) == expected
        legend, contributions = expected[:2]
        explained = {row[1] for row in legend if row[0] == "Bijdragen"}
        assert explained == set(contributions[0]) and all(row[2] for row in legend[1:] if row[1] != "Sindsdien"), "each column is explained"
        assert len(contributions) - 1 == edition.n


def test_json_says_the_same_with_keys(editions):
    for edition in editions:
        told = json.loads(made(Form.JSON, edition))
        assert told["n"] == edition.n == len(told["contributions"]) and told["is_a_sample"] is False
        assert told["seal"]["root"] == edition.root and set(told["columns"]["contributions"]) == set(told["contributions"][0])
        row = next(row for row in told["contributions"] if row["title"] == "Bomen op het dak")
        assert row["lesson"] == "Vraag het de wortels." and (row["laid"], row["level"]) == ("questions", "public")
        assert all(set(tag) == {"code", "name"} and tag["name"]["nl"] for tag in row["themes"]) and row["themes"]
        assert row["place"].keys() == {"nl", "en"} and re.fullmatch(r"\d{4}-\d\d", row["month"])
        views = [(one["what"], one["on"], one["reach"]) for one in told["beside"]]
        assert ("answer", clock.today().isoformat(), "whole") in views or ("answer", clock.today().isoformat(), "part") in views
        assert {q["status"] for q in told["questions"]} <= {status.value for status in QuestionStatus}


@pytest.mark.parametrize("form", list(Form))
def test_every_file_says_what_the_page_says(client, app, frozen, laid, editions, form):
    public, members = (text_of(form, made(form, edition)) for edition in editions)
    for told, edition in ((public, editions[0]), (members, editions[1])):
        for word in ("Bomen op het dak", "Vraag het de wortels.", "Caravan in de gracht", "Deksel zonder put", "Wie beheert het groen?", "Niemand is eigenaar."):
            assert word in told, word
        assert laid.stories.named.facts[:20].strip() in told and ('"title": null' if form is Form.JSON else "Een inzender, niet geciteerd") in told
        assert "geen steekproef" in told.lower() or "is_a_sample" in told
        one_case = '"laid": "one_case"' if form is Form.JSON else "Eén geval"
        for word in ("Wij vinden van niet.", "Begin met een lijst.", "Omdat het kan.", one_case, edition.root):
            assert word in told, word
        assert "Caravan in de gracht" in told[told.index("Begin met een lijst.") :], "what the answer rests on"
        assert not [word for word in SILENT if word in told]
        page = client if edition.for_members else app.test_client()
        shown = page.get(f"/balans/{frozen.slug}/bijdragen").text
        assert all((word in shown) is (word in told) for word in (*OF_MEMBERS, "Bomen op het dak"))
    assert ('"level": "members"' if form is Form.JSON else "Alleen voor leden") in members and not [word for word in OF_MEMBERS if word in public]


@pytest.mark.parametrize("form", list(Form))
def test_one_question_on_its_own(editions, form):
    about = editions[1].question("wie-beheert")
    told = text_of(form, made(form, editions[1], about))
    assert "Wie beheert het groen?" in told and "Bomen op het dak" in told and "Deksel" not in told
    gone = r'"withdrawn_since": (\d+)' if form is Form.JSON else r"Sindsdien ingetrokken, veranderd of strenger gemaakt\W+(\d+)"
    assert re.findall(gone, told) == ["0"], "what lies at other questions was withdrawn by nobody"


def names_of(form, content):
    """The title among the properties of a file, and the line at the edge of its pages where it has one."""
    if form is Form.XLSX:
        return load_workbook(io.BytesIO(content)).properties.title, None
    if form is Form.DOCX:
        document = Document(io.BytesIO(content))
        return document.core_properties.title, document.sections[0].footer.paragraphs[0].text
    reader = PdfReader(io.BytesIO(content))
    edges = {page.extract_text().splitlines()[0] for page in reader.pages}
    return reader.metadata.title, " / ".join(edges)


@pytest.mark.parametrize("form", [Form.DOCX, Form.PDF, Form.XLSX])
@pytest.mark.parametrize("slug", ["", "wie-beheert"])
def test_a_file_for_members_is_not_taken_for_the_other(editions, form, slug):
    for edition, mark in zip(editions, ("", " · Alleen voor leden"), strict=True):
        about = edition.question(slug) if slug else None
        title, edge = names_of(form, made(form, edition, about))
        assert title == ("Wie beheert het groen?" if slug else "Zomertour 2026") + mark
        assert edge in (None, f"Zomertour 2026{mark} · Dit is geen steekproef.")


def raw(content):
    """The bytes, and those of every file that is packed in them."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return content + b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("form", list(Form))
def test_no_byte_tells_what_is_hidden(editions, laid, form):
    content = raw(made(form, editions[0]))
    if form is Form.PDF:
        content += " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode()
    hidden = (*OF_MEMBERS, *SILENT, laid.stories.silent.public_id, laid.stories.members.public_id, "onder elkaar", laid.member.given_name, laid.member.email, "projectleider")
    assert not [word for word in hidden if word.encode() in content]


@pytest.mark.parametrize("form", [Form.XLSX, Form.ODS, Form.CSV])
def test_a_formula_stays_a_text(laid, form):
    laid.stories.case.title, laid.stories.case.lesson = FORMULA, "+31 is geen som"
    relist(laid.stories.case)
    edition = queries.frozen(freeze_now(laid.pile, "=1+1", by=laid.member), laid.member)
    db.session.commit()
    content = made(form, edition)
    cells = {cell for rows in sheets_of(form, content).values() for row in rows for cell in row}
    assert {f"'{FORMULA}", "'+31 is geen som", "'=1+1"} <= cells and FORMULA not in cells
    if form is Form.XLSX:
        sheet = load_workbook(io.BytesIO(content))
        assert not [cell for s in sheet for row in s.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("about", ["", "wie-beheert"])
def test_pdf_is_for_everybody(editions, about):
    question = editions[0].question(about) if about else None
    kinds = held_to_ua(made(Form.PDF, editions[0], question), "Wie beheert het groen?" if about else "Zomertour 2026")
    assert {"/Document", "/Title", "/H1", "/H2", "/P", "/BlockQuote"} <= set(kinds) and kinds.count("/H1") >= (2 if about else 5)


def test_a_very_long_one_has_no_numbers_on_its_pages(editions, monkeypatch):
    """They would take a third of its memory."""
    def last_lines(content):
        return [page.extract_text().splitlines()[-1] for page in PdfReader(io.BytesIO(content)).pages]

    numbered = last_lines(made(Form.PDF, editions[0]))
    assert numbered == [f"{at + 1} / {len(numbered)}" for at in range(len(numbered))]
    monkeypatch.setattr(paper, "MOST_NUMBERED", 3)
    content = made(Form.PDF, editions[0])
    assert not set(last_lines(content)) & set(numbered)
    held_to_ua(content, "Zomertour 2026")


def test_word_has_headings_a_title_and_the_language_of_each_part(laid):
    laid.stories.case.language = "en"
    relist(laid.stories.case)
    with in_language("nl"):
        content = made(Form.DOCX, queries.frozen(freeze_now(laid.pile, "Tour", by=laid.member), laid.member))
    document = Document(io.BytesIO(content))
    assert document.core_properties.title == "Tour · Alleen voor leden" and document.core_properties.author == ""
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[0] == "Title" and {"Heading 1", "Heading 2", "Quote"} <= set(styles)
    foreign = [p for p in document.paragraphs if p.text == "Caravan in de gracht"]
    assert 'w:val="en-GB"' in foreign[0]._p.xml
    assert 'geen steekproef' in document.sections[0].footer.paragraphs[0].text
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert ElementTree.fromstring(archive.read("word/document.xml")) is not None
