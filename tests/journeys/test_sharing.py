"""Journey A: five minutes, on a phone, about something that failed; and what comes after."""

import re
import time

import pytest

from tests.journeys.conftest import DESK, PHONE

FACTS = (
    "Wij legden op een plein een plek voor jongeren aan met banken en een dak. Er komt geen jongere. "
    "Het is te ver van school en het is er te donker in de avond."
)
LESSON = "Vraag eerst waarom ze op die plek staan."
STILL_FRESH = 10 * 60  # seconds; a session is asked anew after a quarter
MOST_TAPS, MOST_WORDS, SCREENS = 18, 25, 5
TWENTY_FIVE = " ".join(FACTS.split()[:25])


def share(reader, story=TWENTY_FIVE, lesson=LESSON, ticks=(), start="/deel", ends="Dank je"):
    """The four screens and the check page, with as few taps as somebody needs who skips what may be skipped."""
    if start:  # else they stand there already
        reader.go(start)
    reader.screen("Wat wil je delen?")
    reader.tap('label:has(input[value="learned"])')
    reader.tap("form .button--primary")
    reader.screen("Vertel wat er gebeurde")
    reader.tap("#facts")
    reader.type("#facts", story, required=True)
    reader.tap("#lesson")
    reader.type("#lesson", lesson)
    reader.tap("form .button--primary")
    reader.screen("Waar zat het")
    reader.tap("form .button--primary")
    reader.screen("Hoe wil je")
    reader.tap('label:has(input[name="audience"][value="public"])')
    for tick in ticks:
        reader.tap(f'label[for="{tick}"]')
    reader.tap("#municipality")
    reader.type("#municipality", "Nissewaard")
    reader.tap("form .button--primary")
    reader.screen("Klopt het zo?")
    assert reader.page.locator("#title").input_value(), "a title is proposed"
    reader.tap('label:has(input[name="unchanged"][value="no"])')
    reader.tap("form .button--primary")
    reader.page.locator("h1", has_text=ends).wait_for()
    return re.sub(r"[^A-Z2-7]", "", reader.page.locator(".code").inner_text())


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_sharing_what_went_wrong(visit, viewport, javascript):
    reader = visit(viewport, javascript=javascript)
    code = share(reader)
    reader.look()
    print(f"\njourney A: {reader.screens} screens, {reader.taps} taps, {reader.words} required words")
    assert len(code) == 26
    assert reader.screens == SCREENS
    assert reader.taps <= MOST_TAPS
    assert reader.words <= MOST_WORDS


def test_an_empty_story_says_what_is_needed_and_keeps_the_rest(visit):
    reader = visit(PHONE).go("/deel")
    reader.tap("form .button--primary")
    reader.screen("Wat wil je delen?")
    assert reader.page.locator(".alert--fout").is_visible()
    reader.tap('label:has(input[value="learned"])')
    reader.tap("form .button--primary")
    reader.type("#lesson", LESSON)
    reader.tap("form .button--primary")
    reader.page.locator(".alert--fout").wait_for()
    reader.look()
    assert reader.page.locator("#lesson").input_value() == LESSON


def by_mail(visit, address):
    """Signs somebody in with the link that is mailed, as it stands in the mailbox of the demonstration.

    Who did so a while ago comes back with the same session, as no more than five links a quarter go to one address;
    not longer than that, as deeds that ask for a fresh session must go on at once.
    """
    reader = visit(DESK)
    cookies, since = reader.site.sessions.get(address, ([], float("-inf")))
    if time.monotonic() - since < STILL_FRESH:
        reader.page.context.add_cookies(cookies)
        return reader.go("/mijn")
    reader.go("/inloggen")
    reader.page.locator("#email").fill(address)
    reader.page.locator("main .button--primary").first.click()
    reader.page.locator("h1", has_text="Kijk in je mailbox").wait_for()
    reader.go("/postvak")
    reader.page.locator("li", has_text=address).first.locator("a").first.click()
    reader.page.locator("main button").click()
    reader.page.locator("header", has_text="Uitloggen").wait_for()
    reader.site.sessions[address] = reader.page.context.cookies(), time.monotonic()
    return reader


def test_from_the_story_to_a_question_and_back(visit):
    """Two readers, a changed text, the contributor's yes, a quote under a question, and where it is used."""
    contributor = visit(PHONE)
    code = share(contributor, lesson="Laat de jongeren eerst zelf een plek kiezen.")  # the only one of this name
    first, second = visit(DESK, role="editor"), by_mail(visit, "teun.meer@kennisbureau-voorbeeld.example")
    first.go("/redactie?toon=niemand")
    first.page.locator("li", has_text="Laat de jongeren eerst zelf").first.locator("button").click()
    first.screen("Lees")
    desk_page = first.page.url.replace(first.site.address, "")
    second.go(desk_page)
    second.page.locator("main form button", has_text="Ik lees deze").click()
    second.page.locator("h1", has_text="Lees").wait_for()
    second.type("#title", "Een jongerenplek waar niemand kwam")
    second.page.locator("button", has_text="Bewaar tekst en kenmerken").click()
    second.screen("Lees")
    for reader in (first, second):
        reader.go(desk_page)
        reader.page.locator("button", has_text="Deze tekst is goed").click()
        reader.page.locator("h1", has_text="Redactie").wait_for()
    stranger = visit(PHONE).go("/bijdragen?q=jongerenplek")
    assert "waar niemand kwam" not in stranger.page.content()
    contributor.go(f"/volg/{code}")
    contributor.screen("Laat de jongeren eerst zelf")
    contributor.tap("text=Akkoord: maak het zichtbaar")
    contributor.page.locator("h1", has_text="Een jongerenplek waar niemand kwam").wait_for()
    stranger.go("/bijdragen?q=jongerenplek")
    stranger.tap("text=Een jongerenplek waar niemand kwam")
    stranger.screen("Een jongerenplek waar niemand kwam")
    shown = stranger.page.locator("main").inner_text()
    assert "Nissewaard" not in shown and "Middelgrote gemeente in het westen" in shown
    quote_it(visit, "Een jongerenplek waar niemand kwam")
    contributor.go(f"/volg/{code}")
    contributor.page.locator("a", has_text="Wie betaalt het onderhoud van elke extra meter groen?").first.wait_for()
    contributor.look()
    contributor.tap("#intrekken summary")
    contributor.page.locator("#intrekken input[type=checkbox]").check()
    contributor.tap("text=Trek het in")
    contributor.page.locator(".panel--zand h2", has_text="Teruggetrokken").wait_for()
    assert stranger.page.reload().status == 410
    stranger.look()


def quote_it(visit, title):
    """A member finds the story in the balance and puts a sentence of it under a question."""
    member = visit(DESK, role="member").go("/balans")
    member.look()
    member.go("/werkbank")
    member.page.locator("a", has_text=title).click()
    member.screen("Citaat")
    member.page.locator("#facts-0").check()
    member.tap('label:has(input[name="stance"][value="supports"])')
    member.page.locator("#statement").select_option(label="Wie beheert, moet vooraf meetekenen.")
    member.tap("text=Zet het citaat erbij")
    member.screen("Werkbank")
