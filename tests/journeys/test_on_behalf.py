"""Somebody calls the desk: their story is typed over, the link is handed over, and they make it theirs alone."""

import re

import pytest

from tests.journeys.conftest import DESK
from tests.journeys.test_sharing import share

NARROW = {"width": 320, "height": 640}


@pytest.mark.parametrize(("viewport", "javascript"), [(DESK, True), (NARROW, False)], ids=["desk", "plain"])
def test_from_the_call_to_a_link_of_ones_own(visit, viewport, javascript):
    desk = visit(viewport, role="editor", javascript=javascript).go("/redactie")
    desk.tap('main a:has-text("Typ een verhaal over")')
    desk.screen("Typ een verhaal over voor iemand anders")
    desk.tap("main form .button--primary")  # no yes: it says what to do
    desk.page.locator(".alert--fout").wait_for()
    desk.look()
    desk.tap('label:has-text("Per telefoon")')
    desk.tap('label:has-text("Diegene weet dat ik")')
    desk.tap("main form .button--primary")
    code = share(desk, start="", ends="Geef de link")
    desk.look()
    desk.tap('a:has-text("briefje")')
    desk.screen("De link naar je verhaal")
    assert code_on(desk) == code
    desk.tap('main a:has-text("Terug")')
    desk.type("#teller", "ada@voorbeeld.example")
    desk.tap('button:has-text("Mail de link")')
    desk.screen("Geef de link aan wie het vertelde")
    desk.tap('button:has-text("Ja, gegeven")')
    desk.screen("Typ een verhaal over voor iemand anders")
    teller = visit(viewport, javascript=javascript).go(f"/volg/{code}")
    teller.look()
    teller.tap('a:has-text("Maak een nieuwe link")')
    teller.screen("Een nieuwe link naar je verhaal")
    new = code_on(teller)
    teller.tap('label:has-text("Ik heb de nieuwe link")')
    teller.tap("main form .button--primary")
    teller.page.wait_for_url(f"**/volg/{new}")
    teller.look()
    assert new != code and desk.page.goto(f"{desk.site.address}/volg/{code}").status == 410



def code_on(reader):
    return re.sub(r"[^A-Z2-7]", "", reader.page.locator(".code").inner_text())
