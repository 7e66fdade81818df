"""Journey C, short form: a member sees a text in the balance, quotes it under a question, and publishes that."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, measure
from tests.journeys.test_keyboard import continue_, focus

MOST_KEYS_A_QUOTE = 24  # Tab, the arrows and Enter together, from the top of the page
SCREENS = 8
MARKED = "document.querySelector('#words').value !== ''"
ALL_MARKED = f"{MARKED} && document.querySelector('#words').value === document.getSelection().toString().trim()"  # not the first letters of it
STATEMENT = "Wie het beheert, tekent te laat mee."


def finds_a_question(reader, sentence, statement=STATEMENT):
    """From the workbench a question is worded, with one statement; its address.

    The list of statements shows the same words twice when two questions say them: who picks by words, gives its own.
    """
    reader.go("/werkbank")
    reader.screen("Werkbank")
    reader.tap("main .button--primary")
    reader.screen("Schrijf een vraagstuk")
    reader.type("#sentence", sentence, required=True)
    reader.tap("main .button--primary")
    reader.screen(sentence)
    reader.type("#text", statement, required=True)
    reader.tap("text=Voeg deze uitspraak toe")
    reader.page.locator("h3", has_text=statement).wait_for()
    reader.look()
    return reader.page.url.replace(reader.site.address, "")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_from_the_balance_to_a_public_question(visit, viewport, javascript):
    member = visit(viewport, javascript=javascript, role="member")
    where = f"op {viewport['width']} {'met' if javascript else 'zonder'} scripts"
    sentence, statement = f"Wie tekent mee {where}?", f"Wie het beheert, tekent {where} te laat mee."
    question = finds_a_question(member, sentence, statement)
    member.go("/balans").screen("Balans")
    member.tap(member.page.locator(".paving .bed a").first)
    member.page.locator("main a", has_text="Citeer dit in een vraagstuk").wait_for()
    member.screens += 1
    member.look()
    title = member.page.locator("h1").inner_text()
    member.tap("text=Citeer dit in een vraagstuk")
    member.screen("Citaat")
    member.tap('label[for="facts-0"]')
    quoted = member.page.locator('label[for="facts-0"]').inner_text().strip()
    member.tap('label:has(input[name="stance"][value="supports"])')
    member.page.locator("#statement").select_option(label=statement)
    member.taps += 1
    member.tap("text=Zet het citaat erbij")
    member.screen(sentence)
    member.tap("text=Maak het vraagstuk zichtbaar")
    member.screen(sentence)
    print(f"\njourney C: {member.screens} screens, {member.taps} taps, {member.words} required words")
    assert member.screens == SCREENS
    stranger = visit(PHONE, javascript=javascript).go(question.replace("/werkbank", ""))
    stranger.screen(sentence)
    shown = stranger.page.locator("main").inner_text()
    assert quoted in shown and title in shown and "Steunt dit" in shown
    taken_back(member, question, statement, stranger)


def taken_back(member, question, statement, stranger):
    """A statement is worded anew and taken away, and the question goes back to the members."""
    member.go(question)
    member.tap(member.page.locator("a", has_text="Verander of haal weg").first)
    member.screen("Verander de uitspraak")
    member.type("#text", f"{statement} Steeds weer.")
    member.tap("text=Bewaar de uitspraak")
    member.page.locator("h3", has_text="Steeds weer.").wait_for()
    member.tap("text=Niet meer openbaar")
    member.page.locator("text=Maak het vraagstuk zichtbaar").wait_for()
    member.look()
    assert stranger.page.reload().status == 404
    member.tap(member.page.locator("a", has_text="Verander of haal weg").first)
    member.tap("button.button--danger")
    member.page.locator(".alert--fout").wait_for()
    member.look()
    member.page.locator("#sure").check()
    member.tap("button.button--danger")
    member.page.locator("text=De uitspraak is weggehaald").wait_for()
    member.look()


def test_it_works_with_nothing_but_a_keyboard(visit):
    member = visit(DESK, role="member")
    finds_a_question(member, "Wie tekent mee met toetsen?", "Met toetsen tekent wie het beheert te laat mee.")
    address = member.page.url
    member.go("/balans")
    focus(member, ".paving .bed a")
    member.enter()
    member.page.locator("a", has_text="Citeer dit in een vraagstuk").wait_for()
    focus(member, "header.stack a.button")
    member.enter()
    member.page.locator("h1", has_text="Citaat").wait_for()
    focus(member, "input[name=sentence]")
    member.press("Space")
    focus(member, "input[name=stance]")
    member.press("Space", "ArrowDown")
    focus(member, "#statement")
    member.page.keyboard.type("Met toetsen")
    continue_(member, "Vraagstuk")
    member.page.goto(address)
    focus(member, "aside form button.button")
    member.enter()
    member.page.locator("text=Wie pakt dit op?").wait_for()
    assert "Spreekt dit tegen" in member.page.locator("main").inner_text()
    print(f"\njourney C with the keyboard: {member.keys} keys")


def test_the_second_quote_is_near(visit):
    """In the list at the same filter, with the same statement chosen: only the words and what they do are new."""
    member = visit(DESK, role="member")
    finds_a_question(member, "Wie tekent twee keer mee?")
    member.tap("text=Zoek een citaat")
    member.screen("Werkbank")
    member.type("#q", "bewoners")
    member.tap(".zoek button")
    member.page.locator(".tag--filter", has_text="bewoners").wait_for()
    member.look()
    for _quote in range(2):
        address = member.page.url
        member.tap(member.page.locator("main article h3 a").first)
        member.screen("Citaat")
        assert member.page.locator("#statement option:checked").inner_text() == STATEMENT
        member.keys = 0
        focus(member, "input[name=sentence]")
        member.press("Space")
        focus(member, "input[name=stance]")
        member.press("Space")
        continue_(member, "Werkbank")
        print(f"\njourney C: {member.keys} keys for one quote, Tab included")
        assert member.keys <= MOST_KEYS_A_QUOTE
        assert parse_qs(urlsplit(member.page.url).query) == parse_qs(urlsplit(address).query)
        member.look()


def test_words_that_are_marked_go_into_the_field_to_the_letter(visit):
    member = visit(DESK, role="member").go("/werkbank?q=bewoners")
    member.page.locator("main article h3 a").first.click()
    member.screen("Citaat")
    member.started()
    first, second = (f"document.querySelector('[for=facts-{n}] span').firstChild" for n in (0, 1))
    measure(member.page, f"document.getSelection().setBaseAndExtent({first}, 3, {second}, 6); true")
    member.until(MARKED)
    marked = member.page.locator("#words").input_value()
    story = measure(member.page, "document.querySelector('[for=facts-0]').parentNode.textContent")
    assert marked in story and re.search(r"[.!?]['’]?\s+\w", marked)
    member.page.locator('label:has(input[name="stance"][value="nuances"])').click()
    member.page.locator("#statement").select_option(label="Wie beheert, moet vooraf meetekenen.")
    member.page.locator("text=Zet het citaat erbij").click()
    member.screen("Werkbank")


def test_marking_with_the_mouse_inside_a_sentence_takes_those_words(visit):
    member = visit(DESK, role="member").go("/werkbank?q=bewoners")
    member.page.locator("main article h3 a").first.click()
    member.screen("Citaat")
    member.started()
    box = member.page.locator("[for=facts-0] span").bounding_box()
    member.page.mouse.move(box["x"] + 30, box["y"] + 10)
    member.page.mouse.down()
    member.page.mouse.move(box["x"] + 120, box["y"] + 10, steps=5)
    member.page.mouse.up()
    member.until(ALL_MARKED)
    marked = member.page.locator("#words").input_value()
    assert 2 < len(marked) < 30 and marked in member.page.locator("[for=facts-0] span").inner_text()


def test_a_whole_sentence_takes_the_place_of_marked_words_but_not_of_typed_ones(visit):
    member = visit(DESK, role="member").go("/werkbank?q=bewoners")
    member.page.locator("main article h3 a").first.click()
    member.screen("Citaat")
    member.started()
    words = member.page.locator("#words")
    measure(member.page, "document.getSelection().selectAllChildren(document.querySelector('[for=facts-0] span')); true")
    member.until(MARKED)
    member.page.locator("#facts-1").check()
    expect(words).to_have_value("")
    words.fill("Wat ik zelf typte")
    measure(member.page, "document.getSelection().selectAllChildren(document.querySelector('[for=facts-0] span')); true")
    member.page.locator("#facts-0").check()
    assert words.input_value() == "Wat ik zelf typte"
