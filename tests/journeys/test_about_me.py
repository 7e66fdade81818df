"""Somebody says "this is about me", the desk hides it, others find nothing there, and the contributor reads why."""

import re

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_sharing import by_mail, share
from tests.journeys.test_states import look


def published(visit, lesson):
    """A story that two readers and its contributor found fit; its code and its address."""
    contributor = visit(PHONE)
    code = share(contributor, lesson=lesson)
    first, second = visit(DESK, role="editor"), by_mail(visit, "teun.meer@kennisbureau-voorbeeld.example")
    first.go("/redactie?toon=niemand")
    first.page.locator("li", has_text=lesson[:40]).first.locator("button").click()
    first.page.locator("h1", has_text="Lees").wait_for()
    path = first.page.url.replace(first.site.address, "")
    second.go(path)
    second.page.locator("main form button", has_text="Ik lees deze").click()
    second.page.locator("h1", has_text="Lees").wait_for()
    for reader in (first, second):
        reader.go(path)
        reader.page.locator("button", has_text="Deze tekst is goed").click()
        reader.page.locator("h1", has_text="Redactie").wait_for()
    contributor.go(f"/volg/{code}")
    contributor.tap("text=Akkoord: maak het zichtbaar")
    shown = contributor.page.locator("main a[href^='/bijdragen/']").first
    shown.wait_for()
    address = shown.get_attribute("href")
    return contributor, code, address, (first, second)


def test_from_a_report_to_a_decision(visit):
    contributor, code, address, desk = published(visit, "De opzichter koos de plek van het dak te snel.")
    stranger = visit(PHONE, javascript=False).go(address)
    stranger.look()
    stranger.tap("text=Dit gaat over mij")
    stranger.screen("Gaat dit over jou?")
    stranger.tap("main .button--primary")  # nothing was chosen
    stranger.page.locator(".alert--fout").wait_for()
    stranger.look()
    stranger.tap('label:has(input[name="wish"][value="name_out"])')
    stranger.type("#text", "De opzichter, dat ben ik.", required=True)
    stranger.tap("main .button--primary")
    stranger.screen("We hebben je verzoek")
    answer = stranger.page.url.replace(stranger.site.address, "")
    judge = next(editor for editor in desk if editor.go("/redactie/meldingen").page.locator("main h2 a").count())
    look(judge)
    judge.page.locator("main h2 a").first.click()
    judge.page.locator("h1", has_text="dit gaat over mij").wait_for()
    look(judge)
    judge.type("#verberg-reason", "De opzichter is in de straat te herkennen.")
    judge.tap("text=Verberg het zolang we beslissen")
    judge.page.locator(".meta", has_text="uit beeld sinds").wait_for()
    assert stranger.page.goto(stranger.site.address + address).status == 404
    contributor.go(f"/volg/{code}")
    contributor.page.locator("h2", has_text="uit beeld zolang iemand het beoordeelt").wait_for()
    shown = contributor.page.locator("main").inner_text()
    assert "De opzichter is in de straat te herkennen." in shown and "dat ben ik" not in shown
    look(contributor)
    decided(judge, stranger, address, answer)


def decided(judge, stranger, address, answer):
    """The desk lets it back, and whoever asked reads why on the page that they kept."""
    judge.page.locator("label", has_text="Het blijft zoals het is").click()
    judge.type("#answer", "Zonder plaats erbij kan niemand je herkennen.")
    judge.page.locator("form button", has_text=re.compile("^Beslis$")).click()
    judge.page.locator("h2", has_text="Besloten op").wait_for()
    look(judge)
    assert stranger.page.goto(stranger.site.address + address).status == 200
    stranger.go(answer)
    stranger.screen("Ons antwoord op je verzoek")
    assert "kan niemand je herkennen" in stranger.page.locator("main").inner_text()


def test_objecting_and_asking_with_a_keyboard_width_and_without_a_script(visit):
    contributor, code, address, _desk = published(visit, "Het dak bleef leeg, en dat zag iedereen in de buurt.")
    contributor.go(f"/volg/{code}")
    contributor.page.locator("summary", has_text="Ik maak bezwaar").click()
    contributor.tap("text=Ik maak bezwaar: haal het uit beeld")
    contributor.page.locator("p", has_text="Je maakte bezwaar op").wait_for()
    look(contributor)
    stranger = visit(PHONE, javascript=False)
    assert stranger.page.goto(stranger.site.address + address).status == 404
    look(stranger, "/gaat-over-mij")
    member = visit(DESK, role="member")
    look(member, "/mijn/bezwaar")
    admin = visit(DESK, role="administrator")
    look(admin, "/beheer/vernietigd")
