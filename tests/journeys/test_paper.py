"""The walk on paper: sheets printed and typed over with keys alone, on a phone and without scripts; and its drawing."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.conftest import DESK, PHONE, Site, measure, windows
from tests.journeys.test_states import look
from tests.journeys.walked import CODE, asked, come_along, make_walk, texts

NARROW = {"width": 320, "height": 640}
HERE = "/bijeenkomsten/de-wandeling"


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    with Site(tmp_path_factory.mktemp("paper"), fill=make_walk) as site:
        yield site


@pytest.fixture
def people(walk, browser):
    yield from windows(walk, browser)


def tab_to(reader, words):
    """Presses Tab until the link or button with these words has the focus."""
    for _tab in range(80):
        reader.press("Tab")
        if words in (measure(reader.page, "document.activeElement.textContent") or ""):
            return
    raise AssertionError(f"Tab does not reach {words}")


def code_on(pages, words):
    """The code of the sheet on which these words stand."""
    sheet = next(page for page in pages[1:] if words in page)
    return sheet.partition("Blad ")[2].split()[0]


def printed(reader):
    """Prints the sheets with keys alone; the text of each page."""
    reader.go(HERE).started()
    tab_to(reader, "Haltebladen om te printen")
    with reader.page.expect_download() as coming:
        reader.press("Enter")
    content = io.BytesIO(coming.value.path().read_bytes())
    return [" ".join(page.extract_text().split()) for page in PdfReader(content).pages]


def test_keys_alone_print_a_sheet_and_type_it_over(walk, people):
    reader = people(DESK, role="host")
    pages = printed(reader)
    assert len(pages) == 5
    reader.go(f"{HERE}/notities/overnemen").started()
    reader.look()
    keys = reader.keys
    reader.page.keyboard.type(code_on(pages, "Het hofje"))  # the focus is there already
    reader.press("Tab")
    if measure(reader.page, "document.activeElement.name") == "group":
        reader.page.keyboard.type("2")
        reader.press("Tab")
    for kind, text in (("2", "De put ligt te hoog."), ("4", "Wie maait hier?"), ("", "Zes auto's.")):
        reader.page.keyboard.type(kind)
        reader.press("Tab")
        reader.page.keyboard.type(text)
        reader.press("Tab", "Tab")  # past the name, to the next line
    tab_to(reader, "Bewaar deze notities")
    reader.enter()
    reader.page.locator(".alert--goed", has_text="3 notities bewaard bij halte 2").wait_for()
    reader.look()
    kept = asked(walk, "SELECT text, kind, group_number FROM field_note JOIN paper_note ON note_id = id ORDER BY id")
    assert kept == [("De put ligt te hoog.", "learned", 2), ("Wie maait hier?", "question", 2), ("Zes auto's.", None, 2)]
    print(f"three notes of a sheet: {reader.keys - keys} keys besides the words")


@pytest.mark.parametrize("start", ["", "/en"])
def test_on_a_phone_without_scripts_nothing_typed_is_lost(walk, people, start):
    first, tenth = f"Zonder scripts{start}", f"De tiende{start}"
    reader = people(NARROW, javascript=False, role="host").go(f"{start}{HERE}/notities/overnemen")
    reader.look()
    reader.page.locator("#n1-text").fill(first)
    reader.tap(".dock .button:not(.button--primary)")  # more lines
    expect(reader.page.locator("#n10-text")).to_be_visible()
    expect(reader.page.locator("#n1-text")).to_have_value(first)
    reader.page.locator("#sheet").fill("bestaat niet")
    reader.page.locator("#n10-text").fill(tenth)
    reader.tap(".dock .button--primary")
    reader.page.locator(".alert--fout").wait_for()
    reader.look()
    expect(reader.page.locator("#n10-text")).to_have_value(tenth)
    reader.page.locator("#sheet").fill("3")
    reader.tap(".dock .button--primary")
    reader.page.locator(".alert--goed").wait_for()
    reader.look()
    assert {first, tenth} <= set(texts(walk))


def test_a_note_from_paper_is_put_right_and_removed(walk, people):
    reader = people(DESK, role="host").go(f"{HERE}/notities/overnemen")
    reader.page.locator("#sheet").fill("1")
    reader.page.locator("#n1-text").fill("De punt ligt hoog")
    reader.tap(".dock .button--primary")
    reader.go(f"{HERE}/notities")
    note = reader.page.locator("li", has_text="De punt ligt hoog")
    expect(note).to_contain_text("van papier")
    look(reader)
    reader.tap(note.locator("a"))
    look(reader)
    reader.page.locator("#text").fill("")
    reader.tap(".dock .button--primary")
    reader.page.locator(".alert--fout").wait_for()
    look(reader)
    reader.page.locator("#text").fill("De put ligt hoog")
    reader.tap(".dock .button--primary")
    reader.tap(reader.page.locator("li", has_text="De put ligt hoog").locator("a"))
    reader.tap(".button--danger")
    reader.page.locator(".alert--goed").wait_for()
    assert not {"De put ligt hoog", "De punt ligt hoog"} & set(texts(walk))


def test_signs_and_the_list_of_the_door_come_as_files(people):
    reader = people(NARROW, role="host").go(f"{HERE}/tafelbordjes")
    look(reader)
    reader.tap("main .button--primary")
    reader.page.locator(".alert--fout").wait_for()
    look(reader)
    reader.page.locator("#tables").fill("3")
    with reader.page.expect_download() as coming:
        reader.page.locator("main .button--primary").click()
    assert coming.value.suggested_filename.endswith("-tafelbordjes-de-wandeling.pdf")
    reader.go(f"{HERE}/deur").started()
    with reader.page.expect_download() as coming:
        reader.page.locator("a[href$='lijst.pdf']").click()
    assert "deurlijst" in coming.value.suggested_filename


def test_the_drawing_of_the_walk_is_there_without_a_connection(walk, people):
    visitor = people(NARROW).go(HERE)
    expect(visitor.page.locator(".routekaart svg[role=img]")).to_be_visible()
    look(visitor)
    phone = come_along(people, walk, 1, viewport=PHONE)
    phone.page.context.set_offline(True)
    phone.go(f"/lopen/{CODE}")
    expect(phone.page.locator(".r-nummer")).to_have_text(["1", "2", "3", "4"])
    phone.look()
