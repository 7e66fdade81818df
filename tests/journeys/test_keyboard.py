"""The three journeys with nothing but a keyboard."""

import re
from urllib.parse import urlsplit

from tests.journeys.conftest import DESK

STORY = (
    "Wij legden op een plein een plek voor jongeren aan met banken en een dak. Er komt geen jongere. "
    "Het is te ver van school en het is er te donker."
)
MOST_STOPS = 400  # tab stops after which somebody would give up


def focus(reader, selector):
    """Walks with Tab to the element that matches, as somebody does who has no mouse."""
    reader.page.wait_for_load_state()
    for _step in range(MOST_STOPS):
        reader.press("Tab")
        if reader.page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with Tab on {reader.page.url}")


def continue_(reader, heading):
    focus(reader, "form button.button--primary")
    reader.enter()
    reader.page.locator("h1", has_text=heading).wait_for()


def follow(reader, words, heading):
    """Walks to the link with these words and opens it."""
    for _step in range(MOST_STOPS):
        reader.press("Tab")
        if reader.page.evaluate("document.activeElement.textContent").strip() == words:
            break
    else:
        raise AssertionError(f"{words} cannot be reached with Tab on {reader.page.url}")
    reader.enter()
    reader.page.locator("h1", has_text=heading).wait_for()


def test_sharing_with_the_keyboard(visit):
    reader = visit(DESK).go("/deel")
    focus(reader, "input[name=kind]")
    reader.press("ArrowDown")
    continue_(reader, "Vertel wat er gebeurde")
    focus(reader, "#facts")
    reader.page.keyboard.type(STORY)
    continue_(reader, "Waar zat het")
    continue_(reader, "Hoe wil je")
    focus(reader, "input[name=audience]")
    reader.press("Space")
    focus(reader, "input[name=names_organisation]")
    reader.press("Space")
    continue_(reader, "Klopt het zo?")
    focus(reader, "input[name=unchanged]")
    reader.press("Space")
    continue_(reader, "Dank je")
    print(f"\nkeyboard, journey A: {reader.keys} keys beside the text")
    assert re.search(r"[A-Z2-7]{5}-", reader.page.locator(".code").inner_text())


def test_posting_a_challenge_with_the_keyboard(visit):
    reader = visit(DESK, role="host").go("/uitdagingen/nieuw")
    for field, words in (
        ("#title", "Hoe deel je een stoep met een terras?"),
        ("#situation", "Op de stoep staan terrassen en lopen mensen met een kinderwagen."),
        ("#questions", "Welke afspraak werkt bij jullie?"),
        ("#usable_answer", "Een afspraak die op papier staat."),
    ):
        focus(reader, field)
        reader.page.keyboard.type(words)
    focus(reader, "#second_host")
    reader.page.keyboard.type("bram.okafor@gemeente-zoetermeer.example")
    continue_(reader, "Hoe deel je een stoep met een terras?")
    follow(reader, "Maak zichtbaar", "Maak de uitdaging zichtbaar")
    continue_(reader, "Hoe deel je een stoep met een terras?")
    follow(reader, "Sluit de uitdaging", "Sluit de uitdaging")
    focus(reader, "#note")
    reader.page.keyboard.type("Het idee van de stoepstrook nemen we mee. Het hek niet, want dat staat in de weg.")
    focus(reader, "#sure")
    reader.press("Space")
    continue_(reader, "Hoe deel je een stoep met een terras?")
    assert "stoepstrook nemen we mee" in visit(DESK).go(urlsplit(reader.page.url).path).page.content()
    print(f"\nkeyboard, journey B: {reader.keys} keys beside the text")


def test_quoting_with_the_keyboard(visit):
    reader = visit(DESK, role="member").go("/werkbank")
    focus(reader, "main article h3 a")
    reader.enter()
    reader.page.locator("h1", has_text="Citaat").wait_for()
    reader.keys = 0
    focus(reader, "input[name=sentence]")
    reader.press("Space")
    focus(reader, "input[name=stance]")
    reader.press("Space")
    focus(reader, "#statement")
    reader.press("ArrowDown")
    continue_(reader, "Werkbank")
    print(f"\nkeyboard, journey C: {reader.keys} keys for one quote, Tab included")


def test_the_bricks_of_a_row_are_one_stop(visit):
    reader = visit(DESK).go("/balans").started()
    focus(reader, ".paving .bed a")
    first = reader.page.evaluate("document.activeElement.href")
    row = reader.page.evaluate("document.activeElement.closest('tr').rowIndex")
    reader.press("ArrowRight")
    assert reader.page.evaluate("document.activeElement.href") != first
    assert reader.page.evaluate("document.activeElement.closest('tr').rowIndex") == row
    reader.press("Tab")
    assert reader.page.evaluate("document.activeElement.closest('tr').rowIndex") != row
