"""A fresh sign-in before sensitive deeds (V7.5.1): asked in between, and then it goes on with what was typed."""

import html
import re

import pytest
from sqlalchemy import select

from app.accounts import operations, queries
from app.accounts.models import Invitation, Role
from app.core.database import db
from tests.accounts.second_steps import code_of, options_on, set_up_app, set_up_codes, set_up_passkey
from tests.accounts.test_signing_in import GOOD, mailed_path
from tests.factories import make_organisation, make_user

AGAIN = "/mijn/opnieuw"


@pytest.fixture
def admin(client, sign_in, wait):
    """An administrator who signed in sixteen minutes ago."""
    user = make_user(Role.ADMINISTRATOR)
    sign_in(user)
    wait(minutes=16)
    return user


def deeds():
    """Every deed that asks who it is, with what it sends; each on somebody of its own."""
    other = make_user(Role.EDITOR)
    lost = make_user(Role.EDITOR)
    set_up_app(lost)
    place = make_organisation(name="Waterschap Vechtdal")
    invited = {"email": "nieuw@vechtdal.example", "organisation": place.name, "role": "editor"}
    return {
        f"/beheer/rollen/{other.memberships[0].id}/beeindigen": {},
        "/beheer/uitnodigen": invited,
        "/beheer/tweede-stap": {"address": lost.email},
        "/mijn/wachtwoord": {"password": GOOD},
        "/mijn/tweede-stap/app": {},
        "/mijn/tweede-stap/herstelcodes": {},
        "/mijn/tweede-stap/sleutel": {"name": "Telefoon", "credential": "{}"},
    }


def fields_on(page, at=AGAIN):
    """The fields of the first form on the page that goes there."""
    form = re.search(rf'<form[^>]*action="{at}".*?</form>', page.text, re.DOTALL)[0]
    return {name: html.unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form)}


def test_every_sensitive_deed_asks_who_it_is(client, admin):
    for address, data in deeds().items():
        answer = client.post(address, data=data)
        assert answer.status_code == 409 and "Ben jij het nog?" in answer.text, address
        assert GOOD not in answer.text, "a password stands in no page"
    assert db.session.scalars(select(Invitation)).all() == []


def test_a_fresh_session_is_not_asked(client, sign_in):
    sign_in(make_user(Role.ADMINISTRATOR))
    for address, data in deeds().items():
        assert "Ben jij het nog?" not in client.post(address, data=data).text, address


def test_inviting_a_host_is_no_such_deed(client, admin):
    make_organisation(name="Instituut Voorbeeld")
    data = {"email": "host@x.example", "organisation": "Instituut Voorbeeld", "role": "host"}
    assert client.post("/beheer/uitnodigen", data=data).status_code == 302


def counter_of(user):
    return operations.factors.pyotp.TOTP(operations.secret_of(queries.code_app_of(user)))


@pytest.mark.parametrize("way", ["app", "recovery", "passkey", "password"])
def test_after_it_the_deed_goes_on_with_what_was_typed(client, app, sign_in, wait, way):
    admin = make_user(Role.ADMINISTRATOR)
    make_organisation(name="Waterschap Vechtdal")
    if way == "password":
        operations.set_password(admin, GOOD, keep=None)
    sign_in(admin)
    codes = set_up_codes(admin)
    device = set_up_passkey(admin) if way in ("passkey", "recovery") else None
    if way == "app":
        set_up_app(admin)
    db.session.commit()
    wait(minutes=16)
    typed = {"email": "nieuw@vechtdal.example", "organisation": "Waterschap Vechtdal", "role": "editor"}
    page = client.post("/beheer/uitnodigen", data=typed)
    held, before = fields_on(page), client.get_cookie("straatwijs").value
    assert {name: held[name] for name in typed} == typed
    wrong = client.post(AGAIN, data=held | {"bewijs-password": "x", "bewijs-code": "000000"})
    assert wrong.status_code == 422 and fields_on(wrong) == held
    proof = {
        "app": lambda: {"bewijs-code": code_of(counter_of(admin))},
        "recovery": lambda: {"bewijs-recovery": codes[0]},
        "passkey": lambda: {"bewijs-credential": device.use(options_on(page))},
        "password": lambda: {"bewijs-password": GOOD},
    }[way]()
    answer = client.post(AGAIN, data=held | proof)
    assert answer.status_code == 307 and answer.location == "/beheer/uitnodigen"
    assert client.get_cookie("straatwijs").value != before
    assert client.post(answer.location, data=held | proof).status_code == 302
    assert "nieuw@vechtdal.example" in db.session.scalars(select(Invitation.email)).all()


def test_who_has_nothing_but_the_mail_goes_on_after_its_link(client, admin, guarded, app):
    make_organisation(name="Waterschap Vechtdal")
    typed = {"email": "nieuw@vechtdal.example", "organisation": "Waterschap Vechtdal", "role": "editor"}
    typed["csrf_token"] = fields_on(client.get("/beheer"), "/beheer/uitnodigen").get("csrf_token") or token_on(client.get("/beheer"))
    page = client.post("/beheer/uitnodigen", data=typed)
    sent = client.post(AGAIN, data=fields_on(page) | {"bewijs-stuur": "ja"})
    assert sent.status_code == 200
    link = mailed_path()
    assert client.post(link, data={"csrf_token": token_on(client.get(link))}).status_code == 302
    held = fields_on(sent, "/beheer/uitnodigen")
    assert client.post("/beheer/uitnodigen", data=held).status_code == 302, "the form on the first tab still counts"
    assert len(db.session.scalars(select(Invitation)).all()) == 1


def token_on(page):
    return re.search(r'name="csrf_token"[^>]*value="([^"]*)"', page.text)[1]


@pytest.mark.parametrize("path", ["//kwaad.example", "https://kwaad.example", "/\\kwaad.example"])
def test_it_leads_to_this_site_only(client, admin, path):
    operations.set_password(admin, GOOD, keep=queries.sessions_of(admin)[0])
    db.session.commit()
    data = {"verder_naar": path, "verder_als": "daad", "bewijs-password": GOOD}
    assert client.post(AGAIN, data=data).location == "/mijn"


def test_another_password_is_asked_for_again_after_it(client, admin):
    operations.set_password(admin, GOOD, keep=queries.sessions_of(admin)[0])
    db.session.commit()
    assert "Laat zien dat ik het ben" in client.get("/mijn").text
    page = client.post("/mijn/wachtwoord", data={"password": "een heel ander lang woord"})
    answer = client.post(AGAIN, data=fields_on(page) | {"bewijs-password": GOOD})
    assert answer.status_code == 303 and answer.location == "/mijn"
    assert client.post("/mijn/wachtwoord", data={"password": "een heel ander lang woord"}).status_code == 302


def test_with_a_second_step_the_password_alone_is_not_enough(client, admin):
    operations.set_password(admin, GOOD, keep=queries.sessions_of(admin)[0])
    set_up_app(admin)
    assert client.post(AGAIN, data={"verder_naar": "/mijn", "bewijs-password": GOOD}).status_code == 422
    assert client.get("/mijn/tweede-stap/begin").status_code == 409
