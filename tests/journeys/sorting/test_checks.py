"""Two members check each other's cards blind, see where they differ, and decide; by keyboard, and without scripts too."""

import re

import pytest

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.sorting.hands import all_sent, ask_while_sorting, here, make_pile, reload
from tests.journeys.test_keyboard import focus


def look(reader):
    for size in ({"width": 360, "height": 740}, DESK):
        reader.page.set_viewport_size(size)
        reader.look()


def lay_first_cards(reader, number):
    """As one case, with one key each."""
    for _card in range(number):
        before = here(reader)
        reader.page.keyboard.press("0")
        reader.until(f"document.querySelector('[data-card]:not([hidden])')?.dataset.number !== '{before}'")
    all_sent(reader)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_member_checks_the_own_cards_and_decides_what_differs(visit, scripts):
    sorter = visit(DESK, role="member")
    url = make_pile(sorter, f"Controle {scripts}")
    lay_first_cards(sorter, 3)
    pile = re.search(r"(/werkbank/stapels/[\w-]+)/", url)[1]
    reader = sorter if scripts else visit(PHONE, javascript=False, role="member")
    reader.go(f"{pile}/controle")
    look(reader)
    focus(reader, "form[action*=opnieuw] button")
    reader.enter()
    for card in range(1, 4):
        reader.page.locator("h1", has_text=f"Kaart {card} van 3, blind").wait_for()
        if card == 1:
            look(reader)
            reader.tap("main form .button--primary")
            reader.page.locator(".alert--fout").wait_for()
            look(reader)
        reader.page.locator(f"input[value={'nergens' if card == 2 else 'een-geval'}]").check()
        reader.tap("main form .button--primary")
    reader.page.locator("h1", has_text="Controle:").wait_for()
    look(reader)
    assert "2 van de 3 kaarten" in reader.page.locator("main").inner_text()
    reader.tap("#verschillen + ul a")
    reader.page.locator("h1", has_text="Waar hoort deze kaart?").wait_for()
    look(reader)
    reader.tap("main form .button--primary")
    reader.page.locator(".alert--fout").wait_for()
    look(reader)
    reader.type("#why", "Het gaat maar over één plek.")
    reader.tap("main form .button--primary")
    reader.page.locator(".alert--goed").wait_for()
    assert "Er verschilt niets." in reader.page.locator("main").inner_text()


def test_a_sentence_starred_while_sorting_is_quoted_with_one_tap(visit):
    sorter = visit(DESK, role="member")
    url = make_pile(sorter, "Sterren")
    sorter.page.keyboard.press("n")
    sorter.page.keyboard.type("Wie betaalt als eerste wanneer het donker wordt?")
    sorter.press("Enter")
    sorter.page.locator(".bin", has_text="wanneer het donker wordt?").wait_for()
    pile = re.search(r"(/werkbank/stapels/[\w-]+)/", url)[1]
    reader = visit(PHONE, javascript=False, role="member")
    reader.go(f"{pile}/sorteren?toon=alles")
    reader.tap("article:not([hidden]) [data-text] a")
    words = reader.page.locator("button.zin").first.inner_text()
    reader.tap(reader.page.locator("button.zin").first)
    reader.page.locator("button.zin[aria-pressed=true]").wait_for()
    reader.tap("text=Terug naar de kaart")
    reader.page.locator("article:not([hidden]) [data-has-kept]", has_text="1 citaat bewaard.").wait_for()
    look(reader)
    reader.go(pile)
    reader.tap("#vakken + ol a[lang]")
    reader.type("#text", "Niemand wil als eerste betalen.")
    reader.tap(reader.page.locator("button", has_text="Voeg deze uitspraak toe"))
    look(reader)
    reader.tap(reader.page.locator("button[name=stance]", has_text="Spreekt dit tegen"))
    reader.page.locator(".alert--goed").wait_for()
    shown = reader.page.locator("main").inner_text()
    assert f"‘{words}’" in shown and "bewaard bij het sorteren" not in shown
    look(reader)


def pressed(reader):
    """Where the card of now lies, as the buttons say."""
    return [button.get_attribute("value") for button in reader.page.locator(".bin[aria-pressed=true]").all()]


def walk_through_its_sentences(member):
    """The whole text with the space bar, and from one sentence to another with the arrows."""
    member.press("Space")
    member.page.locator("[data-card]:not([hidden]) [data-whole]").wait_for()
    member.press("s")
    zin = "document.activeElement.dataset.zin"
    member.until(f"{zin} !== undefined")
    one = member.page.evaluate(zin)
    member.press("ArrowDown")
    assert member.page.evaluate(zin) not in (one, None)
    member.press("ArrowUp")
    assert member.page.evaluate(zin) == one


def test_every_other_key_of_the_sorting_table_does_what_it_says(visit):
    member = visit(DESK, role="member")
    make_pile(member, "Alle toetsen")
    for sentence in ("Wie snoeit de bomen in de winter?", "Wie ruimt het blad in de herfst?"):
        ask_while_sorting(member, sentence)
    first = here(member)
    member.press("j")
    assert here(member) > first
    member.press("k")
    assert here(member) == first
    member.press("Shift+Digit1", "Shift+Digit2")
    assert here(member) == first, "with Shift one stays with the card"
    ask_while_sorting(member, "Wie snoeit de bomen in de winter?")
    member.press("k")
    assert here(member) == first and len(pressed(member)) == 2, "typed once more, it lies there still"
    all_sent(member)
    assert len(pressed(member)) == 2, "the server knows no better"
    member.press("z")
    assert here(member) == first and len(pressed(member)) == 1, "what is put back is what was really done"
    member.press("Shift+Digit2")
    all_sent(member)
    reload(member)
    assert here(member) == first and len(pressed(member)) == 2, "the server knows of both"
    member.press("j", "v")
    second = here(member)
    member.page.keyboard.type("het blad")
    assert here(member) == second, "letters in a field are no keys"
    member.press("Enter")
    member.page.locator("[data-said]", has_text=f"Kaart {second} ligt bij: Wie ruimt het blad").wait_for()
    assert here(member) > second
    all_sent(member)
    walk_through_its_sentences(member)
    member.press("/")
    assert member.page.evaluate("document.activeElement.id") == "zoek"
    member.press("Escape", "z")
    assert here(member) == second
    all_sent(member)
    with member.page.expect_navigation():
        member.press("z")  # what was done before this window opened: the second question at the first card
    member.page.locator("[data-ready]").wait_for()
    assert here(member) == first and len(pressed(member)) == 1
    member.enter("?")
    member.page.locator("h1", has_text="Toetsen").wait_for()
