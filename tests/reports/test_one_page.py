"""The answer to one question stands on one page; what it was found in stands behind it."""

import io
import re
from dataclasses import replace

import pytest
from docx import Document
from pypdf import PdfReader

from app.core.wording import in_language
from app.reports.exports import MAKERS
from app.reports.models import Form
from app.reports.outline import Style, outline
from app.stocktaking.models import Laid
from tests.databases import ONCE
from tests.reports.whole import PUT, story, whole

pytestmark = ONCE  # a made-up stocktake: no database is asked
SENTENCE = "Wie beheert en betaalt het groen in de straat, als de gemeente en het waterschap er samen aan werken?"
VIEWS = "Er is geld voor de aanleg, en voor de jaren daarna niet. Wie er werkt, weet niet bij wie dat geld hoort te liggen."
FIRST = (SENTENCE, "Zomertour 2026", "15 september 2026", "Waterschap Rijn", "1 maart 2027", VIEWS, "lever 1 (nl)", "Stuurgroep groen")


@pytest.fixture
def about():
    """An ordinary one: two statements with a quote each, and of all else one or two."""
    quotes = tuple(replace(PUT.quotes[1], statement=at, words=VIEWS, source=f"{2:026}") for at in (0, 1))
    answer = replace(PUT.answers[0], steps="\n".join([VIEWS] * 3))
    view, decision = replace(PUT.dissents[0], text=VIEWS), replace(PUT.decisions[0], reason=VIEWS)
    told = {"quotes": quotes, "answers": (answer,), "dissents": (view,), "decisions": (decision,), "sources": PUT.sources[:2]}
    return replace(PUT, sentence=SENTENCE, explanation=VIEWS, statements=(VIEWS, "Niemand is eigenaar."), **told)


@pytest.fixture
def edition(about):
    lying = tuple(story(number, Laid.QUESTIONS, "put") for number in range(1, 13))
    return replace(whole(), n=len(lying), contributions=lying, questions=(about,)).only(about)


@pytest.fixture(params=["nl", "en"])
def spoken(app, request):
    with in_language(request.param):
        yield request.param


def words(text):
    return re.sub(r"\s+", "", text)


def test_the_answer_is_on_the_first_page_and_the_rest_begins_on_the_second(app, edition, about):
    with in_language("nl"):
        content = MAKERS[Form.PDF](edition, about)
        pieces = list(outline(edition, about))
    first, second, *rest = [words(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]
    at = next(number for number, piece in enumerate(pieces) if piece.style is Style.APPENDIX)
    assert not [piece.text for piece in pieces[:at] if words(piece.text) not in first]
    assert not [told for told in FIRST if words(told) not in first]
    assert second.partition("steekproef.")[2].startswith("Bijlage") and "Bijlage" not in first
    behind = "".join((second, *rest))
    assert not [piece.text for piece in pieces[at:] if words(piece.text) not in behind]
    assert edition.root not in first and edition.root in behind and "Verhaal12:deput" in behind


def test_word_has_the_same_in_the_same_order_and_the_rest_on_a_new_page(spoken, edition, about):
    found = Document(io.BytesIO(MAKERS[Form.DOCX](edition, about))).paragraphs
    pieces = list(outline(edition, about))
    assert [paragraph.text for paragraph in found] == [f"{p.name}: {p.text}" if p.name else p.text for p in pieces]
    new_pages = [paragraph.text for paragraph in found if paragraph.paragraph_format.page_break_before]
    assert new_pages == ["Bijlage" if spoken == "nl" else "Appendix"]


def test_what_stands_behind_it_does_not_say_again_which_question_it_is(spoken, edition, about):
    said = [piece.text for piece in outline(edition, about)]
    assert said.count(SENTENCE) == 1
    assert sum(piece.text == SENTENCE for piece in outline(edition)) == 1 + len(edition.contributions)
