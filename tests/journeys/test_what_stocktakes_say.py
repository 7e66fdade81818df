"""A name stands only in an old stocktake: whoever it is says so there, and the desk lets it go, on a narrow phone."""

import re

from tests.journeys.conftest import DESK
from tests.journeys.sorting.hands import all_sent, ask_while_sorting
from tests.journeys.test_freezing import new_pile
from tests.journeys.test_sharing import by_mail

NARROW = {"width": 320, "height": 640}
PATH = "/vraagstukken/wie-haalt-de-takken-weg"
NAMED, NOW = "Volgens meneer Groen is het groen van niemand.", "Het is niet duidelijk van wie het groen is."


def explained(member, text):
    member.go(f"/werkbank{PATH}").type("#explanation", text)
    member.tap("main >> button:has-text('Bewaar het vraagstuk')")
    member.page.locator("main", has_text=text).wait_for()


def frozen_with_a_name(visit, site):
    """Everybody reads the stocktake with the name, and the question without it; the address of that in the stocktake."""
    member = visit(viewport=DESK, role="member")
    pile = new_pile(member, "Takkenstapel")
    member.page.goto(pile + "/sorteren")
    ask_while_sorting(member, "Wie haalt de takken weg?")
    all_sent(member)
    explained(member, NAMED)
    member.go(f"/werkbank{PATH}").type("#text", "Takken blijven liggen.")
    member.tap("form:has(#text) button")
    member.tap("form[action$=publiceren] button")
    member.page.locator("h1", has_text="Wie haalt de takken weg?").wait_for()
    member.page.goto(pile + "/vastleggen")
    member.type("#name", "Takken in de herfst")
    member.tap("main form button[type=submit]")
    member.screen("Leg deze stapel vast als balans")
    for _run in range(2):
        site.run(*site.flask, "job", "freeze-piles")
    member.go("/balans/takken-in-de-herfst")
    member.tap("main >> button:has-text('Aan iedereen laten zien')")
    explained(member, NOW)
    return "/balans/takken-in-de-herfst" + PATH


def test_a_name_that_only_a_stocktake_says_goes_without_scripts(visit, site):
    address = frozen_with_a_name(visit, site)
    stranger = visit(viewport=NARROW, javascript=False).go(address)
    stranger.look()
    stranger.tap("text=Dit vraagstuk gaat over mij")
    stranger.screen("Gaat dit over jou?")
    stranger.tap('label:has(input[name="wish"][value="name_out"])')
    stranger.type("#text", "Meneer Groen in die balans, dat ben ik.")
    stranger.tap("main .button--primary")
    stranger.screen("We hebben je verzoek")
    for judge in (visit(NARROW, javascript=False, role="editor"), by_mail(visit, "teun.meer@kennisbureau-voorbeeld.example")):
        judge.page.set_viewport_size(NARROW)
        if judge.go("/redactie/meldingen").page.locator("main h2 a").count():
            break
    judge.page.locator("main h2 a").first.click()
    judge.screen("dit gaat over mij")
    judge.tap("main >> a:has-text('Naar de beslissing')")
    judge.screen("Beslissen over een vraagstuk")
    box = judge.page.get_by_label(NAMED)
    assert not box.is_checked()
    box.focus()
    judge.press("Space")
    judge.page.locator("label", has_text="Het blijft zoals het is").click()
    judge.tap(judge.page.locator("form button", has_text=re.compile("^Beslis$")))  # without an answer
    judge.screen("Beslissen over een vraagstuk")
    assert judge.page.get_by_label(NAMED).is_checked()
    judge.type("#answer", "De naam is uit de balans.")
    judge.tap(judge.page.locator("form button", has_text=re.compile("^Beslis$")))
    judge.page.locator("h2", has_text="Besloten op").wait_for()
    assert "Uit een vastgelegde balans ging iets weg." in judge.page.content()
    assert stranger.page.goto(site.address + address).status == 404
    assert NOW in stranger.go(PATH).page.content()
