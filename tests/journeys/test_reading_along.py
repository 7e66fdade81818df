"""A second pair of eyes: the writer in one browser, whoever reads along in another, before anything is sent."""

import re

import pytest

from tests.journeys.conftest import DESK
from tests.journeys.test_sharing import LESSON, TWENTY_FIVE

NARROW = {"width": 320, "height": 640}


def to_the_check_page(writer):
    writer.go("/deel")
    writer.tap('label:has(input[value="learned"])')
    writer.tap("form .button--primary")
    writer.type("#facts", TWENTY_FIVE)
    writer.type("#lesson", LESSON)
    writer.tap("form .button--primary")
    writer.page.locator("h1", has_text="Waar zat het").wait_for()
    writer.tap("form .button--primary")
    writer.page.locator("h1", has_text="Hoe wil je").wait_for()
    writer.tap('label:has(input[name="audience"][value="public"])')
    writer.type("#municipality", "Nissewaard")
    writer.tap("form .button--primary")
    writer.screen("Klopt het zo?")


def link_from(writer):
    """Makes a link with the keyboard alone, and copies it."""
    writer.page.locator("button", has_text="Laat iemand meelezen").focus()
    writer.enter()
    writer.screen("Laat iemand meelezen")
    writer.page.locator("button", has_text="Maak de link").focus()
    writer.enter()
    writer.page.locator("#adres-1").wait_for()
    writer.look()
    return writer.page.locator("#adres-1").input_value().replace(writer.site.address, "")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_somebody_reads_along_and_says_yes_before_it_is_sent(visit, javascript):
    writer, reader = visit(NARROW, javascript=javascript), visit(DESK, javascript=javascript)
    to_the_check_page(writer)
    link = link_from(writer)
    reader.go(link)
    reader.screen("Lees mee")
    assert "Nissewaard" in reader.page.locator("dl").inner_text()
    assert "Nissewaard" not in reader.page.locator("article").inner_text()
    reader.page.set_viewport_size(NARROW)
    reader.look()
    reader.tap("form .button--primary")
    reader.page.locator(".alert--fout").wait_for()
    reader.look()
    reader.tap('label:has(input[name="agreed"][value="yes"])')
    reader.type("#reader", "communicatie")
    reader.tap("form .button--primary")
    reader.page.locator(".alert", has_text="Je zei ja op").wait_for()
    reader.look()
    writer.tap("text=Terug naar controleren en versturen")
    writer.screen("Klopt het zo?")
    panel = writer.page.locator("section:has(#meelezen)")
    assert re.search(r"Ja, dit kan zo, communicatie", panel.inner_text())
    writer.page.locator("#tells_of_yes").check()
    writer.tap('label:has(input[name="unchanged"][value="no"])')
    writer.tap("form .button--primary >> nth=-1")
    writer.page.locator("h1", has_text="Dank je").wait_for()
    reader.go(link)
    reader.screen("Dit verhaal is verstuurd")
    assert LESSON not in reader.page.content()


def test_a_link_that_was_taken_back_opens_nothing(visit):
    writer, reader = visit(DESK), visit(NARROW)
    to_the_check_page(writer)
    link = link_from(writer)
    writer.page.locator("button", has_text="Trek de link in").click()
    writer.page.locator("[role=status]", has_text="Ingetrokken").wait_for()
    writer.look()
    reader.go(link)
    reader.screen("Deze link opent niets")
