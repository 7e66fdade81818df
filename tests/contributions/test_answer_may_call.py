"""May the hosts call: part of the answer, asked before sending, and kept as the number that is left later."""

import pytest
from sqlalchemy import text

from app.accounts.models import Role
from app.contributions.models import Conversation, Draft, HostPhone, Side
from app.contributions.own_record import draft_record
from app.core.database import db
from tests.contributions.sharing import CHECK, FACTS, SHARE, WHERE, newest
from tests.factories import make_challenge, make_municipality, make_user

NUMBER = "010 555 01 29"
CALLS = {"may_call": "y", "call_number": NUMBER}


@pytest.fixture
def challenge(app):
    make_municipality(name="Ede")
    return make_challenge(slug="de-plek", title="Waar blijven de jongeren?")


def come_to_share(client, challenge):
    base = client.post(f"/deel?uitdaging={challenge.slug}", data={"kind": "learned"}).location.rsplit("/", 1)[0]
    client.post(f"{base}/verhaal", data={"facts": FACTS, "lesson": "", "opinion": ""})
    client.post(f"{base}/waar", data=WHERE)
    return base


def phones():
    return [found.phone for found in db.session.query(HostPhone)]


def test_it_is_asked_with_an_answer_only(client, challenge):
    base = come_to_share(client, challenge)
    assert f"Mag {challenge.organisation.name} je hierover bellen" in client.get(f"{base}/delen").text
    elsewhere = client.post("/deel", data={"kind": "learned"}).location.rsplit("/", 1)[0]
    assert "hierover bellen" not in client.get(f"{elsewhere}/delen").text


def test_the_number_is_sealed_while_typing_and_stands_after_sending(client, challenge):
    base = come_to_share(client, challenge)
    assert client.post(f"{base}/delen", data=SHARE | CALLS).location == f"{base}/controle"
    assert "555" not in db.session.scalar(text("SELECT CAST(typed AS TEXT) FROM draft"))
    assert NUMBER in client.get(f"{base}/delen").text and NUMBER not in client.get(f"{base}/controle").text
    client.post(f"{base}/controle", data=CHECK)
    assert phones() == [NUMBER] and db.session.query(Draft).one().typed == {}
    assert db.session.get(Conversation, (newest().id, Side.HOST)).lets_host_ask
    assert NUMBER in client.get(f"{base}/verstuurd").text


def test_without_a_yes_nobody_may_call(client, challenge):
    base = come_to_share(client, challenge)
    client.post(f"{base}/delen", data=SHARE | {"call_number": ""})
    client.post(f"{base}/controle", data=CHECK)
    assert phones() == [] and db.session.get(Conversation, (newest().id, Side.HOST)) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"may_call": "y", "call_number": ""}, "Schrijf het nummer op"),
        ({"call_number": NUMBER}, "Vink aan dat zij je mogen bellen"),
        ({"may_call": "y", "call_number": "bel mij"}, "Schrijf een telefoonnummer"),
    ],
)
def test_half_a_yes_comes_back(client, challenge, typed, said):
    answer = client.post(f"{come_to_share(client, challenge)}/delen", data=SHARE | typed)
    assert answer.status_code == 422 and said in answer.text and typed["call_number"] in answer.text


def test_who_does_not_read_along_does_not_call_either(client, challenge):
    name = challenge.organisation.name
    answer = client.post(f"{come_to_share(client, challenge)}/delen", data=SHARE | CALLS | {"kept_from": name})
    assert answer.status_code == 422 and f"Je schreef dat {name} niet meeleest" in answer.text


def test_it_goes_when_the_challenge_is_let_go(client, challenge):
    base = come_to_share(client, challenge)
    client.post(f"{base}/delen", data=SHARE | CALLS)
    client.post(f"{base}/controle", data=CHECK | {"action": "alone"})
    assert "call_number" not in db.session.query(Draft).one().typed["share"]
    client.post(f"{base}/controle", data=CHECK)
    assert phones() == [] and newest().challenge_id is None


def test_the_own_data_hold_the_number_as_typed(client, sign_in, challenge):
    sign_in(make_user(Role.MEMBER))
    base = come_to_share(client, challenge)
    client.post(f"{base}/delen", data=SHARE | CALLS)

    record = draft_record(db.session.query(Draft).one())
    assert record["typed"]["share"]["call_number"] == [NUMBER] and "copies" in record["typed"]
