"""Notes of a walk that leave by themselves: from another page, from the worker without any page, and what the page says."""

import pytest
from playwright.sync_api import expect

from app.core.pictures import MOST_BYTES
from tests.journeys.conftest import PHONE, Site, measure, windows
from tests.journeys.walked import (
    CODE,
    come_along,
    comes_true,
    connect,
    cut,
    kept,
    left_for_later,
    make_walk,
    note,
    queued,
    sent,
    texts,
    to_stop,
)
from tests.photographs import jpeg

NARROW = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    with Site(tmp_path_factory.mktemp("itself"), fill=make_walk) as site:
        yield site


@pytest.fixture
def phones(walk, browser):
    yield from windows(walk, browser)


def test_another_page_says_what_waits_and_sends_it(walk, phones):
    phone = come_along(phones, walk, 1, viewport=NARROW)
    phone.page.route("**/sturen", lambda route: route.abort())
    note(phone, "Wacht elders")
    kept(phone)
    phone.go("/privacy")
    told = phone.page.locator("main > .wrap [role=status]")
    expect(told).to_contain_text("1 notitie wacht op deze telefoon.")
    phone.look()
    assert "Wacht elders" not in texts(walk)
    phone.page.unroute("**/sturen")
    phone.page.reload()
    expect(told).to_contain_text("Er wacht geen notitie meer")
    assert texts(walk).count("Wacht elders") == 1
    phone.tap(told.locator("a"))
    expect(phone.page.locator("[data-own-notes] li", has_text="Wacht elders")).to_have_count(1)
    phone.go("/privacy")
    phone.started()
    expect(told).to_have_count(0)


def wake(phone):
    """What a browser does when there is a connection again: it wakes the worker, also when no page is open."""
    session = phone.page.context.new_cdp_session(phone.page)
    found = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.extend(told["registrations"]))
    session.send("ServiceWorker.enable")

    def workers():
        return [one["registrationId"] for one in found if one["scopeURL"] == f"{phone.site.address}/" and not one["isDeleted"]]

    comes_true(phone, workers, "there is no worker")
    event = {"origin": phone.site.address, "registrationId": workers()[0], "tag": "lopen", "lastChance": False}
    session.send("ServiceWorker.dispatchSyncEvent", event)
    session.detach()


ASKS = "SyncManager.prototype.register = async (tag) => localStorage.setItem('asks', tag);"


def test_the_worker_sends_what_waits_when_no_page_of_the_site_is_open(walk, phones):
    phone = come_along(phones, walk, 1, viewport=PHONE)
    phone.page.add_init_script(ASKS)  # the browsers of tests do not wake a worker by themselves
    to_stop(phone, 1)
    phone.page.route("**/sturen", lambda route: route.abort())
    note(phone, "Zonder pagina")
    left_for_later(phone)
    phone.until("localStorage.getItem('asks') === 'lopen'")
    phone.page.goto("about:blank")
    for _twice in range(2):
        wake(phone)
        comes_true(phone, lambda: texts(walk).count("Zonder pagina") == 1, texts(walk))
    to_stop(phone, 1)
    sent(phone, "Zonder pagina")
    queued(phone)
    assert texts(walk).count("Zonder pagina") == 1


def test_page_and_worker_that_send_at_once_bring_it_once(walk, phones):
    phone = come_along(phones, walk, 1, viewport=PHONE)
    cut(phone)
    note(phone, "Allebei tegelijk")
    kept(phone)
    connect(phone)
    wake(phone)
    sent(phone, "Allebei tegelijk")
    expect(phone.page.locator("[data-status]")).to_contain_text("Verstuurd")
    assert texts(walk).count("Allebei tegelijk") == 1


def test_what_was_sent_by_itself_is_said_to_be_sent(walk, phones):
    phone = come_along(phones, walk, 2, viewport=PHONE)
    cut(phone)
    note(phone, "Later vanzelf")
    left_for_later(phone)
    connect(phone)
    expect(phone.page.locator("[data-status]")).to_have_text("Verstuurd. Er wacht geen notitie meer op deze telefoon.")
    sent(phone, "Later vanzelf")
    phone.look()


def test_a_photo_that_is_too_large_is_told_of_without_a_connection(walk, phones, tmp_path):
    phone = come_along(phones, walk, 2, viewport=NARROW)
    large, small = tmp_path / "groot.jpg", tmp_path / "klein.jpg"
    large.write_bytes(jpeg(60, 40)[:200] + bytes(MOST_BYTES))  # no browser can open it, and so not make it smaller
    small.write_bytes(jpeg(60, 40))
    cut(phone)
    phone.page.locator("#photo").set_input_files(large)
    expect(phone.page.locator("#photo-m")).to_contain_text("groter dan 10 MB")
    phone.look()
    note(phone, "Met een grote foto")
    expect(phone.page.locator("#photo")).to_be_focused()
    expect(phone.page.locator("#text")).to_have_value("Met een grote foto")
    queued(phone)
    phone.page.locator("#photo").set_input_files(small)
    expect(phone.page.locator("#photo-m")).to_be_hidden()
    phone.tap(".dock .button--primary")
    kept(phone)
    connect(phone)
    sent(phone, "Met een grote foto")


def test_the_walk_is_made_ready_again_when_there_is_a_connection(walk, phones):
    phone = phones(viewport=PHONE)
    phone.page.route("**/lopen/wandeling2/3", lambda route: route.abort())
    phone.go(f"/lopen/{CODE}")
    phone.page.locator("[data-unready]:not([hidden])").wait_for()
    cut(phone)
    phone.page.unroute("**/lopen/wandeling2/3")
    connect(phone)
    phone.page.locator("[data-ready]:not([hidden])").wait_for()
    expect(phone.page.locator("[data-unready]")).to_be_hidden()


ASKED = "StorageManager.prototype.persist = async () => { localStorage.setItem('asked', 1 + Number(localStorage.getItem('asked'))); return true; };"


def test_the_browser_is_asked_once_to_keep_what_waits(walk, phones):
    phone = phones(viewport=PHONE)
    phone.page.add_init_script(ASKED)
    phone.go(f"/lopen/{CODE}")
    phone.page.locator("[data-ready]:not([hidden])").wait_for()
    to_stop(phone, 4)
    assert measure(phone.page, "localStorage.getItem('asked')") is None
    for text in ("Eerste bewaard", "Tweede bewaard"):
        note(phone, text)
        sent(phone, text)
    assert measure(phone.page, "localStorage.getItem('asked')") == "1"
