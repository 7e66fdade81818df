"""Three people who talk and never learn who the others are: a contributor, an editor and a host."""

import sqlite3
from pathlib import Path

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_sharing import by_mail, share

NARROW = {"width": 320, "height": 640}
DUTCH = ("Jij", "jij", "Je", "je", "gastgemeente", "redactie", "inzender", "Gelezen", "Nieuw", "weggelaten")
LESSON = "Vraag de bewoners zelf waar de banken moeten staan."


def a_day_passes(site):
    """What was said, allowed and left up to now was so a day earlier: a host sees it the day after."""
    file = next(Path(site.environment["DATA_DIR"]).glob("*.db"))
    with sqlite3.connect(file, timeout=10) as database:
        database.execute("UPDATE remark SET at = datetime(at, '-1 day')")
        database.execute("UPDATE conversation SET allowed_at = datetime(allowed_at, '-1 day')")
        database.execute("UPDATE host_phone SET given_at = datetime(given_at, '-1 day'), offered_from = date(offered_from, '-1 day')")


def challenge_of(host):
    """The first published challenge of the host of the demonstration."""
    host.go("/mijn/uitdagingen")
    for number in range(host.page.locator("main h2 a").count()):
        path = host.go("/mijn/uitdagingen").page.locator("main h2 a").nth(number).get_attribute("href")
        host.go(path)
        if host.page.locator("a", has_text="Geef een antwoord").count():
            return path
    raise AssertionError("no challenge of the host is open")


def published(visit, contributor, code, lesson):
    """Two people of the desk read it, and its contributor says yes; the page at the desk, and its first reader."""
    first, second = visit(DESK, role="editor"), by_mail(visit, "teun.meer@kennisbureau-voorbeeld.example")
    first.go("/redactie?toon=niemand")
    first.page.locator("li", has_text=lesson).first.locator("button").click()
    first.page.locator("h1", has_text="Lees").wait_for()
    desk_page = first.page.url.replace(first.site.address, "")
    second.go(desk_page).page.locator("main form button", has_text="Ik lees deze").click()
    second.page.locator("h1", has_text="Lees").wait_for()
    for reader in (first, second):
        reader.go(desk_page).page.locator("button", has_text="Deze tekst is goed").click()
        reader.page.locator("h1", has_text="Redactie").wait_for()
    contributor.go(f"/volg/{code}").tap("text=Akkoord: maak het zichtbaar")
    contributor.page.locator("#vragen").wait_for()
    return desk_page, first


def test_three_who_talk_and_do_not_learn_who_the_others_are(visit, site):
    host = visit(DESK, role="host")
    slug = challenge_of(host).rsplit("/", 1)[1]
    contributor = visit(NARROW, javascript=False)
    code = share(contributor, lesson=LESSON, start=f"/deel?uitdaging={slug}")
    contributor.page.locator("#gastgemeente").wait_for()
    assert not contributor.page.locator("#may_ask").is_checked(), "nothing is preset"
    contributor.page.locator("#may_ask").check()
    contributor.tap("button:text-is('Bewaar deze keuze')")
    contributor.page.locator("button", has_text="Stop hiermee").wait_for()
    assert "op zijn vroegst vanaf morgen" in contributor.page.locator("#gastgemeente ~ p[role=status]").first.inner_text()
    contributor.look()
    desk_page, editor = published(visit, contributor, code, LESSON[:30])
    with_the_desk(contributor, editor, desk_page, code)
    story = f"/bijdragen/{desk_page.rsplit('/', 1)[1]}"
    with_the_host(contributor, host, story, slug, code, site)
    in_english(visit(PHONE), host, story, code)
    reported(contributor, editor, host, desk_page, story, code)


def with_the_desk(contributor, editor, desk_page, code):
    contributor.page.locator("#text").fill("Mag er later nog een foto bij?")
    contributor.tap("button:text-is('Stuur naar de redactie')")
    contributor.page.locator(".gesprek", has_text="Mag er later nog een foto bij?").wait_for()
    contributor.look()
    editor.go("/redactie")
    assert "1 nieuw bericht" in editor.page.locator("section[aria-labelledby=gesprekken]").inner_text()
    editor.look()
    editor.go(desk_page).page.locator("#vraag-text").fill("Ja, dat mag.")
    editor.tap("button:text-is('Stuur dit naar de inzender')")
    editor.page.locator(".gesprek", has_text="Ja, dat mag.").wait_for()
    editor.look()
    contributor.go(f"/volg/{code}")
    assert contributor.page.locator(".gesprek .tag", has_text="Nieuw").count() == 1
    contributor.look()
    contributor.tap("button:text-is('Gelezen')")
    contributor.page.locator("#vragen").wait_for()
    assert contributor.page.locator(".gesprek .tag", has_text="Nieuw").count() == 0


def with_the_host(contributor, host, story, slug, code, site):
    assert host.go(story).page.locator("main header .button", has_text="Vraag de inzender iets").count() == 0
    a_day_passes(site)
    host.go(story).tap("main header .button")
    host.screen("Vraag de inzender iets")
    host.page.keyboard.press("Tab")
    host.page.locator("#text").fill("Wie betaalde de banken?")
    host.tap("button:text-is('Verstuur de vraag')")
    host.page.locator(".gesprek", has_text="Wie betaalde de banken?").wait_for()
    host.look()
    contributor.go(f"/volg/{code}").page.locator("#gast-text").fill("Dat regelde mevrouw De Vries uit Nissewaard.")
    contributor.tap("button:text-is('Stuur naar de gastgemeente')")
    contributor.page.locator("text=Er is nog niets verstuurd").wait_for()
    contributor.look()
    while contributor.page.locator("button[value^='omit:gast-text']").count():
        contributor.tap(contributor.page.locator("button[value^='omit:gast-text']").first)
        contributor.page.locator("#gast-text").wait_for()
    contributor.tap("button:text-is('Stuur naar de gastgemeente')")
    contributor.page.locator(".gesprek", has_text="Dat regelde").wait_for()
    contributor.look()
    host.go(f"/uitdagingen/{slug}/gesprekken").look()
    assert "nog geen antwoord" in host.page.locator("main").inner_text()
    a_day_passes(site)
    host.go(f"/uitdagingen/{slug}").look()
    assert "1 nieuw bericht" in host.page.locator("main").inner_text()
    host.go(f"{story}/gesprek")
    said = host.page.locator(".gesprek").inner_text()
    assert "De inzender" in said and "Dat regelde" in said and "De Vries" not in said and "Nissewaard" not in said
    host.look()
    host.page.set_viewport_size(NARROW)
    host.look()


def in_english(contributor, host, story, code):
    """The same two look on in English, the contributor on a phone with scripts: every word of theirs is."""
    host.go(f"/en{story}/gesprek").page.locator("text=This was your one question").wait_for()
    assert host.page.locator("#text").count() == 0
    host.look()
    page = contributor.go(f"/en/volg/{code}").page
    page.locator("#gast-text").fill("Ask mevrouw De Vries about that.")
    page.locator("[data-behaviour=preview]", has_text="De Vries").wait_for()  # while it is typed
    contributor.tap("button:text-is('Send to the host municipality')")
    page.locator("text=Nothing was sent yet").wait_for()
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        contributor.look()
    while page.locator("button[value^='omit:gast-text']").count():
        contributor.tap(page.locator("button[value^='omit:gast-text']").first)
        page.locator("#gast-text").wait_for()
    contributor.tap("button:text-is('Send to the host municipality')")
    page.locator(".gesprek", has_text="about that").wait_for()
    said = page.locator("section[aria-labelledby=gastgemeente]").inner_text()
    assert "De Vries" not in said and not [word for word in DUTCH if word in said.split()]
    contributor.look()


def reported(contributor, editor, host, desk_page, story, code):
    contributor.go(f"/volg/{code}").tap("text=Klopt er iets niet in dit gesprek?")
    contributor.tap("button:text-is('Laat de redactie kijken')")
    contributor.page.locator("text=Je vroeg de redactie om te kijken").wait_for()
    editor.go(desk_page).tap("text=Bekijk het")
    editor.screen("Een gesprek om te bekijken")
    editor.tap("button:text-is('Stop het voorgoed')")
    editor.page.locator("h1", has_text="Lees").wait_for()
    contributor.go(f"/volg/{code}").page.locator("text=De redactie stopte dit gesprek").wait_for()
    contributor.look()
    assert host.go(f"{story}/gesprek").page.locator("h1").inner_text() != "Vraag de inzender iets"
