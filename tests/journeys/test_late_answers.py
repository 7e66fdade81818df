"""A host closes on a phone, and an answer that the desk still had comes into view after that."""

import pytest

from tests.journeys.conftest import PHONE
from tests.journeys.test_hosting import asked, with_three_answers

NOTE = "Het idee met doeken nemen we mee. Nevel niet, want dat kost te veel water."
NARROW = {"width": 320, "height": 640}


@pytest.fixture
def host(visit):
    host = visit(PHONE, javascript=False, role="host")
    host.page.set_viewport_size(NARROW)
    return host


@pytest.fixture
def slug(site, host):
    """Of a challenge with three answers, which is open again for the other tests of this site."""
    found = with_three_answers(site, host)
    yield found
    asked(site, "UPDATE challenge SET status = 'published', closed_at = NULL, closing_note = '' WHERE slug = ?", found)


def test_a_host_closes_and_reads_of_answers_that_came_after_that(site, host, slug):
    host.go(f"/uitdagingen/{slug}/sluiten")
    assert "liggen misschien nog bij de redactie" in host.page.locator("main").inner_text()
    host.look()
    host.type("#note", NOTE)
    host.page.locator("#sure").check()
    host.tap("main button.button--primary")
    host.page.locator("text=Iedereen kan lezen").first.wait_for()
    asked(site, "UPDATE challenge SET closed_at = '2020-01-01 12:00:00.000000' WHERE slug = ?", slug)
    host.go("/mijn/uitdagingen")
    late = host.page.locator("main a", has_text="nieuwe antwoorden waarop nog niemand reageerde.")
    assert "Er is geen uiterste dag voor." in late.locator("..").inner_text()
    host.look()
    late.click()
    host.screen("Antwoorden op je uitdaging")
    assert host.page.locator("article button", has_text="Bedank").count() == 3
    host.look()
