"""S-34 in a browser: a site in which every text is a payload. Nothing runs, nothing is refused by the content policy, nothing asks."""

import sys

import pytest

from tests.journeys.conftest import Reader, Site

FILL = """
from wsgi import app
from sqlalchemy import select
from app.contributions.models import Contribution, Status
from app.core.database import db
from tests.security.payloads import fill_every_text
with app.app_context():
    for story in db.session.scalars(select(Contribution).order_by(Contribution.id).limit(3)):
        story.status = Status.RECEIVED
    print(len(fill_every_text()))
    for story in db.session.scalars(select(Contribution)):
        story.organisation_name = ""  # all names are the same now, and nobody reads what is of their own organisation
    db.session.commit()
"""
FOR_ALL = ("/", "/bijdragen", "/balans", "/balans?beeld=tabel", "/vraagstukken", "/uitdagingen", "/bijeenkomsten", "/zoeken?q=put", "/en/bijdragen")
OF_A_ROLE = {
    "editor": ("/redactie", "/redactie?toon=alles"),
    "administrator": ("/beheer", "/beheer/organisaties", "/beheer/rechten", "/beheer/woo"),
    "member": ("/werkbank", "/werkbank?toon=alles", "/mijn", "/mijn/berichten"),
    "host": ("/mijn/uitdagingen", "/uitdagingen/nieuw"),
}
FIRST_LINK = "main a[href^='/{path}/']"


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory):
    """A demonstration of its own, with the payload in every text of every row, also in the vocabulary."""
    with Site(tmp_path_factory.mktemp("poisoned"), fill) as site:
        yield site


def fill(site):
    assert int(site.run(sys.executable, "-c", FILL).stdout.split()[-1]) > 20


@pytest.fixture
def reader(poisoned, browser):
    context = browser.new_context(locale="nl-NL")
    found = Reader(poisoned, context)
    found.asked = []
    found.page.on("dialog", lambda dialog: (found.asked.append(dialog.message), dialog.dismiss()))
    yield found
    context.close()


def look(reader, path):
    reader.go(path).started()
    assert reader.page.locator("x-probe").count() == 0, path
    assert reader.page.locator("svg[onload], [onx]").count() == 0, path
    assert reader.asked == [] and reader.faults == [], path
    return reader.page.locator("body").inner_text()


def deeper(reader, path):
    """The first thing that the list on this page leads to."""
    links = reader.page.locator(FIRST_LINK.format(path=path))
    return links.first.get_attribute("href") if links.count() else None


def test_s_34_nothing_runs_in_a_browser(reader):
    shown = 0
    for path in FOR_ALL:
        shown += "<x-probe>" in look(reader, path)
        further = deeper(reader, path.split("?")[0].strip("/"))
        if further:
            shown += "<x-probe>" in look(reader, further)
    assert shown >= 6, "the letters must stand on the pages"


@pytest.mark.parametrize("role", OF_A_ROLE)
def test_s_34_nothing_runs_for_those_who_see_more(reader, role):
    reader.page.goto(reader.site.sign_in_link(role))
    reader.page.locator("main button").click()
    shown = 0
    for path in OF_A_ROLE[role]:
        shown += "<x-probe>" in look(reader, path)
        further = deeper(reader, path.split("?")[0].strip("/"))
        if further and "beeindigen" not in further:
            shown += "<x-probe>" in look(reader, further)
    assert shown >= 1
