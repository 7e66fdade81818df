"""A host reacts to answers on a phone, by keyboard, and compares them; the contributor sees it and a visitor does not."""

import sqlite3
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.test_sharing import by_mail

WHY = "Bij ons ligt overal klei."


def asked(site, statement, *values):
    file = next(Path(site.environment["DATA_DIR"]).glob("*.db"))
    with sqlite3.connect(file, timeout=10) as database:
        return database.execute(statement, values).fetchall()


def with_three_answers(site, host):
    """A challenge that the host runs, to which three stories that everybody may read are answers now; none is judged."""
    host.go("/mijn/uitdagingen")
    slug = next(
        slug
        for slug, _id in asked(site, "SELECT slug, id FROM challenge WHERE status = 'published' ORDER BY id")
        if host.page.locator(f"main h2 a[href$='/{slug}']").count()
    )
    asked(site, "DELETE FROM answer_mark WHERE challenge_id = (SELECT id FROM challenge WHERE slug = ?)", slug)
    three = "SELECT contribution_id FROM listing WHERE audience = 'public' AND NOT gone AND exact_place = '' ORDER BY contribution_id LIMIT 3"
    for table, name in (("contribution", "id"), ("listing", "contribution_id")):
        asked(site, f"UPDATE {table} SET challenge_id = NULL WHERE challenge_id = (SELECT id FROM challenge WHERE slug = ?)", slug)
        asked(site, f"UPDATE {table} SET challenge_id = (SELECT id FROM challenge WHERE slug = ?) WHERE {name} IN ({three})", slug)
    asked(site, f"UPDATE contribution SET author_id = (SELECT user_id FROM membership WHERE role = 'administrator' LIMIT 1) WHERE id IN ({three})")
    return slug


def choose(host, number, verdict, why=""):
    """Only keys: to the first choice, down to the one that is meant, to the reason, and send."""
    form = host.page.locator("article").nth(number)
    form.locator("input[type=radio]").first.focus()
    host.page.keyboard.press("Space")
    for _down in range(("now", "later", "no").index(verdict)):
        host.page.keyboard.press("ArrowDown")
    host.page.keyboard.press("Tab")
    if why:
        host.page.keyboard.type(why)
    host.page.keyboard.press("Tab")
    with host.page.expect_navigation():
        host.page.keyboard.press("Enter")


def test_a_host_reacts_and_compares_on_a_phone(visit, site):
    host = visit(PHONE, role="host")
    slug = with_three_answers(site, host)
    page = f"/uitdagingen/{slug}/antwoorden"
    host.go(page)
    assert host.page.locator("article").count() == 3
    told = host.page.locator("article details").first
    told.locator("summary").press("Enter")
    expect(told.locator("p.verhaal").first, "what was done can be read before it is judged").to_be_visible()
    host.look()
    story = host.page.locator("article h2 a").nth(2).get_attribute("href")
    for number, verdict in enumerate(("now", "later", "no")):
        choose(host, number, verdict, WHY if verdict == "no" else "")
    host.page.locator("article").nth(2).locator("button", has_text="Bedank").click()
    host.page.locator("text=Bedankt op").wait_for()
    assert host.page.locator("article p > b", has_text="Jullie zeiden").count() == 3
    host.look()
    host.tap("text=Vergelijk de voorwaarden")
    host.page.locator("fieldset").first.locator("label").first.click()
    host.tap("button:text-is('Bewaar en vergelijk')")
    host.page.locator("#ervaringen").wait_for()
    assert host.page.locator("fieldset").first.locator("input").first.is_checked()
    assert host.page.locator("section[aria-labelledby=ervaringen] tbody tr").count() == 3
    host.page.locator("section[aria-labelledby=ervaringen] summary").first.press("Enter")
    host.look()
    host.go(page).tap("text=Antwoorden op de kaart")
    host.screen("Kaart van bijdragen en uitdagingen")
    assert host.page.url.endswith(f"/kaart?uitdaging={slug}"), "what lies there: tests/answering/test_pages.py"
    number = story.rsplit("/", 1)[1]
    contributor = visit(PHONE, role="administrator", javascript=False)
    contributor.go(f"/volg/{number}")
    told = contributor.page.locator("section[aria-labelledby=oordeel]").inner_text()
    assert "Past niet" in told and WHY in told and "bedankt je" in told
    contributor.look()
    visitor = visit(PHONE)
    for address in (story, f"/uitdagingen/{slug}"):
        visitor.go(address)
        assert WHY not in visitor.page.content() and "Past niet" not in visitor.page.content()
    assert "op 3 van de 3 antwoorden" in visitor.page.content()
    visitor.look()


NARROW = {"width": 320, "height": 640}


def test_a_reason_that_names_somebody_is_taken_away_by_the_desk(visit, site):
    """A member tells it without scripts; the desk takes it away with the keyboard."""
    host = visit(NARROW, role="host")
    slug = with_three_answers(site, host)
    host.go(f"/uitdagingen/{slug}/antwoorden")
    story = host.page.locator("article h2 a").nth(2).get_attribute("href")
    choose(host, 2, "no", WHY)
    member = visit(NARROW, role="member", javascript=False).go(story)
    member.look()
    member.tap("text=Gaat een reden over iemand?")
    member.screen("Gaat dit over jou?")
    assert member.page.locator('input[name="part"][value="reason"]').is_checked()
    member.tap('label:has(input[name="wish"][value="name_out"])')
    member.type("#text", "Die opzichter ben ik.")
    member.tap("main .button--primary")
    member.screen("We hebben je verzoek")
    judge = by_mail(visit, "teun.meer@kennisbureau-voorbeeld.example")  # the other editor works where its author works
    judge.page.set_viewport_size(NARROW)
    judge.go("/redactie/meldingen").page.locator("main h2 a").first.click()
    judge.screen("dit gaat over mij")
    assert WHY in judge.page.locator("section[aria-labelledby=redenen]").inner_text()
    judge.page.locator("button", has_text="Haal deze reden weg").focus()
    judge.enter()
    judge.page.locator("text=Er staat nu niets van een gemeente bij").wait_for()
    judge.look()
    for reader, address in ((member, story), (host, f"/uitdagingen/{slug}/antwoorden")):
        shown = reader.go(address).page.locator("main").inner_text()
        assert "Past niet" in shown and "haalde deze reden weg" in shown and WHY not in shown
        reader.look()
