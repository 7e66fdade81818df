"""A PDF as somebody reads it: its words, and what it tells a screen reader."""

import io

from pypdf import PdfReader

from tests.papers import held_to_ua


def read(answer):
    assert answer.status_code == 200 and answer.mimetype == "application/pdf"
    return PdfReader(io.BytesIO(answer.data))


def words_of(page):
    return " ".join(page.extract_text().split())


def is_for_everybody(reader, title, language="nl"):
    return held_to_ua(reader.stream.getvalue(), title, language)


def millimetres(page):
    return tuple(round(float(side) / 72 * 25.4) for side in (page.mediabox.width, page.mediabox.height))
