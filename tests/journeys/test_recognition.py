"""Journey C, step 7: one tap says whether a question plays elsewhere too; by keyboard, and without scripts."""

import pytest

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_keyboard import focus

QUESTION = "/vraagstukken/wanneer-maak-je-opgaven-los"
NARROW = {"width": 320, "height": 640}


@pytest.mark.parametrize("viewport", [NARROW, PHONE, DESK], ids=["320", "360", "1280"])
@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_one_tap_of_a_visitor(visit, viewport, javascript):
    visitor = visit(viewport, javascript=javascript).go(QUESTION)
    part = visitor.page.locator("section", has=visitor.page.locator("#herkennen"))
    visitor.tap(part.locator("button", has_text="Ja"))
    part.locator('[aria-pressed="true"]', has_text="Ja").wait_for()
    assert visitor.taps == 1 and visitor.page.url.endswith("#herkennen")
    visitor.look()
    visitor.tap(part.locator('button[value="no"]'))
    part.locator('[aria-pressed="true"]', has_text="Nee").wait_for()
    visitor.tap(part.locator("button", has_text="Neem mijn antwoord terug"))
    visitor.page.locator(".alert--goed", has_text="Je antwoord is weg.").wait_for()
    assert part.locator('[aria-pressed="true"]').count() == 0
    visitor.look()


def test_a_member_answers_for_the_organisation_by_keyboard(visit):
    member = visit(DESK, role="member").go(QUESTION)
    focus(member, "#herkennen ~ form button")
    member.enter()
    member.page.locator("text=Je antwoordt namens").wait_for()
    member.page.locator('#herkennen ~ form [aria-pressed="true"]').wait_for()
    member.look()
