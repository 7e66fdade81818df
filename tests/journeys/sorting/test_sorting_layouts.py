"""Keyboards of other countries at the sorting table and at blind cards: what a key says goes before where it sits."""

import pytest

from tests.journeys.sorting.hands import SENTENCES, all_sent, ask_while_sorting, here, make_pile, progress
from tests.journeys.test_keyboard import focus
from tests.journeys.test_states import look

PRESS = """([key, code, shiftKey]) => document.activeElement.dispatchEvent(
  new KeyboardEvent('keydown', {key, code, shiftKey, bubbles: true, cancelable: true}))"""
FOCUS = "document.activeElement.id"


def press(reader, key, code, shift=False):
    """What a keyboard tells that has this key there; the one of the tests has one layout only."""
    reader.page.evaluate(PRESS, [key, code, shift])


def bin_at(reader, place):
    return reader.page.locator(f".bins .bin[data-place='{place}']")


def sort_with(reader, name, questions):
    make_pile(reader, name)
    for sentence in SENTENCES[:questions]:
        ask_while_sorting(reader, sentence)
    all_sent(reader)


def lays(reader, question, *pressed):
    """At that question, and the next card comes."""
    before = here(reader)
    press(reader, *pressed)
    reader.page.locator("[data-said]", has_text=f"Kaart {before} ligt bij: {question}").wait_for()
    assert here(reader) > before


def test_a_sign_of_ours_above_a_figure_lays_nothing(member):
    sort_with(member, "Schuine streep", 7)
    first, done = here(member), progress(member)
    press(member, "Home", "Numpad7")  # without NumLock
    assert (here(member), progress(member)) == (first, done)
    press(member, "/", "Digit7", True)
    assert member.page.evaluate(FOCUS) == "zoek"
    assert (here(member), progress(member)) == (first, done)
    member.press("Escape", "v")
    member.page.keyboard.type("Wie")
    member.press("Enter")
    choices = member.page.locator("[data-find] ol button")
    choices.nth(6).wait_for()
    press(member, "Home", "Numpad7")
    assert choices.count() == 7 and member.page.evaluate(FOCUS) != "zoek"
    press(member, "/", "Digit7", True)
    assert member.page.evaluate(FOCUS) == "zoek"
    assert (here(member), progress(member)) == (first, done)
    all_sent(member)
    member.page.reload()
    assert (here(member), progress(member)) == (first, done), "the server says the same"


def test_letters_do_the_same_with_caps_lock(member):
    """Then a letter comes as a capital, without Shift."""
    sort_with(member, "Hoofdletters", 1)
    first = here(member)
    press(member, "J", "KeyJ")
    assert here(member) > first
    press(member, "K", "KeyK")
    assert here(member) == first


def test_a_figure_lays_with_the_sign_that_it_has_there(member):
    sort_with(member, "Cijfers", 7)
    first = here(member)
    for place, sign in ((1, "!"), (2, "@"), (6, "Dead")):
        press(member, sign, f"Digit{place}", True)
        assert bin_at(member, place).get_attribute("aria-pressed") == "true" and here(member) == first
    press(member, "7", "Digit7", True)  # where a figure needs Shift
    assert bin_at(member, 7).get_attribute("aria-pressed") == "true" and here(member) == first
    member.press("j")
    lays(member, SENTENCES[0], "&", "Digit1")
    lays(member, SENTENCES[6], "7", "Numpad7")
    all_sent(member)
    look(member)


@pytest.fixture
def chooser(member):
    """Somebody who chose keys that stand above the figures of their keyboard, and one letter."""
    member.go("/werkbank/toetsen")
    for action, key in (("bin_1", "é"), ("nowhere", "&"), ("one_case", "c")):
        member.type(f"#{action}", key)
    member.tap("main .button--primary")
    member.page.locator(".alert--goed").wait_for()
    yield member
    member.go("/werkbank/toetsen").tap("text=Neem de gewone toetsen weer")


def test_a_chosen_sign_goes_before_the_figure_below_it(chooser):
    sort_with(chooser, "Gekozen tekens", 2)
    pile = chooser.page.url.replace(chooser.site.address, "").split("/sorteren")[0]
    lays(chooser, SENTENCES[0], "é", "Digit2")
    lays(chooser, SENTENCES[0], "É", "Digit2")
    lays(chooser, "Past nergens", "&", "Digit1")
    lays(chooser, SENTENCES[1], "2", "Digit2")
    all_sent(chooser)
    chooser.go(f"{pile}/controle")
    focus(chooser, "form[action*=opnieuw] button")
    chooser.enter()
    chooser.started()
    ticks_blind(chooser)
    look(chooser)


def ticks_blind(reader):
    """The same keys at a blind card, and capitals as CapsLock gives them."""
    boxes = reader.page.locator("input[name=places]")
    places = [box.get_attribute("value") for box in boxes.all()]

    def ticked():
        return [place for place, box in zip(places, boxes.all(), strict=True) if box.is_checked()]

    press(reader, "Home", "Numpad2")
    assert ticked() == []
    for pressed, place in (
        (("&", "Digit1"), "nergens"),
        (("É", "Digit2"), places[0]),
        (("C", "KeyC"), "een-geval"),
        (("@", "Digit2", True), places[1]),
    ):
        before = ticked()
        press(reader, *pressed)
        assert set(ticked()) - set(before) == {place}, pressed
