"""Every kind of file, opened again by a program that had no part in it, says all of the stocktake, in order, and nothing else."""

import re

import pytest

from app.core.letters import printable
from app.core.spreadsheet import safe
from app.core.wording import in_language
from app.reports.exports import MAKERS
from app.reports.models import Form
from app.reports.outline import Style, outline
from app.reports.tables import plain, tables
from tests.databases import ONCE
from tests.reports import readers
from tests.reports.whole import LESSON, ODD, PUT, STORIES, TOLD, whole

pytestmark = ONCE  # a made-up stocktake: no database is asked
WORD = {Style.TITLE: "title", Style.HEADING: "h2", Style.SUBHEADING: "h3", Style.SMALL_HEADING: "h3", Style.QUOTE: "blockquote"}
PAPER = {Style.TITLE: "Title", Style.HEADING: "H1", Style.SUBHEADING: "H2", Style.SMALL_HEADING: "H2", Style.QUOTE: "BlockQuote"}
EDGE = r"Zomertour 2026 · [^\n]*steekproef\.|Zomertour 2026 · [^\n]*sample\.|(?m:^\d+ / \d+$)"


@pytest.fixture(params=["nl", "en"])
def spoken(app, request):
    with in_language(request.param):
        yield request.param


def test_the_outline_holds_all_that_was_frozen(spoken):
    """The truth that the files are held to: each text that people wrote, to the letter, and the marks of level."""
    frozen, pieces = whole(), list(outline(whole()))
    said = [piece.text for piece in pieces]
    question = said.index(PUT.sentence)
    beside = said[question : said.index("Who paves the square?")]
    texts = [*PUT.statements, *(view.text for view in PUT.dissents), *(a.steps for a in PUT.answers), PUT.decisions[0].reason]
    lines = [line for text in texts for line in text.split("\n")]
    assert [line for line in beside if line in lines] == lines, "in this order: statements, other views, answers, decision"
    quotes = [line for text in (TOLD[1], TOLD[2], TOLD[0], PUT.quotes[4].words) for line in text.split("\n")]
    assert [piece.text for piece in pieces if piece.style is Style.QUOTE] == quotes, "what supports stands first, and nothing was changed"
    titles = [piece.text for piece in pieces if piece.style is Style.SMALL_HEADING]
    withheld = "Een inzender, niet geciteerd" if spoken == "nl" else "A contributor, not quoted"
    assert sorted(titles) == sorted(s.title or withheld for s in STORIES), "also the long tail"
    assert said.count("Meet eerst de hoogte.") == sum(story.lesson == LESSON for story in frozen.contributions)
    marked = [text for text in said if ("Alleen voor leden" if spoken == "nl" else "For members only") in text]
    assert len(marked) == 6, "a quote, a question today and that day, what an answer rests on and two contributions"
    assert [piece.language for piece in pieces if piece.text in ("The square was paved twice", PUT.quotes[4].words, "In English")] == ["en"] * 3


def test_word_says_all_of_it(spoken):
    expected = [readers.Block(WORD.get(p.style, "p"), p.text, p.language, p.name) for p in outline(whole())]
    assert readers.word(MAKERS[Form.DOCX](whole(), None)) == expected


def squeezed(text):
    """Where a line of a page ends, nobody drew a space."""
    return re.sub(r"\s", "", printable(text))


def test_paper_says_all_of_it(spoken):
    content = MAKERS[Form.PDF](whole(), None)
    pieces = list(outline(whole()))
    expected = [readers.Block(PAPER.get(p.style, "P"), squeezed(p.text), p.language, squeezed(p.name)) for p in pieces]
    found = [readers.Block(b.kind, squeezed(b.text), b.language, squeezed(b.name)) for b in readers.pdf(content)]
    assert found == expected, "as a screen reader says it"
    drawn = " ".join(" ".join(printable(f"{p.name}: {p.text}" if p.name else p.text).split()) for p in pieces)
    assert readers.pdf_as_drawn(content, EDGE) == drawn, "as it is drawn"


@pytest.mark.parametrize("form", [Form.XLSX, Form.ODS, Form.CSV])
def test_a_spreadsheet_says_all_of_it(spoken, form):
    found = tables(whole())
    expected = {t.name: [[c.head for c in t.columns], *([str(safe(cell)) for cell in row] for row in t.rows)] for t in found}
    content = MAKERS[form](whole(), None)
    read = readers.csv_files(content) if form is Form.CSV else readers.sheets(content)
    assert list(read.values()) == list(expected.values())
    assert list(read) == ([f"{t.key}.csv" for t in found] if form is Form.CSV else list(expected))
    assert {safe(ODD), safe(LESSON)} <= {cell for rows in read.values() for row in rows for cell in row}


def test_opendocument_keeps_spaces_and_lines(spoken):
    """To its readers spaces in a row, and the end of a line, are one space, unless they are written as what they are."""
    lines = readers.odf_lines(MAKERS[Form.ODS](whole(), None))
    assert lines == [line for t in tables(whole()) for row in ([c.head for c in t.columns], *t.rows) for cell in row for line in str(safe(cell)).split("\n")]


def test_json_says_all_of_it(spoken):
    found = tables(whole())
    read = readers.json_object(MAKERS[Form.JSON](whole(), None))
    assert list(read["columns"]) == [t.key for t in found[1:]]
    for table in found[1:]:
        keys = [column.key for column in table.columns]
        assert [list(row.items()) for row in read[table.key]] == [list(zip(keys, map(plain, row), strict=True)) for row in table.rows]
        assert read["columns"][table.key] == {c.key: f"{c.head}: {c.explained}" for c in table.columns}


def test_the_tables_hold_what_the_outline_holds(spoken):
    """So that no kind of file says more of what people wrote than another."""
    written = {Style.TEXT, Style.QUOTE, Style.SMALL_HEADING, Style.HEADING}
    cells = {line for table in tables(whole()) for row in table.rows for cell in row for line in str(cell).split("\n")}
    theirs = {line for text in (*ours(), *(PUT.texts - {one.body for one in PUT.decisions})) for line in text.split("\n") if line}
    assert theirs <= {piece.text for piece in outline(whole()) if piece.style in written}
    assert theirs <= cells


def ours():
    """What contributors wrote."""
    yield from (text for story in STORIES for text in (story.title, story.lesson))
    yield from (text for quote in PUT.quotes for text in (quote.words, quote.title))
