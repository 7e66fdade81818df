"""The walk on a phone: ready beforehand, the network cut at every step, each note on the site exactly once."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, Site, measure, windows
from tests.journeys.walked import (
    CODE,
    EVERYTHING_KEPT,
    asked,
    by_hand,
    come_along,
    comes_true,
    connect,
    cut,
    kept,
    left_for_later,
    make_walk,
    note,
    on_its_way,
    pressed,
    queued,
    sent,
    stays,
    texts,
    to_stop,
)
from tests.photographs import jpeg

NARROW = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    with Site(tmp_path_factory.mktemp("walk"), fill=make_walk) as site:
        yield site


@pytest.fixture
def phones(walk, browser):
    yield from windows(walk, browser)


def test_a_whole_walk_without_a_connection(walk, phones):
    phone = come_along(phones, walk, 1, viewport=PHONE)
    cut(phone)
    for number, text in enumerate(("Put hoog", "Zes auto's", "Kale kade", "Brug dicht"), 1):
        to_stop(phone, number)
        note(phone, text)
        kept(phone)
        phone.look()
    queued(phone, "Put hoog", "Zes auto's", "Kale kade", "Brug dicht")
    expect(phone.page.locator("[data-waiting]")).to_contain_text("Geen bereik. 4 notities wachten op deze telefoon")
    assert texts(walk) == []
    connect(phone)
    sent(phone, "Put hoog", "Brug dicht")
    assert sorted(texts(walk)) == ["Brug dicht", "Kale kade", "Put hoog", "Zes auto's"]


def test_every_step_survives_a_closed_tab_and_a_server_that_was_away(walk, phones):
    phone = come_along(phones, walk, 2, viewport=PHONE)
    by_hand(phone)
    to_stop(phone, 2)
    walk.stop(at_once=True)
    try:
        note(phone, "Geschreven zonder site")
        kept(phone)
        phone.page.close()  # the phone dies right after the press
        phone.page = phone.page.context.new_page()
        to_stop(phone, 3)  # from what is kept on the phone
        queued(phone, "Geschreven zonder site")
        note(phone, "Nog een")
        left_for_later(phone)
    finally:
        walk.start()
    phone.tap("[data-send]")
    sent(phone, "Geschreven zonder site", "Nog een")
    assert texts(walk).count("Geschreven zonder site") == texts(walk).count("Nog een") == 1


def test_a_phone_that_forgot_its_notes_gets_them_back_with_a_code(walk, phones):
    phone = come_along(phones, walk, 2, viewport=PHONE)
    note(phone, "Van de eerste telefoon")
    sent(phone, "Van de eerste telefoon")
    phone.go(f"/lopen/{CODE}")
    pressed(phone, "Neem je notities mee")
    pressed(phone, "Maak een code")
    code = phone.page.locator("p.code").inner_text()
    phone.look()
    cleared = phones(NARROW, javascript=False).go(f"/lopen/{CODE}")
    pressed(cleared, "Staan je notities hier niet?")
    cleared.page.locator("#phone_code").fill(code.lower())
    cleared.look()
    pressed(cleared, "Laat mijn notities hier zien")
    expect(cleared.page.locator("[data-own-notes] li", has_text="Van de eerste telefoon")).to_have_count(1)
    cleared.look()
    phone.page.reload()
    phone.page.locator("h3", has_text="Een andere telefoon").wait_for()
    phone.look()


def test_an_answer_that_gets_lost_makes_no_second_note(walk, phones):
    phone = come_along(phones, walk, 1, viewport=PHONE)
    arrived = []

    def lose(route):
        route.fetch()  # the site keeps it, and the phone never hears that
        arrived.append(1)
        route.abort()

    phone.page.route("**/sturen", lose)
    note(phone, "Het antwoord raakt weg")
    kept(phone)
    expect(phone.page.locator("[data-waiting]")).to_contain_text("Geen bereik")
    assert arrived and texts(walk).count("Het antwoord raakt weg") == 1
    twin = phone.page.context.new_page()  # a second tab sends as well
    held = []
    twin.route("**/sturen", lambda route: held.append(route))
    twin.goto(f"{walk.address}/lopen/{CODE}")
    on_its_way(phone, held)
    phone.page.unroute("**/sturen")
    phone.tap("[data-send]")
    held.pop().continue_()
    sent(phone, "Het antwoord raakt weg")
    assert texts(walk).count("Het antwoord raakt weg") == 1


@pytest.mark.parametrize(("status", "headers"), [(500, {}), (502, {}), (429, {"Retry-After": "1"}), (409, {}), (400, {}), (404, {})])
def test_what_the_site_cannot_take_now_waits_and_goes_later(walk, phones, status, headers):
    phone = come_along(phones, walk, 1, viewport=PHONE)
    by_hand(phone)
    to_stop(phone, 1)
    text = f"Wacht op {status}"
    asked_for = []

    def refuse(route):
        asked_for.append(1)
        route.fulfill(status=status, headers=headers, body="nee")

    phone.page.route("**/sturen", refuse)
    note(phone, text)
    left_for_later(phone)
    assert asked_for and texts(walk).count(text) == 0
    expect(phone.page.locator("[data-queue] li", has_text=text)).to_have_count(1)
    phone.page.unroute("**/sturen")
    phone.tap("[data-send]")
    sent(phone, text)
    assert texts(walk).count(text) == 1


def test_a_session_that_is_gone_gets_a_new_token(walk, phones):
    phone = come_along(phones, walk, 1, viewport=PHONE)
    phone.page.context.clear_cookies()
    note(phone, "Met een nieuw bewijs")
    sent(phone, "Met een nieuw bewijs")
    assert texts(walk).count("Met een nieuw bewijs") == 1


def test_a_note_that_is_refused_comes_back_and_can_be_mended(walk, phones, tmp_path):
    phone = come_along(phones, walk, 1, viewport=NARROW)
    wrong = tmp_path / "foto.jpg"
    wrong.write_bytes(b"%PDF-1.7 geen foto")
    phone.page.locator("#photo").set_input_files(wrong)
    note(phone, "Met een document")
    row = phone.page.locator("[data-queue] li", has_text="Met een document")
    expect(row.locator("[data-reason]")).to_contain_text("document")
    phone.faults.clear()  # the answer that says what to mend
    phone.look()
    row.locator("[data-mend]").click()
    expect(phone.page.locator("#text")).to_have_value("Met een document")
    phone.page.locator("#text").fill("Nu zonder document")
    phone.tap(".dock .button--primary")
    sent(phone, "Nu zonder document")
    assert texts(walk).count("Nu zonder document") == 1 and "Met een document" not in texts(walk)


def test_a_note_can_be_thrown_away_and_put_back(walk, phones):
    phone = come_along(phones, walk, 1, viewport=NARROW)
    cut(phone)
    note(phone, "Toch maar niet")
    left_for_later(phone)
    phone.tap("[data-toss]")
    expect(phone.page.locator("[data-queue] li")).to_have_count(0)
    phone.look()
    phone.tap("[data-put-back]")
    expect(phone.page.locator("[data-queue] li")).to_have_count(1)
    connect(phone)
    sent(phone, "Toch maar niet")


SENDING = "We zijn aan het versturen"
REFUSED = "Object.defineProperty(window, 'indexedDB', {value: {open() { throw new DOMException('no', 'SecurityError'); }}});"


def test_where_storage_is_refused_the_words_stay_until_the_site_has_them(walk, phones):
    phone = phones(viewport=PHONE)
    phone.page.add_init_script(REFUSED)
    to_stop(phone, 1)
    phone.page.locator("[data-ready]:not([hidden])").wait_for()
    cut(phone)
    phone.page.locator("#text").fill("Zonder")
    expect(phone.page.locator("[data-status]")).to_contain_text("Deze telefoon bewaart niet wat je typt")
    note(phone, "Zonder geheugen")
    expect(phone.page.locator("[data-status]")).to_contain_text("Bewaren op deze telefoon lukt niet")
    expect(phone.page.locator("[data-status]")).not_to_contain_text(SENDING)
    expect(phone.page.locator("#text")).to_have_value("Zonder geheugen")
    phone.look()
    connect(phone)
    held = []
    phone.page.route("**/sturen", lambda route: held.append(route))
    phone.tap(".dock .button--primary")
    on_its_way(phone, held)
    expect(phone.page.locator("[data-status]")).to_contain_text(SENDING)
    held.pop().continue_()
    expect(phone.page.locator("[data-status]")).to_contain_text("Verstuurd")
    expect(phone.page.locator("#text")).to_have_value("")
    assert texts(walk).count("Zonder geheugen") == 1


def test_the_group_and_the_photo_go_along(walk, phones, tmp_path):
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(jpeg(1600, 1200))
    phone = come_along(phones, walk, 1, viewport=PHONE)
    phone.go(f"/lopen/{CODE}").started()
    cut(phone)
    phone.tap("button[name=group][value='2']")
    expect(phone.page.locator("[data-status]")).to_contain_text("groep 2")
    to_stop(phone, 4)
    phone.page.locator("label.choice", has_text="Leerzaam").click()
    phone.page.locator("#photo").set_input_files(photo)
    phone.page.locator("#alt").fill("Een brug die open staat")
    phone.tap(".dock .button--primary")
    kept(phone)
    connect(phone)
    sent(phone)
    expect(phone.page.locator("img[alt='Een brug die open staat']")).to_be_visible()
    assert asked(walk, "SELECT group_number, kind, text FROM field_note JOIN field_note_photo ON note_id = id") == [(2, "learned", "")]


def test_nothing_that_was_sent_stays_on_the_phone_and_nothing_else_of_the_site_is_kept(walk, phones):
    phone = come_along(phones, walk, 1, viewport=PHONE)
    note(phone, "Straks weer weg")
    sent(phone, "Straks weer weg")
    phone.go("/privacy").go(f"/lopen/{CODE}/2")
    held = measure(phone.page, EVERYTHING_KEPT)
    assert "Straks weer weg" not in held["words"]
    paths = {path.split("?")[0] for path in held["paths"]}
    assert {path for path in paths if path.startswith("/lopen/")} == {f"/lopen/{CODE}", f"/lopen/{CODE}/geen-bereik", *(f"/lopen/{CODE}/{n}" for n in range(1, 5))}
    assert all(path.startswith(("/lopen/", "/static/")) for path in paths)


def test_when_the_walk_is_over_the_phone_is_empty_again(walk, phones):
    phone = come_along(phones, walk, 1, viewport=PHONE)
    phone.page.locator("#text").fill("Nooit bewaard")
    stays(phone, "Nooit bewaard")
    later = 10 * 24 * 60 * 60 * 1000
    phone.page.add_init_script(f"const now = Date.now; Date.now = () => now() + {later};")
    phone.go("/privacy")
    empty = {"paths": [], "workers": 0, "words": "[]"}
    comes_true(phone, lambda: measure(phone.page, EVERYTHING_KEPT) == empty, "something stays")


def test_keys_alone_lead_through_the_walk(walk, phones):
    reader = come_along(phones, walk, 1, viewport=DESK)
    reader.page.locator("#text").focus()
    reader.page.keyboard.type("Met toetsen alleen")
    for _tab in range(12):
        reader.press("Tab")
        if measure(reader.page, "document.activeElement.closest('.dock') !== null"):
            break
    reader.press("Enter")
    sent(reader, "Met toetsen alleen")
    reader.look()


@pytest.mark.parametrize("start", ["", "/en"])
def test_without_scripts_the_forms_do_the_same(walk, phones, start):
    phone = phones(viewport=NARROW, javascript=False).go(f"{start}/lopen/{CODE}")
    phone.look()
    phone.tap("button[name=group][value='1']")
    phone.go(f"{start}/lopen/{CODE}/2").look()
    phone.tap(".dock .button--primary")
    phone.page.locator(".alert--fout").wait_for()
    phone.look()
    text = f"Zonder scripts {start}"
    note(phone, text)
    phone.page.locator("[data-own-notes] li", has_text=text).wait_for()
    phone.look()
    phone.tap(phone.page.locator("[data-own-notes] li", has_text=text).locator("form[action$='/terug'] button"))
    phone.page.locator(".alert--goed").wait_for()
    phone.look()
    assert text not in texts(walk)
