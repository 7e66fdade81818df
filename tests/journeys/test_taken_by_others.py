"""A story is put with the wrong challenge: undone at once, and later taken away by the desk. Phone, keyboard, no scripts."""

import pytest

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_answering import CHALLENGE


def put(member, address):
    member.go(f"{address}/verhaal-erbij?q=straat")
    button = member.page.locator("button", has_text="Zet het bij de uitdaging").first
    title = button.locator(".vh").text_content().removeprefix(": ")
    button.press("Enter")
    member.page.locator("[role=status]", has_text="staat nu bij de uitdaging").wait_for()
    return title


def stands(reader, title):
    return reader.page.locator("section[aria-labelledby=antw] h3", has_text=title).count() == 1


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_undone_at_once_and_taken_away_later(visit, javascript):
    member = visit(PHONE, role="member", javascript=javascript).go("/uitdagingen")
    address = member.page.locator(CHALLENGE).first.get_attribute("href")
    title = put(member, address)
    assert stands(member, title)
    member.look()
    member.page.locator("button", has_text="Maak het ongedaan").press("Enter")
    member.page.locator("[role=status]", has_text="Ongedaan gemaakt").wait_for()
    assert not stands(member, title)
    assert put(member, address) == title and stands(member, title)
    editor = visit(PHONE if not javascript else DESK, role="editor", javascript=javascript).go(address)
    editor.look()
    editor.page.locator("article", has_text=title).locator("a", has_text="Haal het hier weg").press("Enter")
    editor.screen("Dit verhaal weghalen bij de uitdaging?")
    editor.look()
    editor.page.locator("a", has_text="Nee, houd het").click()
    editor.page.locator("#antw").wait_for()
    editor.page.locator("article", has_text=title).locator("a", has_text="Haal het hier weg").press("Enter")
    editor.page.locator("button", has_text="Haal het daar weg").press("Enter")
    editor.page.locator("[role=status]", has_text="Weggehaald").wait_for()
    assert not stands(editor, title)
