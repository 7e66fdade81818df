"""The round of questions before people answer: asked without an account, answered once, on its own days."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.accounts.models import Role
from app.challenges import operations
from app.challenges.models import ChallengeHost, ChallengeStatus, RoundQuestion, Told
from app.core import clock
from app.core.clock import AMSTERDAM, today
from app.core.database import db
from app.core.errors import Refusal
from app.core.outbox import Email
from app.schedule import run
from tests.at_once import at_once
from tests.challenges.written import own_draft
from tests.factories import make_challenge, make_user, save

ASK = "Wie beheert de bomen nu?"


@pytest.fixture
def challenge(host):
    """One of this host that takes questions."""
    found = own_draft(host, slug="de-onze", status=ChallengeStatus.PUBLISHED, ask_until=today() + timedelta(days=7))
    found.published_at = clock.now()
    db.session.commit()
    return found


@pytest.fixture
def visitor(app):
    return app.test_client()


@pytest.fixture
def at(monkeypatch):
    """Puts the clock at a moment on the wall in the Netherlands."""

    def put(day, hour=12, minute=0):
        moment = datetime.combine(day, time(hour, minute), tzinfo=AMSTERDAM).astimezone(UTC)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return put


def asked_by(browser, text=ASK, key="een sleutel", slug="de-onze"):
    return browser.post(f"/uitdagingen/{slug}/navragen", data={"asked": text, "key": key})


def questions():
    return db.session.query(RoundQuestion).order_by(RoundQuestion.text).all()


def boxes(page):
    """What the page of the hosts would send as it stands."""
    return dict(re.findall(r'name="(gezien-\w+)" value="(\w+)"', page))


def test_anybody_asks_and_only_the_hosts_see_it(client, challenge, visitor):
    page = visitor.get("/uitdagingen/de-onze").text
    assert "Eerst iets navragen?" in page and "voor iedereen" in page and "Geef een antwoord" in page
    assert asked_by(visitor).status_code == 303
    own = visitor.get("/uitdagingen/de-onze/navragen").text
    assert ASK in own and "Alleen de gemeente ziet het" in own
    assert visitor.get("/uitdagingen/de-onze").text == page, "nobody sees that somebody asked"
    assert ASK in client.get("/uitdagingen/de-onze/vragen").text and ASK not in client.get("/uitdagingen/de-onze").text
    assert visitor.get("/uitdagingen/de-onze/vragen").status_code in (302, 403)


def test_three_questions_and_no_more_and_the_same_one_once(challenge, visitor, app):
    for number in range(2):
        assert asked_by(visitor, f"Vraag {number}?", f"k{number}").status_code == 303
    for _again in range(2):
        assert asked_by(visitor, "Vraag 2?", "k2").status_code == 303
        assert asked_by(visitor, "Vraag 2?", "another").status_code == 303
    late = asked_by(visitor, "Vraag 3?", "k3")
    assert late.status_code == 409 and "Vraag 3?" in late.text
    assert len(questions()) == 3
    assert asked_by(app.test_client(), "Vraag 3?", "k4").status_code == 303, "somebody else can"


def test_an_account_asks_three_whatever_its_browser(app, challenge, sign_in):
    user = make_user()
    for number in range(4):
        browser = app.test_client()
        sign_in(user, browser)
        assert asked_by(browser, f"Vraag {number}?", f"k{number}").status_code == (303 if number < 3 else 409)
    assert {one.asked_by_id for one in questions()} == {user.id} and not any(one.browser_hash for one in questions())


@pytest.mark.parametrize(("text", "words"), [("", "Schrijf wat je eerst wilt weten"), ("Wij deden dit zo.", "alleen vragen"), ("a" * 300 + "?", "1 tekens korter")])
def test_only_a_short_question_is_taken(challenge, visitor, text, words):
    answer = asked_by(visitor, text)
    assert answer.status_code == 422 and (text[:100] in answer.text) and not questions()
    assert words in answer.text or "korter" in words


def test_it_never_blocks_an_answer(challenge, visitor, at):
    assert "Geef een antwoord" in visitor.get("/uitdagingen/de-onze").text
    at(challenge.ask_until + timedelta(days=1))
    page = visitor.get("/uitdagingen/de-onze").text
    assert "kon je eerst iets navragen. Deed iemand dat?" in page and "Geef een antwoord" in page


def test_the_host_answers_once_for_everybody_in_the_order_that_they_laid(client, challenge, visitor):
    for number, text in enumerate(("Een vraag?", "Twee vraag?", "Drie van Jan de Vries?")):
        asked_by(visitor, text, f"k{number}")
    here = "/uitdagingen/de-onze/vragen"
    page = client.get(here).text
    assert client.post(here, data=boxes(page) | {"publish": "1"}).status_code == 409, "each needs an answer"
    one, two, three = ({q.text[:3]: q.public_id for q in questions()}[name] for name in ("Een", "Twe", "Dri"))
    sent = boxes(page) | {
        f"antwoord-{one}": "Ja.", f"plek-{one}": "2", f"antwoord-{two}": "Nee.", f"plek-{two}": "1",
        f"weg-{three}": "y", f"reden-{three}": "Er staat een naam in.",
    }
    assert client.post(here, data=sent).location == here
    assert "Nee." not in visitor.get("/uitdagingen/de-onze").text, "saved, and not public"
    assert "Nee." in client.get(here).text
    for _twice in range(2):
        assert client.post(here, data=boxes(client.get(here).text) | sent | {"publish": "1"}).status_code in (303, 409)
    shown = visitor.get("/uitdagingen/de-onze").text
    assert shown.index("Twee vraag?") < shown.index("Een vraag?") and "Jan de Vries" not in shown
    assert "Eerst iets navragen?" not in shown and asked_by(visitor, "Nog iets?", "k9").status_code == 409
    db.session.expire_all()
    assert all(q.browser_hash is None and q.asked_by_id is None for q in questions()), "no trace of who asked"
    assert client.post("/uitdagingen/de-onze/vragen/dag", data={"questions_until": ""}).status_code == 409


def test_typing_is_kept_and_two_hosts_do_not_write_over_each_other(app, client, challenge, colleague, sign_in, visitor):
    asked_by(visitor)
    other = app.test_client()
    sign_in(colleague, other)
    save(ChallengeHost(challenge_id=challenge.id, user_id=colleague.id))
    here, number = "/uitdagingen/de-onze/vragen", questions()[0].public_id
    mine, theirs = boxes(client.get(here).text), boxes(other.get(here).text)
    for words in ("Ja", "Ja, wij"):
        kept = client.post(here, data=mine | {f"antwoord-{number}": words}, headers={"X-Autosave": "1"})
        assert kept.status_code == 200 and kept.json["url"] == here
    late = other.post(here, data=theirs | {f"antwoord-{number}": "Nee."})
    assert late.status_code == 409 and "Ja, wij" in late.text and "Nee." in late.text
    assert other.post(here, data=theirs | {f"antwoord-{number}": ""}).status_code == 303, "who wrote nothing changes nothing"
    assert other.post(here, data=boxes(late.text) | {f"antwoord-{number}": "Nee."}).status_code == 303
    db.session.expire_all()
    assert questions()[0].reply == "Nee."


def test_two_presses_at_once_leave_one_question(app, challenge):
    number, slug = challenge.id, challenge.slug
    db.session.rollback()

    def press():
        asked_by(app.test_client(), slug=slug)

    at_once(app, press, press)
    assert db.session.query(RoundQuestion).filter_by(challenge_id=number).count() == 1


def test_the_days_are_proposed_and_held_to(client, host):
    draft = own_draft(host, closes_on=today() + timedelta(days=30))
    save(ChallengeHost(challenge_id=draft.id, user_id=make_user(Role.HOST, draft.organisation).id))
    db.session.refresh(draft)
    page = client.get("/uitdagingen/concept-x/publiceren").text
    assert f"{today() + timedelta(days=14):%d-%m-%Y}" in page
    too_late = {"visible_from": "", "questions_until": f"{draft.closes_on:%d-%m-%Y}"}
    assert client.post("/uitdagingen/concept-x/publiceren", data=too_late).status_code == 409
    day = today() + timedelta(days=10)
    assert client.post("/uitdagingen/concept-x/publiceren", data={"questions_until": f"{day:%d-%m-%Y}"}).status_code == 302
    assert draft.ask_until == day
    with pytest.raises(Refusal):
        operations.write(draft, draft.version, [], host, closes_on=day)
    operations.write(draft, draft.version, [], host, situation="Anders.")
    assert draft.amended_at and "Tekst aangepast op" in client.get(f"/uitdagingen/{draft.slug}").text


@pytest.mark.parametrize("questions", [["Wie beheert de bomen?"], []], ids=["asked", "nobody asked"])
def test_after_the_answers_the_hosts_are_led_to_the_text_and_readers_see_that_it_was_updated(client, host, challenge, visitor, at, questions):
    """Only when something was answered; and not any more once the text was changed since."""
    prompt = "Staan je antwoorden ook in de tekst?"
    for text in questions:
        asked_by(visitor, text)
    operations.write(challenge, challenge.version, [], host, situation="Anders, nog voor de antwoorden.")
    assert prompt not in client.get("/uitdagingen/de-onze").text
    replies = {f"antwoord-{one.public_id}": "De wijk." for one in db.session.query(RoundQuestion)}
    client.post("/uitdagingen/de-onze/vragen", data=replies | boxes(client.get("/uitdagingen/de-onze/vragen").text) | {"publish": "ja"})
    page = client.get("/uitdagingen/de-onze").text
    assert (prompt in page) is bool(questions) and "/uitdagingen/de-onze/bewerken" in page
    assert prompt not in visitor.get("/uitdagingen/de-onze").text and "Tekst aangepast op" in visitor.get("/uitdagingen/de-onze").text
    at(today() + timedelta(days=1))
    operations.write(challenge, challenge.version, [], host, situation="Met wat er gevraagd werd.")
    page = visitor.get("/uitdagingen/de-onze").text
    assert "Bijgewerkt na vragen op" in page and "Tekst aangepast op" not in page
    assert prompt not in client.get("/uitdagingen/de-onze").text


def test_a_day_can_be_moved_and_dropped_only_while_nobody_asked(client, challenge, visitor):
    set_to = "/uitdagingen/de-onze/vragen/dag"
    assert client.post(set_to, data={"questions_until": "gisteren"}).status_code == 422
    assert client.post(set_to, data={"questions_until": ""}).status_code == 303
    assert visitor.get("/uitdagingen/de-onze/navragen").status_code == 404
    day = today() + timedelta(days=3)
    assert client.post(set_to, data={"questions_until": f"{day:%d-%m-%Y}"}).status_code == 303
    asked_by(visitor)
    assert client.post(set_to, data={"questions_until": ""}).status_code == 409


# Both changes of summer time lie on or beside these days: 28 March (Easter Sunday) and 31 October 2027.
@pytest.mark.parametrize(("day", "heard"), [
    (date(2027, 3, 27), date(2027, 3, 30)), (date(2027, 3, 28), date(2027, 3, 30)), (date(2027, 7, 1), date(2027, 7, 2)),
    (date(2027, 10, 30), date(2027, 11, 1)), (date(2027, 10, 31), date(2027, 11, 1)),
])
def test_the_last_day_ends_at_midnight_on_the_wall_and_hosts_hear_it_once_on_the_next_working_day(app, at, day, heard):
    at(day - timedelta(days=5))
    challenge = make_challenge(ask_until=day, closes_on=day + timedelta(days=20), slug="op-de-klok")
    save(RoundQuestion(challenge_id=challenge.id, public_id="q" * 26, text=ASK, browser_hash="m"))
    at(day, 23, 59)
    assert challenge.takes_questions(today()) and not challenge.is_past_round(today())
    run("mind-challenges")
    assert not db.session.query(Told).all()
    at(day + timedelta(days=1), 0, 0)
    challenge = db.session.merge(challenge)
    assert not challenge.takes_questions(today()) and challenge.is_past_round(today())
    run("mind-challenges")
    assert questions()[0].browser_hash is None, "who asked is forgotten at once"
    at(heard, 8, 59)
    run("mind-challenges")
    assert not db.session.query(Email).all() and not db.session.query(Told).all()
    for later in (0, 0, 3, 400, 1):  # again, after a restart, and with a clock that jumps
        at(heard + timedelta(days=later), 9)
        run("mind-challenges")
        told = db.session.query(Email).filter(Email.subject == "Mensen wachten op je antwoorden").all()
        assert len(told) == 2, later
    assert not any(ASK in mail.text for mail in told)
    assert "/uitdagingen/op-de-klok/vragen" in told[0].text


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 7, 1), date(2027, 10, 31)])
def test_the_first_day_begins_at_midnight_on_the_wall(app, at, day):
    at(day - timedelta(days=1), 23, 59)
    make_challenge(ask_from=day, ask_until=day + timedelta(days=7), closes_on=day + timedelta(days=20), slug="op-de-klok")
    visitor = app.test_client()
    page = visitor.get("/uitdagingen/op-de-klok").text
    assert "kun je 3 vragen stellen" in page and "/navragen" not in page and "Geef een antwoord" in page
    early = asked_by(visitor, slug="op-de-klok")
    assert early.status_code == 409 and "Je kunt nu nog niets vragen" in early.text and ASK in early.text
    at(day, 0, 0)
    assert "/navragen" in visitor.get("/uitdagingen/op-de-klok").text
    assert asked_by(visitor, slug="op-de-klok").status_code == 303 and len(questions()) == 1


def test_the_first_day_is_held_to_the_last_one(client, challenge, visitor):
    set_to, first, last = "/uitdagingen/de-onze/vragen/dag", today() + timedelta(days=2), today() + timedelta(days=5)
    sent = {"questions_from": f"{first:%d-%m-%Y}", "questions_until": f"{last:%d-%m-%Y}"}
    assert client.post(set_to, data=sent | {"questions_from": "gisteren"}).status_code == 422
    assert client.post(set_to, data=sent | {"questions_from": f"{today() - timedelta(days=1):%d-%m-%Y}"}).status_code == 422
    assert client.post(set_to, data=sent | {"questions_until": ""}).status_code == 409
    assert client.post(set_to, data=sent | {"questions_from": f"{last + timedelta(days=1):%d-%m-%Y}"}).status_code == 409
    assert client.post(set_to, data=sent).status_code == 303
    assert sent["questions_from"] in client.get("/uitdagingen/de-onze/vragen").text
    assert client.post("/uitdagingen/de-onze/vragen", data={"publish": "1"}).status_code == 409, "it has not begun"
    assert client.post(set_to, data=sent | {"questions_from": f"{today():%d-%m-%Y}"}).status_code == 303
    asked_by(visitor)
    late = client.post(set_to, data=sent)
    assert late.status_code == 409 and "niet later beginnen" in late.text and sent["questions_from"] in late.text


def test_what_is_out_of_view_is_told_to_nobody(app, at):
    challenge = make_challenge(ask_until=today() - timedelta(days=1), held_at=clock.now())
    assert not challenge.is_past_round(today())
    run("mind-challenges")
    assert not db.session.query(Told).all()


def test_who_asked_something_reads_it_in_their_own_data(app, challenge):
    user = make_user()
    with app.test_request_context("/"):
        operations.ask(challenge, user, "", "k", ASK)
    assert questions()[0].asked_by_id == user.id
    assert operations.proposed_end(challenge) == today() + timedelta(days=14)
