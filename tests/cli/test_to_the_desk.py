"""What is imported without --publish waits for two readers, and then appears: nobody has to be asked."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions.models import Contribution, Status
from app.core.database import db
from tests.cli.rows import ROW, written
from tests.factories import make_contribution, make_user

TEXT = {"title": "Een kortere titel", "facts": "Wij legden de put op een plek die te hoog lag.", "lesson": "Meet eerst.", "opinion": ""}


@pytest.fixture
def desk(app, sign_in):
    """Two readers, each with a browser of their own."""
    browsers = [app.test_client() for _reader in range(2)]
    for browser in browsers:
        sign_in(make_user(Role.EDITOR), browser)
    return browsers


def imported(run, tmp_path, **changes):
    assert run("import", written(tmp_path / "rows.json", [ROW | changes])).exit_code == 0
    return db.session.scalars(select(Contribution)).one()


def accepted_by(desk, story, proposal=None):
    address = f"/redactie/{story.public_id}"
    for browser in desk:
        assert browser.post(f"{address}/lezen").status_code == 302
    if proposal:
        version = str(db.session.get(Contribution, story.id, populate_existing=True).version)
        assert desk[0].post(f"{address}/tekst", data=proposal | {"version": version}).status_code == 302
    assert "geen inzender om iets te vragen" in desk[0].get(address).text
    assert "Vraag iets" not in desk[0].get(address).text
    for browser in desk:
        seen = re.search(r'name="seen" value="(\w+)"', browser.get(address).text)[1]
        assert browser.post(f"{address}/akkoord", data={"seen": seen}).status_code == 302
    db.session.expire_all()
    return db.session.get(Contribution, story.id)


def test_an_imported_text_that_two_readers_accept_is_visible(run, tmp_path, desk, client):
    story = accepted_by(desk, imported(run, tmp_path))
    assert story.status is Status.PUBLISHED
    page = client.get(f"/bijdragen/{story.public_id}").text
    assert ROW["title"] in page and "2020–2021" in page and "Ede" not in page, "without a name, as the file says"
    assert ROW["title"] in client.get("/bijdragen").text


@pytest.mark.parametrize("with_id", [True, False])
def test_the_text_that_the_desk_proposed_takes_its_place(run, tmp_path, desk, client, with_id):
    story = accepted_by(desk, imported(run, tmp_path, id="R1" if with_id else None), TEXT)
    assert story.status is Status.PUBLISHED
    assert (story.title, story.facts, story.lesson) == (TEXT["title"], TEXT["facts"], TEXT["lesson"])
    page = client.get(f"/bijdragen/{story.public_id}").text
    assert TEXT["facts"] in page and ROW["context"] not in page


def test_it_appears_at_its_own_level(run, tmp_path, desk, client, sign_in):
    story = accepted_by(desk, imported(run, tmp_path, sharing="alleen-leden"))
    assert story.status is Status.PUBLISHED
    assert client.get(f"/bijdragen/{story.public_id}").status_code == 404
    sign_in(make_user(Role.MEMBER))
    assert ROW["title"] in client.get(f"/bijdragen/{story.public_id}").text


def test_a_contributor_who_can_be_asked_still_is(app):
    assert not make_contribution(status=Status.RECEIVED).has_nobody_to_ask
