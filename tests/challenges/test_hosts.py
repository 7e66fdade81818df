"""Who runs a challenge: invited colleagues, hosts of several municipalities, and who reads along."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import Membership, Role
from app.challenges.models import ChallengeStatus
from app.core.database import db
from app.core.outbox import Email
from tests.challenges.written import WHOLE, own_draft, the_one
from tests.factories import make_municipality, make_user, save


def invitation_for(email):
    text = db.session.scalars(select(Email.text).where(Email.address == email)).one()
    return re.search(r"/uitnodiging/\S+", text)[0]


def test_an_invited_colleague_runs_the_challenge_as_soon_as_they_say_yes(app, client, host):
    client.post("/uitdagingen/nieuw", data=WHOLE | {"second_host": "Nieuw@voorbeeld.example"})
    address = f"/uitdagingen/{the_one().slug}"
    assert "nieuw@voorbeeld.example" in client.get(address).text
    assert client.post(f"{address}/publiceren", data={"visible_from": ""}).status_code == 409
    colleague = app.test_client()
    assert colleague.get(address).status_code == 404
    colleague.post(
        invitation_for("nieuw@voorbeeld.example"), data={"given_name": "Noor", "infix": "", "family_name": ""}
    )
    assert WHOLE["title"] in colleague.get("/mijn/uitdagingen").text
    assert colleague.get(f"{address}/bewerken").status_code == 200
    assert client.post(f"{address}/publiceren", data={"visible_from": ""}).status_code == 302
    assert {h.user.email for h in the_one().hosts} == {host.email, "nieuw@voorbeeld.example"} and not the_one().wanted


def test_an_account_elsewhere_with_the_invited_address_is_not_enough(app, client, host, sign_in):
    client.post("/uitdagingen/nieuw", data=WHOLE | {"second_host": "gast@voorbeeld.example"})
    address, browser = f"/uitdagingen/{the_one().slug}", app.test_client()
    sign_in(make_user(Role.HOST, email="gast@voorbeeld.example"), browser)
    assert browser.get(address).status_code == 404
    assert client.post(f"{address}/publiceren", data={"visible_from": ""}).status_code == 409


def test_closing_forgets_who_was_invited(client, host):
    challenge = own_draft(host, status=ChallengeStatus.PUBLISHED)
    client.post("/uitdagingen/concept-x/bewerken", data=WHOLE | {"second_host": "gast@voorbeeld.example"})
    assert [w.email for w in the_one().wanted] == ["gast@voorbeeld.example"]
    client.post("/uitdagingen/concept-x/sluiten", data={"note": "Dit nemen we mee.", "sure": "y"})
    db.session.refresh(challenge)
    assert challenge.wanted == []


@pytest.fixture
def two_towns(host):
    """The host works for a second municipality as well."""
    other = make_municipality(name="Andere stad")
    save(Membership(user_id=host.id, organisation_id=other.id, role=Role.HOST))
    db.session.expire_all()
    return next(one.organisation for one in host.memberships if one.organisation_id != other.id), other


def test_a_host_of_two_municipalities_chooses(client, two_towns):
    first, other = two_towns
    page = client.get("/uitdagingen/nieuw").text
    assert "Voor welke gemeente?" in page and first.name in page and other.name in page
    client.post("/uitdagingen/nieuw", data=WHOLE | {"organisation": str(other.id)})
    assert the_one().organisation_id == other.id
    address = f"/uitdagingen/{the_one().slug}/bewerken"
    client.post(address, data=WHOLE | {"organisation": str(first.id)})
    assert the_one().organisation_id == first.id
    the_one().status = ChallengeStatus.PUBLISHED
    db.session.commit()
    answer = client.post(address, data=WHOLE | {"organisation": str(other.id)})
    assert answer.status_code == 409 and WHOLE["title"] in answer.text
    assert the_one().organisation_id == first.id
    assert "Voor welke gemeente?" not in client.get(address).text


@pytest.mark.parametrize("typed", ["", "0", "999999", "abc", "1;2"])
def test_a_municipality_that_is_not_ones_own_is_none(client, two_towns, typed):
    client.post("/uitdagingen/nieuw", data=WHOLE | {"organisation": typed})
    assert the_one().organisation_id in {town.id for town in two_towns}


def test_who_hosts_for_one_municipality_is_not_asked(client, host):
    assert "Voor welke gemeente?" not in client.get("/uitdagingen/nieuw").text


def test_an_answer_to_an_older_text_is_asked_again_and_nothing_is_lost(client, host):
    own_draft(host)
    page = client.post("/uitdagingen/concept-x/meelezen", data={"reader": "communicatie"}).text
    path = page.split('href="http://localhost/meelezen/')[1].split('"')[0]
    client.post("/uitdagingen/concept-x/bewerken", data=WHOLE)
    reader = client.application.test_client()
    answer = reader.post(f"/meelezen/{path}", data={"agreed": "yes", "remark": "Mooi verhaal", "version": "1"})
    assert answer.status_code == 409 and "Mooi verhaal" in answer.text and WHOLE["title"] in answer.text
    assert the_one().agreements[0].agreed is None
    version = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    reader.post(f"/meelezen/{path}", data={"agreed": "yes", "remark": "", "version": version})
    db.session.expire_all()
    assert the_one().agreements[0].agreed is True
