"""A round of questions in which nobody asked anything asks nothing of anybody; and others never learn which it was."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest

from app.accounts.models import Role
from app.challenges import queries
from app.challenges.models import ChallengeStatus, RoundQuestion, Told
from app.contributions.models import Kind, Status
from app.core import clock
from app.core.clock import AMSTERDAM, today
from app.core.database import db
from app.core.outbox import Email
from app.schedule import run
from tests.challenges.written import own_draft
from tests.factories import make_challenge, make_contribution, make_organisation, make_user, save

HERE = "/uitdagingen/de-onze"
ASKED = "Wie beheert de bomen nu?"
WAIT = "Mensen wachten op je antwoorden"
SEEN_BY_ALL = (HERE, f"/en{HERE}", f"{HERE}/navragen", "/uitdagingen", "/", f"/zoeken?q={ASKED}", "/open-data", "/sitemap.xml")
QUESTIONS = {
    "waits": {}, "left out": {"left_out": True, "why_left_out": "Er staat een naam in."}, "answered, not on the page": {"reply": "De wijk."},
}


@pytest.fixture
def over(host):
    """One of this host whose round ended yesterday."""
    challenge = own_draft(host, slug="de-onze", status=ChallengeStatus.PUBLISHED, ask_until=today() - timedelta(days=1), closes_on=today() + timedelta(days=20))
    challenge.published_at = clock.now() - timedelta(days=9)
    db.session.commit()
    return challenge


def asked(challenge, **changes):
    return save(RoundQuestion(challenge_id=challenge.id, public_id="q" * 26, text=ASKED, browser_hash="m", **changes))


def at_a_decent_hour(job):
    """On the next working day, in the morning."""
    day = clock.workday_after(today(), 1)
    moment = clock.now().astimezone(AMSTERDAM).replace(year=day.year, month=day.month, day=day.day, hour=10)
    with patch("app.core.clock.now", return_value=moment), patch.object(db.session, "remove"):
        run(job)


def mails():
    return db.session.query(Email).filter(Email.subject == WAIT).all()


def test_nothing_waits_when_nobody_asked_anything(client, over, sign_in):
    at_a_decent_hour("mind-challenges")
    assert not mails() and not db.session.query(Told).all() and not queries.rounds_over(today())
    assert WAIT not in client.get("/mijn/uitdagingen").text
    assert "You need not do anything" in client.get(f"/en{HERE}/vragen").text
    page = client.get(f"{HERE}/vragen").text
    assert "Niemand vroeg iets. Je hoeft niets te doen." in page and "Zet de antwoorden op de pagina" not in page
    sign_in(make_user(Role.COORDINATOR))
    assert "wachten op antwoord" not in client.get("/mijn/uitdagingen/aandacht").text


@pytest.mark.parametrize("how", QUESTIONS)
def test_a_question_waits_also_when_it_will_be_left_out(client, over, sign_in, how):
    asked(over, **QUESTIONS[how])
    for _again in range(2):
        at_a_decent_hour("mind-challenges")
    assert len(mails()) == 1 and ASKED not in mails()[0].text and "moeten antwoorden" not in mails()[0].text
    assert f"{HERE}/vragen" in mails()[0].text
    assert WAIT in client.get("/mijn/uitdagingen").text
    assert "Zet de antwoorden op de pagina" in client.get(f"{HERE}/vragen").text
    sign_in(make_user(Role.COORDINATOR))
    page = client.get("/mijn/uitdagingen/aandacht").text
    assert "De vragen vooraf wachten op antwoord sinds" in page and ASKED not in page and "naam in" not in page


def test_as_long_as_the_round_runs_nothing_waits(client, over):
    over.ask_until = today()
    asked(over)
    assert not queries.owing_replies([over], today()) and WAIT not in client.get("/mijn/uitdagingen").text
    assert queries.owing_replies([over], today() + timedelta(days=1)) == {over.id}


@pytest.mark.parametrize("changes", [{"held_at": clock.now()}, {"replied_at": clock.now()}])
def test_what_is_out_of_view_or_answered_waits_for_nothing(over, changes):
    asked(over)
    assert queries.owing_replies([over], today()) == {over.id}
    for name, value in changes.items():
        setattr(over, name, value)
    db.session.commit()
    assert not queries.owing_replies([over], today()) and not queries.rounds_over(today())


def test_a_question_told_as_a_story_is_for_the_desk_first_and_hosts_learn_nothing_of_it(client, over):
    before = client.get(f"{HERE}/vragen").text, client.get("/mijn/uitdagingen").text
    make_contribution(challenge=over, kind=Kind.QUESTION, status=Status.RECEIVED)
    assert [without_token(page) for page in before] == [without_token(client.get(page).text) for page in (f"{HERE}/vragen", "/mijn/uitdagingen")]
    at_a_decent_hour("mind-challenges")
    assert not mails()


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.HOST, Role.EDITOR])
@pytest.mark.parametrize("how", QUESTIONS)
def test_nobody_else_sees_after_the_round_whether_somebody_asked(app, over, sign_in, role, how):
    """Two worlds: of a question that its hosts leave out others never hear, so not that it waits either."""
    visitor = app.test_client()
    if role is not None:
        sign_in(make_user(role, make_organisation(name="Kantoor")), visitor)
    at_a_decent_hour("mind-challenges")
    before = [looked_at(visitor, path) for path in SEEN_BY_ALL]
    asked(over, **QUESTIONS[how])
    at_a_decent_hour("mind-challenges")
    assert mails() and [looked_at(visitor, path) for path in SEEN_BY_ALL] == before
    assert "kon je eerst iets navragen" in before[0][1] and {status for status, _text in before} == {200}
    assert "moet nog antwoorden" not in before[0][1] and "people could ask something first" in before[1][1]


def looked_at(browser, path):
    answer = browser.get(path)
    return answer.status_code, without_token(answer.text)


def without_token(page):
    return re.sub(r'name="csrf_token" value="[^"]*"|name="key" value="[^"]*"', "", page)


def test_the_lists_take_one_statement_for_all_rounds(over):
    others = [make_challenge(ask_until=today() - timedelta(days=2)) for _one in range(3)]
    asked(others[0])
    assert queries.owing_replies([over, *others], today()) == {others[0].id}
    assert queries.owing_replies([], today()) == set()
