"""Closing a challenge while its round of questions runs: the round ends that day, and what was asked still waits."""

import re
from datetime import date, timedelta

import pytest

from app.accounts.models import Role
from app.challenges import operations, queries
from app.challenges.models import ChallengeStatus, RoundQuestion
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.core.outbox import Email
from app.schedule import run
from tests.challenges.written import own_draft
from tests.factories import make_organisation, make_user, save

HERE = "/uitdagingen/de-onze"
ASKED = "Wie beheert de bomen nu?"
NOTE = "Het idee met doeken nemen we mee."
WAIT = "Mensen wachten op je antwoorden"
SEEN_BY_ALL = (HERE, f"/en{HERE}", f"{HERE}/navragen", "/uitdagingen", "/", f"/zoeken?q={ASKED}", "/open-data")


def round_of(host, day, **changes):
    """A challenge of this host, on this day in a round of questions that runs for nineteen days more."""
    changes = {"ask_until": day + timedelta(days=19), "closes_on": day + timedelta(days=40)} | changes
    challenge = own_draft(host, slug="de-onze", status=ChallengeStatus.PUBLISHED, **changes)
    challenge.published_at = clock.now()
    db.session.commit()
    return challenge


@pytest.fixture
def running(host):
    return round_of(host, today())


def asked(challenge, number=1):
    for one in range(number):
        save(RoundQuestion(challenge_id=challenge.id, public_id=f"{one}" * 26, text=f"{one} {ASKED}", browser_hash="m"))


def press_close(client):
    return client.post(f"{HERE}/sluiten", data={"note": NOTE, "sure": "y"})


def without_token(page):
    return re.sub(r'name="csrf_token" value="[^"]*"|name="key" value="[^"]*"', "", page)


# Both changes of summer time lie on one of these days: 28 March and 31 October 2027.
@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 7, 1), date(2027, 10, 31)])
@pytest.mark.parametrize("hour", [0, 23])
def test_the_round_ends_on_the_day_of_closing_and_waits_at_once(app, client, host, at, day, hour):
    at(day, hour)
    challenge = round_of(host, day)
    asked(challenge)
    assert not queries.owing_replies([challenge], today()) and challenge.takes_questions(today())
    operations.close(challenge, NOTE)
    db.session.commit()
    assert challenge.ask_until == day and challenge.is_past_round(today()) and not challenge.takes_questions(today())
    assert queries.owing_replies([challenge], today()) == {challenge.id}
    number, heard = challenge.id, clock.workday_after(day, 1)
    for _again in range(2):
        at(heard, 9)
        run("mind-challenges")
    mails = db.session.query(Email).filter(Email.subject == WAIT).all()
    assert len(mails) == 1 and ASKED not in mails[0].text and f"{HERE}/vragen" in mails[0].text
    assert [one.id for one in queries.rounds_over(day + timedelta(days=100))] == [number]


def test_the_closing_page_says_beforehand_what_waits_and_leads_there(client, running):
    page = client.get(f"{HERE}/sluiten").text
    assert "Sluit je de uitdaging, dan kan niemand meer iets vragen" in page and "geen antwoord op de pagina" not in page
    asked(running, 3)
    page = client.get(f"{HERE}/sluiten").text
    assert "3 vragen hebben nog geen antwoord op de pagina" in page and f'href="{HERE}/vragen"' in page
    assert "3 questions have no answer on the page yet" in client.get(f"/en{HERE}/sluiten").text
    refused = client.post(f"{HERE}/sluiten", data={"note": "", "sure": "y"})
    assert refused.status_code == 422 and "3 vragen hebben nog geen antwoord" in refused.text


@pytest.mark.parametrize("changes", [{"ask_until": None}, {"replied_at": clock.now()}], ids=["no round", "answered"])
def test_the_closing_page_says_nothing_of_a_round_that_leaves_nothing(client, running, changes):
    for name, value in changes.items():
        setattr(running, name, value)
    db.session.commit()
    page = client.get(f"{HERE}/sluiten").text
    assert "Vragen vooraf" not in page and "geen antwoord op de pagina" not in page


def test_after_closing_the_host_answers_once_and_everybody_reads_it(app, client, running, sign_in):
    asked(running, 2)
    assert press_close(client).status_code == 302
    visitor = app.test_client()
    assert "Deed iemand dat?" in visitor.get(HERE).text and ASKED not in visitor.get(HERE).text
    assert "Vroeg iemand iets, dan komt het antwoord" in visitor.get(f"{HERE}/navragen").text
    assert WAIT in client.get("/mijn/uitdagingen").text and "Vragen vooraf" in client.get(HERE).text
    page = client.get(f"{HERE}/vragen").text
    sent = dict(re.findall(r'name="(gezien-\w+)" value="(\w+)"', page)) | {"publish": "1"}
    assert client.post(f"{HERE}/vragen", data=sent).status_code == 409, "each needs an answer"
    sent |= {f"antwoord-{one.public_id}": "De wijk." for one in db.session.query(RoundQuestion)}
    assert client.post(f"{HERE}/vragen", data=sent).status_code == 303
    assert client.post(f"{HERE}/vragen", data=sent | dict.fromkeys(list(sent)[-2:], "Anders.")).status_code == 409
    shown = visitor.get(HERE).text
    assert f"0 {ASKED}" in shown and f"1 {ASKED}" in shown and shown.count("De wijk.") == 2 and "Anders." not in shown
    assert WAIT not in client.get("/mijn/uitdagingen").text


def test_nothing_stands_on_the_page_of_the_answers_that_is_refused_once_it_is_closed(client, running):
    asked(running)
    page = client.get(f"{HERE}/vragen").text
    assert "Bewaar deze dagen" in page and f"{HERE}/bewerken" in page
    press_close(client)
    page = client.get(f"{HERE}/vragen").text
    assert "Bewaar deze dagen" not in page and f"{HERE}/bewerken" not in page and "Zet de antwoorden op de pagina" in page
    assert f"De vragenronde eindigde op {in_words(today())}" in page
    late = client.post(f"{HERE}/vragen/dag", data={"questions_until": f"{today() + timedelta(days=9):%d-%m-%Y}"})
    assert late.status_code == 409


def in_words(day):
    months = "januari februari maart april mei juni juli augustus september oktober november december".split()
    return f"{day.day} {months[day.month - 1]} {day.year}"


@pytest.mark.parametrize(("days", "offered"), [(None, True), (2, True), (1, False), (0, False), (-3, False)])
def test_days_are_offered_only_while_one_can_be_chosen(client, running, days, offered):
    running.ask_until, running.closes_on = None, None if days is None else today() + timedelta(days=days)
    db.session.commit()
    page = client.get(f"{HERE}/vragen").text
    assert ("Bewaar deze dagen" in page) is offered and ("Er was geen vragenronde" in page) is not offered
    tomorrow = f"{today() + timedelta(days=1):%d-%m-%Y}"
    kept = client.post(f"{HERE}/vragen/dag", data={"questions_until": tomorrow})
    assert (kept.status_code == 303) is offered, "what is offered can be chosen, and what is not is refused"


@pytest.mark.parametrize("changes", [{"ask_from": 3}, {"visible_from": 3}], ids=["begins later", "not visible yet"])
def test_a_round_in_which_nobody_could_ask_yet_leaves_nothing(client, running, changes):
    for name, days in changes.items():
        setattr(running, name, today() + timedelta(days=days))
    db.session.commit()
    press_close(client)
    db.session.refresh(running)
    assert running.status is ChallengeStatus.CLOSED and running.ask_from is None and running.ask_until is None
    assert "Er was geen vragenronde" in client.get(f"{HERE}/vragen").text and WAIT not in client.get("/mijn/uitdagingen").text


def test_a_round_that_was_over_keeps_its_last_day(client, running):
    running.ask_until = today() - timedelta(days=2)
    db.session.commit()
    press_close(client)
    db.session.refresh(running)
    assert running.ask_until == today() - timedelta(days=2)


def test_the_coordinator_sees_at_once_that_it_waits(client, running, sign_in):
    asked(running)
    press_close(client)
    sign_in(make_user(Role.COORDINATOR))
    page = client.get("/mijn/uitdagingen/aandacht").text
    assert f"wachten op antwoord sinds {in_words(today())}" in page and ASKED not in page


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.HOST, Role.EDITOR])
def test_nobody_else_sees_after_closing_whether_somebody_asked(app, client, running, sign_in, role):
    """Two worlds, of the same people: what waits for its hosts shows on no page of others."""
    reader = app.test_client()
    if role is not None:
        sign_in(make_user(role, make_organisation(name="Kantoor")), reader)
    press_close(client)
    before = [without_token(reader.get(path).text) for path in SEEN_BY_ALL]
    asked(running, 2)
    assert WAIT in client.get("/mijn/uitdagingen").text
    assert [without_token(reader.get(path).text) for path in SEEN_BY_ALL] == before
    assert "kon je eerst iets navragen" in before[0]
