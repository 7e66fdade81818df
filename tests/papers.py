"""What every PDF of ours is held to: PDF/UA-1, as far as a program can tell.

The typesetter refuses what it knows to be against the standard. This looks again, with others: pdfua for what it has
rules for, and for the rest our own eyes on the tags, with the number of the requirement in ISO 14289-1 beside it.
"""

import io

from pdfua import validate
from pypdf import PdfReader
from pypdf.generic import ContentStream

TRIPS = {"UA-14-001": "is_integer"}  # of pdfua 0.1.3, on a heading in more than one piece; headings are looked at below
ROLES = set("Document Part Div Title P H1 H2 H3 Strong Em Span Link L LI Lbl LBody Table THead TBody TR TH TD Figure BlockQuote Note".split())


def held_to_ua(content, title, language="nl"):
    """Every tag in the order of reading, of a PDF that is for everybody."""
    accepted_by_another(content)
    reader = PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    says_what_it_is(reader, root, title, language)
    brings_its_letters(reader)
    tags = list(below(root["/StructTreeRoot"]))
    roles_are_known(root, tags)
    headings_follow(reader, root, tags)
    tables_name_their_columns(tags)
    lists_are_whole(tags)
    every_mark_has_its_tag(reader, root)
    return [str(tag["/S"]) for tag in tags]


def accepted_by_another(content):
    for outcome in validate(io.BytesIO(content)).outcomes:
        assert not outcome.findings, [finding.message for finding in outcome.findings]
        said = outcome.skipped_reason
        assert not said or TRIPS.get(outcome.rule_id, "nothing") in said, f"{outcome.rule_id} was not looked at: {said}"


def says_what_it_is(reader, root, title, language):
    assert says_yes(root["/MarkInfo"], "/Marked") and not says_yes(root["/MarkInfo"], "/Suspects"), "6.2, 7.1: tagged, and sure of it"
    assert root["/Lang"] == language, "7.2: the language"
    assert reader.metadata.title == title and says_yes(root["/ViewerPreferences"], "/DisplayDocTitle"), "7.1: a title, which is shown"
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp and "<dc:title>" in xmp, "5, 7.1: in the metadata as well"
    assert {page.get("/Tabs") for page in reader.pages} == {"/S"}, "7.18.3: the tab key follows the tags"
    assert not reader.is_encrypted and "/AcroForm" not in root and "/OCProperties" not in root, "7.16, 7.10: nothing to be opened first"


def says_yes(node, name):
    return name in node and node[name].value is True  # of pypdf a "false" counts as something that is there


def brings_its_letters(reader):
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"].get("/Font", {}).values()]
    inner = [font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font for font in fonts]
    assert fonts and all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"]) for font in inner), "7.21.4.1: in the file"
    assert all("/ToUnicode" in font for font in fonts), "7.21.7: each sign says which letter it is"


def below(node):
    for child in children(node):
        if isinstance(child, dict) and "/S" in child:
            yield child
            yield from below(child)


def children(node):
    found = node.get("/K", [])
    return [child.get_object() for child in (found if isinstance(found, list) else [found])]


def every_mark_has_its_tag(reader, root):
    """7.1: what is drawn with a mark stands in the tags, once, and is drawn in the order in which it is read."""
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    read = list(marks(root["/StructTreeRoot"], pages, None))
    drawn = [(number, mark) for number, page in enumerate(reader.pages) for mark in drawn_marks(page, reader)]
    assert len(set(read)) == len(read) and set(drawn) == set(read), "7.1: what is drawn stands in the tags"
    assert list(dict.fromkeys(drawn)) == sorted(read), "a page is drawn from its first mark to its last"
    for number in range(len(reader.pages)):
        on_page = [mark for page, mark in read if page == number]
        assert on_page == sorted(on_page), f"page {number + 1} is read in another order than it is drawn"


def marks(node, pages, page):
    if isinstance(node, int):
        yield page, int(node)
        return
    page = pages[node.raw_get("/Pg").idnum] if "/Pg" in node else page
    if node.get("/Type") == "/MCR":
        yield page, int(node["/MCID"])
    elif node.get("/Type") != "/OBJR":
        for child in children(node):
            yield from marks(child, pages, page)


def drawn_marks(page, reader):
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"BDC" and isinstance(operands[1], dict) and "/MCID" in operands[1]:
            yield int(operands[1]["/MCID"])


def roles_are_known(root, tags):
    known = root["/StructTreeRoot"].get("/RoleMap", {})
    found = {known.get(tag["/S"], tag["/S"])[1:] for tag in tags}
    assert found <= ROLES, f"7.1: tags of the standard: {found - ROLES}"


def headings_follow(reader, root, tags):
    levels = [int(tag["/S"][2:]) for tag in tags if tag["/S"][1:2] == "H" and tag["/S"][2:].isdigit()]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False)), f"7.4.2: no level is passed over: {levels}"
    assert not levels or "/Outlines" in root, "whoever sees the page finds the headings beside it"


def tables_name_their_columns(tags):
    for table in (tag for tag in tags if tag["/S"] == "/Table"):
        rows = [tag for tag in below(table) if tag["/S"] == "/TR"]
        cells = [[cell for cell in children(row) if cell.get("/S") in ("/TH", "/TD")] for row in rows]
        assert len({len(row) for row in cells}) == 1, "7.5: as many cells in each row"
        heads = [cell for row in cells for cell in row if cell["/S"] == "/TH"]
        assert heads and all(scope_of(cell) == "/Column" for cell in heads), "7.5: a head says of what it is the head"


def scope_of(cell):
    told = cell.get("/A", [])
    return next((part["/Scope"] for part in (told if isinstance(told, list) else [told]) if "/Scope" in part), None)


def lists_are_whole(tags):
    for found in (tag for tag in tags if tag["/S"] == "/L"):
        items = [child for child in children(found) if child["/S"] != "/L"]
        assert all(item["/S"] == "/LI" and [part["/S"] for part in children(item)] == ["/Lbl", "/LBody"] for item in items), "7.6: a mark and its text"
