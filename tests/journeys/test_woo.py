"""A request under the Woo by keyboard, from the first day to the file: opened, judged by two, answered, handed out."""

import io
import subprocess
import zipfile

from playwright.sync_api import expect
from pypdf import PdfReader

from app.core.clock import today
from tests.journeys.conftest import DESK, PHONE, ROOT
from tests.journeys.test_keyboard import focus, follow
from tests.journeys.test_sharing import by_mail, share

NARROW = {"width": 320, "height": 700}
LESSON = "Vraag de kwikstaart eerst waar hij wil zitten."  # the only story with this bird
EDITOR, SECOND = "Mila Jansen", "Teun van der Meer"


def press_on(reader, selector, heading):
    """Walks to a button and presses it; the next page has this heading."""
    focus(reader, selector)
    reader.enter()
    reader.page.locator("h1", has_text=heading).wait_for()
    reader.look()


def write(reader, selector, words):
    focus(reader, selector)
    reader.page.keyboard.type(words)


def test_from_the_request_to_the_file_by_keyboard(visit, site):
    code = share(visit(PHONE), lesson=LESSON)
    opened_by_an_administrator(visit(DESK, role="administrator"))
    first = visit(NARROW, role="editor")
    judge(first)
    says_what_they_think(visit(PHONE), code)
    second = by_mail(visit, "teun.meer@kennisbureau-voorbeeld.example")
    agree(second)
    press_on(second, "form[action$='/bestand'] button", "Verzoek WOO-2026-1")
    check(fetched(second, site))
    print(f"\nkeyboard, a Woo request: {first.keys} keys to judge one document, {second.keys} to agree and fetch the file")


def fetched(reader, site):
    """The file that was asked for, as soon as the job has made it."""
    reader.page.locator("main", has_text="We maken het bestand").wait_for()
    job = [*site.flask, "job", "make-woo-files"]
    subprocess.run(job, cwd=ROOT, env=site.environment, check=True, capture_output=True)
    reader.page.reload()
    reader.look()
    focus(reader, "form[action$='/bestand/ophalen'] button")
    with reader.page.expect_download() as download:
        reader.press("Enter")
    return download.value.path().read_bytes()


def opened_by_an_administrator(reader):
    reader.go("/beheer/woo").look()
    write(reader, "#words", "kwikstaart")
    write(reader, "#reference", "WOO-2026-1")
    write(reader, "#since", f"{today():%d-%m-%Y}")
    press_on(reader, "button[value=tel]", "Woo-verzoeken")
    assert "1 bijdrage past hierbij" in reader.page.inner_text("main")
    press_on(reader, "button[value=bevries]", "Verzoek WOO-2026-1")
    for name in (EDITOR, SECOND):
        box = reader.page.locator("label", has_text=name).locator("input").get_attribute("id")
        focus(reader, f"#{box}")
        reader.press("Space")
    press_on(reader, "form[action$='/behandelaars'] button", "Verzoek WOO-2026-1")
    assert "kwikstaart" not in reader.page.content()


def open_document(reader):
    reader.go("/redactie")
    follow(reader, "Woo-verzoeken", "Verzoeken die jij behandelt")
    follow(reader, "WOO-2026-1", "Verzoek WOO-2026-1")
    reader.look()
    press_on(reader, "main ol h3 a", "Bijdrage")


def choose_ground(reader):
    focus(reader, "#ground")
    reader.page.keyboard.type("5.1.2.e")
    expect(reader.page.locator("#ground")).to_have_value("5.1.2.e")


def judge(reader):
    open_document(reader)
    focus(reader, "input[name=sentence][value^='lesson:']")
    reader.press("Space")
    choose_ground(reader)
    press_on(reader, "form[action$='/lakken'] button", "Bijdrage")
    write(reader, "#words", "kwikstaart")
    choose_ground(reader)
    press_on(reader, "form[action$='/lakken'] button", "Bijdrage")
    assert "[5.1.2.e]" in reader.page.inner_text("main section[aria-labelledby=zo]")
    assert "kwikstaart" not in reader.page.inner_text("main section[aria-labelledby=zo]")
    press_on(reader, "form[action$='/zienswijze'] button", "Bijdrage")
    focus(reader, "input[name=oordeel-judgement]")
    reader.press("Space")
    press_on(reader, "form[action$='/oordeel'] button", "Bijdrage")


def says_what_they_think(reader, code):
    reader.go(f"/volg/{code}").look()
    press_on(reader, "#woo ~ p a.button", "Mag dit worden verstrekt?")
    assert "kwikstaart" not in reader.page.inner_text("main")
    write(reader, "#text", "Zo is het goed.")
    press_on(reader, "form.measure button", "Mag dit worden verstrekt?")


def agree(reader):
    open_document(reader)
    assert "Zo is het goed." in reader.page.inner_text("main aside")
    press_on(reader, "form[action$='/akkoord'] button", "Verzoek WOO-2026-1")


def check(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        assert {"inventarislijst.csv", "inventarislijst.ods", "stukken/0001.pdf", "sha256.txt"} == set(files.namelist())
        told = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(files.read("stukken/0001.pdf"))).pages)
        everything = told.encode() + b"".join(files.read(name) for name in files.namelist())
    assert "[5.1.2.e]" in told and b"kwikstaart" not in everything.lower()
