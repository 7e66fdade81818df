"""Signing in, and everything that somebody may try instead."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts import operations
from app.accounts.models import Attempt, Invitation, Role, SignInLink, UserSession, WorkAddress
from app.core import clock
from app.core.database import db
from app.core.outbox import Email
from tests.factories import make_municipality, make_organisation, make_user

GOOD = "vier paarden eten blauwe soep"
LINK = re.compile(r"http://localhost(/\S+)")


def mailed_path():
    text = db.session.scalars(select(Email.text).order_by(Email.id.desc())).first()
    return LINK.search(text)[1]


def sign_in_by_mail(client, user):
    client.post("/inloggen", data={"email": user.email})
    return client.post(mailed_path())


def test_a_mailed_link_signs_in_once_and_only_by_its_button(client):
    user = make_user()
    client.post("/inloggen", data={"email": user.email.upper()})
    path = mailed_path()
    for _scanner in range(3):
        assert client.get(path).status_code == 200
    assert client.get("/mijn").status_code == 302, "opening the link is not signing in"
    assert client.post(path).status_code == 302
    assert client.get("/mijn").status_code == 200
    other = client.application.test_client()
    assert other.post(path).status_code == 409, "a link works once"


def test_a_link_of_ten_minutes_ago_is_too_old(client, monkeypatch):
    user = make_user()
    client.post("/inloggen", data={"email": user.email})
    path, later = mailed_path(), clock.now() + timedelta(minutes=10, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert client.post(path).status_code == 409


def test_nothing_tells_whether_an_address_is_known(client):
    known, unknown = make_user(), "niemand@voorbeeld.example"
    pages = [client.post("/inloggen", data={"email": email}) for email in (known.email, unknown)]
    assert pages[0].status_code == pages[1].status_code == 200
    assert pages[0].text.replace(known.email, "X") == pages[1].text.replace(unknown, "X")
    assert len(db.session.scalars(select(Email)).all()) == 1
    wrong = [
        client.post("/inloggen/wachtwoord", data={"address": email, "password": "fout wachtwoord"})
        for email in (known.email, unknown)
    ]
    assert wrong[0].status_code == wrong[1].status_code == 422
    assert wrong[0].text.replace(known.email, "X") == wrong[1].text.replace(unknown, "X")


def test_a_password_signs_in(client, app):
    user = make_user()
    operations.set_password(user, GOOD, keep=None)
    db.session.commit()
    assert user.password_hash.startswith("$argon2id$")
    answer = client.post("/inloggen/wachtwoord", data={"address": user.email, "password": GOOD})
    assert answer.status_code == 302 and client.get("/mijn").status_code == 200


def test_guessing_is_slowed_down_and_the_link_still_works(client):
    user = make_user()
    answers = [
        client.post("/inloggen/wachtwoord", data={"address": user.email, "password": f"gok nummer {n}"}).status_code
        for n in range(12)
    ]
    assert answers[:10] == [422] * 10 and answers[10:] == [429] * 2
    assert sign_in_by_mail(client, user).status_code == 302


def test_who_asks_for_many_links_gets_a_few(client):
    user = make_user()
    for _try in range(9):
        client.post("/inloggen", data={"email": user.email})
    assert len(db.session.scalars(select(Email)).all()) == 5
    assert user.email not in "".join(db.session.scalars(select(Attempt.key)))


@pytest.mark.parametrize(
    "password", ["", "kort", "123456789012", "wachtwoord123", "straatwijs2026", "gemeentegemeente", "aaaaaaaaaaaaaaa", "x" * 257]
)
def test_a_password_that_others_would_guess_is_refused(client, sign_in, password):
    user = make_user()
    sign_in(user)
    answer = client.post("/mijn/wachtwoord", data={"password": password})
    assert answer.status_code == 422
    db.session.refresh(user)
    assert user.password_hash is None


@pytest.mark.parametrize("password", ["vier paarden eten blauwe soep", "ü" * 3 + " straat met 日本語 erin", "een lange zin van ruim vierenzestig tekens, met een komma en een punt."])
def test_long_and_odd_passwords_are_fine(client, sign_in, password):
    user = make_user()
    sign_in(user)
    assert client.post("/mijn/wachtwoord", data={"password": password}).status_code == 302
    client.post("/uitloggen")
    assert client.post("/inloggen/wachtwoord", data={"address": user.email, "password": password}).status_code == 302


def test_signing_out_ends_the_session_wherever_its_cookie_is(client, sign_in):
    sign_in(make_user())
    kept = client.get_cookie("straatwijs").value
    answer = client.post("/uitloggen")
    assert "storage" in answer.headers["Clear-Site-Data"]
    client.set_cookie("straatwijs", kept)
    assert client.get("/mijn").status_code == 302


def test_another_password_ends_the_other_sessions(client, app, sign_in):
    user, elsewhere = make_user(), app.test_client()
    sign_in(user)
    sign_in(user, elsewhere)
    assert elsewhere.get("/mijn").status_code == 200
    client.post("/mijn/wachtwoord", data={"password": GOOD})
    assert elsewhere.get("/mijn").status_code == 302 and client.get("/mijn").status_code == 200
    assert "wachtwoord is veranderd" in db.session.scalars(select(Email.subject)).one()


def test_a_closed_account_is_out_at_once(client, sign_in):
    user = make_user()
    sign_in(user)
    user.closed_at = clock.now()
    db.session.commit()
    assert client.get("/mijn").status_code == 302


def test_a_role_that_ends_is_gone_at_the_next_request(client, app, sign_in):
    admin, member = make_user(Role.ADMINISTRATOR), make_user(Role.MEMBER)
    browser = app.test_client()
    sign_in(admin)
    sign_in(member, browser)
    assert browser.get("/werkbank").status_code == 200
    assert client.post(f"/beheer/rollen/{member.memberships[0].id}/beeindigen").status_code == 302
    assert browser.get("/werkbank").status_code == 403


@pytest.mark.parametrize("path", ["//kwaad.example", "/\\kwaad.example", "https://kwaad.example", "javascript:alert(1)", "/mijn\n//x", "mijn"])
def test_signing_in_leads_to_this_site_only(client, path):
    user = make_user()
    client.post("/inloggen", data={"email": user.email, "next": path})
    assert client.post(mailed_path()).location == "/mijn"


def test_an_invitation_makes_an_account_with_that_role(client, app, sign_in):
    sign_in(make_user(Role.ADMINISTRATOR))
    town = make_municipality(name="Ede")
    data = {"email": "Nieuw@ede.example", "organisation": "ede", "role": "host"}
    assert client.post("/beheer/uitnodigen", data=data).status_code == 302
    path, guest = mailed_path(), app.test_client()
    assert "Ede" in guest.get(path).text
    assert guest.post(path, data={"given_name": "", "infix": "", "family_name": ""}).status_code == 422
    name = {"given_name": "IJsbrand", "infix": "van 't", "family_name": "Hooft-Þór"}
    assert guest.post(path, data=name).status_code == 302
    assert guest.get("/mijn/uitdagingen").status_code == 200
    assert app.test_client().post(path, data=name).status_code == 409, "an invitation is used once"
    assert db.session.scalars(select(Invitation)).one().organisation_id == town.id


@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.ADMINISTRATOR)])
def test_only_administrators_administer(client, sign_in, role):
    if role:
        sign_in(make_user(role))
    assert client.get("/beheer").status_code == (403 if role else 302)
    assert client.post("/beheer/uitnodigen", data={}).status_code == (403 if role else 401)


def test_an_address_at_an_organisation_is_confirmed_by_its_mail(client, sign_in):
    user, place = make_user(), make_organisation(name="Waterschap Vechtdal")
    sign_in(user)
    client.post("/mijn/organisatie", data={"organisation": "waterschap vechtdal", "email": "ik@vechtdal.example"})
    path = mailed_path()
    client.get(path)
    assert db.session.scalars(select(WorkAddress)).one().confirmed_at is None
    client.post(path)
    address = db.session.scalars(select(WorkAddress)).one()
    assert address.confirmed_at is not None and address.organisation_id == place.id
    assert client.post(path).status_code == 409


def test_only_fingerprints_are_stored(client):
    user = make_user()
    client.post("/inloggen", data={"email": user.email})
    token = mailed_path().rsplit("/", 1)[1]
    assert token not in str(db.session.scalars(select(SignInLink.token_hash)).all())
    client.post(mailed_path())
    assert len(db.session.scalars(select(UserSession)).all()) == 1
