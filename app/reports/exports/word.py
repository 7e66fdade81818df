"""A frozen stocktake for a word processor, with real headings, and the language of each part."""

import io
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
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


def write(end: Any, piece: Piece, style: str | None) -> None:
    """Puts a paragraph right before the end. `add_paragraph` looks through all others first: too slow for many."""
    element = OxmlElement("w:p")
    end.addprevious(element)
    element.style = style
    paragraph = Paragraph(element, end.getparent())
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
