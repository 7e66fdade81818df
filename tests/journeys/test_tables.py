"""At the tables and all together: a card that two phones write, a question from a phone, and the harvest for everybody."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, Site, windows
from tests.journeys.walked import CODE, asked, make_walk, pressed

NARROW = {"width": 320, "height": 640}
HERE = "/bijeenkomsten/de-wandeling"
QUESTION = "Wie betaalt het water voor de bomen?"


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    with Site(tmp_path_factory.mktemp("tables"), fill=make_walk) as site:
        yield site


@pytest.fixture
def open_window(walk, browser):
    yield from windows(walk, browser)


def told(reader, words):
    expect(reader.page.locator("[role=status], [role=alert]").filter(has_text=words).first).to_be_visible()


def set_up(host):
    host.go(HERE).screen("Wandeling door de wijk")
    pressed(host, "Tafels en vragen")
    host.screen("Tafels en vragen")
    host.page.locator("#number").fill("90")
    pressed(host, "Bewaar")
    told(host, "Kies een getal")
    host.look()
    host.page.locator("#number").fill("2")
    pressed(host, "Bewaar")
    expect(host.page.locator("#number")).to_have_value("2")


def to_table(phone):
    phone.go(f"/lopen/{CODE}").screen("De wandeling")
    pressed(phone, "Aan tafel")
    phone.screen("Aan tafel")
    pressed(phone, "Tafel 1")
    phone.screen("Tafel 1")


@pytest.mark.parametrize(("viewport", "javascript"), [(PHONE, True), (NARROW, False)], ids=["phone", "plain"])
def test_tables_write_a_room_recognises_and_everybody_reads_the_harvest(walk, open_window, viewport, javascript):
    for wish in ("UPDATE gathering SET \"on\" = date('now'), harvested_at = NULL WHERE slug = 'de-wandeling'", "DELETE FROM table_card"):
        asked(walk, wish)
    host = open_window(viewport=DESK, role="host")
    set_up(host)
    phone, late = (open_window(viewport=viewport, javascript=javascript) for _phone in range(2))
    to_table(phone)
    to_table(late)
    phone.page.locator("#recognised").fill("Het plein is een bakplaat.")
    phone.page.locator("#question").fill(QUESTION)
    pressed(phone, "Bewaar de kaart")
    told(phone, "Bewaard")
    late.page.locator("#helped").fill("Een boom met een eigen put.")
    pressed(late, "Bewaar de kaart")  # theirs was written meanwhile
    told(late, "Het plein is een bakplaat.")
    expect(late.page.locator("#helped")).to_have_value("Een boom met een eigen put.")
    late.look()
    late.page.locator("#recognised").fill("Het plein is een bakplaat.")
    late.page.locator("#question").fill(QUESTION)
    pressed(late, "Bewaar de kaart")
    told(late, "Bewaard")
    late.go(f"/lopen/{CODE}/tafels")
    pressed(late, "Bij ons ook")
    expect(late.page.locator("#tafel-1")).to_contain_text("Jij zei: Bij ons ook")
    late.look()
    ask(late)
    share(walk, host)
    visitor = open_window(viewport=viewport, javascript=javascript).go(HERE)
    pressed(visitor, "Wat ervan kwam")
    visitor.screen("Wat ervan kwam")
    expect(visitor.page.locator("main")).to_contain_text("Een boom met een eigen put.")


def ask(phone):
    pressed(phone, "Vraag iets over een uitdaging")
    phone.screen("Vraag iets over een uitdaging")
    pressed(phone, "Vraag het")
    told(phone, "Schrijf één vraag")
    phone.faults.clear()  # the answer that says what to mend
    phone.look()
    phone.page.locator("input[name=text]").first.fill("Van wie is de grond?")
    pressed(phone, "Vraag het")
    expect(phone.page.locator("main")).to_contain_text("Van wie is de grond?")
    phone.look()


def share(walk, host):
    """The day after: a note taker looks through the cards, and shares what came of it."""
    asked(walk, "UPDATE gathering SET \"on\" = date('now', '-1 day') WHERE slug = 'de-wandeling'")
    host.go(f"{HERE}/oogst").screen("Wat ervan kwam")
    expect(host.page.locator("main")).to_contain_text("1 kaart van een tafel staat er niet in.")
    host.page.set_viewport_size(NARROW)
    host.look()
    host.page.set_viewport_size(DESK)
    host.tap("main a:has-text('Tafels en vragen')")
    host.screen("Tafels en vragen")
    pressed(host, "Toon in de oogst")
    expect(host.page.locator("#tafel-1")).to_contain_text("Haal uit de oogst")
    host.page.locator("textarea").first.fill("Van de provincie.")
    pressed(host, "Bewaar: Van wie")
    expect(host.page.locator("textarea").first).to_have_value("Van de provincie.")
    host.look()
    host.go(f"{HERE}/oogst").screen("Wat ervan kwam")
    pressed(host, "Deel met iedereen")
    told(host, "Gedeeld")
    host.look()
