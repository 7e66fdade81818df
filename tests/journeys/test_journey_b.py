"""Journey B whole: a challenge is asked, answered, judged, closed, goes to the members, and is followed up half a year later."""

import re
from datetime import timedelta

from app.core.clock import today
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_answering import MOST_SCREENS, MOST_TAPS
from tests.journeys.test_challenge import MOST_FIELDS, close, fields_at_most, written
from tests.journeys.test_hosting import asked, choose
from tests.journeys.test_relay import NARROW, a_day_passes, published
from tests.journeys.test_sharing import TWENTY_FIVE

LESSON = "Hang doeken op voordat het plein opnieuw bestraat wordt."
ASKED, CONDITION = "Staat de markt er ook in de winter?", "Alleen op een plein met bomen."
LEFT = "Wie hangt de doeken op als het project klaar is?"
ASK = """
from app import create_app
from app.core import clock
from app.core.quiet import USUAL
from app.schedule import run
decent = USUAL.over_at(clock.now())
clock.now = lambda: decent
with create_app().app_context():
    run("ask-what-came")
"""  # at the first hour at which people may be told something


def test_from_the_question_to_what_came_of_it(visit, site):
    host = visit(PHONE, role="host").go("/uitdagingen/nieuw")
    host.screen("Nieuwe uitdaging")
    fields = fields_at_most(host, MOST_FIELDS)
    written(host)
    make_visible_with_a_round(host)
    address = host.page.url.replace(site.address, "")
    slug = address.rsplit("/", 1)[1]
    asks_first_and_says_that_it_plays_there(visit(PHONE, javascript=False), address)
    answers_for_everybody(host, address)
    contributor = visit(PHONE, javascript=False)
    code = answer(contributor, address)
    counted = contributor.screens, contributor.taps, contributor.words
    published(visit, contributor, code, LESSON[:30])
    somebody_puts_a_story_with_it(visit(PHONE, role="member", javascript=False), address)
    talk_by_relay(host, contributor, address, code, site)
    takes_the_number_back(host, contributor, code)
    host.go(f"{address}/antwoorden")
    choose(host, own_place(host), "now")
    own(host).locator("button", has_text="Bedank").click()
    host.page.locator("text=Bedankt op").wait_for()
    host.look()
    compare(host, address)
    told = contributor.go(f"/volg/{code}").page.locator("section[aria-labelledby=oordeel]").inner_text()
    assert "Bruikbaar nu" in told and "bedankt je" in told
    host.go(address)
    close(host, LEFT)
    a_member_words_what_remains(visit, slug)
    hand_over(host, site, address, slug)
    somebody_tells_what_came_of_it(visit, site, slug)
    print(f"\njourney B whole: {fields} fields, an answer in {counted[0]} screens, {counted[1]} taps and {counted[2]} required words")
    assert counted[0] <= MOST_SCREENS and counted[1] <= MOST_TAPS


def make_visible_with_a_round(host):
    host.page.locator("main a", has_text="Maak zichtbaar").click()
    host.screen("Maak de uitdaging zichtbaar")
    host.type("#questions_until", f"{today() + timedelta(days=20):%d-%m-%Y}")
    host.tap("main .button--primary")
    host.screen("Hoe houd je een plein koel")


def asks_first_and_says_that_it_plays_there(visitor, address):
    visitor.go(address).page.locator("aside a", has_text="Stel een vraag").click()
    visitor.type("#asked", ASKED)
    visitor.tap("main .button--primary")
    visitor.page.locator("#eigen").wait_for()
    visitor.go(address).tap("section:has(#herkennen) button:has-text('Ja')")
    visitor.page.locator('#herkennen ~ form [aria-pressed="true"]', has_text="Ja").wait_for()
    visitor.look()


def answers_for_everybody(host, address):
    host.go(address).page.locator("main a", has_text="Vragen vooraf").click()
    host.page.locator("textarea[name^=antwoord]").fill("Ja, het hele jaar.")
    host.page.locator("main button", has_text="Zet de antwoorden op de pagina").click()
    host.page.locator("#gevraagd").wait_for()
    assert ASKED in host.page.locator("main").inner_text()


def answer(reader, address):
    """With its own fields: the condition, the cost, what went wrong, and that the hosts may call; the code."""
    reader.go(address).tap('main a:has-text("Geef een antwoord")')
    reader.screen("Wat wil je delen?")
    reader.tap('label:has(input[value="learned"])')
    reader.tap("form .button--primary")
    reader.screen("Vertel wat er gebeurde")
    for field, words in (("#facts", TWENTY_FIVE), ("#lesson", LESSON), ("#condition", CONDITION), ("#went_wrong", "Te ver van school."), ("#cost_hours", "40")):
        reader.tap(field)
        reader.type(field, words, required=field == "#facts")
    reader.tap("form .button--primary")
    reader.screen("Waar zat het")
    reader.tap("form .button--primary")
    reader.screen("Hoe wil je")
    reader.tap('label:has(input[name="audience"][value="public"])')
    reader.tap('label:has(input[name="may_call"])')
    reader.tap("#call_number")
    reader.type("#call_number", "010 555 01 29", required=False)
    reader.tap("form .button--primary")
    reader.screen("Klopt het zo?")
    reader.tap('label:has(input[name="unchanged"][value="no"])')
    reader.tap("form .button--primary")
    reader.page.locator("h1", has_text="Dank je").wait_for()
    code = re.sub(r"[^A-Z2-7]", "", reader.page.locator(".code").inner_text())
    assert reader.page.locator("#phone").input_value() == "010 555 01 29"
    return code


def somebody_puts_a_story_with_it(member, address):
    member.go(f"{address}/verhaal-erbij?q=straat").look()
    member.page.locator("button", has_text="Zet het bij de uitdaging").first.click()
    member.page.wait_for_url("**#antw")
    assert member.page.locator(".tag", has_text="gekoppeld").count() == 1
    member.look()


def own(host):
    """The answer that was told for this challenge, on the page of its host; the other one was put with it."""
    return host.page.locator("article").filter(has_text=LESSON)


def own_place(host):
    return [LESSON in text for text in host.page.locator("article").all_inner_texts()].index(True)


def talk_by_relay(host, contributor, address, code, site):
    """One question, the day after it was allowed; one answer that comes the day after that, and no second question."""
    a_day_passes(site)
    host.go(f"{address}/antwoorden")
    host.tap(own(host).locator("a", has_text="Stel één vraag"))
    host.page.locator("#text").fill("Wie hing ze op?")
    host.tap("main .button--primary")
    contributor.go(f"/volg/{code}").page.locator("#gast-text").fill("Dat deden de ondernemers.")
    contributor.tap("button:text-is('Stuur naar de gastgemeente')")
    contributor.page.locator(".gesprek", has_text="Dat deden").wait_for()
    a_day_passes(site)
    host.page.reload()
    assert "Dat deden de ondernemers." in host.page.locator(".gesprek").inner_text()
    assert host.page.locator("#text").count() == 0
    host.look()


def takes_the_number_back(host, contributor, code):
    """It is gone at once; that the host may call still stands there, and who asks for it then hears what to do."""
    host.tap("button:text-is('Toon het nummer')")
    host.page.locator("#nummer", has_text="010 555 01 29").wait_for()
    host.look()
    contributor.page.set_viewport_size(NARROW)
    contributor.go(f"/volg/{code}").page.locator("#phone").fill("")
    contributor.tap("button:text-is('Bewaar dit nummer')")
    contributor.page.locator("text=Je haalde je nummer weg").wait_for()
    contributor.look()
    contributor.page.set_viewport_size(PHONE)
    host.page.reload()
    assert "010 555" not in host.page.content()
    host.look()
    host.tap("button:text-is('Toon het nummer')")
    host.page.locator("text=Kijk morgen of je mag bellen").wait_for()
    host.page.set_viewport_size(NARROW)
    host.look()
    host.page.set_viewport_size(PHONE)


def compare(host, address):
    host.go(f"{address}/voorwaarden").page.locator("fieldset", has_text=CONDITION).locator("label").first.click()
    host.tap("main form .button--primary")
    row = host.page.locator("section[aria-labelledby=ervaringen] tbody tr").first.inner_text()
    assert CONDITION in row and "geldt bij ons" in row and "40 uur" in row and "Te ver van school." in row
    host.look()


def hand_over(host, site, address, slug):
    """To the second host, whom somebody took off it: else there is nobody to choose in the demonstration."""
    asked(site, "DELETE FROM challenge_host WHERE challenge_id = (SELECT id FROM challenge WHERE slug = ?) AND user_id = (SELECT id FROM user WHERE email = 'bram.okafor@gemeente-zoetermeer.example')", slug)
    host.go(address).tap("main a:text-is('Draag over')")
    host.page.locator("#colleague").select_option(index=1)
    host.look()
    host.tap("main form .button--primary")
    host.page.locator("h1", has_text="Mijn uitdagingen").wait_for()
    assert host.page.locator(f"main h2 a[href$='/{slug}']").count() == 0


def a_member_words_what_remains(visit, slug):
    member = visit(DESK, role="member").go("/werkbank/vraagstukken/nieuw")
    member.page.locator("main a", has_text=LEFT).click()
    member.page.wait_for_url(f"**uitdaging={slug}")
    assert member.page.locator("#sentence").input_value() == LEFT
    member.look()
    member.tap("main form .button--primary")
    member.page.wait_for_url(lambda url: "/nieuw" not in url)
    assert asked(member.site, "SELECT count(*) FROM question_from_challenge") == [(1,)]
    member.look()


def somebody_tells_what_came_of_it(visit, site, slug):
    """Half a year passes; the mail leads to a page, and that to the first screen of a story."""
    asked(site, "UPDATE challenge SET closed_at = datetime('now', '-6 months', '-3 days') WHERE slug = ?", slug)
    for _round in range(2):
        site.run(site.flask[0], "-c", ASK)
    mails = asked(site, "SELECT address, text FROM email WHERE subject = 'Wat is ervan gekomen?' AND instr(text, ?)", slug)
    assert len(mails) == len({address for address, _text in mails}) > 0, "each of its hosts hears it once"
    assert f"/uitdagingen/{slug}/wat-ervan-kwam" in mails[0][1]
    host = visit(PHONE, role="host", javascript=False).go(f"/uitdagingen/{slug}/wat-ervan-kwam")
    host.look()
    host.tap("main form .button--primary")
    host.screen("Wat wil je delen?")
    assert "Je vertelt wat er kwam van deze uitdaging" in host.page.locator("main").inner_text()
