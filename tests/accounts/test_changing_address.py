"""Changing the address of an account: both mailboxes say yes, a scanner changes nothing, other sessions end."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import AddressChange, User, UserSession
from app.accounts.operations import begin_session, link_for, remove_what_expired
from app.core import clock
from app.core.database import db
from app.core.outbox import Email
from tests.factories import make_user

NEW = "nieuw@voorbeeld.example"


@pytest.fixture
def owner(sign_in):
    user = make_user(email="oud@voorbeeld.example")
    sign_in(user)
    return user


def ask(client, email=NEW):
    return client.post("/mijn/adres", data={"new_email": email})


def links():
    """The path in the mail to each address."""
    mails = db.session.scalars(select(Email)).all()
    return {mail.address: re.search(r"(/mijn/adres/\S+)", mail.text)[1] for mail in mails}


def address_of(user):
    return db.session.scalar(select(User.email).where(User.id == user.id))


@pytest.mark.parametrize("first", ["oud@voorbeeld.example", NEW])
def test_it_changes_when_both_have_said_yes(client, owner, first):
    begin_session(owner, "elders")
    link_for(owner)
    db.session.commit()
    assert ask(client).status_code == 302
    assert "both" not in client.get("/mijn").text and NEW in client.get("/mijn").text
    paths = links()
    second = (set(paths) - {first}).pop()
    for path in paths.values():
        assert client.get(path).status_code == 200
    assert client.post(paths[first]).status_code == 302
    assert client.post(paths[first]).status_code == 302
    assert address_of(owner) == "oud@voorbeeld.example"
    assert client.post(paths[second]).status_code == 302
    assert address_of(owner) == NEW
    live = db.session.scalars(select(UserSession.browser).where(UserSession.ended_at.is_(None))).all()
    assert live == ["a test"]
    assert client.get("/mijn").status_code == 200
    assert client.post(paths[first]).status_code == 409


def test_nobody_else_can_use_the_links(app, client, owner, sign_in):
    ask(client)
    other, stranger = app.test_client(), app.test_client()
    sign_in(make_user(), other)
    for path in links().values():
        assert other.post(path).status_code == 409
        assert stranger.post(path).status_code == 401
        assert stranger.get(path).status_code == 302
    assert address_of(owner) == "oud@voorbeeld.example"


def test_an_address_of_another_account_is_not_told_and_not_taken(client, owner):
    make_user(email=NEW)
    answer = ask(client)
    assert answer.status_code == 302 and len(links()) == 2
    codes = [client.post(path).status_code for path in links().values()]
    assert codes == [302, 409] and address_of(owner) == "oud@voorbeeld.example"


@pytest.mark.parametrize("typed", ["", "geen adres", "oud@voorbeeld.example"])
def test_what_cannot_be_a_new_address_comes_back(client, owner, typed):
    answer = ask(client, typed)
    assert answer.status_code == 422 and f'value="{typed}"' in answer.text and not links()


def test_it_asks_for_a_fresh_session(client, owner):
    db.session.scalars(select(UserSession)).one().began_at = clock.now() - timedelta(minutes=16)
    db.session.commit()
    assert ask(client).status_code == 409 and not links()


def test_a_link_of_days_ago_is_too_old_and_is_deleted(client, owner):
    ask(client)
    paths = links()
    db.session.scalars(select(AddressChange)).one().expires_at = clock.now() - timedelta(days=2)
    db.session.commit()
    assert {client.post(path).status_code for path in paths.values()} == {409}
    remove_what_expired()
    assert db.session.scalars(select(AddressChange)).all() == []
