"""A host plans a gathering by keyboard, publishes, changes and cancels it; a helper ticks people off; calendars for all."""

from datetime import date, timedelta

import pytest

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.walked import pressed

NARROW = {"width": 320, "height": 640}
LATER = date.today() + timedelta(40)  # noqa: DTZ011  what somebody types
WHOLE = {
    "title": "Rondje Rokkeveen", "on": f"{LATER:%d-%m-%Y}", "starts": "12.30", "ends": "17.00", "place": "De Hoeve, Markt 1",
    "access": "Geen trappen. Er is een ringleiding.", "contact_email": "rondje@zoetermeer.example",
}  # fmt: skip


def typed(reader, fields):
    for name, words in fields.items():
        reader.page.locator(f"#{name}").focus()
        reader.page.keyboard.insert_text(words)


def interrupted(host):
    """What was typed stands there again, as when the tab was closed."""
    with host.page.expect_response(lambda answer: "x-autosave" in answer.request.headers):
        typed(host, {"capacity": "3"})
    host.page.reload()
    assert host.page.locator("#capacity").input_value() == "3"
    host.look()


@pytest.mark.parametrize(("viewport", "javascript"), [(DESK, True), (NARROW, False)], ids=["desk", "plain"])
def test_a_host_plans_publishes_changes_and_cancels(visit, viewport, javascript):
    host = visit(viewport, javascript=javascript, role="host").go("/bijeenkomsten")
    pressed(host, "Mijn bijeenkomsten")
    host.screen("Mijn bijeenkomsten")
    pressed(host, "Plan een bijeenkomst")
    host.screen("Plan een bijeenkomst")
    pressed(host, "Bewaar")  # nothing is filled in
    host.page.locator(".alert--fout").wait_for()
    host.look()
    typed(host, WHOLE | {"title": f"{WHOLE['title']} {viewport['width']}"})
    pressed(host, "Bewaar")
    host.screen("Rondje Rokkeveen")
    pressed(host, "Maak zichtbaar")  # a second organiser is missing
    host.page.locator(".alert--fout", has_text="twee organisatoren").wait_for()
    host.look()
    pressed(host, "Wie organiseert")
    host.screen("Wie organiseert")
    typed(host, {"email": "bram.okafor@gemeente-zoetermeer.example"})
    host.page.locator("input[value=organiser]").focus()
    host.press("Space")
    pressed(host, "Geef de taak")
    host.page.locator("main li", has_text="bram.okafor").wait_for()
    host.look()
    pressed(host, "Rondje Rokkeveen")
    pressed(host, "Voeg een halte toe")
    host.screen("Voeg een halte toe")
    typed(host, {"title": "Straat zonder bomen", "step_free": "Via het fietspad."})
    pressed(host, "Bewaar")
    host.page.locator("main", has_text="Straat zonder bomen").wait_for()
    pressed(host, "Inloop met lunch")
    host.screen("Wijzig een deel")
    if javascript:
        interrupted(host)
    host.page.locator("#capacity").fill("30")
    pressed(host, "Bewaar")
    pressed(host, "Maak zichtbaar")
    host.page.locator("main", has_text="Bekijk de pagina die iedereen ziet").wait_for()
    host.look()
    pressed(host, "Dag, plek en aanmelden")
    host.page.locator("#starts").fill("13.00")
    pressed(host, "Bewaar")
    pressed(host, "Bekijk de pagina die iedereen ziet")
    host.page.locator("#veranderd").wait_for()
    host.screen("Rondje Rokkeveen")
    pressed(host, "Wijzig de bijeenkomst")
    pressed(host, "Zeg de bijeenkomst af")
    host.screen("Zeg de bijeenkomst af")
    typed(host, {"why": "Het gaat stormen."})
    pressed(host, "Zeg de bijeenkomst af")
    host.page.locator("main", has_text="Deze bijeenkomst gaat niet door").wait_for()
    host.look()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_everybody_looks_at_the_list_the_month_and_the_map(visit, viewport):
    reader = visit(viewport).go("/bijeenkomsten")
    reader.screen("Bijeenkomsten")
    pressed(reader, "Kalender")
    reader.screen("Bijeenkomsten in")
    pressed(reader, "Kaart")
    reader.screen("Waar de bijeenkomsten zijn")
    with reader.page.expect_download() as given:
        reader.page.evaluate("() => { const a = document.createElement('a'); a.href = '/bijeenkomsten/agenda.ics'; a.download = ''; document.body.append(a); a.click() }")
    assert "BEGIN:VEVENT" in given.value.path().read_text()


def test_the_door_says_when_it_opens(visit):
    host = visit(PHONE, role="host").go("/bijeenkomsten/zomertour-zoetermeer")
    pressed(host, "Aan de deur")
    host.screen("Aan de deur")
    pressed(host, "De lijst, om te printen")
    host.screen("Wie komt er")
