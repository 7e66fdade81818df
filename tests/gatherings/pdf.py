"""A PDF as somebody reads it: its words, and what it tells a screen reader."""

import io

from pypdf import PdfReader


def read(answer):
    assert answer.status_code == 200 and answer.mimetype == "application/pdf"
    return PdfReader(io.BytesIO(answer.data))


def words_of(page):
    return " ".join(page.extract_text().split())


def is_for_everybody(reader, title, language="nl"):
    """PDF/UA-1: tagged, with a title that is shown, a language, and letters that are in the file."""
    root = reader.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"]) and root["/Lang"] == language and reader.metadata.title == title
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"]) and b"pdfuaid:part" in root["/Metadata"].get_data()
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    inner = [font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font for font in fonts]
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"]) for font in inner)
    return list(tags(root["/StructTreeRoot"]))


def tags(node):
    node = node.get_object() if hasattr(node, "get_object") else node
    for child in node if isinstance(node, list) else [node.get("/K")] if isinstance(node, dict) and "/K" in node else []:
        yield from tags(child)
    if isinstance(node, dict) and "/S" in node:
        yield node["/S"]


def millimetres(page):
    return tuple(round(float(side) / 72 * 25.4) for side in (page.mediabox.width, page.mediabox.height))
