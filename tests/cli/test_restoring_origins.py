"""An older backup does not say again what a story came out of, when its contributor took that away or showed less since."""

import pytest

from app.cli import archive
from app.core.database import db
from app.gatherings.models import CameOut
from tests.cli.test_restoring import back_from, code_of, named, story
from tests.gatherings.made import came, make_gathering

STORIES = {"weghaalkanarie": "herkomst-weg", "naamkanarie": "strenger", "blijfkanarie": ""}


@pytest.fixture(autouse=True)
def place(monkeypatch):
    monkeypatch.setattr(archive, "schema", lambda: "0001")  # these tests make their tables without migrations


def test_it_is_gone_again_and_what_was_left_alone_stays(app, run, client, tmp_path):
    with app.test_request_context("/"):
        gathering = make_gathering(slug="tour")
        for name in STORIES:
            came(story(name), gathering)
    assert run("backup", tmp_path / "before.zip").exit_code == 0
    for name, deed in STORIES.items():
        if deed:
            assert client.post(f"/volg/{code_of(name)}/{deed}", data={"without_name": "y"}).status_code == 303
    said = back_from(run, tmp_path / "before.zip")
    assert "2 stories" in said
    left = [link.contribution_id for link in db.session.query(CameOut)]
    assert left == [named("blijfkanarie").id]
    page = client.get("/bijeenkomsten/tour").text
    assert "blijfkanarie" in page and "weghaalkanarie" not in page and "naamkanarie" not in page
    assert "Je haalde weg" not in client.get(f"/volg/{code_of('blijfkanarie')}").text
