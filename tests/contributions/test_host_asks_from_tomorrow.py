"""That hosts may ask shows from the day after it was allowed: two of one minute do not tell that they are of one person."""

import re
from datetime import datetime

import pytest

from app.contributions import operations
from app.contributions.models import Conversation, Side, Status
from app.contributions.permissions.conversation import may_read_as_host
from app.core import clock
from app.core.clock import AMSTERDAM
from app.core.database import db
from app.core.errors import Refusal
from app.core.outbox import Email
from tests.contributions import talking
from tests.contributions.followed import fresh
from tests.factories import make_challenge

CODES = ("A" * 26, "B" * 26)
ALLOWED = "mag je iets vragen over dit verhaal"
FROM_TOMORROW = "Dat zien zij op zijn vroegst vanaf morgen."


@pytest.fixture
def stories(app):
    challenge = make_challenge()
    return [talking.answer_to(challenge, code=code, allowed=False) for code in CODES]


@pytest.fixture
def host(app, stories, sign_in):
    browser = app.test_client()
    sign_in(talking.host_of(stories[0]), browser)
    return browser


def doors(stories):
    """Every address at which a host meets these stories, their challenge, or what is kept about the host."""
    challenge = f"/uitdagingen/{stories[0].challenge.slug}"
    each = [path for one in stories for path in (f"/bijdragen/{one.public_id}", talk_about(one))]
    lists = [challenge, f"{challenge}/antwoorden", f"{challenge}/antwoorden?tonen=wacht", f"{challenge}/gesprekken"]
    return [*lists, *each, "/mijn", "/mijn/uitdagingen", "/mijn/berichten", "/mijn/gegevens", "/bijdragen", "/uitdagingen", "/open-data"]


def talk_about(story):
    return f"/bijdragen/{story.public_id}/gesprek"


def seen_by(browser, stories):
    answers = [(path, browser.get(path)) for path in doors(stories)]
    return {path: (answer.status_code, without_tokens(answer.text)) for path, answer in answers}


def without_tokens(page):
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page)


def allow(client):
    for code in CODES:
        assert client.post(f"/volg/{code}/gastgemeente", data={"may_ask": "y"}).status_code == 303


def test_on_the_day_itself_a_host_sees_what_they_saw_before(client, stories, host):
    before = seen_by(host, stories)
    allow(client)
    assert seen_by(host, stories) == before
    for story in stories:
        for deed in ("", "/nummer", "/gelezen"):
            assert host.post(f"{talk_about(story)}{deed}", data={"text": talking.QUESTION, "shown": "1"}).status_code == 404
    with pytest.raises(Refusal):
        talking.asked(stories[0])
    assert db.session.query(Email).count() == 0
    for story in stories:
        talking.allowed_before(story)
    after = seen_by(host, stories)
    answers = f"/uitdagingen/{stories[0].challenge.slug}/antwoorden"
    assert after[answers][1].count("Stel één vraag") == 2 and all(after[talk_about(story)][0] == 200 for story in stories)


def test_its_contributor_reads_from_when(client, stories):
    assert "zien ze vanaf de dag nadat jij het goedvindt" in client.get(f"/volg/{CODES[0]}").text
    allow(client)
    page, english = (client.get(f"{prefix}/volg/{CODES[0]}").text for prefix in ("", "/en"))
    assert ALLOWED in page and FROM_TOMORROW in page and "They see that from tomorrow at the earliest." in english
    talking.allowed_before(stories[0])
    page = client.get(f"/volg/{CODES[0]}").text
    assert ALLOWED in page and FROM_TOMORROW not in page


def test_what_comes_into_view_on_a_later_day_waits_for_nothing(client, app, sign_in):
    story = talking.answer_to(code=CODES[0], status=Status.READING)  # allowed a day earlier, with the story itself
    host = app.test_client()
    sign_in(talking.host_of(story), host)
    assert host.get(talk_about(story)).status_code == 404
    with app.test_request_context():
        operations.publish(fresh(story))
        db.session.commit()
    assert host.get(talk_about(story)).status_code == 200


def test_what_is_allowed_anew_shows_the_day_after_as_well_and_no_mail_is_lost(app, stories, no_quiet_hours):
    """Stopped and allowed again: the hosts, who were told nothing that day, hear of the answer of the day before."""
    story = stories[0]
    with app.test_request_context():
        operations.let_host_ask(fresh(story))
        talking.allowed_before(story)
        talking.answered(story)
        operations.stop_host(fresh(story))
        operations.let_host_ask(fresh(story))
        assert not may_read_as_host(talking.host_of(story), talking.conversation(story))
        db.session.execute(Email.__table__.delete())
        assert operations.tell_what_waits() == 0 and db.session.query(Email).count() == 0
        talking.allowed_before(story)
        assert operations.tell_what_waits() == 1
        assert db.session.query(Email).count() == len(story.challenge.hosts)


@pytest.mark.parametrize(("hour", "shown"), [("2026-10-24T23:59", False), ("2026-10-25T00:01", True)])
def test_it_shows_from_midnight_here_also_where_the_clock_goes_back(monkeypatch, hour, shown):
    allowed = datetime(2026, 10, 24, 0, 30, tzinfo=AMSTERDAM)
    moment = datetime.fromisoformat(hour).replace(tzinfo=AMSTERDAM)
    monkeypatch.setattr(clock, "now", lambda: moment)
    assert Conversation(side=Side.HOST, allowed_at=allowed).shows_to_host is shown
