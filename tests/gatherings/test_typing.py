"""What an organiser types is kept while they type, for them alone, and let go of once it was saved."""

import re
from datetime import time

import pytest

from app.core.database import db
from app.gatherings import operations, queries
from app.gatherings.models import Gathering, GatheringStatus, Unsaved
from tests.factories import make_user
from tests.gatherings.made import give, make_gathering
from tests.gatherings.signing_up import comes
from tests.gatherings.walked import make_walk
from tests.gatherings.written import PART, STOP, WHOLE

BY_SCRIPT = {"X-Autosave": "1"}


@pytest.fixture
def forms(client, host):
    """Every long form of an organiser: its address, what is typed in it, and what tells that it stands there."""
    walk = make_walk(slug="tour", organisation=host.memberships[0].organisation, stops=1)
    gathering = walk.gathering
    give(gathering, user=host)
    comes(make_gathering(slug="later", organisation=gathering.organisation))
    give(queries.gathering_at("later"), user=host)
    part = operations.write_part(gathering, "a" * 26, [], title="Lunch", starts=time(12, 30))
    db.session.commit()
    return {
        "new": ("/bijeenkomsten/nieuw", WHOLE | {"title": "Half getypt"}),
        "edit": ("/bijeenkomsten/later/bewerken", WHOLE | {"version": "1", "title": "Half getypt"}),
        "part": (f"/bijeenkomsten/tour/programma/{part.public_id}", PART | {"title": "Half getypt"}),
        "new part": ("/bijeenkomsten/tour/programma/nieuw", PART | {"title": "Half getypt"}),
        "new stop": ("/bijeenkomsten/tour/haltes/nieuw", STOP | {"title": "Half getypt", "number": "7"}),
        "summary": ("/bijeenkomsten/tour/haltes/1/samenvatting", {"version": "0", "text": "Half getypt"}),
        "message": ("/bijeenkomsten/later/aanmeldingen/bericht", {"to": "iedereen", "subject": "Half getypt", "text": "Neem laarzen mee."}),
    }  # fmt: skip


def test_each_form_keeps_what_is_typed_shows_it_again_and_lets_go_once_saved(client, host, forms):
    for name, (address, typed) in forms.items():
        assert "Half getypt" not in client.get(address).text, name
        answer = client.post(address, data=typed, headers=BY_SCRIPT)
        assert answer.status_code == 200 and answer.json["url"].endswith(address), name
        again = client.get(address)
        assert again.status_code == 200 and "Half getypt" in again.text and "Dit typte je op" in again.text, name
        key = re.search(r'name="key"[^>]*value="([^"]+)"', again.text)
        assert client.post(address, data=typed | ({"key": key[1]} if key else {})).status_code in (302, 303), name
        assert not queries.unsaved_by(host) and "Dit typte je op" not in client.get(address).text, name
    assert db.session.query(Gathering).filter_by(title="Half getypt").count() == 2


def test_a_late_copy_of_what_was_saved_does_not_come_back_as_not_saved(client, host, forms):
    for name in ("message", "new", "new part"):
        address, typed = forms[name]
        saved = typed | {"key": re.search(r'name="key"[^>]*value="([^"]+)"', client.get(address).text)[1]}
        assert client.post(address, data=saved).status_code in (302, 303), name
        late = client.post(address, data=saved | {"title": "Half", "text": "Half"}, headers=BY_SCRIPT)
        assert late.status_code == 409 and not queries.unsaved_by(host), name
        again = client.get(address).text
        assert "Dit typte je op" not in again and saved["key"] not in again, name
        fresh = re.search(r'name="key"[^>]*value="([^"]+)"', again)[1]
        assert client.post(address, data=typed | {"key": fresh}, headers=BY_SCRIPT).status_code == 200, name
        assert "Dit typte je op" in client.get(address).text, name
        client.post(address, data={"forget": "1"})


def test_what_is_not_right_is_kept_by_the_script_as_well_and_can_be_thrown_away(client, host, forms):
    address, _typed = forms["edit"]
    half = {"title": "", "on": "morgen", "place": "Bij de kerk", "version": "1"}
    for place in ("Bij de k", "Bij de kerk"):
        assert client.post(address, data=half | {"place": place}, headers=BY_SCRIPT).status_code == 200
    assert db.session.query(Unsaved).count() == 1 and "Bij de kerk" in client.get(address).text
    assert client.post(address, data={"forget": "1"}).status_code == 303
    assert "Bij de kerk" not in client.get(address).text and not queries.unsaved_by(host)


def test_nobody_else_sees_it_and_who_may_not_organise_keeps_nothing(app, client, host, forms, sign_in):
    address, typed = forms["edit"]
    client.post(address, data=typed, headers=BY_SCRIPT)
    colleague = give(queries.gathering_at("later"), user=make_user()).user
    client.get("/uitloggen")
    sign_in(colleague)
    assert "Half getypt" not in client.get(address).text
    sign_in(make_user())
    assert client.post(address, data=typed, headers=BY_SCRIPT).status_code in (403, 404)
    assert [row.user_id for row in db.session.query(Unsaved)] == [host.id]
    assert app.test_client().post(address, data=typed, headers=BY_SCRIPT).status_code >= 300


def test_what_a_colleague_saved_meanwhile_is_not_written_over_by_what_was_typed_before(client, forms):
    address, typed = forms["part"]
    shown = re.search(r'name="version"[^>]*value="([0-9a-f]+)"', client.get(address).text)[1]
    client.post(address, data=typed | {"version": shown}, headers=BY_SCRIPT)
    part = queries.part_of(queries.gathering_at("tour"), "a" * 26)
    part.title = "Van de ander"
    db.session.commit()
    kept = re.search(r'name="version"[^>]*value="([0-9a-f]+)"', client.get(address).text)[1]
    late = client.post(address, data=typed | {"version": kept})
    assert late.status_code == 409 and "Van de ander" in late.text and "Half getypt" in late.text


def test_throwing_a_draft_away_asks_first(client, host):
    draft = make_gathering(slug="concept-x", status=GatheringStatus.DRAFT, organisation=host.memberships[0].organisation)
    give(draft, user=host)
    address = "/bijeenkomsten/concept-x/weggooien"
    assert "Niemand kan ze terughalen" in client.get(address).text and queries.gathering_at("concept-x")
    assert client.post(address).status_code == 302 and queries.gathering_at("concept-x") is None
