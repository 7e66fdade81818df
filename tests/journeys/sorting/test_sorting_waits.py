"""Sorting without a connection, and in two windows of one member: everything arrives once, and under one's own name."""

import json
from urllib.parse import urlsplit

import pytest

from tests.journeys.conftest import DESK, PHONE, measure
from tests.journeys.sorting.hands import WAITING, all_sent, ask_while_sorting, here, make_pile, reload
from tests.journeys.sorting.test_sorting_together import look, where

SAID = "document.querySelector('[data-live]').textContent"


def offline(reader, is_so):
    reader.page.context.set_offline(is_so)


def kept(reader):
    """What the card of now says of its quotes; nothing where it shows no line of that."""
    line = reader.page.locator("[data-card]:not([hidden]) [data-has-kept]")
    return line.inner_text() if line.is_visible() else ""


def test_a_star_is_counted_on_its_card_at_once_and_heard(visit):
    member = visit(DESK, role="member")
    make_pile(member, "Sterren tellen")
    assert kept(member) == ""
    member.press("Space")
    member.until("document.activeElement.dataset.zin !== undefined")
    heard = member.page.locator("[data-live]")
    member.press("s")
    heard.filter(has_text="1 citaat bewaard.").wait_for(state="attached")
    assert kept(member) == "1 citaat bewaard." == member.page.locator("[data-whole] [data-kept]").inner_text()
    member.press("ArrowDown", "s")  # that one is longer than a quote may be
    heard.filter(has_text="Maak het citaat korter").wait_for(state="attached")
    assert kept(member) == "1 citaat bewaard."
    member.faults.clear()
    member.press("ArrowUp", "s")
    heard.filter(has_text="0 citaten bewaard.").wait_for(state="attached")
    assert kept(member) == "" and measure(member.page, "document.activeElement.dataset.zin !== undefined")


def test_without_a_connection_a_question_and_a_star_wait_and_nothing_goes_away(visit):
    member = visit(DESK, role="member")
    address = make_pile(member, "Zonder net")
    first = here(member)
    member.press("Space")
    member.until("document.activeElement.dataset.zin !== undefined")
    offline(member, True)
    member.press("s")
    member.page.locator("[data-waiting]", has_text="1 wachten op verbinding").wait_for()
    assert measure(member.page, "document.activeElement.getAttribute('aria-pressed')") == "true"
    assert kept(member) == "1 citaat bewaard.", "also while it waits"
    member.press("n")
    member.page.keyboard.type("Wie maait er als het nat is?")
    member.press("Enter")
    second = here(member)
    assert second != first and where(member, first) == "Wie maait er als het nat is?"
    member.press("Space")
    member.page.locator("[data-trouble]", has_text="Er is geen verbinding").wait_for()
    member.press("x")
    member.page.locator("[data-waiting]", has_text="3 wachten op verbinding").wait_for()
    assert member.page.url.startswith(address.split("?")[0])
    member.faults.clear()
    offline(member, False)
    member.page.locator(".bin", has_text="Wie maait er als het nat is?").wait_for()
    all_sent(member)
    member.page.reload()
    assert (where(member, first), where(member, second)) == ("Wie maait er als het nat is?", "Past nergens")
    assert member.page.locator(".bin", has_text="Wie maait er als het nat is?").count() == 1
    member.page.locator("[data-ready]").wait_for()
    member.press("k", "k")
    assert here(member) == first and kept(member) == "1 citaat bewaard."
    member.press("Space")
    member.page.locator("[data-text]", has_text="1 citaat bewaard.").wait_for()


def test_a_question_that_waited_and_cannot_be_made_keeps_its_words(visit):
    member = visit(DESK, role="member")
    make_pile(member, "Geen vraag")
    first = here(member)
    member.press("n")
    member.page.keyboard.type("Wie maait er niet")
    member.press("Enter")
    member.page.locator("[data-refused] li", has_text="één vraagteken").wait_for()
    member.faults.clear()
    assert here(member) == first + 1 and where(member, first) == ""
    assert member.page.locator("#sentence").input_value() == "Wie maait er niet"
    member.page.locator("#sentence-h", has_text=f"Dit vraagstuk is voor kaart {first}").wait_for()
    look(member)
    member.page.locator("#sentence").press("End")
    member.page.keyboard.type("?")
    member.press("Enter")
    member.page.locator(".bin", has_text="Wie maait er niet?").wait_for()
    assert (here(member), where(member, first)) == (first + 1, "Wie maait er niet?"), "it is for the card it was asked at"
    member.page.locator("#sentence-h", has_text="Deze kaart ligt er dan meteen bij").wait_for()


def test_two_windows_of_one_member_do_not_forget_each_others_work(visit):
    member = visit(DESK, role="member")
    address = make_pile(member, "Twee vensters")
    twin = member.page.context.new_page()
    twin.goto(address)
    twin.locator("[data-ready]").wait_for()
    first = here(member)
    offline(member, True)
    member.press("x")
    twin.keyboard.press("j")
    twin.keyboard.press("0")
    member.press("j", "j", "x")  # the third card after the first
    member.until(f"{WAITING} === 3")  # one window hears of the other's a moment later
    member.faults.clear()
    offline(member, False)
    all_sent(member)
    member.page.reload()
    assert where(member, first) == "Past nergens"
    assert member.page.locator("[data-progress]").inner_text() == "3 van 300"


def test_what_waits_never_goes_out_under_another_name(visit, big_site):
    member = visit(DESK, role="member")
    address = make_pile(member, "Andermans werk")
    first = here(member)
    offline(member, True)
    member.press("x")
    member.page.locator("[data-waiting]", has_text="wachten op verbinding").wait_for()
    kept = {"origins": member.page.context.storage_state()["origins"]}
    member.page.close(run_before_unload=False)
    other = visit(DESK, kept=kept, role="coordinator")
    other.page.goto(address)
    other.page.locator("[data-ready]").wait_for()
    other.press("j")
    other.press("0")
    other.page.locator("[data-said]", has_text="Eén geval").wait_for()
    other.until(f"{WAITING} === 1")
    reload(other)
    assert where(other, first) == "" and other.page.locator("[data-progress]").inner_text() == "1 van 300"


def test_what_was_done_and_what_comes_are_said_in_one_breath(visit):
    member = visit(DESK, role="member")
    make_pile(member, "Voorgelezen")
    first = here(member)
    for key, done in (("x", f"Kaart {first} ligt bij: Past nergens."), ("z", f"Kaart {first} is teruggezet."), ("j", "")):
        member.press(key)
        shown = member.page.locator("[data-card]:not([hidden])")
        title, lesson = shown.locator("h3").inner_text(), shown.locator(".les").text_content()
        member.until(f"{SAID} === {json.dumps(f'{done} Nu: {title}. {lesson}.'.strip())}")


def test_a_key_opens_the_text_at_its_first_sentence_and_closes_it_again(visit):
    member = visit(PHONE, role="member")
    make_pile(member, "Open en dicht")
    number = here(member)
    link, whole = (member.page.locator(f"#k-{number} [data-{name}]") for name in ("fetch", "whole"))
    for _time in range(2):
        member.press("Space")
        member.until("document.activeElement.dataset.zin === 'lesson-0'")
        assert "Sluit de tekst" in link.inner_text()
        look(member)
        member.press("Space")
        member.until(f"document.activeElement.id === 'k-{number}'")
        assert not whole.is_visible() and "Hele tekst" in link.inner_text()
        assert not member.page.locator(f"#k-{number} [aria-pressed=true]").count(), "it keeps no sentence"
    member.tap(link)
    member.until("document.activeElement.dataset.zin === 'lesson-0'")
    member.press("s")
    member.page.locator("[data-text]", has_text="1 citaat bewaard.").wait_for()
    member.tap(link)
    assert not whole.is_visible() and measure(member.page, "'fetch' in document.activeElement.dataset")


def test_the_filter_stays_after_a_new_question_and_after_putting_back(visit):
    member = visit(DESK, role="member")
    make_pile(member, "Filter blijft")
    member.page.locator("input[name=toon][value=alles]").check()
    for form in ("[data-bins]", "[data-new]", "[data-toast]"):
        assert "toon=alles" in urlsplit(member.page.locator(form).get_attribute("action")).query, form
    ask_while_sorting(member, "Wie houdt het filter vast?")
    all_sent(member)
    reload(member)
    assert member.page.locator("input[name=toon][value=alles]").is_checked()
    with member.page.expect_navigation():
        member.press("z")
    member.page.locator("[data-ready]").wait_for()
    assert member.page.locator("input[name=toon][value=alles]").is_checked()
    member.tap("[data-card]:not([hidden]) a[href*='#themas']")
    member.screen("Hele tekst")
    member.tap("text=Terug naar de kaart")
    assert member.page.locator("input[name=toon][value=alles]").is_checked()


@pytest.fixture
def mowed(visit):
    member = visit(DESK, role="member")
    make_pile(member, "Maaien")
    for sentence in ("Wie maait de berm?", "Wie maait het plein?"):
        ask_while_sorting(member, sentence)
    all_sent(member)
    return member


def find_by_typing(reader, words):
    reader.press("v")
    reader.page.locator("#vind").fill(words)
    reader.press("Enter")


def test_typing_lays_only_at_the_one_question_that_fits(mowed):
    number = here(mowed)
    find_by_typing(mowed, "zweeft")
    mowed.page.locator("[data-fits]", has_text="Geen vraagstuk past bij ‘zweeft’").wait_for()
    assert here(mowed) == number
    mowed.press("Escape")
    find_by_typing(mowed, "maait")
    mowed.page.locator("[data-fits]", has_text="2 vraagstukken passen").wait_for()
    assert here(mowed) == number and where(mowed, number) == ""
    look(mowed)
    mowed.press("2")
    assert where(mowed, number) == "Wie maait het plein?"
    number = here(mowed)
    find_by_typing(mowed, "maait")
    mowed.press("ArrowDown", "ArrowUp", "Enter")
    assert where(mowed, number) == "Wie maait de berm?"
    number = here(mowed)
    find_by_typing(mowed, "de berm")
    assert where(mowed, number) == "Wie maait de berm?"
    all_sent(mowed)
