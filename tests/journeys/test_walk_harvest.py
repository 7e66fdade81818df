"""From a note that waited on a phone to a story at the gathering: asked, begun, sent, read by two, approved, and found back."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, Site, windows
from tests.journeys.test_sharing import by_mail
from tests.journeys.walked import CODE, asked, come_along, give_to_member, make_walk, note, queued

NARROW = {"width": 320, "height": 640}
NOTE = "De put ligt op het hoogste punt van het plein, dus het water loopt eromheen."
TITLE = "De put die hoger ligt dan het plein"


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    with Site(tmp_path_factory.mktemp("harvest"), fill=made) as site:
        yield site


def made(site):
    make_walk(site)
    give_to_member(site)


@pytest.fixture
def open_window(walk, browser):
    yield from windows(walk, browser)


def noted_without_a_connection(phones, walk):
    """It waits on the phone: only what is on the site can become a contribution."""
    phone = come_along(phones, walk, 1, viewport=PHONE)
    phone.page.context.set_offline(True)
    phone.page.locator('label:has(input[value="learned"])').click()
    note(phone, NOTE)
    queued(phone, NOTE)
    assert phone.page.locator("button", has_text="Maak hier een bijdrage van").count() == 0
    phone.page.context.set_offline(False)
    expect(phone.page.locator("[data-own-notes] li", has_text=NOTE)).to_have_count(1)
    return phone


def asked_for(phones):
    """A note taker asks, and reads that they did."""
    taker = phones(NARROW, role="member").go("/bijeenkomsten/de-wandeling/notities")
    taker.look()
    taker.tap(taker.page.locator("li", has_text=NOTE).locator("button", has_text="Vraag of de schrijver"))
    expect(taker.page.locator("li", has_text=NOTE)).to_contain_text("Gevraagd op")
    taker.look()
    return taker


def told_and_sent(phone):
    """The story opens with the note in it; without a name the box is off, and this contributor switches it on."""
    phone.tap(phone.page.locator("[data-own-notes] li", has_text=NOTE).locator("button", has_text="Maak hier een bijdrage van"))
    phone.screen("Vertel wat er gebeurde")
    expect(phone.page.locator("#facts")).to_have_value(NOTE)
    expect(phone.page.locator("main")).to_contain_text("herkent misschien je verhaal")
    phone.tap("form .button--primary")
    phone.screen("Waar zat het")
    phone.tap("form .button--primary")
    phone.screen("Hoe wil je")
    phone.tap('label:has(input[name="audience"][value="public"])')
    phone.tap('label:has(input[name="names_organisation"][value="no"])')
    phone.type("#municipality", "Nissewaard")
    phone.tap("form .button--primary")
    phone.screen("Klopt het zo?")
    box = phone.page.locator("#shows_origin")
    expect(box).not_to_be_checked()
    box.focus()
    phone.started().press("Space")
    expect(phone.page.locator("[data-behaviour=preview]")).to_contain_text("kwam uit Wandeling door de wijk")
    phone.type("#title", TITLE)
    phone.tap('label:has(input[name="unchanged"][value="yes"])')
    phone.look()
    phone.tap("form .button--primary")
    phone.page.locator("h1", has_text="Dank je").wait_for()
    return re.sub(r"[^A-Z2-7]", "", phone.page.locator(".code").inner_text())


def read_by_two(phones, walk):
    first, second = phones(DESK, role="editor"), by_mail(phones, "teun.meer@kennisbureau-voorbeeld.example")
    first.go("/redactie?toon=niemand")
    first.page.locator("li", has_text=TITLE).locator("button").click()
    first.page.locator("h1", has_text="Lees").wait_for()
    expect(first.page.locator("main")).to_contain_text("Anderen lezen straks dat het kwam uit: Wandeling door de wijk")
    first.look()
    path = first.page.url.replace(walk.address, "")
    second.go(path)
    second.page.locator("main form button", has_text="Ik lees deze").click()
    for reader in (first, second):
        reader.page.locator("h1", has_text="Lees").wait_for()
        reader.page.locator("button", has_text="Deze tekst is goed").click()
        reader.page.locator("h1", has_text="Redactie").wait_for()


def test_from_a_note_to_what_came_out_of_the_gathering(walk, open_window):
    phone = noted_without_a_connection(open_window, walk)
    taker = asked_for(open_window)
    phone.go(f"/lopen/{CODE}")
    expect(phone.page.locator("[data-own-notes]")).to_contain_text("Een notulist vraagt")
    phone.look()
    code = told_and_sent(phone)
    phone.go(f"/lopen/{CODE}")
    expect(phone.page.locator("[data-own-notes]")).to_contain_text("Je maakte een bijdrage van deze notitie")
    taker.go("/bijeenkomsten/de-wandeling/notities")
    expect(taker.page.locator("li", has_text=NOTE)).to_contain_text("Gevraagd op")
    read_by_two(open_window, walk)
    for viewport, javascript in ((PHONE, True), (DESK, False)):
        passer_by = open_window(viewport, javascript=javascript).go("/bijeenkomsten/de-wandeling")
        expect(passer_by.page.locator("section", has=passer_by.page.locator("#kwam-eruit"))).to_contain_text("1 bijdrage waarvan")
        passer_by.look()
        passer_by.tap(passer_by.page.locator("a", has_text=TITLE))
        expect(passer_by.page.locator("dl.facts")).to_contain_text("Wandeling door de wijk, De put")
        passer_by.look()
    taken_away(phone, code)
    assert asked(walk, "SELECT count(*) FROM came_out_of") == [(0,)]
    expect(passer_by.go("/bijeenkomsten/de-wandeling").page.locator("main")).not_to_contain_text("Wat eruit kwam")


def taken_away(phone, code):
    """On the own page, by keyboard."""
    phone.go(f"/volg/{code}")
    phone.page.locator("#herkomst summary").focus()
    phone.started().press("Enter")
    phone.look()
    phone.page.locator("#herkomst button").focus()
    phone.enter()
    expect(phone.page.locator("main")).to_contain_text("Je haalde weg waar het uit kwam")


def test_somebody_would_rather_not_and_without_scripts(walk, open_window):
    plain = open_window(NARROW, javascript=False).go(f"/lopen/{CODE}/2")
    plain.page.locator("#text").fill("Het hofje is kaal.")
    plain.tap(".dock .button--primary")
    taker = open_window(PHONE, role="member").go("/bijeenkomsten/de-wandeling/notities")
    taker.tap(taker.page.locator("li", has_text="hofje is kaal").locator("button", has_text="Vraag of de schrijver"))
    plain.go(f"/lopen/{CODE}")
    plain.tap(plain.page.locator("button", has_text="Nee, liever niet"))
    expect(plain.page.locator("main")).to_contain_text("nog van gedachten veranderen")
    plain.look()
    taker.go("/bijeenkomsten/de-wandeling/notities")
    expect(taker.page.locator("li", has_text="hofje is kaal")).to_contain_text("liever geen bijdrage")
    plain.tap(plain.page.locator("button", has_text="Maak hier een bijdrage van"))
    plain.screen("Wat wil je delen?")
