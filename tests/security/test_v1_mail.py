"""V1.3.11 and §2.6: mail has the headers and the receiver that we meant, seen by a real mail server. CVE-2026-41426 of pretalx."""

import email
import re
from email import policy

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.database import db
from app.core.outbox import Email, deliver_mail, post
from tests.contributions.sharing import share_story
from tests.factories import make_municipality, make_organisation, make_user
from tests.mail_server import open_mailbox

pytestmark = pytest.mark.usefixtures("no_quiet_hours")

HEADERS = {"From", "To", "Subject", "Message-ID", "Auto-Submitted", "Content-Type", "Content-Language", "MIME-Version"}
NASTY = (
    "Ada\r\nBcc: iedereen@kwaad.example", "Ada\nSubject: iets anders", "Ada\r\n\r\nEen heel andere brief", "Ada\rX-Kwaad: ja", "Ada\x0b", "Ada\u2028Bcc: x@kwaad.example",
    "\"Ada\" <x@kwaad.example>", "Ada; Bos, <b>", "=?utf-8?q?Bcc=3A_x=40kwaad.example?=", "<a href='https://kwaad.example'>Klik hier</a> [klik](https://kwaad.example)", "x" * 5000,
)


@pytest.fixture
def server(app, monkeypatch):
    with open_mailbox(app, monkeypatch) as found:
        yield found


def read(content):
    return email.message_from_bytes(content, policy=policy.default)


@pytest.mark.parametrize("words", NASTY)
def test_v1_3_11_what_is_written_adds_no_header_and_no_receiver(server, words):
    post("een@x.example", words, f"Beste {words}")
    db.session.commit()
    deliver_mail()
    (envelope,) = server.envelopes
    message = read(envelope.content)
    assert envelope.rcpt_tos == ["een@x.example"] and envelope.mail_from == "post@straatwijs.example"
    assert set(message.keys()) <= HEADERS | {"X-Peer", "X-MailFrom", "X-RcptTo"} and len(message.get_all("Subject")) == 1
    assert len(message["Subject"]) <= 210 and message["Auto-Submitted"] == "auto-generated"
    assert message["To"] == "een@x.example" and message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


ADDRESSES = (
    "a@x.example\r\nBcc: b@kwaad.example", "a@x.example\nRCPT TO:<b@kwaad.example>", "a@x.example>\r\nDATA", "a@x.example,b@kwaad.example", "a@x.example;b@kwaad.example",
    "<a@x.example>", "\"a b\"@x.example", "a@x.example b@kwaad.example", "a@[127.0.0.1]", "a@x.example%0d%0aBcc:b@kwaad.example", "groep: a@x.example, b@x.example;", "ü@x.example",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_v1_3_11_no_form_takes_an_address_that_is_more_than_one(world, insider, visitor, address):
    place = make_organisation(name="Waterschap Amstel")
    told = {
        "/inloggen": {"email": address}, "/mijn/adres": {"new_email": address}, "/mijn/organisatie": {"organisation": place.name, "email": address},
        "/beheer/uitnodigen": {"email": address, "organisation": place.name, "role": "host"},
        f"/volg/{world.visitor_code}/bereiken": {"callback": address, "news": ""}, f"/deel/{world.parts['contributions.contact.public_id']}/bereiken": {"callback": "", "news": address},
    }
    before = db.session.scalars(select(Email.key)).all()
    for path, data in told.items():
        assert insider.post(path, data=data).status_code == 422, path
    assert db.session.scalars(select(Email.key)).all() == before


def test_cve_2026_41426_no_words_of_somebody_are_mailed_to_another(browser, sign_in):
    """A name with a link in it, and a mail that we sign: an invitation to any victim. Ours hold our own words and our own links."""
    bait, victim = "Klik http://kwaad.example nu", "slachtoffer@x.example"
    place = make_municipality()
    host, work = make_user(Role.HOST, place, given_name=bait, family_name="<b>[x](http://kwaad.example)</b>"), browser()
    sign_in(host, work)
    work.post("/mijn/organisatie", data={"organisation": place.name, "email": victim})
    work.post("/mijn/adres", data={"new_email": victim})
    work.post("/uitdagingen/nieuw", data={"title": f"{bait}?", "second_host": victim, "key": "k", "version": "1"})
    mails = db.session.scalars(select(Email)).all()
    assert victim in {mail.address for mail in mails}
    assert "kwaad.example" not in "".join(mail.subject + mail.text for mail in mails)


def test_s_34_mail_about_a_story_holds_links_and_no_story(visitor, world):
    make_user(Role.EDITOR)
    share_story(visitor, municipality=world.all_roles.memberships[0].organisation.name)
    mails = db.session.scalars(select(Email)).all()
    assert mails
    for mail in mails:
        assert "jongeren" not in mail.subject + mail.text and "plek waar niemand" not in mail.subject + mail.text
        assert set(re.findall(r"https?://[^/\s]+", mail.text)) == {"http://localhost"}
