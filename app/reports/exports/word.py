"""A frozen stocktake for a word processor, with real headings, and the language of each part."""

import io
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from app.core.wording import language
from app.reports.exports.naming import on_each_page, title_of
from app.reports.exports.progress import Tell, silent, watched
from app.reports.frozen import Frozen, FrozenQuestion
from app.reports.outline import Piece, Style, outline

STYLES = {
    Style.TITLE: "Title",
    Style.HEADING: "Heading 1",
    Style.SUBHEADING: "Heading 2",
    Style.SMALL_HEADING: "Heading 2",
    Style.TEXT: "Normal",
    Style.QUOTE: "Quote",
    Style.FACT: "Normal",
    Style.APPENDIX: "Heading 1",
}
TAGS_OF_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}


def docx_of(frozen: Frozen, about: FrozenQuestion | None = None, tell: Tell = silent) -> bytes:
    document = Document()
    told = document.core_properties
    told.title = title_of(frozen, about)
    told.language = TAGS_OF_LANGUAGES[language()]
    told.author = told.last_modified_by = told.comments = ""
    told.created = told.modified = frozen.made_at  # else those of the empty document that the library begins with
    document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").set(qn("w:val"), told.language)
    if about is not None:
        set_closely(document)
    styles = {style: document.styles[name].style_id for style, name in STYLES.items()}
    end = document.element.body.sectPr
    pieces = list(outline(frozen, about))
    for piece in watched(pieces, len(pieces), tell):
        write(end, piece, styles[piece.style])
    footer = document.sections[0].footer.paragraphs[0]
    footer.text = on_each_page(frozen)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def set_closely(document: Any) -> None:
    """So that the answer to one question, of an ordinary size, stands on one page."""
    page = document.sections[0]
    page.page_width, page.page_height, page.footer_distance = Mm(210), Mm(297), Mm(6)
    page.top_margin = page.bottom_margin = page.left_margin = page.right_margin = Mm(15)
    for name, size, above in (("Normal", 9.5, 0), ("Title", 16, 0), ("Heading 1", 12, 6), ("Heading 2", 11, 4)):
        style = document.styles[name]
        style.font.size, told = Pt(size), style.paragraph_format
        told.space_before, told.space_after, told.line_spacing = Pt(above), Pt(1), 1


def write(end: Any, piece: Piece, style: str | None) -> None:
    """Puts a paragraph right before the end. `add_paragraph` looks through all others first: too slow for many."""
    element = OxmlElement("w:p")
    end.addprevious(element)
    element.style = style
    paragraph = Paragraph(element, end.getparent())
    if piece.style is Style.APPENDIX:
        paragraph.paragraph_format.page_break_before = True
    if piece.name:
        paragraph.add_run(f"{printable(piece.name)}: ").bold = True
    run = paragraph.add_run(printable(piece.text))
    if piece.language != language():
        mark_language(run, TAGS_OF_LANGUAGES.get(piece.language, piece.language))


def mark_language(run: Any, tag: str) -> None:
    """So that a screen reader speaks it as what it is."""
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), tag)
    run._r.get_or_add_rPr().append(spoken)


def printable(text: str) -> str:
    """XML takes no control characters."""
    return "".join(letter for letter in text if letter in "\n\t" or ord(letter) >= 32)
