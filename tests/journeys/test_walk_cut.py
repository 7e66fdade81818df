"""The network goes, and the site with it, at each step of the walk; and a phone whose memory is full half-way."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, Site, measure, windows
from tests.journeys.walked import (
    CODE,
    asked,
    come_along,
    connect,
    cut,
    kept,
    left_for_later,
    make_walk,
    note,
    on_its_way,
    queued,
    sent,
    stays,
    texts,
    to_stop,
)
from tests.photographs import jpeg

STEPS = ["open", "type", "kind", "photo", "keep", "sending", "answer"]


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    with Site(tmp_path_factory.mktemp("cut"), fill=make_walk) as site:
        yield site


@pytest.fixture
def phones(walk, browser):
    yield from windows(walk, browser)


def gone(walk, phone):
    cut(phone)
    walk.stop(at_once=True)


def deed_of(step, phone, text, photo):
    """What somebody does at a step; what comes after pressing the button happens by itself."""
    deeds = {
        "open": lambda: to_stop(phone, 2),
        "type": lambda: phone.page.locator("#text").press_sequentially(text),
        "kind": lambda: phone.page.locator("label.choice", has_text="Leerzaam").click(),
        "photo": lambda: phone.page.locator("#photo").set_input_files(photo),
        "keep": lambda: phone.tap(".dock .button--primary"),
    }
    deeds.get(step, lambda: None)()


@pytest.mark.parametrize("step", STEPS)
def test_the_network_goes_at_this_step_and_the_note_arrives_once(walk, phones, tmp_path, step):
    photo, text = tmp_path / "foto.jpg", f"Weg bij {step}"
    photo.write_bytes(jpeg(800, 600))
    phone = come_along(phones, walk, 1, viewport=PHONE)
    held = []
    if step in ("sending", "answer"):
        phone.page.route("**/sturen", lambda route: held.append((route, step == "answer" and route.fetch())))
    try:
        for now in STEPS[:5]:
            if now == step:
                gone(walk, phone)
            deed_of(now, phone, text, photo)
        if step in ("sending", "answer"):
            on_its_way(phone, held)
            gone(walk, phone)
            held.pop()[0].abort()
            phone.page.unroute("**/sturen")
        kept(phone)
        phone.page.close()  # the phone dies, and the site is still away
        phone.page = phone.page.context.new_page()
        to_stop(phone, 2)
        queued(phone, text)
        phone.look()
    finally:
        walk.start()
    phone.tap("[data-send]")  # with a connection it could be sent before somebody presses
    connect(phone)
    sent(phone, text)
    assert asked(walk, f"SELECT kind FROM field_note JOIN field_note_photo ON note_id = id WHERE text = '{text}'") == [("learned",)]
    queued(phone)


ROOM = 5_000_000  # bytes, for the pages of the walk and some notes


def small(phone):
    """A phone that lets the site keep no more than that, as long as what is given here lasts."""
    session = phone.page.context.new_cdp_session(phone.page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": phone.site.address, "quotaSize": ROOM})
    return session


def test_a_phone_that_is_full_half_way_loses_nothing_without_a_word(walk, phones, tmp_path):
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(jpeg(800, 600) + bytes(ROOM + ROOM // 2))
    phone = phones(viewport=PHONE)
    phone.page.add_init_script("delete globalThis.createImageBitmap;")  # this browser cannot make a photo smaller
    limit = small(phone)
    phone.go(f"/lopen/{CODE}")
    phone.page.locator("[data-ready]:not([hidden])").wait_for()
    to_stop(phone, 3)
    cut(phone)
    note(phone, "Past er nog bij")
    left_for_later(phone)
    phone.page.locator("#photo").set_input_files(photo)
    expect(phone.page.locator("[data-status]")).to_contain_text("Deze telefoon bewaart niet wat je typt")
    note(phone, "Past er niet bij")
    expect(phone.page.locator("[data-status]")).to_contain_text("Bewaren op deze telefoon lukt niet")
    expect(phone.page.locator("[data-status]")).not_to_contain_text("We zijn aan het versturen")
    expect(phone.page.locator("#text")).to_have_value("Past er niet bij")
    assert measure(phone.page, "document.querySelector('#photo').files.length") == 1
    queued(phone, "Past er nog bij")
    phone.look()
    connect(phone)
    queued(phone)
    phone.tap(".dock .button--primary")
    sent(phone, "Past er nog bij", "Past er niet bij")
    limit.detach()
    assert [texts(walk).count(text) for text in ("Past er nog bij", "Past er niet bij")] == [1, 1]
    stays(phone, "Past er", False)
