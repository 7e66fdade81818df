"""Around journey B: somebody reads along and agrees, it waits for its day, people hear of it, and a call is typed over."""

from datetime import timedelta
from urllib.parse import urlsplit

from app.core.clock import today
from tests.journeys.conftest import PHONE
from tests.journeys.test_answering import MOST_SCREENS
from tests.journeys.test_challenge import MOST_FIELDS, fields_at_most, written
from tests.journeys.test_following import newest_link
from tests.journeys.test_hosting import asked
from tests.journeys.test_sharing import share

LESSON = "Vraag de marktmeester voordat je doeken hangt."


def test_from_reading_along_to_an_answer_by_telephone(visit, site):
    site.run(*site.flask, "job", "tell-followers")  # what was there before is no news
    host = visit(PHONE, role="host", javascript=False).go("/uitdagingen/nieuw")
    host.screen("Nieuwe uitdaging")
    fields = fields_at_most(host, MOST_FIELDS)
    address = written(host)
    colleague = visit(PHONE, javascript=False)
    somebody_agrees(host, colleague, address)
    address = visible_later(host)
    assert colleague.page.goto(site.address + address).status == 404, "nobody reads it before its day"
    slug = address.rsplit("/", 1)[1]
    asked(site, "UPDATE challenge SET visible_from = ? WHERE slug = ?", f"{today()}", slug)
    reader = visit(PHONE, javascript=False)
    follow_by_mail(reader, site, address)
    put_out(host, address)
    one_mail_tells_both(reader, site, slug)
    screens, taps = host.screens, host.taps
    answer_by_telephone(host, address)
    screens, taps = host.screens - screens, host.taps - taps
    print(f"\naround journey B: {fields} fields, {colleague.taps} taps to agree, {reader.taps} to follow, one mail with two things, an answer by telephone in {screens} screens and {taps} taps")
    assert screens <= MOST_SCREENS + 1, "and one more on which they say yes"


def somebody_agrees(host, colleague, address):
    host.tap('main a:has-text("Laat iemand meelezen")')
    host.type("#reader", "communicatie")
    host.tap("main form .button--primary")
    link = host.page.locator("section[aria-labelledby=link] a").get_attribute("href")
    colleague.page.goto(link)
    colleague.screen("Lees mee")
    colleague.tap('label:has(input[name="agreed"][value="yes"])')
    colleague.tap("main form .button--primary")
    assert "communicatie: akkoord" in host.go(address).page.locator("section[aria-labelledby=gast]").inner_text()


def visible_later(host):
    host.tap('main a:has-text("Maak zichtbaar")')
    host.type("#visible_from", f"{today() + timedelta(days=2):%d-%m-%Y}")
    host.tap("main form .button--primary")
    host.page.locator("h2", has_text="Zichtbaar vanaf").wait_for()
    host.look()
    return urlsplit(host.page.url).path  # a draft has another address


def follow_by_mail(reader, site, address):
    reader.go(address).tap('main a:has-text("Volgen")')
    reader.tap('label:has(input[name="rhythm"][value="at_once"])')
    reader.type("[name=email]", "volger-van-b@voorbeeld.example")
    reader.tap("main form .button--primary")
    reader.go(newest_link(reader, "/volgen/bevestigen/")).tap("main form .button--primary")
    reader.page.locator("h1", has_text="Wat je volgt").wait_for()
    asked(site, "UPDATE follower SET quiet_from = 0, quiet_until = 0, quiet_weekend = 0")  # the test runs at any hour


def put_out(host, address):
    host.go(address).tap('main a:has-text("Zet de vraag uit")')
    host.screen("Zet de vraag uit")
    assert "Weinig of geen mensen" in host.page.locator("[role=status]").first.inner_text()
    host.tap("main form .button--primary")
    host.page.locator("text=Uitgezet.").wait_for()


def one_mail_tells_both(reader, site, slug):
    """That there is a challenge, and that its municipality asks who lived through it; with a link and no text of it."""
    for _round in range(2):
        site.run(*site.flask, "job", "tell-followers")
    (text,) = (text for (text,) in asked(site, "SELECT text FROM email WHERE key LIKE 'following-%' AND instr(text, ?)", slug))
    assert "Een nieuwe uitdaging" in text and "maakte jij dit mee?" in text and f"/uitdagingen/{slug}" in text
    assert "Sinds 2019 klagen bewoners" not in text
    assert "Hoe houd je een plein koel" in reader.go(newest_link(reader, "/volgend/")).page.locator("#verteld ~ ul").inner_text()


def answer_by_telephone(host, address):
    host.go(address).tap('main a:has-text("Typ een antwoord over voor iemand")')
    host.screen("Typ een verhaal over voor iemand anders")
    host.tap('label:has-text("Per telefoon")')
    host.tap('label:has-text("Diegene weet dat ik")')
    host.tap("main form .button--primary")
    assert "Hoe houd je een plein koel" in host.page.locator("main form").inner_text(), "it answers this challenge"
    share(host, lesson=LESSON, start="", ends="Geef de link")
    host.look()
