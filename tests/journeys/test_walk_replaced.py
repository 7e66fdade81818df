"""A phone on a link of the walk that was replaced: it says so, keeps its notes, and sends them behind the new link."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import ROOT, Site, measure, violations, windows
from tests.journeys.walked import CODE, asked, come_along, kept, make_walk, note, texts

NARROW = {"width": 320, "height": 640}
RENEWED = """
from app import create_app
from app.core.database import db, writing
from app.gatherings import operations, queries
app = create_app()
with app.app_context():
    writing.set(True)
    operations.renew_code(queries.walk_by_code("wandeling2"))
    db.session.commit()
"""


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    with Site(tmp_path_factory.mktemp("replaced"), fill=make_walk) as site:
        yield site


@pytest.fixture
def phones(walk, browser):
    yield from windows(walk, browser)


def fits(phone):
    """As `look`, but for the answers that the link was replaced: those come again and again, and are the point."""
    assert violations(phone.page, "") == []
    assert measure(phone.page, "document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_notes_wait_for_the_new_link_and_go_along_once_it_is_opened(walk, phones):
    phone = come_along(phones, walk, 1, viewport=NARROW)
    subprocess.run((sys.executable, "-c", RENEWED), cwd=ROOT, env=walk.environment, check=True, capture_output=True)
    note(phone, "De goot ligt hoger dan de stoep")
    kept(phone)
    told = "Deze link van de wandeling opent niets meer. Vraag de nieuwe aan de deur."
    expect(phone.page.locator("[data-queue] [data-reason]")).to_contain_text(told)
    expect(phone.page.locator("[data-waiting]")).to_have_text("1 notitie wacht op deze telefoon.")
    fits(phone)
    phone.page.reload()
    expect(phone.page.locator("h1")).to_have_text("Deze link van de wandeling is vervangen")
    fits(phone)
    assert "De goot ligt hoger dan de stoep" not in texts(walk)
    ((new,),) = asked(walk, "SELECT code FROM gathering_walk WHERE gathering_id = (SELECT id FROM gathering WHERE slug = 'de-wandeling')")
    assert new != CODE
    phone.go(f"/lopen/{new}")
    expect(phone.page.locator("[data-own-notes] li", has_text="De goot ligt hoger dan de stoep")).to_have_count(1)
    assert texts(walk).count("De goot ligt hoger dan de stoep") == 1
