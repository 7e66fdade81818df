"""Journey E, for members: from a question with a minority view to an answer that a coordinator signs off."""

import pytest

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_keyboard import continue_, focus
from tests.journeys.test_stocktaking import finds_a_question

MOST_KEYS_AN_ANSWER = 90  # letters apart: Tab and the arrows from the top of each page
STEPS = "Spreek vooraf een dag af. Leg vast wie dan beslist."


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_from_a_question_to_an_answer(visit, viewport, javascript):
    member = visit(viewport, javascript=javascript, role="member")
    sentence = f"Hoe regel je dit op {viewport['width']} {'met' if javascript else 'zonder'} scripts?"
    question = finds_a_question(member, sentence)
    assert "Kan het scherper?" in member.page.locator("main").inner_text()
    dissents(member)
    member.tap("text=Maak het vraagstuk zichtbaar")
    member.screen(sentence)
    member.go(f"{question}/antwoorden/nieuw").screen("Schrijf een antwoord")
    member.tap("text=Bewaar het antwoord")
    member.page.locator(".alert--fout").wait_for()
    member.look()
    member.page.locator("#organisation").select_option(label="Groningen")
    member.type("#steps", STEPS, required=True)
    member.tap(member.page.locator("label.choice").first)
    member.tap("text=Bewaar het antwoord")
    member.screen("Antwoorden en besluiten")
    coordinator = visit(viewport, javascript=javascript, role="coordinator").go(f"{question}/antwoorden")
    coordinator.screen("Antwoorden en besluiten")
    coordinator.tap("text=Teken af")
    coordinator.page.locator("text=Afgetekend door een coördinator").wait_for()
    decides(coordinator)
    stranger = visit(viewport, javascript=javascript).go(question.replace("/werkbank", ""))
    stranger.screen(sentence)
    shown = stranger.page.locator("main").inner_text()
    assert STEPS in shown and "ziet het anders" in shown and "De stuurgroep" in shown and "Beantwoord." in shown
    stranger.tap(stranger.page.locator("summary", has_text="Wat is er veranderd?"))
    stranger.look()
    print(f"\njourney E: {member.screens} screens, {member.taps} taps, {member.words} required words")


def dissents(member):
    """Writes the view of the own organisation, and comes back at the question."""
    member.tap(member.page.locator("a", has_text="Schrijf het standpunt"))
    member.screen("Het standpunt van")
    member.type("#text", "Bij ons gaat het zonder afspraak goed.")
    member.tap("text=Bewaar het standpunt")
    member.page.locator("text=Bewaard. Het standpunt staat bij het vraagstuk").wait_for()
    member.look()


def decides(coordinator):
    coordinator.tap("text=Leg een besluit vast")
    coordinator.screen("Leg een besluit vast")
    coordinator.type("#body", "De stuurgroep", required=True)
    coordinator.type("#on", "1 november 2026", required=True)
    coordinator.type("#reason", "Elke gemeente spreekt een dag af.", required=True)
    coordinator.tap("text=Bewaar het besluit")
    coordinator.page.locator("h3", has_text="De stuurgroep").wait_for()
    coordinator.look()


def test_it_works_with_nothing_but_a_keyboard(visit):
    member = visit(DESK, role="member")
    question = finds_a_question(member, "Hoe regel je dit met toetsen?")
    member.keys = 0
    member.go(f"{question}/antwoorden/nieuw").screen("Schrijf een antwoord")
    focus(member, "#organisation")
    member.page.keyboard.type("Groningen")
    focus(member, "#steps")
    member.page.keyboard.type(STEPS)
    focus(member, "input[name=reach]")
    member.press("Space")
    continue_(member, "Antwoorden en besluiten")
    coordinator = visit(DESK, role="coordinator").go(f"{question}/antwoorden")
    coordinator.screen("Antwoorden en besluiten")
    focus(coordinator, "article form button")
    coordinator.enter()
    coordinator.page.locator("text=Afgetekend door een coördinator").wait_for()
    keys = member.keys + coordinator.keys
    print(f"\njourney E with the keyboard: {keys} keys, letters apart")
    assert keys <= MOST_KEYS_AN_ANSWER


def test_two_questions_become_one_and_what_hangs_loose_is_shown(visit):
    member = visit(DESK, role="member")
    gone = finds_a_question(member, "Wie gaat op in een ander?")
    finds_a_question(member, "Wie blijft er staan?")
    member.go("/werkbank/controle").screen("Wat hangt er los?")
    assert "Wie gaat op in een ander?" in member.page.locator("main").inner_text()
    member.go(f"{gone}/samenvoegen").screen("Maak van twee vraagstukken één")
    member.page.locator("#met").select_option(label="Wie blijft er staan?")
    member.tap("text=Kies dit vraagstuk")
    member.page.locator("#sure").wait_for()
    member.look()
    member.page.locator("#sure").check()
    member.tap("text=Maak hier één vraagstuk van")
    member.screen("Wie blijft er staan?")
    assert member.page.locator("article.panel h3").count() == 2
    member.go(f"{member.page.url.replace(member.site.address, '')}/splitsen").screen("Splits uitspraken af")
    member.go(gone)
    member.screen("Wie blijft er staan?")
    member.tap("text=Draai dit terug")
    member.screen("Wie gaat op in een ander?")
