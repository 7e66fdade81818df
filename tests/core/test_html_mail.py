"""A mail says the same as text and as HTML, and the HTML brings nothing along."""

import re

import html5lib
import pytest
from sqlalchemy import select

from app.contributions.messages import confirm_news
from app.core.database import db
from app.core.html_mail import as_html
from app.core.outbox import Bounce, Email, deliver_mail, forget_bounce, has_bounced, may_still_leave, note_bounce, post
from app.core.wording import in_language
from tests.mail_server import in_html, open_mailbox, opened

pytestmark = pytest.mark.usefixtures("no_quiet_hours")

SITE = "http://localhost"
EVERY_SHAPE = """Beste lezer,
Er is nieuws: één & "twee" <drie>.

- Een vraag: hoe houd je bomen droog?
  http://localhost/uitdagingen/bomen-1?a=1&b=2
- Nog een

Kijk op http://localhost/mijn. Of http://elders.example/x
Groet
"""


def seen(page):
    """What somebody reads in it, and where its links go."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    body = tree.find("body")
    words = " ".join(" ".join(body.itertext()).split())
    return words, [link.get("href") for link in body.iter("a")], tree


def same(text, page):
    words, links, tree = seen(page)
    spoken = " ".join(" ".join(re.sub(r"(?m)^- ", "", text).split()).split())
    assert re.sub(r"\s", "", words) == re.sub(r"\s", "", spoken)
    assert links == [found.rstrip(".,;:!?)") for found in re.findall(r"http://localhost[^\s]*", text)]
    assert tree.get("lang") in ("nl", "en")
    names = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    assert names <= {"html", "head", "meta", "title", "body", "p", "br", "ul", "li", "a"}
    assert not re.search(r"(?i)src=|url\(|color:|background", page)


def test_every_shape_of_text_is_the_same_in_html():
    page = as_html("Nieuws", EVERY_SHAPE, "nl", SITE)
    same(EVERY_SHAPE, page)
    assert page.count("<li>") == 2 and "<drie>" not in page and 'href="http://elders' not in page


def test_mail_that_leaves_says_the_same_twice(app, monkeypatch):
    """As it leaves: both parts are looked at as they came in at a server."""
    with open_mailbox(app, monkeypatch) as box:
        with in_language("en"):
            post("a@b.example", "Hello", "Your page:\nhttp://localhost/en/mijn")
        post("c@b.example", "Dag", EVERY_SHAPE)
        db.session.commit()
        assert deliver_mail() == 2
        for envelope in box.envelopes:
            same(opened(envelope.content).split("\n\n", 1)[1], in_html(envelope.content))
        assert 'lang="en"' in in_html(box.envelopes[0].content) and 'lang="nl"' in in_html(box.envelopes[1].content)
        assert "Content-Language: en" in box.taken[0][1]


@pytest.fixture
def gone(app, monkeypatch):
    with open_mailbox(app, monkeypatch) as box:
        box.unknown = {"weg@b.example": "550 5.1.1 no such user", "vol@b.example": "452 mailbox full"}
        yield box


def test_an_address_that_is_refused_for_good_gets_no_more_of_what_it_asked_for(gone):
    post("weg@b.example", "Nieuws", "Iets", stop_url="http://localhost/stop")
    post("weg@b.example", "Inloggen", "Iets")
    post("vol@b.example", "Nieuws", "Iets", stop_url="http://localhost/stop")
    db.session.commit()
    assert deliver_mail() == 0
    asked, needed, later = db.session.scalars(select(Email).order_by(Email.id))
    assert asked.failed_at is not None and asked.address == ""
    assert needed.failed_at is not None and needed.text == "Iets", "other mail is tried, and kept to be sent again"
    assert later.failed_at is None, "what can wait is tried again"
    assert has_bounced("Weg@b.example") and not has_bounced("vol@b.example")
    assert "weg" not in str(db.session.scalars(select(Bounce.who)).all())
    post("weg@b.example", "Meer nieuws", "Iets", stop_url="http://localhost/stop")
    deliver_mail()
    (further,) = db.session.scalars(select(Email).where(Email.id > later.id))
    assert (further.failed_at is not None, further.tries, further.address) == (True, 0, ""), "the server is not asked once more"


def test_a_bounce_that_is_handed_in_and_taken_back(app):
    for _time in range(2):
        assert app.test_cli_runner().invoke(args=["bounced", "Ik@b.example"]).exit_code == 0
    assert has_bounced("ik@b.example")
    forget_bounce("ik@b.example")
    assert not has_bounced("ik@b.example")
    note_bounce("ik@b.example")


def test_whoever_types_an_address_anew_is_asked_there_once_more(app):
    note_bounce("ik@b.example")
    with app.test_request_context("/"):
        confirm_news("ik@b.example", "een token", "news-", "nl")
    (asked,) = db.session.scalars(select(Email))
    assert not has_bounced("ik@b.example") and may_still_leave(asked)
