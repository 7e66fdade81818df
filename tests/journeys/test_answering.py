"""Journey B, the other side: somebody without an account answers a challenge on a phone, and what they counted."""

import re

import pytest

from tests.journeys.conftest import PHONE
from tests.journeys.test_sharing import TWENTY_FIVE

MOST_SCREENS, MOST_TAPS = 6, 24
CHALLENGE = "main .opgave h2 a"


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_answering_a_challenge(visit, javascript):
    """From the page of the challenge to the code, with every question of an answer answered."""
    reader = visit(PHONE, javascript=javascript).go("/uitdagingen")
    reader.go(reader.page.locator(CHALLENGE).first.get_attribute("href"))
    reader.tap('main a:has-text("Geef een antwoord")')
    reader.screen("Wat wil je delen?")
    reader.tap('label:has(input[value="learned"])')
    reader.tap("form .button--primary")
    reader.screen("Vertel wat er gebeurde")
    assert reader.page.locator("label[for=facts]").inner_text() == "Wat deden jullie?"
    for field, words in (("#facts", TWENTY_FIVE), ("#condition", "Alleen op een plein met licht."), ("#went_wrong", "Te ver van school.")):
        reader.tap(field)
        reader.type(field, words, required=field == "#facts")
    reader.tap("#cost_hours")
    reader.type("#cost_hours", "40")
    reader.look()
    reader.tap("form .button--primary")
    reader.screen("Waar zat het")
    reader.tap("form .button--primary")
    reader.screen("Hoe wil je")
    reader.tap('label:has(input[name="audience"][value="public"])')
    reader.tap("form .button--primary")
    reader.screen("Klopt het zo?")
    reader.tap('label:has(input[name="unchanged"][value="no"])')
    reader.tap("form .button--primary")
    reader.page.locator("h1", has_text="Dank je").wait_for()
    code = re.sub(r"[^A-Z2-7]", "", reader.page.locator(".code").inner_text())
    reader.tap('label:has(input[name="may_ask"])')
    reader.tap('button:has-text("Bewaar deze keuze")')
    reader.page.locator("#gastgemeente ~ p[role=status]").wait_for()
    print(f"\nan answer: {reader.screens} screens, {reader.taps} taps, {reader.words} required words")
    assert reader.screens <= MOST_SCREENS and reader.taps <= MOST_TAPS
    reader.go(f"/volg/{code}")
    page = reader.page.locator("main").inner_text()
    assert "Alleen op een plein met licht." in page and "40 uur" in page
