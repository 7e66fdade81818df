"""Another deal is another folder of data: nothing in the code knows which one it serves."""

import json
import shutil
from pathlib import Path

import pytest

from app import create_app
from app.core.database import db
from app.core.deal import read
from tests.pages import InspectingClient

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
        ('axes = ["theme", "phase", "barrier", "lever", "scale", "kind", "outcome"]', 'axes = ["theme", "scale", "kind"]'),
        ('default_axes = ["theme", "phase"]', 'default_axes = ["theme", "scale"]'),
    ):
        assert old in settings
        settings = settings.replace(old, new)
    (folder / "deal.toml").write_text(settings, encoding="utf-8")
    vocabulary = json.loads((FIRST / "vocabulary.json").read_text(encoding="utf-8"))
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


def test_a_deal_that_is_incomplete_is_refused(waterside):
    settings = (waterside / "deal.toml").read_text(encoding="utf-8").replace('help_email = ', 'helpdesk = ')
    (waterside / "deal.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(TypeError, match="helpdesk"):
        read(waterside)
