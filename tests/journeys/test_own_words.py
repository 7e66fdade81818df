"""What somebody missed among the terms: written in the folded field, and read by who reads the story alone."""

from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_states import look

STORY = "Wij zetten een hek om de boom en niemand durfde het te verplaatsen, ook niet toen de kabels erdoor moesten."


def test_own_words_go_with_the_story_and_are_shown_to_nobody_else(visit):
    teller = visit(PHONE).go("/deel")
    teller.page.locator("input[value=learned]").check()
    teller.tap("form .button--primary")
    teller.page.locator("#facts").wait_for()
    teller.type("#facts", STORY)
    teller.tap("form .button--primary")
    teller.page.locator("summary", has_text="Anders, namelijk").nth(1).press("Enter")
    teller.type("#own_barrier", "Niemand was de baas van het hek")
    look(teller)
    teller.tap("form .button--primary")
    teller.screen("Hoe wil je")
    teller.page.go_back()
    expect(teller.page.locator("#own_barrier")).to_have_value("Niemand was de baas van het hek")
    editor = visit(DESK, role="editor")
    look(editor, "/redactie/eigen-woorden")
    assert "de baas van het hek" not in editor.page.content()
