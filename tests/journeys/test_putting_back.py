"""What a question said before is put back, with nothing but a keyboard, on a phone, and without scripts."""

import pytest

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_keyboard import focus
from tests.journeys.test_stocktaking import finds_a_question

LINK = "Zet terug wat is weggehaald of veranderd"


@pytest.mark.parametrize(("viewport", "javascript", "scheme"), [(PHONE, True, "light"), (PHONE, False, "dark"), (DESK, False, "light")])
def test_the_wording_of_a_question_is_put_back_by_keyboard(visit, viewport, javascript, scheme):
    member = visit({**viewport, "width": 320} if viewport is PHONE else viewport, javascript=javascript, role="member", scheme=scheme)
    sentence = f"Wie zet dit terug op {viewport['width']} {'met' if javascript else 'zonder'} scripts?"
    question = finds_a_question(member, sentence)
    member.go(question).screen(sentence)
    member.page.locator("#sentence").fill("Wie haalt dit weer weg?")
    member.page.locator("#explanation").fill("Dat weet niemand.")
    focus(member, "form[aria-labelledby=over] button.button--primary")
    member.enter()
    member.page.locator("h1", has_text="Wie haalt dit weer weg?").wait_for()
    strikes_out(member)
    focus(member, "a[href$='/weggehaald']")
    member.enter()
    member.screen("Weggehaald of veranderd")
    shown = member.page.locator("main").inner_text()
    assert "Het vraagstuk, zoals het was" in shown and sentence in shown and "Bel eerst de beheerder." in shown
    focus(member, "ol.list form button")
    member.enter()
    member.page.locator("text=Bel eerst de beheerder.").first.wait_for()
    member.look()
    member.go(f"{question}/weggehaald").screen("Weggehaald of veranderd")
    focus(member, "ol.list form button")
    member.enter()
    member.screen(sentence)
    print(f"\nputting back: {member.keys} keys, letters apart")


def strikes_out(member):
    """A note is written and taken away again."""
    member.page.locator("#memo").fill("Bel eerst de beheerder.")
    focus(member, "form[action$='/notities'] button")
    member.enter()
    focus(member, "form[action*='/werkbank/notities/'] button")
    member.enter()
    member.page.locator("text=De notitie is weggehaald").wait_for()
