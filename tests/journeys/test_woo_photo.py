"""A photo in a request under the Woo: who handles it looks at the photo, leaves it out, and puts it back."""

import io
import zipfile

from pypdf import PdfReader

from app.core.clock import today
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_photos import ALT, answer
from tests.journeys.test_sharing import by_mail, share
from tests.journeys.test_states import look
from tests.journeys.test_woo import EDITOR, SECOND, fetched
from tests.photographs import jpeg

REFERENCE, LESSON = "WOO-2026-9", "Vraag de lepelaar eerst waar hij wil zitten."  # the only story with this bird
SECOND_ADDRESS = "teun.meer@kennisbureau-voorbeeld.example"


def test_a_photo_is_looked_at_left_out_and_handed_out_whole(visit, site, tmp_path):
    contributor = visit(PHONE)
    share(contributor, lesson=LESSON)
    add_photo(contributor, tmp_path / "foto.jpg")
    asked_for(visit(DESK, role="administrator"))
    first = visit(DESK, role="editor")
    for place in range(2):
        open_document(first, place)
        decide(first)
    leave_the_photo_out_and_put_it_back(first)
    second = by_mail(visit, SECOND_ADDRESS)
    for place in range(2):
        open_document(second, place)
        if place == 1:
            second.page.locator("input[name=seen]").first.wait_for(state="attached")
        second.tap("form[action$='/akkoord'] button")
        second.page.locator("h1", has_text=f"Verzoek {REFERENCE}").wait_for()
    second.tap("form[action$='/bestand'] button")
    check(fetched(second, site))


def add_photo(reader, path):
    path.write_bytes(jpeg(1600, 1200))
    reader.tap("a[href$='/fotos']")
    reader.page.locator("#photos").set_input_files(path)
    reader.tap(".dock .button--primary")
    reader.page.locator("h2", has_text="Foto 1").wait_for()
    answer(reader)
    reader.page.locator("section.panel", has_text="de redactie kijkt er eerst naar").wait_for()


def asked_for(reader):
    reader.go("/beheer/woo")
    for name, words in (("words", "lepelaar"), ("reference", REFERENCE), ("since", f"{today():%d-%m-%Y}")):
        reader.type(f"#{name}", words)
    reader.tap("button[value=bevries]")
    reader.page.locator("h1", has_text=f"Verzoek {REFERENCE}").wait_for()
    for name in (EDITOR, SECOND):
        reader.page.locator("label", has_text=name).locator("input").check()
    reader.tap("form[action$='/behandelaars'] button")
    reader.page.locator(".alert--goed").wait_for()


def open_document(reader, place):
    """The first one is the story, the second one its photo."""
    reader.go("/redactie/woo")
    reader.tap(f"text={REFERENCE}")
    reader.tap(reader.page.locator("main ol h3 a").nth(place))
    reader.page.locator("h1", has_text=("Bijdrage", "Foto, en wat erover gezegd is")[place]).wait_for()


def decide(reader):
    reader.tap("input[name=oordeel-judgement][value=public]")
    reader.tap("form[action$='/oordeel'] button")
    reader.page.locator(".alert--goed").wait_for()


def leave_the_photo_out_and_put_it_back(reader):
    """On the page of the photo."""
    shown = reader.page.locator("p.foto img")
    assert shown.evaluate("img => img.decode().then(() => img.naturalWidth)") == 1600
    look(reader)
    reader.page.set_viewport_size(DESK)
    reader.tap("label:has(input[value^='picture:'])")
    reader.page.locator("#ground").select_option("5.1.2.e")
    reader.tap("form[action$='/lakken'] button")
    out = reader.page.locator("main section[aria-labelledby=zo]")
    out.locator("mark", has_text="[5.1.2.e]").wait_for()
    look(reader)
    reader.page.set_viewport_size(DESK)
    reader.tap("form[action$='/terug'] button")
    out.locator("text=De foto zelf").wait_for()


def check(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        assert {"stukken/0002.pdf", "stukken/0002.jpg"} <= set(files.namelist())
        (page,) = PdfReader(io.BytesIO(files.read("stukken/0002.pdf"))).pages
        assert ALT in page.extract_text() and len(page.images) == 1
