"""The sitemap: every page that anybody may read, in both languages, and nothing else."""

from datetime import time
from xml.etree import ElementTree

import pytest

from app.challenges.models import ChallengeStatus
from app.contributions.models import Audience, Status
from app.core.clock import today
from app.gatherings.models import Gathering, GatheringStatus
from app.pages.routes import machines
from tests.factories import make_challenge, make_contribution, make_question, save

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
SITE = "http://localhost"


def read(answer):
    assert answer.status_code == 200 and answer.mimetype == "application/xml"
    return ElementTree.fromstring(answer.text)


def addresses(answer):
    return [loc.text.removeprefix(SITE) for loc in read(answer).iterfind(".//s:loc", NAMES)]


@pytest.fixture
def things(app):
    shown = make_contribution()
    hidden = [make_contribution(audience=Audience.MEMBERS), make_contribution(status=Status.WITHDRAWN)]
    make_challenge(slug="open"), make_challenge(slug="concept-x", status=ChallengeStatus.DRAFT)
    make_question(slug="zichtbaar"), make_question(slug="verborgen", is_public=False)
    for slug, published in (("wandeling", True), ("ooit", False)):
        save(Gathering(slug=slug, title="x", on=today(), starts=time(12), status=GatheringStatus.PUBLISHED if published else GatheringStatus.DRAFT, organisation=shown.place))
    return shown, hidden


def test_it_names_what_anybody_may_read_and_nothing_else(client, things):
    shown, hidden = things
    found = addresses(client.get("/sitemap.xml"))
    wanted = {"/", "/privacy", "/hulp", "/toegankelijkheid", "/jouw-verhaal", "/themas/ondergrond", "/uitdagingen/open",
              "/vraagstukken/zichtbaar", "/bijeenkomsten/wandeling", f"/bijdragen/{shown.public_id}"}
    assert wanted <= set(found)
    told = " ".join(found)
    assert not [word for word in ("concept-x", "verborgen", "ooit", *(h.public_id for h in hidden)) if word in told]
    assert len(found) == len(set(found))


def test_every_address_in_it_is_a_page_for_a_visitor(client, things):
    for address in addresses(client.get("/sitemap.xml")):
        assert client.get(address).status_code == 200, address


def test_each_page_names_itself_in_both_languages(client, things):
    for entry in read(client.get("/sitemap.xml")).iterfind("s:url", NAMES):
        own = entry.find("s:loc", NAMES).text
        others = {link.get("hreflang"): link.get("href") for link in entry.iterfind("x:link", NAMES)}
        assert set(others) == {"nl", "en"} and own in others.values()
        assert others["en"].removeprefix(f"{SITE}/en") == others["nl"].removeprefix(SITE)


def test_it_is_the_same_under_en(client, things):
    assert client.get("/sitemap.xml").data == client.get("/en/sitemap.xml").data


def test_too_many_pages_for_one_file_stand_in_several(client, things, monkeypatch):
    whole = addresses(client.get("/sitemap.xml"))
    assert client.get("/sitemap-2.xml").status_code == 404
    monkeypatch.setattr(machines, "PER_FILE", 10)
    files = addresses(client.get("/sitemap.xml"))
    assert files[:2] == ["/sitemap-1.xml", "/sitemap-2.xml"]
    parts = [addresses(client.get(file)) for file in files]
    assert [address for part in parts for address in part] == whole
    assert all(len(part) <= 20 for part in parts)
    for beyond in (0, len(files) + 1):
        assert client.get(f"/sitemap-{beyond}.xml").status_code == 404


def test_one_file_holds_no_more_than_it_may(app):
    assert machines.PER_FILE * 2 <= 45_000
