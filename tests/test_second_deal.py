"""Another deal is another folder of data: nothing in the code knows which one it serves."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app import create_app
from app.accounts.models import Organisation
from app.accounts.places import in_words, part_of, size_of, too_few
from app.accounts.queries import municipality_by_name
from app.contributions.exports import calendar
from app.core.database import db
from app.core.deal import read
from app.core.outbox import Email
from tests.databases import ONCE
from tests.factories import make_contribution
from tests.pages import InspectingClient
from tests.test_catalogue import sources

pytestmark = ONCE

FIRST = Path(__file__).parents[1] / "deals" / "openbare-ruimte"


@pytest.fixture
def waterside(tmp_path):
    """An invented deal about quays: its own name, words, members, axes and number of readers."""
    folder = tmp_path / "deals" / "kades"
    folder.mkdir(parents=True)
    shutil.copy(FIRST / "municipalities.csv", folder)
    settings = (FIRST / "deal.toml").read_text(encoding="utf-8")
    for old, new in (
        ("Straatwijs", "Kadewijs"), ("City Deal Openbare Ruimte", "Verbond van de Kades"), ("readers = 2", "readers = 1"),
        ("Leer van elkaars straat. Ook van wat misging.", "Leer van elkaars kade."), ('nl = "steen"', 'nl = "paal"'),
        ('axes = ["theme", "phase", "barrier", "lever", "scale", "kind", "outcome", "organisation_kind", "part"]', 'axes = ["theme", "scale", "kind"]'),
        ('default_axes = ["theme", "phase"]', 'default_axes = ["theme", "scale"]'),
    ):
        assert old in settings
        settings = settings.replace(old, new)
    (folder / "deal.toml").write_text(settings, encoding="utf-8")
    vocabulary = json.loads((FIRST / "vocabulary.json").read_text(encoding="utf-8"))
    vocabulary["coarse_place"] = {
        "fewest": 2,
        "sizes": [
            {"id": "dorp", "below": 200_000, "nl": "Dorp %(where)s", "en": "Village %(where)s"},
            {"id": "stad", "nl": "Stad %(where)s", "en": "City %(where)s"},
        ],
        "any_size": {"nl": "Plaats %(where)s", "en": "Place %(where)s"},
        "parts": [
            {"id": "kust", "word": "kust", "nl": "Kust", "en": "Coast", "where_nl": "aan zee", "where_en": "by the sea",
             "provinces": ["Zeeland", "Zuid-Holland", "Noord-Holland", "Fryslân", "Groningen"]},
            {"id": "land", "word": "land", "nl": "Land", "en": "Inland", "where_nl": "op het land", "where_en": "inland",
             "provinces": ["Drenthe", "Overijssel", "Gelderland", "Utrecht", "Noord-Brabant", "Limburg", "Flevoland"]},
        ],
    }
    vocabulary["themes"] = [{"id": "damwand", "nl": "Damwanden", "en": "Sheet piling", "synonyms_nl": ["damwand"]}]
    (folder / "vocabulary.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    return folder


def test_a_second_deal_is_served_from_its_own_data(waterside, tmp_path):
    app = create_app(
        TESTING=True, DEAL="kades", DEALS_DIR=waterside.parent, DATA_DIR=tmp_path,
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path}/kades.db",
    )
    app.test_client_class = InspectingClient
    with app.app_context():
        db.create_all()
        assert app.test_cli_runner().invoke(args=["prepare"]).exit_code == 0
        client = app.test_client()
        home = client.get("/").text
        assert "Kadewijs" in home and "Verbond van de Kades" in home and "Leer van elkaars kade." in home
        assert "Straatwijs" not in home and "Openbare Ruimte" not in home
        balance = client.get("/balans").text
        assert "Damwanden" in balance and "Buurt" in balance and 'value="phase"' not in balance
        assert client.get("/themas/damwand").status_code == 200
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def kades(waterside, tmp_path):
    """An installation of that deal."""
    app = create_app(
        TESTING=True, DEAL="kades", DEALS_DIR=waterside.parent, DATA_DIR=tmp_path, WTF_CSRF_ENABLED=False,
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path}/kades.db", SITE_URL="http://localhost",
    )
    app.test_client_class = InspectingClient
    with app.app_context():
        db.create_all()
        assert app.test_cli_runner().invoke(args=["prepare"]).exit_code == 0
        yield app
        db.session.remove()
        db.engine.dispose()


def test_its_name_stands_in_mails_the_calendar_and_the_pages(kades):
    said = kades.test_cli_runner().invoke(args=["create-administrator", "beheer@kade.example"]).output
    client = kades.test_client()
    assert client.post(re.search(r"/inloggen/link/\S+", said)[0]).status_code == 302
    mail = {"email": "iemand@kade.example", "organisation": "Urk", "role": "host"}
    assert client.post("/beheer/uitnodigen", data=mail).status_code == 302
    assert client.post("/mijn/organisatie", data={"organisation": "Urk", "email": "beheer@urk.example"}).status_code == 302
    sent = " ".join(f"{found.subject} {found.text}" for found in db.session.scalars(select(Email)))
    assert "Je bent uitgenodigd voor Kadewijs" in sent and "Iemand zei op Kadewijs" in sent and "Straatwijs" not in sent
    assert "Kadewijs" in client.get("/beheer").text
    story = client.get("/jouw-verhaal").text
    assert "Kadewijs is van overheden" in story and "Straatwijs" not in story
    with kades.test_request_context():
        day = calendar(date(2030, 1, 1), "http://localhost/volg")
    assert "SUMMARY:Kadewijs" in day and "PRODID:-//Kadewijs//NL" in day and "traatwijs" not in day


def test_no_text_of_the_house_names_a_deal():
    named = [text for text in sources() if "straatwijs" in str(text).lower()]
    assert named == []


def test_its_classes_of_places_are_its_own(kades):
    """Cities by the sea, villages inland; the one city inland would be alone, so its size is not told."""
    found = {o.name: (o.size, o.part) for o in db.session.scalars(select(Organisation).where(Organisation.cbs_code.is_not(None)))}
    assert found["Urk"] == ("dorp", "land") and found["Rotterdam"] == ("stad", "kust")
    place = municipality_by_name("Rotterdam")
    story = make_contribution(place=place, organisation=place)
    client = kades.test_client()
    assert "Stad aan zee" in client.get("/bijdragen").text
    assert "City by the sea" in client.get(f"/en/bijdragen/{story.public_id}").text
    page = client.get("/bijdragen?landsdeel=kust").text
    assert story.title in page and "Kust" in page
    assert story.title not in client.get("/bijdragen?landsdeel=land").text


COARSE = {
    "fewest": 3,
    "sizes": [{"id": "s", "below": 10, "nl": "S %(where)s"}, {"id": "l", "nl": "L %(where)s"}],
    "any_size": {"nl": "X %(where)s"},
    "parts": [{"id": "n", "where_nl": "boven", "provinces": ["A", "B"]}],
}


def test_a_class_follows_the_bounds_of_the_deal():
    assert [size_of(number, COARSE) for number in (0, 9, 10, 10**9)] == ["s", "s", "l", "l"]
    assert (part_of("B", COARSE), part_of("C", COARSE)) == ("n", None)
    assert too_few([("s", "n")] * 3 + [("l", "n")] * 2, COARSE) == {("l", "n")}
    assert [in_words(*place, COARSE, "nl") for place in (("s", "n"), (None, "n"), ("s", None), ("s", "z"))] == ["S boven", "X boven", "", ""]


def test_a_deal_that_is_incomplete_is_refused(waterside):
    settings = (waterside / "deal.toml").read_text(encoding="utf-8").replace('help_email = ', 'helpdesk = ')
    (waterside / "deal.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(TypeError, match="helpdesk"):
        read(waterside)
