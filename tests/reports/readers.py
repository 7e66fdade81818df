"""Readers that had no part in writing the files: each gives what a person would find in them, in order.

mammoth reads Word; calamine reads Excel and OpenDocument, PDFium and pypdf read PDF; JSON and CSV are read by rules of
their own, not by the modules that wrote them.
"""

import ctypes
import io
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

import html5lib
import json5
import mammoth
import pypdfium2.raw as pdfium
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Heading 1'] => h2:fresh
p[style-name='Heading 2'] => h3:fresh
p[style-name='Quote'] => blockquote:fresh
"""
BLOCKS = ("Title", "H1", "H2", "H3", "P", "BlockQuote")
FIELD = re.compile(r'"((?:[^"]|"")*)"(;|\r\n)|([^;\r\n"]*)(;|\r\n)')


@dataclass(frozen=True)
class Block:
    """A heading, paragraph or quote; `name` is what stands in bold before it."""

    kind: str
    text: str
    language: str
    name: str = ""


def sheets(content):
    """name -> rows of texts, of Excel or OpenDocument."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: [[shown(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names}


def shown(cell):
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def odf_lines(content):
    """Every line of every cell as the rules of OpenDocument say: spaces and ends of lines in a row are one space."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = ElementTree.fromstring(archive.read("content.xml"))
    return [odf_text(p) for p in found.iter(f"{TEXT}p")]


def odf_text(element):
    text = re.sub(r"\s+", " ", element.text or "")
    for child in element:
        text += " " * int(child.get(f"{TEXT}c", 1)) if child.tag == f"{TEXT}s" else odf_text(child)
        text += re.sub(r"\s+", " ", child.tail or "")
    return text


def csv_files(content):
    """name -> rows, by the letter of RFC 4180 with semicolons."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: csv_rows(archive.read(name).decode("utf-8")) for name in archive.namelist()}


def csv_rows(text):
    assert text.startswith("\ufeff"), "a Dutch spreadsheet knows by this mark that it is UTF-8"
    rows, row, at = [], [], 1
    while at < len(text):
        found = FIELD.match(text, at)
        quoted, after, plain, end = found.groups()
        row.append(plain if quoted is None else quoted.replace('""', '"'))
        at = found.end()
        if (after or end) != ";":
            rows.append(row)
            row = []
    return rows


def json_object(content):
    return json5.loads(content.decode("utf-8"))


def word(content):
    """The paragraphs of a Word file: mammoth says what they are, the file itself in which language they are."""
    told = mammoth.convert_to_html(io.BytesIO(content), style_map=STYLES, ignore_empty_paragraphs=False)
    assert not told.messages, told.messages
    body = html5lib.parse(told.value, namespaceHTMLElements=False).find("body")
    spoken = word_languages(content)
    assert len(body) == len(spoken)
    return [word_block(element, language) for element, language in zip(body, spoken, strict=True)]


def word_block(element, language):
    bold = element.find("strong")
    text, name = "".join(element.itertext()), "" if bold is None else bold.text.removesuffix(": ")
    return Block("title" if element.get("class") else element.tag, text.removeprefix(f"{name}: " if name else ""), language, name)


def word_languages(content):
    """Of each paragraph the language of its last words: its own, or that of the whole file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles, document = (ElementTree.fromstring(archive.read(f"word/{name}.xml")) for name in ("styles", "document"))
    whole = styles.find(f".//{W}rPrDefault//{W}lang").get(f"{W}val")
    last = ([run.find(f".//{W}lang") for run in p.iter(f"{W}r")][-1] for p in document.iter(f"{W}p"))
    return [(whole if own is None else own.get(f"{W}val"))[:2] for own in last]


def pdf(content):
    """The blocks of a PDF in the order in which a screen reader says them: its tags, with the words that PDFium finds."""
    reader, texts = PdfReader(io.BytesIO(content)), marked_texts(content)
    root = reader.trailer["/Root"]
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    return list(blocks(root["/StructTreeRoot"], root["/Lang"], pages, texts))


def blocks(node, language, pages, texts):
    for child in children(node):
        if not isinstance(child, dict) or "/S" not in child:
            continue
        spoken = child.get("/Lang", language)
        if child["/S"][1:] in BLOCKS:
            bold = next((c for c in children(child) if isinstance(c, dict) and c.get("/S") == "/Strong"), None)
            name = "" if bold is None else "".join(words for words, _l in said(bold, spoken, pages, texts)).strip()
            told = list(said(child, spoken, pages, texts))
            yield Block(child["/S"][1:], "".join(words for words, _l in told).removeprefix(f"{name}: " if name else ""), told[-1][1], name)
        else:
            yield from blocks(child, spoken, pages, texts)


def children(node):
    found = node.get("/K", [])
    return [child.get_object() for child in (found if isinstance(found, list) else [found])]


def said(node, language, pages, texts, page=None):
    """All words under a tag with their language, in order."""
    if isinstance(node, int):
        yield texts[page, node][0], texts[page, node][1] or language
        return
    page = pages[node.raw_get("/Pg").idnum] if "/Pg" in node else page
    language = node.get("/Lang", language)
    below = [node["/MCID"]] if node.get("/Type") == "/MCR" else children(node)
    for child in below:
        yield from said(child, language, pages, texts, page)


def marked_texts(content):
    """(page, mark) -> words, and their language where the mark itself says it.

    What has no mark is for the eye only: the header and the number of a page.
    """
    found = {}
    for number, page in enumerate(PdfDocument(content)):
        textpage = page.get_textpage()
        for drawn in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
            mark = pdfium.FPDFPageObj_GetMarkedContentID(drawn.raw)
            if mark >= 0:
                before = found.get((number, mark), ("", ""))[0]
                found[number, mark] = before + words_of(drawn, textpage), language_of(drawn)
    return found


def words_of(drawn, textpage):
    size = pdfium.FPDFTextObj_GetText(drawn.raw, textpage.raw, None, 0)
    letters = ctypes.create_string_buffer(size * 2)
    pdfium.FPDFTextObj_GetText(drawn.raw, textpage.raw, ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort)), size)
    return letters.raw[: size * 2].decode("utf-16-le").rstrip("\0")


def language_of(drawn):
    letters, size = ctypes.create_string_buffer(40), ctypes.c_ulong()
    buffer = ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort))
    for at in range(pdfium.FPDFPageObj_CountMarks(drawn.raw)):
        mark = pdfium.FPDFPageObj_GetMark(drawn.raw, at)
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Lang", buffer, 40, size):
            return letters.raw[: size.value].decode("utf-16-le").rstrip("\0")
    return ""


def pdf_as_drawn(content, left_out):
    """The words of all pages as they are drawn, without the lines at the edge of each."""
    return " ".join(" ".join(re.sub(left_out, "", page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages).split())
