"""What somebody may try against an account that is not theirs, and what still works for its owner."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts import operations, queries
from app.accounts.models import Role, SignInLink, User, WorkAddress
from app.accounts.operations import signing_in
from app.core import clock
from app.core.database import db
from app.core.outbox import Email
from tests.accounts.test_signing_in import GOOD, mailed_path
from tests.factories import make_organisation, make_user


@pytest.fixture
def wait(monkeypatch):
    """Lets time pass: `wait(minutes=3)`."""
    moment = [clock.now()]

    def pass_by(**long):
        moment[0] += timedelta(**long)

    monkeypatch.setattr(clock, "now", lambda: moment[0])
    return pass_by


def test_who_keeps_asking_for_links_does_not_shut_out_the_owner(client, wait):
    user = make_user()
    for _minute in range(45):
        client.post("/inloggen", data={"email": user.email}, environ_base={"REMOTE_ADDR": "192.0.2.66"})
        wait(minutes=1)
        live = [link for link in db.session.scalars(select(SignInLink)) if link.expires_at > clock.now()]
        assert live, "the mailbox of the owner always holds a link that works"


def test_who_keeps_guessing_does_not_shut_out_the_owner_for_good(client, wait):
    user = make_user()
    operations.set_password(user, GOOD, keep=None)
    db.session.commit()
    for _guess in range(30):
        client.post("/inloggen/wachtwoord", data={"address": user.email, "password": "gok"})
    wait(minutes=16)  # counted from the last guess, and a busy machine takes its time for thirty
    answer = client.post("/inloggen/wachtwoord", data={"address": user.email, "password": GOOD})
    assert answer.status_code == 302


def test_the_answer_to_too_many_tries_says_how_long_to_wait(client):
    for n in range(11):
        answer = client.post("/inloggen/wachtwoord", data={"address": "wie@x.example", "password": f"gok {n}"})
    assert answer.status_code == 429 and int(answer.headers["Retry-After"]) == 900


def test_one_place_cannot_ask_for_everybody(client):
    answers = [client.post("/inloggen", data={"email": f"p{n}@x.example"}).status_code for n in range(61)]
    assert answers == [200] * 60 + [429]


def test_an_unknown_address_costs_the_same_work_and_leaves_nothing(app, monkeypatch):
    asked = []
    real = signing_in.messages.sign_in_link
    monkeypatch.setattr(signing_in.messages, "sign_in_link", lambda *what: (asked.append(1), real(*what)))
    with app.test_request_context():
        operations.mail_link("niemand@x.example", "")
        db.session.commit()
    assert asked == [1]
    assert [db.session.scalars(select(table)).all() for table in (User, SignInLink, Email)] == [[], [], []]


def test_a_closed_account_gets_no_link(client):
    user = make_user(closed_at=clock.now())
    client.post("/inloggen", data={"email": user.email})
    assert db.session.scalars(select(Email)).all() == []


@pytest.mark.parametrize(
    "address", [":;@b.nl", "a@[b.nl", "a,b@c.nl", "a(@b.nl", "<x@y.nl", "a@b.nl>", "=?utf-8?q?x?=@b.nl,", "\x00@b.nl", "groep:@b.nl"]
)
def test_what_a_mail_server_would_trip_over_is_no_address(client, address):
    answer = client.post("/inloggen", data={"email": address})
    assert answer.status_code == 422 and "Schrijf het e-mailadres" in answer.text


def test_signing_in_gives_another_session_than_the_one_before(client, sign_in):
    user = make_user()
    client.post("/inloggen", data={"email": user.email})
    with client.session_transaction() as session:
        session["sid"] = "chosen by somebody else"
        session["planted"] = "yes"
    client.post(mailed_path())
    with client.session_transaction() as session:
        assert session["sid"] != "chosen by somebody else" and "planted" not in session


def test_signing_in_leads_back_to_the_page_in_the_same_language(client):
    user = make_user()
    asked = client.get("/en/mijn?a=b")
    assert asked.status_code == 302 and asked.location.startswith("/en/inloggen")
    client.post("/en/inloggen", data={"email": user.email, "next": "/en/mijn?a=b"})
    assert "next=/en/mijn" in asked.location.replace("%2F", "/")
    assert client.post(mailed_path()).location == "/en/mijn?a=b"


def test_a_browser_ends_a_session_elsewhere_but_not_of_somebody_else(client, app, sign_in):
    owner, other = make_user(), make_user()
    browsers = [app.test_client() for _n in range(2)]
    for user, browser in ((owner, client), (owner, browsers[0]), (other, browsers[1])):
        sign_in(user, browser)
    for session in (*queries.sessions_of(owner), *queries.sessions_of(other)):
        if session.public_id not in client.get("/mijn").text or session.user_id == other.id:
            client.post(f"/mijn/sessies/{session.public_id}/beeindigen")
    assert browsers[1].get("/mijn").status_code == 200
    there = next(s for s in queries.sessions_of(owner)[::-1])
    client.post(f"/mijn/sessies/{there.public_id}/beeindigen")
    assert {client.get("/mijn").status_code, browsers[0].get("/mijn").status_code} == {200, 302}


def test_a_session_ends_by_itself(client, sign_in, wait):
    sign_in(make_user())
    wait(hours=11)
    assert client.get("/mijn").status_code == 200, "being used keeps it alive"
    wait(hours=11)
    assert client.get("/mijn").status_code == 200
    wait(hours=12, seconds=1)
    assert client.get("/mijn").status_code == 302


def test_another_password_needs_a_fresh_session(client, sign_in, wait):
    user = make_user()
    sign_in(user)
    wait(minutes=16)
    answer = client.post("/mijn/wachtwoord", data={"password": GOOD})
    assert answer.status_code == 409
    db.session.refresh(user)
    assert user.password_hash is None


@pytest.mark.parametrize("mode", ["development", "production", "demonstration"])
def test_the_made_up_people_are_there_in_the_demonstration_only(client, app, monkeypatch, mode):
    make_user(Role.EDITOR, is_demonstration=True)
    make_user(Role.ADMINISTRATOR)
    monkeypatch.setitem(app.config, "MODE", mode)
    there = mode == "demonstration"
    assert client.get("/inloggen/demo/administrator").status_code == 404, "a real person is never borrowed"
    for _again in range(2):
        browser = app.test_client()
        assert browser.get("/inloggen/demo/editor").status_code == (200 if there else 404)
        assert browser.get("/mijn").status_code == 302, "only the button signs in"
        assert browser.post("/inloggen/demo/editor").status_code == (302 if there else 404)
        assert browser.get("/mijn").status_code == (200 if there else 302)
    assert operations.demonstration_links() == [("editor", "/inloggen/demo/editor")]


def test_what_expired_is_removed(client, wait):
    user = make_user()
    client.post("/inloggen", data={"email": user.email})
    client.post(mailed_path())
    wait(days=31)
    operations.remove_what_expired()
    db.session.commit()
    assert db.session.scalars(select(SignInLink)).all() == []
    assert list(queries.sessions_of(user)) == []


def test_a_form_after_a_pause_is_taken(client, sign_in, wait):
    """The session clock and the form both write: on SQLite one would wait for the other."""
    user = make_user()
    sign_in(user)
    wait(minutes=6)
    answer = client.post("/mijn/naam", data={"given_name": "Ada", "infix": "", "family_name": ""})
    assert answer.status_code == 302
    assert queries.sessions_of(user)[0].seen_at == clock.now()
    wait(minutes=6)
    client.get("/mijn")
    db.session.expire_all()
    assert queries.sessions_of(user)[0].seen_at == clock.now()


def invited(email, role=Role.MEMBER):
    token = operations.invite(email, make_organisation(), role, by=make_user(Role.ADMINISTRATOR))
    db.session.commit()
    return f"/uitnodiging/{token}"


NAME = {"given_name": "Ada", "infix": "", "family_name": ""}


def test_an_invitation_is_no_key_to_an_account_that_existed(client):
    user = make_user()
    assert client.post(invited(user.email), data=NAME).status_code == 302
    assert client.get("/mijn").status_code == 302, "whoever holds a link of two weeks is not signed in by it"
    db.session.refresh(user)
    assert user.has(Role.MEMBER) and user.given_name != "Ada"


def test_an_invitation_withdrawn_or_old_is_worth_nothing(client, wait):
    withdrawn, old = invited("een@x.example"), invited("twee@x.example")
    operations.withdraw_invitation(next(i for i in queries.open_invitations() if i.email == "een@x.example"))
    db.session.commit()
    assert client.post(withdrawn, data=NAME).status_code == 409
    wait(days=14, seconds=1)
    assert client.post(old, data=NAME).status_code == 409
    assert queries.user_by_email("een@x.example") is queries.user_by_email("twee@x.example") is None


def test_nobody_vouches_for_the_account_of_a_stranger(client, app, sign_in):
    stranger, colleague, place = make_user(), make_user(), make_organisation(name="Waterschap Vechtdal")
    sign_in(stranger)
    client.post("/mijn/organisatie", data={"organisation": place.name, "email": colleague.email})
    path, browser = mailed_path(), app.test_client()
    assert browser.get(path).status_code == 302 and browser.post(path).status_code == 401
    sign_in(colleague, browser)
    assert browser.post(path).status_code == 409
    assert db.session.scalars(select(WorkAddress)).one().confirmed_at is None


def test_nobody_has_us_flood_a_mailbox(client, sign_in):
    sign_in(make_user())
    place = make_organisation()
    data = {"organisation": place.name, "email": "iemand@x.example"}
    answers = [client.post("/mijn/organisatie", data=data).status_code for _n in range(7)]
    assert answers == [302] * 5 + [429] * 2
    assert len(db.session.scalars(select(Email)).all()) == 5


@pytest.mark.parametrize("role", list(Role))
def test_administrators_hear_of_a_role_that_sees_much(client, sign_in, role):
    admin, other = make_user(Role.ADMINISTRATOR), make_user(role)
    sign_in(admin)
    client.post(f"/beheer/rollen/{other.memberships[0].id}/beeindigen")
    heard = {email.address for email in db.session.scalars(select(Email)) if other.email in email.text}
    assert (admin.email in heard) == (role in (Role.COORDINATOR, Role.EDITOR, Role.ADMINISTRATOR))


def test_administrators_hear_of_an_accepted_invitation(client):
    client.post(invited("nieuw@x.example", Role.EDITOR), data=NAME)
    (email,) = db.session.scalars(select(Email))
    assert email.subject == "Een rol is gegeven of beëindigd" and "Redacteur" in email.text


def test_the_last_administrator_stays(client, sign_in):
    admin = make_user(Role.ADMINISTRATOR)
    sign_in(admin)
    answer = client.post(f"/beheer/rollen/{admin.memberships[0].id}/beeindigen")
    assert answer.status_code == 409 and client.get("/beheer").status_code == 200
