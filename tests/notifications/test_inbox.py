"""One's own messages: in the inbox and by mail, for nobody else."""

import pytest
from sqlalchemy import select

from app.core.database import db
from app.core.outbox import Email
from app.notifications.operations import tell
from tests.factories import make_user


def test_who_is_told_reads_it_in_the_inbox_and_by_mail(client, app, sign_in):
    user, other = make_user(), make_user()
    tell([user], "Er wacht <iets> op je", "Kijk op http://localhost/redactie", path="/redactie")
    db.session.commit()
    (email,) = db.session.scalars(select(Email))
    assert (email.address, email.subject) == (user.email, "Er wacht <iets> op je")
    sign_in(user)
    page = client.get("/mijn/berichten").text
    assert 'href="/redactie"' in page and "Er wacht &lt;iets&gt; op je" in page and "nieuw" in page
    assert "Kijk op http://localhost/redactie" in page, "what the mail says stands here as well"
    browser = app.test_client()
    sign_in(other, browser)
    assert "Er wacht" not in browser.get("/mijn/berichten").text


def test_looking_is_not_reading_but_the_button_is(client, sign_in):
    user = make_user()
    tell([user], "Onderwerp", "Tekst")
    db.session.commit()
    sign_in(user)
    for _look in range(2):
        assert "Ik heb alles gelezen" in client.get("/mijn/berichten").text
    assert client.post("/mijn/berichten").status_code == 302
    assert "Ik heb alles gelezen" not in client.get("/mijn/berichten").text


def test_a_visitor_has_no_inbox(client):
    assert client.get("/mijn/berichten").status_code == 302
    assert client.post("/mijn/berichten").status_code == 401


@pytest.mark.parametrize(("mode", "status"), [("demonstration", 200), ("development", 404), ("production", 404)])
def test_the_mailbox_of_everybody_exists_in_the_demonstration_only(client, app, monkeypatch, mode, status):
    tell([make_user()], "Onderwerp van de mail", "Tekst")
    db.session.commit()
    monkeypatch.setitem(app.config, "MODE", mode)
    answer = client.get("/postvak")
    assert answer.status_code == status and ("Onderwerp van de mail" in answer.text) == (status == 200)
