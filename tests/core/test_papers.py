"""The eyes with which the tests look at a PDF see what is wrong with one, and no PDF of ours goes past them."""

import io
from pathlib import Path

import pytest
from pikepdf import Dictionary, Name, Pdf

from app.core import typesetting
from app.core.typesetting import CannotPrint, typeset
from tests.databases import ONCE
from tests.papers import held_to_ua

pytestmark = ONCE
ROOT = Path(__file__).parents[2]
SOURCE = """
#let data = json("data.json")
#set document(title: data.title)
#set text(lang: "nl")
#title()
= Kop
Een alinea.
#image(bytes(data.drawing), format: "svg", width: 9mm, alt: "Een vlak")
== Daaronder
- een
- twee
#table(columns: 2, table.header[Naam][Plek], [Ada], [Ede])
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    source = tmp_path_factory.mktemp("paper") / "paper.typ"
    source.write_text(SOURCE, encoding="utf-8")
    return typeset(source, {"title": "Blad", "drawing": DRAWING})


def tags(pdf, kind):
    return [tag for tag in pdf.objects if isinstance(tag, Dictionary) and tag.get("/S") == kind]


def untitled(pdf):
    del pdf.Root.ViewerPreferences


def speechless(pdf):
    del pdf.Root.Lang


def unsure(pdf):
    pdf.Root.MarkInfo.Suspects = True


def without_words_for_the_picture(pdf):
    tags(pdf, "/Figure")[0].Alt = "  "


def with_a_level_passed_over(pdf):
    tags(pdf, "/H2")[0].S = Name.H3


def with_a_head_of_nothing(pdf):
    del tags(pdf, "/TH")[0].A


def with_a_row_too_short(pdf):
    del tags(pdf, "/TR")[1].K[0]


def without_a_bullet(pdf):
    del tags(pdf, "/LI")[0].K[0]


def with_a_tag_of_its_own(pdf):
    tags(pdf, "/P")[0].S = Name.Zomaar


def read_from_its_end(pdf):
    found = tags(pdf, "/L")[0]
    found.K = list(reversed(list(found.K)))


def drawn_without_a_tag(pdf):
    page = pdf.pages[0]
    page.contents_add(b"/Span <</MCID 99>> BDC EMC")


def drawn_without_a_mark(pdf):
    font = next(iter(pdf.pages[0].Resources.Font))
    pdf.pages[0].contents_add(f"BT {font} 9 Tf (x) Tj ET".encode())


def with_letters_of_the_reader(pdf):
    pdf.pages[0].Resources.Font["/F99"] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, FontDescriptor=Dictionary())


def test_a_good_one_passes(paper):
    assert {"/Title", "/H1", "/H2", "/Figure", "/L", "/Table", "/TH"} <= set(held_to_ua(paper, "Blad"))


@pytest.mark.parametrize(("damage", "said"), [
    (untitled, "title"), (speechless, "language"), (unsure, "sure of it"), (without_words_for_the_picture, "conveys nothing to a screen reader"),
    (with_a_level_passed_over, "no level is passed over"), (with_a_head_of_nothing, "head"), (with_a_row_too_short, "as many cells"),
    (without_a_bullet, "a mark and its text"), (with_a_tag_of_its_own, "tags of the standard"), (read_from_its_end, "another order"),
    (drawn_without_a_tag, "stands in the tags"), (drawn_without_a_mark, "artifact"), (with_letters_of_the_reader, "in the file"),
], ids=lambda given: getattr(given, "__name__", ""))  # fmt: skip
def test_a_damaged_one_does_not(paper, damage, said):
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(paper)) as pdf:
        damage(pdf)
        pdf.save(out)
    with pytest.raises(AssertionError, match=f"(?i){said}"):
        held_to_ua(out.getvalue(), "Blad")


def test_every_kind_of_paper_that_we_make_is_held_to_it():
    """A new source is written down here when a test holds its PDF to the standard."""
    held = {
        "reports/exports/report": "reports/test_contents.py", "gatherings/exports/door_list": "gatherings/test_paper_of_the_day.py",
        "gatherings/exports/table_signs": "gatherings/test_paper_of_the_day.py", "gatherings/exports/stop_sheets": "gatherings/test_stop_sheets.py",
        "gatherings/exports/long_words": "gatherings/test_paper_of_the_day.py",  # the three above import it
        "woo/exports/document": "woo/test_file.py", "woo/exports/picture": "woo/test_pictures_in_file.py",
    }  # fmt: skip
    assert {source.relative_to(ROOT / "app").with_suffix("").as_posix() for source in (ROOT / "app").rglob("*.typ")} == set(held)
    for where in held.values():
        text = (ROOT / "tests" / where).read_text(encoding="utf-8")
        assert "held_to_ua(" in text or "is_for_everybody(" in text


def test_what_the_typesetter_refuses_or_does_not_end_is_told_apart_from_a_paper(tmp_path, monkeypatch):
    source = tmp_path / "wrong.typ"
    source.write_text("#image(bytes(2))", encoding="utf-8")
    with pytest.raises(CannotPrint, match="^wrong, ended with 1$"):
        typeset(source, {})
    source.write_text(SOURCE, encoding="utf-8")
    ended = tmp_path / "ended.py"
    ended.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", encoding="utf-8")
    monkeypatch.setattr(typesetting, "TYPESETTER", ended)
    with pytest.raises(CannotPrint, match="^wrong, ended with -9$"):
        typeset(source, {"title": "Blad", "drawing": DRAWING})
