"""Signing up for a gathering: on a phone, by keyboard and without scripts; and the organiser who sees who comes."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.walked import on_its_way

NARROW = {"width": 320, "height": 640}
TOUR = "/bijeenkomsten/zomertour-purmerend"


def last_link(reader):
    """The own page in the mail that was written last."""
    reader.go("/postvak")
    return re.search(r"/aanmelding/[0-9a-f]+", reader.page.content())[0]


def fill_in(reader, name):
    """The form, by keyboard alone: tab to each field, space to tick."""
    reader.page.locator("input[name=parts]").first.focus()
    reader.press("Space")
    reader.page.locator("#name").focus()
    reader.page.keyboard.type(name)
    reader.press("Tab")
    reader.page.keyboard.type(f"{name.lower()}@voorbeeld.example")


@pytest.mark.parametrize(("viewport", "javascript"), [(PHONE, True), (NARROW, False)], ids=["phone", "plain"])
def test_somebody_signs_up_brings_another_changes_and_cancels(visit, viewport, javascript):
    reader = visit(viewport, javascript=javascript)
    name = "Ans" if javascript else "Bas"
    reader.go(TOUR)
    reader.screen("Zomertour Purmerend")
    reader.tap("form .button--primary")  # nothing filled in: it says what to do
    reader.page.locator(".alert--fout").wait_for()
    reader.screen("Aanmelden")
    fill_in(reader, name)
    reader.page.locator("summary", has_text="Eten").focus()
    reader.press("Enter")
    reader.page.locator("label", has_text="Geen noten").click()
    reader.tap(reader.page.locator("button", has_text="Nog iemand"))
    reader.screen("Aanmelden")
    assert reader.page.locator("#name").input_value() == name
    assert reader.page.locator('input[name=foods][value="no_nuts"]').is_checked(), "nothing typed or ticked is lost"
    reader.type("[name=ander-1-name]", "Bregje")
    reader.type("[name=ander-1-email]", f"bregje-{name.lower()}@voorbeeld.example")
    reader.type("[name=ander-1-organisation]", "Bureau Plein")
    reader.page.locator("form .button--primary").focus()
    reader.enter()
    reader.screen("Bijna klaar: open je mail")
    link = last_link(reader)
    reader.go(link)
    reader.screen("Je aanmelding")
    reader.page.locator("button", has_text="Bevestig").focus()
    reader.enter()
    reader.page.locator("text=Je hebt een plek").first.wait_for()
    reader.look()
    assert last_link(reader) != link, "the other one has a link of their own"
    reader.go(link)
    reader.tap("text=Verander")
    reader.screen("Wijzig je aanmelding")
    reader.page.locator("input[name=parts]").nth(1).check()
    reader.type("#organisation", "Bureau Straat")
    reader.tap("form .button--primary")
    reader.page.locator("dd", has_text="Bureau Straat").wait_for()
    assert reader.page.locator("text=Je hebt een plek").count() == 2
    reader.tap("text=Afmelden: ik kom niet")
    reader.screen("Kom je niet meer?")
    reader.tap("form .button--danger")
    reader.page.locator("text=Je komt niet meer naar deze bijeenkomst").wait_for()
    reader.look()


def test_the_list_of_what_is_still_to_do_takes_the_focus_from_nobody_who_types(visit):
    reader, late = visit(PHONE).go(TOUR), []
    reader.tap("form .button--primary")
    expect(reader.page.locator(".alert--fout")).to_be_focused()
    reader.page.route("**/errors.js*", lambda route: late.append(route))
    reader.tap("form .button--primary")
    on_its_way(reader, late)
    reader.page.locator("#name").focus()
    reader.page.keyboard.type("An")
    late.pop().continue_()
    reader.started().page.keyboard.type("s")
    expect(reader.page.locator("#name")).to_have_value("Ans")


def test_the_organiser_sees_who_comes_adds_and_writes(visit):
    organiser = visit(DESK, role="host")
    organiser.go("/mijn/bijeenkomsten")
    slug = re.search(r"/bijeenkomsten/(zomertour-[a-z]+)", organiser.page.content())[1]
    organiser.go(f"/bijeenkomsten/{slug}")
    organiser.tap("text=Wie komt er")
    organiser.screen("Wie komt er")
    organiser.tap("text=Voeg iemand toe")
    organiser.screen("Voeg iemand toe")
    organiser.type("#name", "Dirk Voorbeeld")
    organiser.type("#email", "dirk@voorbeeld.example")
    organiser.page.locator("input[name=parts]").first.check()
    organiser.tap("form .button--primary")
    organiser.page.locator("b", has_text="Dirk Voorbeeld").first.wait_for()
    organiser.look()
    organiser.page.set_viewport_size(NARROW)
    organiser.look()
    organiser.tap(organiser.page.locator("a", has_text="Verbeter de organisatie: Dirk"))
    organiser.screen("Verbeter de organisatie")
    organiser.page.locator("#organisation").focus()
    organiser.page.keyboard.type("Bureau Brug")
    organiser.press("Enter")
    organiser.page.locator("p", has_text="Dirk Voorbeeld, Bureau Brug").first.wait_for()
    organiser.tap("text=Schrijf aan mensen")
    organiser.screen("Schrijf aan mensen")
    organiser.tap("form .button--primary")
    organiser.page.locator(".alert--fout").wait_for()
    organiser.look()
    organiser.tap("text=Terug naar wie er komt")
    organiser.tap(organiser.page.locator("a", has_text="Afmelden: Dirk"))
    organiser.screen("Meld iemand af")
