"""The loop closes: a contributor says how it went on, and others read it with the story."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import DESK
from tests.journeys.test_sharing import by_mail, share
from tests.journeys.test_states import look

TITLE = "Vraag vooraf wie het hek sluit"
NARROW = {"width": 320, "height": 640}
WORDS = "De buren sluiten het hek nu zelf."


def read_by_two(visit, first=None):
    """Two readers find it fit, the first time and once more; both of them, to go on."""
    readers = first or (visit(DESK, role="editor"), by_mail(visit, "teun.meer@kennisbureau-voorbeeld.example"))
    if not first:
        readers[0].go("/redactie?toon=niemand").page.locator("li", has_text=TITLE).first.locator("button").click()
        readers[0].screen("Lees")
        address = readers[0].page.url.replace(readers[0].site.address, "")
        readers[1].go(address).page.locator("main form button", has_text="Ik lees deze").click()
        readers[0].address = readers[1].address = address
    for reader in readers:
        reader.go(reader.address)
        if first:
            reader.page.locator("text=" + WORDS).wait_for()
            look(reader)
        reader.page.locator("button", has_text="Deze tekst is goed").click()
        reader.page.locator("h1", has_text="Redactie").wait_for()
    return readers


def approve(contributor, code):
    contributor.go(f"/volg/{code}").tap("text=Akkoord: maak het zichtbaar")
    contributor.page.locator("#klopt").wait_for()


def pointed_at_while_typing(contributor, code):
    """Words by which somebody is recognised stand below the field, with a button that leaves them out."""
    contributor.go(f"/volg/{code}").tap("section:has(#klopt) summary")
    contributor.type("#words", "Mevrouw De Vries sluit het hek nu.")
    contributor.page.locator("section:has(#klopt) [data-behaviour=preview]", has_text="De Vries").wait_for()
    look(contributor)
    contributor.tap("section:has(#klopt) button[value^='omit:words:']")
    expect(contributor.page.locator("#words")).to_have_value(re.compile(r"\[weggelaten\]"))
    look(contributor)


def test_what_changed_is_read_by_two_and_stands_with_the_story(visit):
    contributor = visit(NARROW, javascript=False)
    code = share(contributor, lesson=f"{TITLE}.")
    readers = read_by_two(visit)
    approve(contributor, code)
    part = contributor.page.locator("section", has=contributor.page.locator("#klopt"))
    contributor.tap(part.locator("summary"))
    look(contributor)
    contributor.tap(part.locator('label:has(input[value="changed"])'))
    contributor.tap(part.locator("button", has_text="Zeg dit").last)
    contributor.page.locator(".alert--fout").wait_for()
    look(contributor)
    contributor.tap(part.locator('label:has(input[name="outcome"][value="succeeded"])'))
    pointed_at_while_typing(visit(NARROW), code)
    contributor.type("#words", WORDS)
    contributor.tap(part.locator("button", has_text="Zeg dit").last)
    part.locator("text=wacht op de redactie").wait_for()
    look(contributor)
    read_by_two(visit, readers)
    contributor.go(f"/volg/{code}")
    contributor.tap("text=Bekijk het zoals een ander het ziet")
    contributor.page.locator("h2", has_text="Hoe het verder ging").wait_for()
    assert WORDS in contributor.page.locator("main").inner_text()
    look(contributor)
    contributor.go(f"/volg/{code}").tap(part.locator("summary"))
    contributor.tap(part.locator('label:has(input[value="stopped"])').first)
    contributor.tap(part.locator("button", has_text="Zeg dit").last)
    part.locator("li b", has_text="Het is gestopt").wait_for()
    look(contributor)
