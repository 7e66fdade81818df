"""A PDF as somebody reads it: its words, and what it tells a screen reader."""

import io

import pypdfium2
from pypdf import PdfReader

from tests.papers import held_to_ua


def read(answer):
    assert answer.status_code == 200 and answer.mimetype == "application/pdf"
    return PdfReader(io.BytesIO(answer.data))


def words_of(page):
    return " ".join(page.extract_text().split())


def beside_the_paper(answer, margin=25):
    """The letters that are drawn within so many points of the edge on the right, or over it."""
    found = []
    for page in pypdfium2.PdfDocument(answer.data):
        drawn, edge = page.get_textpage(), page.get_width() - margin
        found += [drawn.get_text_range(n, 1) for n in range(drawn.count_chars()) if drawn.get_charbox(n)[2] > edge]
    return found


def is_for_everybody(reader, title, language="nl"):
    return held_to_ua(reader.stream.getvalue(), title, language)


def millimetres(page):
    return tuple(round(float(side) / 72 * 25.4) for side in (page.mediabox.width, page.mediabox.height))
