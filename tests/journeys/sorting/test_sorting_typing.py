"""Who types at the sorting table keeps the focus: what a slow line brings meanwhile makes no keys of letters."""

import pytest

from tests.journeys.conftest import measure
from tests.journeys.sorting.hands import all_sent, here, make_pile, progress
from tests.journeys.test_states import look
from tests.journeys.walked import on_its_way

TEXTS = "**/kaarten/*/tekst*"
FOCUS = "document.activeElement.id || document.activeElement.dataset.zin || document.activeElement.tagName"


@pytest.fixture
def slow(member):
    """Sorting where the text of a card is held up, and those that are: each goes on with continue_()."""
    make_pile(member, "Trage lijn")
    held = []
    member.page.route(TEXTS, lambda route: held.append(route))
    return member, held


def ask(member, key, held):
    """Asks for the text of the card of now, which is held up."""
    member.press(key)
    on_its_way(member, held)
    assert len(held) == 1


def arrive(member, held):
    held.pop().continue_()
    member.page.locator("[data-card]:not([hidden]) button[data-zin]").first.wait_for()


@pytest.mark.parametrize("key", ["Space", "s"], ids=["text", "star"])
def test_a_text_that_comes_late_leaves_the_focus_with_who_types(slow, key):
    member, held = slow
    first, done = here(member), progress(member)
    ask(member, key, held)
    member.press("n", "x")
    arrive(member, held)
    member.press("x")
    assert member.page.locator("#sentence").input_value() == "xx"
    assert (here(member), progress(member)) == (first, done), "the card lies nowhere"
    all_sent(member)
    member.page.reload()
    assert (here(member), progress(member)) == (first, done), "the server says the same"


@pytest.mark.parametrize("key", ["Space", "s"], ids=["text", "star"])
def test_a_text_that_comes_late_takes_along_who_waits_for_it(slow, key):
    member, held = slow
    ask(member, key, held)
    arrive(member, held)
    member.until("document.activeElement.dataset.zin !== undefined")
    sentence = member.page.locator("[data-card]:not([hidden]) button[data-zin]").first
    assert measure(member.page, FOCUS) == sentence.get_attribute("data-zin")
    assert sentence.get_attribute("aria-pressed") == "false", "only a second time keeps it"
    look(member)
