"""Who was asked something before the challenge closed can still answer, once; and nobody is asked anything after."""

import re

import pytest

from app.accounts.models import Role
from app.challenges.operations import close
from app.contributions import operations
from app.contributions.models import Remark
from app.core.database import db
from app.core.errors import Refusal
from app.core.outbox import Email
from tests.contributions.followed import fresh
from tests.contributions.sharing import flat
from tests.contributions.talking import ANSWER, QUESTION, answer_to, answered, asked, conversation, host_of, yesterday
from tests.factories import make_user

CODE = "B" * 26
OWN, SEND = f"/volg/{CODE}", f"/volg/{CODE}/gastgemeente/antwoord"
ONCE_MORE = "Je kunt deze vraag nog één keer beantwoorden."
CAN_STILL = "Wie al iets gevraagd is, kan nog één keer antwoorden."


@pytest.fixture
def story(app):
    return answer_to(code=CODE)


def closed(story):
    close(story.challenge, "Dit nemen we mee.")
    db.session.commit()


def texts():
    return [remark.text for remark in db.session.query(Remark).order_by(Remark.id)]


def page_of(story):
    return f"/bijdragen/{story.public_id}/gesprek"


def send(client, text=ANSWER):
    return client.post(SEND, data={"gast-text": text, "shown": "1"})


def test_who_was_asked_answers_once_after_closing_and_the_hosts_read_it(client, sign_in, story):
    with client.application.test_request_context():
        asked(story)
    assert ONCE_MORE not in flat(client.get(OWN)), "it is open, so more can be said"
    closed(story)
    assert ONCE_MORE in flat(client.get(OWN)) and "niemand schrijft nog" not in flat(client.get(OWN)).lower()
    assert "You can still answer this question, once." in flat(client.get(f"/en{OWN}"))
    assert [send(client).status_code for _twice in range(2)] == [303, 303], "a button that is pressed twice says it once"
    refused = send(client, "En nog iets.")
    assert refused.status_code == 409 and texts() == [QUESTION, ANSWER]
    assert "De uitdaging is gesloten. Niemand schrijft nog iets." in flat(client.get(OWN)) and ONCE_MORE not in flat(client.get(OWN))
    sign_in(host_of(story))
    page = flat(client.get(page_of(story)))
    assert ANSWER not in page and CAN_STILL in page and "de dag nadat het is gegeven" in page
    yesterday(story)
    page = flat(client.get(page_of(story)))
    assert ANSWER in page and CAN_STILL not in page


def test_the_hosts_hear_of_an_answer_that_came_after_closing(client, story):
    with client.application.test_request_context():
        asked(story)
        closed(story)
        send(client)
        yesterday(story)
        db.session.query(Email).delete()
        operations.tell_what_waits()
        db.session.commit()
    mails = db.session.query(Email).filter(Email.subject == "Er staat een bericht voor je klaar").all()
    assert host_of(story).email in {mail.address for mail in mails}
    assert not any(ANSWER in mail.text or QUESTION in mail.text for mail in mails)


@pytest.mark.parametrize("before", [None, answered], ids=["nothing asked", "answered before"])
def test_after_closing_nobody_asks_and_who_answered_before_adds_nothing(client, sign_in, story, before):
    with client.application.test_request_context():
        if before:
            before(story)
    said = texts()
    closed(story)
    assert send(client, "Nog iets.").status_code == 409 and ONCE_MORE not in flat(client.get(OWN))
    sign_in(host_of(story))
    assert client.post(page_of(story), data={"text": "Wat kostte het?"}).status_code == 409
    assert CAN_STILL not in flat(client.get(page_of(story))) and texts() == said


def test_who_stops_it_after_closing_is_asked_nothing_and_the_hosts_read_nothing(client, sign_in, story):
    with client.application.test_request_context():
        asked(story)
        closed(story)
        operations.stop_host(fresh(story))
        db.session.commit()
        with pytest.raises(Refusal):
            operations.answer_host(fresh(story), ANSWER)
        with pytest.raises(Refusal):
            operations.let_host_ask(fresh(story))
    assert not conversation(story).lets_host_ask and ONCE_MORE not in flat(client.get(OWN))
    sign_in(host_of(story))
    assert client.get(page_of(story)).status_code == 404


def test_hosts_see_no_difference_until_the_day_after_an_answer(client, sign_in, story):
    """Two worlds, of the same people: an answer that was given today shows in nothing."""
    with client.application.test_request_context():
        asked(story)
    closed(story)
    slug, host = story.challenge.slug, host_of(story)
    paths = (page_of(story), f"/uitdagingen/{slug}/gesprekken", f"/uitdagingen/{slug}", f"/uitdagingen/{slug}/antwoorden")

    def seen(user):
        sign_in(user)
        return [re.sub(r'name="csrf_token" value="[^"]*"', "", client.get(path).text) for path in paths]

    everybody = [host, make_user(Role.MEMBER)]
    before = [seen(user) for user in everybody]
    assert CAN_STILL in before[0][0]
    assert send(client.application.test_client()).status_code == 303 and texts() == [QUESTION, ANSWER]
    assert [seen(user) for user in everybody] == before


def test_the_list_of_the_hosts_offers_no_question_once_it_is_closed(client, sign_in, story):
    silent = answer_to(challenge=story.challenge)
    with client.application.test_request_context():
        asked(story)
    sign_in(host_of(story))
    here = f"/uitdagingen/{story.challenge.slug}/gesprekken"
    assert "nog niets gevraagd" in flat(client.get(here)) and "Je kunt niets meer vragen" not in flat(client.get(here))
    closed(story)
    page = flat(client.get(here))
    assert "Je kunt niets meer vragen. Hier staat wat er gezegd is." in page and "er is niets gevraagd" in page
    assert "nog geen antwoord" in page and page_of(story) in page and page_of(silent) in page


def test_the_closing_page_says_that_who_was_asked_can_still_answer(client, sign_in, story):
    sign_in(host_of(story))
    assert "Wie je al iets vroeg, kan nog één keer antwoorden" in client.get(f"/uitdagingen/{story.challenge.slug}/sluiten").text
