"""Every page, for everybody: axe finds nothing, nothing falls off the screen, nothing is asked from elsewhere."""

import pytest

from tests.journeys.conftest import DESK, PHONE

PUBLIC = (
    "/", "/uitdagingen", "/uitdagingen/alles-tegelijk-in-een-hoogbouwwijk", "/bijdragen", "/bijdragen?q=rotonde",
    "/bijdragen?soort=leerzaam&thema=ondergrond&q=riolering", "/vraagstukken",
    "/vraagstukken/wanneer-maak-je-opgaven-los", "/balans", "/balans?beeld=tabel", "/bijeenkomsten",
    "/bijeenkomsten/zomertour-zoetermeer", "/themas/ondergrond", "/open-data", "/over", "/jouw-verhaal", "/privacy",
    "/toegankelijkheid", "/hulp", "/inloggen", "/volg", "/deel", "/postvak", "/bestaat-niet", "/en/", "/en/bijdragen",
    "/en/balans",
)
OWN = {
    "host": ("/mijn", "/mijn/uitdagingen", "/uitdagingen/nieuw"),
    "member": (
        "/werkbank", "/werkbank/vraagstukken/nieuw", "/werkbank/vraagstukken/wanneer-maak-je-opgaven-los",
        "/werkbank?q=bewoners&soort=leerzaam&toon=alles&uitspraak=1", "/werkbank/uitspraken/1",
    ),
    "editor": ("/redactie", "/redactie?toon=niemand"),
    "administrator": ("/beheer",),
}


@pytest.mark.parametrize("viewport", [PHONE, DESK, {"width": 320, "height": 640}], ids=["360", "1280", "320"])
def test_the_public_pages(visit, viewport):
    reader = visit(viewport)
    for path in PUBLIC:
        reader.go(path).look()


@pytest.mark.parametrize("role", OWN)
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
def test_the_pages_of_a_role(visit, role, viewport):
    reader = visit(viewport, role=role)
    for path in OWN[role]:
        reader.go(path).look()


def test_the_first_visit_is_light(visit):
    """At most 100 KB over the wire, fonts included."""
    reader = visit(PHONE)
    session = reader.page.context.new_cdp_session(reader.page)
    session.send("Network.enable")
    received = []
    session.on("Network.loadingFinished", lambda done: received.append(done["encodedDataLength"]))
    reader.go("/")
    reader.page.wait_for_load_state("networkidle")
    print(f"\nfirst visit: {sum(received) / 1000:.1f} KB in {len(received)} requests")
    assert 0 < sum(received) <= 100_000


def test_the_skip_link_comes_first_and_works(visit):
    reader = visit(DESK).go("/bijdragen")
    reader.press("Tab")
    assert reader.page.evaluate("document.activeElement.className") == "skip"
    reader.press("Enter")
    reader.until("document.activeElement.id === 'inhoud'")
