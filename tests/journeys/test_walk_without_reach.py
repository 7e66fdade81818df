"""What a phone shows of the walk where there is no connection: only what is true, and always a page of ours."""

import os
import re
import shutil
import signal
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, ROOT, Site, measure, windows
from tests.journeys.walked import (
    CODE,
    asked,
    come_along,
    connect,
    cut,
    kept,
    make_walk,
    note,
    pressed,
    sent,
    texts,
    to_stop,
)

NARROW = {"width": 320, "height": 640}
ELSEWHERE = ["Aan tafel", "Vraag iets over een uitdaging"]


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    with Site(tmp_path_factory.mktemp("away"), fill=make_walk) as site:
        yield site


@pytest.fixture
def phones(walk, browser):
    yield from windows(walk, browser)


def no_reach(phone):
    expect(phone.page.locator("h1")).to_have_text("Geen bereik")
    phone.look()
    return phone


@pytest.mark.parametrize("start", ["", "/en"])
def test_a_kept_page_says_nothing_of_notes_that_it_cannot_know(walk, phones, start):
    phone = phones(viewport=PHONE).go(f"{start}/lopen/{CODE}")
    phone.page.locator("[data-ready]:not([hidden])").wait_for()
    phone.go(f"{start}/lopen/{CODE}/1").started()
    note(phone, f"Al verstuurd {start}")
    sent(phone, f"Al verstuurd {start}")
    cut(phone)
    for path in ("", "/1", "/2"):
        phone.go(f"{start}/lopen/{CODE}{path}")
        own = phone.page.locator("[data-own-notes]")
        expect(own).to_contain_text("You read it here as soon as there is a connection" if start else "Je leest het hier zodra er bereik is")
        expect(own).not_to_contain_text("You noted nothing" if start else "nog niets genoteerd")
        phone.look()
    connect(phone)
    expect(phone.page.locator("[data-own-notes] li", has_text=f"Al verstuurd {start}")).to_have_count(1)


@pytest.mark.parametrize("words", ELSEWHERE)
def test_a_page_that_is_not_kept_leads_back_to_the_walk(walk, phones, words):
    phone = come_along(phones, walk, viewport=NARROW).go(f"/lopen/{CODE}")
    cut(phone)
    pressed(phone, words)
    no_reach(phone)
    pressed(phone, "Terug naar de wandeling")
    expect(phone.page.locator("h1")).to_contain_text("De wandeling")
    phone.page.go_back()
    no_reach(phone)
    connect(phone)
    pressed(phone, "Probeer opnieuw")
    expect(phone.page.locator("h1")).to_have_text(words)


def links_of(phone):
    """Where each link of this page leads to, but for mail and places on the page itself."""
    found = phone.page.locator("a[href]").evaluate_all("links => links.map((link) => link.href)")
    return sorted({link for link in found if link.startswith("http") and "#" not in link})


@pytest.mark.parametrize("start", ["", "/en"])
def test_each_link_of_the_walk_ends_at_a_page_of_ours(walk, phones, start):
    phone = phones(viewport=PHONE).go(f"{start}/lopen/{CODE}")
    phone.page.locator("[data-ready]:not([hidden])").wait_for()
    links = set(links_of(phone)) | set(links_of(phone.go(f"{start}/lopen/{CODE}/1")))
    cut(phone)
    links |= set(links_of(phone.go(f"{start}/lopen/{CODE}/tafels")))
    of_ours = [link for link in links if link.startswith(walk.address)]
    assert {f"{walk.address}{path}" for path in (f"{start}/privacy", f"{start}/hulp", f"{start}/lopen/{CODE}/2")} <= set(of_ours)
    for link in of_ours:
        phone.page.goto(link)
        kept_one = re.fullmatch(rf"{walk.address}{start}/lopen/{CODE}(/\d)?", link)
        heading = phone.page.locator("h1").inner_text()
        assert (heading == ("No connection" if start else "Geen bereik")) is not bool(kept_one), (link, heading)


def test_stop_and_the_foot_lead_on_as_soon_as_there_is_a_connection(walk, phones):
    phone = come_along(phones, walk, viewport=NARROW)
    cut(phone)
    note(phone, "Wacht bij het stoppen")
    kept(phone)
    phone.page.locator("header .stop").focus()
    phone.enter()
    no_reach(phone)
    expect(phone.page.locator("main")).to_contain_text("je notities die wachten")
    expect(phone.page.locator("main [role=status]")).to_contain_text("1 notitie wacht op deze telefoon.")
    assert phone.page.url == f"{walk.address}/"
    phone.page.go_back()
    phone.page.locator("footer a", has_text="English").focus()
    phone.enter()
    no_reach(phone)  # in the language that is kept
    connect(phone)
    pressed(phone, "Probeer opnieuw")
    expect(phone.page.locator("html")).to_have_attribute("lang", "en")


def test_the_map_of_another_site_is_not_opened_without_a_connection(walk, phones):
    phone = phones(viewport=PHONE).go(f"/lopen/{CODE}")
    phone.page.locator("[data-ready]:not([hidden])").wait_for()
    cut(phone)
    pressed(phone, "Bekijk de plek op OpenStreetMap")
    no_reach(phone)
    connect(phone)
    pressed(phone, "Probeer opnieuw")
    expect(phone.page.locator("h1")).to_contain_text("De wandeling")


def test_what_was_asked_for_elsewhere_is_asked_for_again_as_it_was(walk, phones):
    phone = phones(viewport=PHONE).go(f"/lopen/{CODE}")
    phone.page.locator("[data-ready]:not([hidden])").wait_for()
    cut(phone)
    no_reach(phone.go("/zoeken?q=wadi"))
    connect(phone)
    pressed(phone, "Probeer opnieuw")
    expect(phone.page.locator("input[name=q]").first).to_have_value("wadi")


OLDER = """async () => {
  for (const found of await navigator.serviceWorker.getRegistrations()) await found.unregister();
  const older = await navigator.serviceWorker.register("/lopen/werker.js?module", { type: "module", scope: "/lopen/" });
  while (older.active?.state !== "activated") await new Promise((done) => setTimeout(done, 20));
}"""


def answer_nothing(walk, asked):
    """The site stands still from the first page that the phone wants to keep; what it kept before is there."""
    if "x-kept" not in asked.request.headers:
        return asked.continue_()
    os.killpg(walk.process.pid, signal.SIGSTOP)
    return asked.abort()


def test_a_phone_made_ready_before_comes_to_have_one_worker(walk, phones):
    phone = phones(viewport=PHONE).go(f"/lopen/{CODE}")
    ready = phone.page.locator("[data-ready]:not([hidden])")
    ready.wait_for()
    phone.page.evaluate(OLDER)
    phone.page.route("**/lopen/**", lambda asked: answer_nothing(walk, asked))
    with phone.page.expect_request(lambda asked: "x-kept" in asked.headers):
        phone.page.goto(f"{walk.address}/lopen/{CODE}", wait_until="commit")
    try:
        phone.page.wait_for_timeout(2000)
        expect(ready).to_have_count(0)  # the older worker is there, and its pages: only the new one has to come
    finally:
        phone.page.unroute("**/lopen/**")
        os.killpg(walk.process.pid, signal.SIGCONT)
    ready.wait_for()
    scopes = "navigator.serviceWorker.getRegistrations().then((all) => all.map((found) => found.scope))"
    assert measure(phone.page, scopes) == [f"{walk.address}/"]
    cut(phone)
    no_reach(phone.go("/"))
    phone.go(f"/lopen/{CODE}/2")
    expect(phone.page.locator("h1")).to_have_text("Het hofje")


@contextmanager
def next_release(walk, folder):
    """The site goes on as one of which a style and a script of the walk are others."""
    for name in ("app", "templates", "translations", "deals", "static", "migrations"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("config.py", "wsgi.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    for name in ("css/straatwijs.css", "js/walk.js"):
        with (folder / "static" / name).open("a", encoding="utf-8") as file:
            file.write("\n/* of the next release */\n")
    walk.stop()
    walk.root = folder
    walk.start()
    try:
        yield
    finally:
        walk.stop()
        walk.root = ROOT
        walk.start()


STYLE = "fetch(document.querySelector('link[href*=straatwijs]').href).then((answer) => answer.text())"


def test_a_phone_made_ready_before_a_new_release_is_ready_for_that_one(walk, phones, tmp_path):
    phone = phones(viewport=PHONE).go(f"/lopen/{CODE}")
    ready = phone.page.locator("[data-ready]:not([hidden])")
    ready.wait_for()
    with next_release(walk, tmp_path):
        phone.go(f"/lopen/{CODE}")
        ready.wait_for()
        cut(phone)
        phone.go(f"/lopen/{CODE}/2")
        expect(phone.page.locator("h1")).to_have_text("Het hofje")
        assert "of the next release" in measure(phone.page, STYLE)
        phone.look()


def test_the_buttons_of_a_note_and_the_code_end_at_a_page_of_ours(walk, phones):
    phone = come_along(phones, walk, 3, viewport=PHONE)
    note(phone, "Met drie knoppen")
    sent(phone, "Met drie knoppen")
    for words in ("Neem je notities mee", "Maak hier een bijdrage van", "Trek in"):
        to_stop(phone, 3)
        expect(phone.page.locator("[data-own-notes] li", has_text="Met drie knoppen")).to_have_count(1)
        cut(phone)
        pressed(phone, words)
        no_reach(phone)
        connect(phone)
    assert texts(walk).count("Met drie knoppen") == 1
    pressed(phone, "Verstuur opnieuw")  # the last of them
    phone.page.locator(".alert--goed").wait_for()
    assert "Met drie knoppen" not in texts(walk)


def test_what_was_typed_in_a_form_stands_there_until_it_is_sent(walk, phones):
    question = 'Wie beheert "het plein" & </textarea><script>boos()</script>?'
    phone = phones(viewport=NARROW).go(f"/lopen/{CODE}")
    phone.page.locator("[data-ready]:not([hidden])").wait_for()
    phone.go(f"/lopen/{CODE}/vragen")
    walk.stop(at_once=True)
    try:
        phone.page.locator("input[name=text]").first.fill(question)
        pressed(phone, "Vraag het")
        expect(no_reach(phone).page.locator("main")).to_contain_text("Ga ervan uit dat er niets is verstuurd")
        expect(phone.page.locator("textarea")).to_have_value(question)
        pressed(phone, "Verstuur opnieuw")
        expect(no_reach(phone).page.locator("textarea")).to_have_value(question)
        assert measure(phone.page, "document.scripts.length") == 1  # what was typed is text
    finally:
        walk.start()
    pressed(phone, "Verstuur opnieuw")
    expect(phone.page.locator("main")).to_contain_text(question)
    assert asked(walk, "SELECT text FROM clarifying_question") == [(question,)]
