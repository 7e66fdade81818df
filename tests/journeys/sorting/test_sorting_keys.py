"""Other keys for the questions of the sorting table, for who has figures that are hard to press."""

import pytest

from tests.journeys.conftest import DESK
from tests.journeys.sorting.hands import all_sent, ask_while_sorting, here, make_pile
from tests.journeys.test_keyboard import focus
from tests.journeys.test_states import look

NARROW = {"width": 320, "height": 640}
QUESTIONS = [f"Wie kiest de toets {word} van dit bord?" for word in ("links", "midden", "rechts")]
FIRST = ".bins .bin[data-place='1']"


@pytest.fixture
def member(visit):
    member = visit(DESK, role="member")
    yield member
    member.go("/werkbank/toetsen").tap("text=Neem de gewone toetsen weer")


def test_keys_of_questions_are_chosen_without_scripts_and_used(visit, member):
    plain = visit(NARROW, javascript=False, role="member").go("/werkbank/toetsen")
    plain.type("#bin_1", "x")
    focus(plain, "main .button--primary")
    plain.enter()
    plain.page.locator(".alert--fout", has_text="‘Past nergens’ heeft deze toets ook").wait_for()
    look(plain)
    plain.type("#bin_1", "q")
    plain.type("#bin_2", "w")
    plain.page.locator("main .button--primary").press("Enter")
    plain.screen("Toetsen")
    make_pile(member, "Eigen vakken")
    for sentence in QUESTIONS:
        ask_while_sorting(member, sentence)
    member.page.locator(f"{FIRST} kbd", has_text="q").wait_for()
    look(member)
    laid_with(member)
    found_with(member)
    assert "q w" in " ".join(member.page.locator(".keys li").nth(1).inner_text().split())


def laid_with(member):
    """The old key does nothing, the new one lays and goes on; with Shift it lays and stays."""
    first = here(member)
    member.press("1")
    assert here(member) == first
    member.press("Shift+Q")
    member.page.locator(f"{FIRST}[aria-pressed=true]").wait_for()
    assert here(member) == first
    member.press("w")
    member.until(f"document.querySelector('[data-card]:not([hidden])').dataset.number !== '{first}'")
    all_sent(member)


def found_with(member):
    """In the choices of type-ahead the same keys count."""
    first = here(member)
    member.press("v")
    member.page.keyboard.type("van dit bord")
    member.press("Enter")
    member.page.locator("[data-find] ol kbd", has_text="w").wait_for()
    member.press("w")
    member.until(f"document.querySelector('[data-card]:not([hidden])').dataset.number !== '{first}'")
    member.page.locator("[data-said]", has_text=QUESTIONS[1]).wait_for()
    all_sent(member)
