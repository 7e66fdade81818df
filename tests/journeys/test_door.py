"""On the day itself: who comes in, the link for the phones, and the notes as a note taker reads them."""

import sys

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, Site, windows
from tests.journeys.walked import CODE, asked, make_walk, pressed

NARROW = {"width": 320, "height": 640}
HERE = "/bijeenkomsten/de-wandeling"
LONG = "Hoogwaterbeschermingsprogrammacoördinatieoverleggen"
COMES = """
from app import create_app
from app.core.clock import now
from app.core.database import db, writing
from app.core.security import fingerprint, random_id
from app.gatherings.messages import token_of
from app.gatherings.models import Gathering, Registration, Seat, SeatState
app = create_app()
with app.app_context():
    writing.set(True)
    gathering = db.session.query(Gathering).filter_by(slug="de-wandeling").one()
    for name in ("Ada Brug", "Bas Put", "Wilhelmina van der Hoogwaterstandsbeheersorganisatie"):
        public_id, brought = random_id(), "De put ligt op het hoogste punt." if name == "Ada Brug" else ""
        db.session.add(Registration(gathering=gathering, name=name, email=f"{random_id()}@voorbeeld.example", public_id=public_id, token_hash=fingerprint(token_of(public_id)), language="nl", created_at=now(), confirmed_at=now(), experience=brought, seats=[Seat(state=SeatState.HELD)]))
        print(token_of(public_id))
    db.session.commit()
"""


def fill(site):
    make_walk(site)
    site.own_pages = [f"/aanmelding/{token}" for token in site.run(sys.executable, "-c", COMES).stdout.split()]
    asked(site, "UPDATE gathering SET starts = '23:59:00.000000' WHERE slug = 'de-wandeling'")
    for part_of_it in ("gathering_stop", "gathering_part"):
        asked(site, f"UPDATE {part_of_it} SET title = '{LONG}'")
    asked(site, f"UPDATE gathering SET place = '{LONG}', walk = '{LONG}', series = '{LONG}'")
    asked(site, f"UPDATE challenge SET neighbourhood = '{LONG}'")  # on the sign


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    with Site(tmp_path_factory.mktemp("door"), fill=fill) as site:
        yield site


@pytest.fixture
def open_window(day, browser):
    yield from windows(day, browser)


@pytest.mark.parametrize(("viewport", "javascript"), [(PHONE, True), (NARROW, False)], ids=["phone", "plain"])
def test_a_helper_ticks_off_takes_back_and_notes_a_walk_in(day, open_window, viewport, javascript):
    asked(day, "DELETE FROM gathering_arrival")
    helper = open_window(viewport=viewport, javascript=javascript, role="host").go(HERE)
    pressed(helper, "Aan de deur")
    helper.screen("Aan de deur")
    helper.page.locator("#q").fill("brug")
    helper.page.locator("#q").focus()
    helper.enter()
    expect(helper.page.locator("main")).not_to_contain_text("Bas Put")
    ada = open_window(viewport=viewport, javascript=javascript).go(day.own_pages[0])
    expect(ada.page.locator("figure .code")).to_be_visible()
    pressed(helper, "Is er: Ada Brug")
    expect(helper.page.locator("[role=status]", has_text="1 van de 3").first).to_be_visible()
    expect(helper.page.locator("#q")).to_be_focused()  # for the next name
    expect(helper.page.locator("[role=status]", has_text="1 van de 3").first).to_be_in_viewport()
    helper.look()
    brings_her_experience(ada)
    pressed(helper, "Trek in: Ada Brug")
    expect(helper.page.locator("[role=status]", has_text="0 van de 3").first).to_be_visible()
    helper.page.locator("form.panel button").focus()
    helper.enter()  # nothing is filled in
    expect(helper.page.locator(".alert--fout")).to_be_visible()
    helper.faults.clear()  # the answer that says what to mend
    helper.look()
    helper.page.locator("#name").fill("Cas Stoep")
    helper.page.locator("form.panel button").focus()
    helper.enter()
    expect(helper.page.locator("#inloop")).to_be_visible()
    helper.look()


def brings_her_experience(ada):
    """Her own page, open while she is ticked off, asks by itself what kind of experience it is; else she looks again."""
    if not ada.javascript:
        ada.tap("text=Kijk opnieuw")
    expect(ada.page.locator("[data-came-in]")).to_contain_text("Welkom")
    ada.screen("Je aanmelding")
    assert ada.page.url.endswith("#maak") is ada.javascript
    for _time in range(2):  # she goes back to her own page, and on with the same draft
        ada.go(ada.site.own_pages[0])
        with ada.page.expect_navigation():
            ada.tap(ada.page.locator("#maak ~ form button", has_text="Leerzaam"))
        expect(ada.page.locator("textarea").first).to_have_value("De put ligt op het hoogste punt.")
    ada.look()


def test_a_host_shows_the_link_for_the_phones_and_makes_a_new_one(day, open_window):
    host = open_window(viewport=PHONE, role="host").go(HERE)
    pressed(host, "De link voor de telefoons")
    host.screen("De link voor de telefoons")
    expect(host.page.locator("main")).to_contain_text(CODE)
    host.page.locator("#groups").fill("99")
    pressed(host, "Bewaar de groepen")
    expect(host.page.locator(".alert--fout")).to_be_visible()
    host.faults.clear()
    host.look()
    host.page.locator("#groups").fill("2")
    pressed(host, "Bewaar de groepen")
    expect(host.page.locator("#groups")).to_have_value("2")
    pressed(host, "Maak een nieuwe link")
    expect(host.page.locator("main")).not_to_contain_text(CODE)
    host.look()
    asked(day, f"UPDATE gathering_walk SET code = '{CODE}' WHERE gathering_id = (SELECT id FROM gathering WHERE slug = 'de-wandeling')")


def test_a_note_taker_reads_the_notes_and_tells_what_the_street_taught(day, open_window):
    phone = open_window(viewport=NARROW, javascript=False).go(f"/lopen/{CODE}/1")
    phone.page.locator("#text").fill("Het water blijft hier staan.")
    pressed(phone, "Bewaar notitie")
    taker = open_window(viewport=DESK, role="host").go(HERE)
    pressed(taker, "De notities van de wandeling")
    taker.screen("De notities van de wandeling")
    expect(taker.page.locator("main")).to_contain_text("Het water blijft hier staan.")
    pressed(taker, "Schrijf de samenvatting: Hoogwater")
    taker.page.locator("#text").fill("De put ligt op het hoogste punt.")
    taker.look()
    taker.page.locator("form .button--primary").focus()
    taker.enter()
    visitor = open_window(viewport=PHONE).go(HERE)
    expect(visitor.page.locator("main")).to_contain_text("De put ligt op het hoogste punt.")
    visitor.look()


def test_long_words_stay_on_the_screen_of_a_phone(open_window):
    host = open_window(viewport=NARROW, role="host")
    there, signs = "/bijeenkomsten/zomertour-zoetermeer", ("/", "/uitdagingen", "/uitdagingen/hitte-in-de-bloemkoolwijk")
    for page in (*signs, "/bijeenkomsten/kaart", there, f"{there}/plannen", f"{HERE}/oogst", f"{HERE}/tafels", f"/lopen/{CODE}", f"/lopen/{CODE}/1", f"{HERE}/deur"):
        host.go(page).screen("")
