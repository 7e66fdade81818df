"""Where somebody works: reading a mail proves nothing by itself; a domain of the organisation or an administrator does."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import Role, WorkAddress
from app.core.database import db
from app.core.outbox import Email
from tests.factories import make_organisation, make_user


def confirmed(client, user, sign_in, organisation, email):
    """Says where one works and opens the link in the mail."""
    sign_in(user)
    client.post("/mijn/organisatie", data={"organisation": organisation.name, "email": email})
    mails = db.session.scalars(select(Email.text).where(Email.address == email)).all()
    client.post(re.search(r"/bevestig/\S+", mails[-1])[0])
    return db.session.scalars(select(WorkAddress).where(WorkAddress.email == email.lower())).one()


def test_a_domain_of_the_organisation_proves_it(client, sign_in):
    organisation = make_organisation(name="Netbeheerder", mail_domains="net.example\nbeheer.example")
    address = confirmed(client, make_user(), sign_in, organisation, "jan@BEHEER.example")
    assert address.proves_employment and address.user.employers() == {organisation.id}


@pytest.mark.parametrize("email", ["jan@elders.example", "jan@net.example.evil.example", "jan@xnet.example"])
def test_any_other_address_waits_for_an_administrator(client, sign_in, email):
    administrator = make_user(Role.ADMINISTRATOR)
    organisation = make_organisation(name="Netbeheerder", mail_domains="net.example")
    address = confirmed(client, make_user(given_name="Jan"), sign_in, organisation, email)
    assert not address.proves_employment and address.user.employers() == set()
    assert "kijkt na of je" in client.get("/mijn").text
    told = db.session.scalars(select(Email.text).where(Email.address == administrator.email)).one()
    assert email not in told and "Netbeheerder" not in told
    sign_in(administrator)
    assert email in client.get("/beheer").text
    assert client.post(f"/beheer/adressen/{address.id}", data={"oordeel": "ja"}).status_code == 302
    db.session.refresh(address)
    assert address.proves_employment
    assert email not in client.get("/beheer").text


def test_an_administrator_can_vouch_for_a_whole_domain_or_turn_it_down(client, sign_in):
    organisation = make_organisation(name="Netbeheerder")
    first = confirmed(client, make_user(), sign_in, organisation, "jan@net.example")
    sign_in(make_user(Role.ADMINISTRATOR))
    client.post(f"/beheer/adressen/{first.id}", data={"oordeel": "domein"})
    assert confirmed(client, make_user(), sign_in, organisation, "piet@net.example").proves_employment
    other = confirmed(client, make_user(), sign_in, organisation, "kees@elders.example")
    sign_in(make_user(Role.ADMINISTRATOR))
    assert client.post(f"/beheer/adressen/{other.id}", data={"oordeel": "misschien"}).status_code == 409
    client.post(f"/beheer/adressen/{other.id}", data={"oordeel": "nee"})
    assert db.session.scalars(select(WorkAddress.email)).all() == ["jan@net.example", "piet@net.example"]


def test_nobody_vouches_for_a_domain_that_is_open_to_all(client, sign_in):
    address = confirmed(client, make_user(), sign_in, make_organisation(name="Netbeheerder"), "jan@gmail.com")
    sign_in(make_user(Role.ADMINISTRATOR))
    answer = client.post(f"/beheer/adressen/{address.id}", data={"oordeel": "domein"})
    assert answer.status_code == 409 and "gmail.com" in answer.text
    db.session.refresh(address)
    assert not address.proves_employment


@pytest.mark.parametrize("role", [None, Role.HOST, Role.MEMBER, Role.EDITOR, Role.COORDINATOR])
def test_only_administrators_judge(client, sign_in, role):
    organisation = make_organisation(name="Netbeheerder")
    user = make_user(role)
    address = confirmed(client, user, sign_in, organisation, "jan@net.example")
    assert client.post(f"/beheer/adressen/{address.id}", data={"oordeel": "ja"}).status_code == 403
    db.session.refresh(address)
    assert not address.proves_employment
