"""What is typed on the way is never lost: without a connection, in a closed tab, after going back and forth."""

import json
import re

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, measure
from tests.journeys.test_sharing import FACTS, share
from tests.journeys.walked import on_its_way

KEPT = "[data-saved]"
COPIES = "JSON.stringify(Object.keys(localStorage).filter(k => k.startsWith('deel:')))"
NO_COPIES = f"{COPIES} === '[]'"


def to_the_story(reader):
    reader.go("/deel")
    reader.tap('label:has(input[value="learned"])')
    reader.tap("form .button--primary")
    reader.page.locator("#facts").wait_for()
    reader.started()


def type_before_the_script_is_there(reader, address, script, fill):
    """The script comes late, as on a slow line: `fill` is called before it."""
    late = []
    reader.page.route(f"**/{script}*", lambda route: late.append(route))
    reader.page.goto(address, wait_until="domcontentloaded")
    on_its_way(reader, late)
    fill()
    assert reader.page.locator("html[data-started]").count() == 0
    for held in late:
        held.continue_()
    reader.page.unroute(f"**/{script}*")


def lose_connection(reader):
    """From now on every request fails."""
    reader.page.context.route("**/*", lambda route: route.abort("internetdisconnected"))


def find_connection(reader):
    reader.page.context.unroute("**/*")


def copies(reader):
    return json.loads(measure(reader.page, COPIES))


def test_typing_goes_on_without_a_connection_and_is_sent_along_later(visit):
    reader = visit(PHONE)
    to_the_story(reader)
    lose_connection(reader)
    reader.type("#facts", FACTS)
    reader.page.locator(KEPT, has_text="Alleen bewaard op dit apparaat").wait_for()
    assert len(copies(reader)) == 1
    find_connection(reader)
    measure(reader.page, "dispatchEvent(new Event('online'))")
    reader.page.locator(KEPT, has_text="Bewaard op deze site tot").wait_for()
    reader.until(NO_COPIES)


def test_what_is_typed_before_the_script_is_there_is_kept_without_another_key(visit):
    reader = visit(PHONE)
    to_the_story(reader)
    with reader.page.expect_response("**/bewaar/**"):  # the page says from the first that the site keeps it
        type_before_the_script_is_there(reader, reader.page.url, "draft.js", lambda: reader.type("#facts", FACTS))
    reader.until(NO_COPIES)
    reader.page.reload()
    expect(reader.page.locator("#facts")).to_have_value(FACTS)
    assert copies(reader) == []


def test_what_was_typed_without_a_connection_survives_a_closed_tab(visit):
    reader = visit(PHONE)
    to_the_story(reader)
    address = reader.page.url
    lose_connection(reader)
    reader.type("#facts", FACTS)
    reader.page.locator(KEPT, has_text="Alleen bewaard op dit apparaat").wait_for()
    reader.page.close()
    find_connection(reader)
    reader.page = reader.page.context.new_page()
    with reader.page.expect_response("**/bewaar/**"):  # what the page says before that is of what was kept earlier
        reader.page.goto(address)
    expect(reader.page.locator("#facts")).to_have_value(FACTS)
    reader.page.locator(KEPT, has_text="Bewaard op deze site tot").wait_for()
    reader.until(NO_COPIES)


def test_a_reload_before_anything_was_saved_keeps_the_last_word(visit):
    reader = visit(PHONE)
    to_the_story(reader)
    reader.type("#facts", FACTS)
    reader.page.reload()
    expect(reader.page.locator("#facts")).to_have_value(FACTS)


def test_a_copy_of_a_day_old_is_deleted(visit):
    reader = visit(PHONE)
    to_the_story(reader)
    old = "JSON.stringify({number: Date.now() - 864e5 - 1, kept: {facts: ['oud']}})"
    measure(reader.page, f"localStorage.setItem('deel:anders:story', {old})")
    assert len(copies(reader)) == 1
    reader.go("/").until(NO_COPIES)


def test_sending_leaves_nothing_in_the_browser(visit):
    reader = visit(PHONE)
    share(reader, FACTS)
    reader.until(NO_COPIES)


EVERYTHING_KEPT = """(async () => {
  const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  for (const { name } of await indexedDB.databases()) {
    const opened = await new Promise((done) => { const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result); });
    for (const store of opened.objectStoreNames) {
      const rows = await new Promise((done) => { const asked = opened.transaction(store).objectStore(store).getAll(); asked.onsuccess = () => done(asked.result); });
      kept.push(JSON.stringify(rows));
    }
    opened.close();
  }
  for (const name of await caches.keys()) {
    for (const asked of await (await caches.open(name)).keys()) kept.push(await (await caches.match(asked)).text());
  }
  return kept.join(" ");
})()"""
NUMBER = "010 555 01 29"


def test_the_number_for_the_hosts_is_kept_by_the_site_and_never_by_the_browser(visit):
    """Others may use this browser after somebody."""
    reader = visit(PHONE)
    reader.go("/uitdagingen").tap("main article a >> nth=0")
    reader.tap('main a:has-text("Geef een antwoord")')
    reader.tap('label:has(input[value="learned"])')
    reader.tap("form .button--primary")
    reader.type("#facts", FACTS)
    for heading in ("Waar zat het", "Hoe wil je"):
        reader.tap("form .button--primary")
        reader.page.locator("h1", has_text=heading).wait_for()
    reader.started()
    reader.tap('label:has(input[name="may_call"])')
    with reader.page.expect_response("**/bewaar/**"):
        reader.type("#call_number", NUMBER)
    reader.until(NO_COPIES)
    lose_connection(reader)
    reader.type("#call_number", NUMBER[::-1])
    reader.type("#year", "2019")
    reader.page.locator(KEPT, has_text="Alleen bewaard op dit apparaat").wait_for()
    kept = measure(reader.page, EVERYTHING_KEPT)
    assert '2019' in kept and len(copies(reader)) == 1, "the rest of the screen is kept here meanwhile"
    for number in (NUMBER, NUMBER[::-1]):
        assert number not in kept and number.replace(" ", "") not in kept and "call_number" not in kept
    find_connection(reader)
    measure(reader.page, "dispatchEvent(new Event('online'))")
    reader.until(NO_COPIES)
    reader.page.reload()
    expect(reader.page.locator("#call_number")).to_have_value(NUMBER[::-1])


def test_going_back_and_forth_loses_nothing(visit):
    reader = visit(PHONE)
    to_the_story(reader)
    reader.type("#facts", FACTS)
    reader.tap("form .button--primary")
    reader.screen("Waar zat het")
    reader.page.go_back()
    expect(reader.page.locator("#facts")).to_have_value(FACTS)
    reader.page.go_forward()
    reader.screen("Waar zat het")


def test_the_button_back_keeps_what_was_typed(visit):
    reader = visit(PHONE, javascript=False)
    reader.go("/deel")
    reader.tap('label:has(input[value="learned"])')
    reader.tap("form .button--primary")
    reader.type("#facts", "Half")
    reader.tap(".dock .button--quiet")
    reader.screen("Wat wil je delen?")
    reader.tap("form .button--primary")
    assert reader.page.locator("#facts").input_value() == "Half"


def test_a_double_tap_sends_once(visit):
    reader = visit(PHONE)
    code = share(reader, FACTS)
    reader.page.go_back()
    reader.page.locator("h1").first.wait_for()
    if reader.page.locator("form .button--primary", has_text="Versturen").count():
        reader.tap("form .button--primary")
    reader.page.locator("h1", has_text="Dank je").wait_for()
    assert re.sub(r"[^A-Z2-7]", "", reader.page.locator(".code").inner_text()) == code


def test_the_card_and_what_looks_alike_follow_the_typing(visit):
    reader = visit(PHONE)
    to_the_story(reader)
    alike = "De jongerenplek met hangjongeren bij de flats is leeg. De jongerenwerker had het zo voorspeld."
    reader.type("#facts", f"{alike} {FACTS}")
    reader.page.locator("summary", has_text="hierop").wait_for()
    reader.look()
    reader.tap("summary:has-text('hierop')")
    reader.tap("text=Dit is ook mijn ervaring >> nth=0")
    reader.page.locator("text=Jouw stem telt hier mee").wait_for()
    reader.tap("form .button--primary")
    reader.screen("Waar zat het")
    reader.tap("form .button--primary")
    reader.screen("Hoe wil je")
    reader.type("#year", "2013")
    reader.page.locator("article.card", has_text="2012–2013").wait_for()
    assert not reader.page.locator("text=Ververs").is_visible()
    reader.look()
