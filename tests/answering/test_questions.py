"""Who asks something with a challenge gave no answer: it stands apart, counts nowhere, and no time to react runs."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Visitor
from app.answering import queries
from app.answering.models import AnswerMark, LinkedAnswer
from app.answering.queries.beside import answers_to
from app.answering.routes.together import answers_that_wait
from app.challenges import operations as challenges
from app.contributions.models import Kind, NewsAddress
from app.core import clock
from app.core.clock import AMSTERDAM, today
from app.core.database import db
from app.core.outbox import Email
from app.core.security import random_id
from app.following import operations as following
from app.pages.queries import front
from tests.answering.made import answered, at_the_clock, marked
from tests.factories import make_challenge, make_contribution, make_municipality, save
from tests.following.made import at, follows, make_follower, round_of_mail

MONDAY = date(2027, 3, 1)
ASKED = "Wie heeft zo een put?"


def noon(day):
    return datetime.combine(day, time(12), AMSTERDAM)


def question(challenge, **changes):
    return make_contribution(**{"challenge": challenge, "kind": Kind.QUESTION, "title": ASKED} | changes)


def mails():
    return db.session.scalars(select(Email).order_by(Email.id)).all()


def test_it_stands_beside_the_answers_and_is_not_counted(app, client):
    challenge, _stories = answered("Een put")
    question(challenge)
    linked = make_contribution(kind=Kind.QUESTION, title="Elders gevraagd")
    save(LinkedAnswer(challenge_id=challenge.id, contribution_id=linked.id))
    own = {"organisation": challenge.organisation, "names_organisation": True}
    question(challenge, title="Vraag van de gemeente zelf", **own)
    page = client.get(f"/uitdagingen/{challenge.slug}").text
    apart = page.index("Wat anderen vragen")
    assert "1 antwoord<" in page and page.index("Een put") < apart < page.index("Elders gevraagd") < page.index("Van de gemeente zelf")
    with app.test_request_context():
        found = answers_to(challenge, Visitor())
        assert [len(part) for part in (found.of_others, found.questions, found.own)] == [1, 2, 1]
        assert [one.kinds for one in front(Visitor()).challenges if one.challenge.id == challenge.id] == [[Kind.LEARNED]]
    course = queries.course_of(challenge)
    assert len(course.answers) == 1 and course.linked == 0


def test_alone_it_is_no_answer_and_asks_for_no_reaction(app, client, sign_in):
    challenge = make_challenge()
    question(challenge, published_at=noon(MONDAY))
    page = client.get(f"/uitdagingen/{challenge.slug}").text
    assert "Nog geen antwoord" in page and "Eerste antwoord" not in page
    assert "Gevraagd bij" in client.get(f"/bijdragen/{queries.said_to(challenge)[0].public_id}").text
    assert answers_that_wait([challenge]) == {} and queries.answers_of(challenge) == []
    sign_in(challenge.hosts[0].user)
    page = client.get(f"/uitdagingen/{challenge.slug}/antwoorden").text
    assert ASKED in page and "Reageer uiterlijk" not in page and "Bruikbaar nu" not in page
    assert ASKED not in client.get(f"/uitdagingen/{challenge.slug}/antwoorden?tonen=wacht").text
    assert ASKED not in client.get(f"/uitdagingen/{challenge.slug}/voorwaarden").text


def test_hosts_thank_for_it_and_cannot_judge_it(client, sign_in):
    challenge, (story,) = answered("Een put")
    asked = question(challenge)
    sign_in(challenge.hosts[0].user)
    here = f"/uitdagingen/{challenge.slug}/antwoorden/{asked.public_id}"
    judged = {f"antwoord-{asked.public_id}-fits": "now", f"antwoord-{asked.public_id}-seen": "0"}
    assert client.post(here, data=judged).status_code == 404 and db.session.query(AnswerMark).count() == 0
    typed = {f"antwoord-{story.public_id}-fits": "no", f"antwoord-{story.public_id}-seen": "0"}
    answer = client.post(f"{here}/bedanken", data=typed)
    assert answer.status_code == 200 and "checked" in answer.text  # what was typed at an answer comes back
    mark = db.session.query(AnswerMark).one()
    assert mark.contribution_id == asked.id and mark.thanked_at is not None and mark.verdict is None
    assert "Bedankt op" in client.get(f"/uitdagingen/{challenge.slug}/antwoorden").text


def test_hosts_hear_of_it_once_and_never_that_it_waits(app):
    challenge, _stories = answered("Een put", names_organisation=True, published_at=noon(MONDAY))
    question(challenge, names_organisation=True, published_at=noon(MONDAY))
    quiet = make_challenge()
    question(quiet, names_organisation=True, published_at=noon(MONDAY))
    at_the_clock("tell-hosts", MONDAY, hour=10)
    heard = {mail.address: mail for mail in mails()}
    both, only = (heard[one.hosts[0].user.email] for one in (challenge, quiet))
    assert "1 nieuw antwoord op" in both.text and "1 nieuwe vraag bij" in both.text and "binnen vijf werkdagen" in both.text
    assert only.subject == "Iemand stelt een vraag bij je uitdaging"
    assert "1 nieuwe vraag bij" in only.text and "geen uiterste dag" in only.text and "Reageer uiterlijk" not in only.text
    before = len(mails())
    for day in (8, 9, 40):
        at_the_clock("tell-hosts", MONDAY + timedelta(days=day), hour=10)
    later = mails()[before:]
    assert {mail.address for mail in later} == {host.user.email for host in challenge.hosts}
    assert all("1 antwoord wacht langer" in mail.text and "vraag bij" not in mail.text for mail in later)


def test_who_asked_hears_of_thanks_and_of_the_closing_but_not_that_they_answered(app, monkeypatch):
    at(monkeypatch, 2026, 12, 1, 10, 0)
    round_of_mail()
    challenge = make_challenge()
    asked = question(challenge)
    save(NewsAddress(contribution_id=asked.id, email="vrager@b.example", token_hash=random_id(), delete_on=today(), confirmed_at=clock.now()))
    marked(challenge, asked, verdict=None, thanked_at=clock.now())
    at_the_clock("tell-reactions", date(2026, 12, 1))
    assert "bedankt je voor je verhaal" in mails()[-1].text and "je antwoord" not in mails()[-1].text
    challenges.close(challenge, "Wij nemen de diepe put mee.")
    db.session.commit()
    at(monkeypatch, 2026, 12, 2, 16, 0)
    round_of_mail()
    following.tell_answerers()
    db.session.commit()
    assert "Een uitdaging waar je verhaal bij staat, is gesloten" in mails()[-1].text


def test_followers_read_that_somebody_asks_something(app, monkeypatch):
    at(monkeypatch, 2026, 12, 1, 10, 0)
    round_of_mail()
    challenge = make_challenge()
    follows(make_follower(), challenge)
    question(challenge, names_organisation=True)
    make_contribution(challenge=challenge, names_organisation=True, title="Een put")
    ((_address, _subject, text),) = round_of_mail()
    assert f"Iemand stelt een vraag bij ‘{challenge.title}’: {ASKED}" in text and "Weet jij een antwoord?" in text
    assert text.count("Een nieuw antwoord op") == 1


@pytest.mark.parametrize(("kind", "is_asked"), [("question", False), ("learned", True)])
def test_under_which_condition_it_works_is_asked_of_an_answer_only(client, kind, is_asked):
    challenge = make_challenge()
    first = client.get(f"/deel?uitdaging={challenge.slug}").text
    assert "telt niet als antwoord" in first and "Vraag het hier" not in first
    page = client.post(f"/deel?uitdaging={challenge.slug}", data={"kind": kind}, follow_redirects=True).text
    assert ("Onder welke voorwaarde" in page) is is_asked and "Dit hoort bij de uitdaging" in page


def test_who_wants_to_ask_the_municipality_is_led_to_the_round(client):
    challenge = make_challenge(ask_from=today(), ask_until=today() + timedelta(days=5))
    page = client.get(f"/deel?uitdaging={challenge.slug}").text
    assert f"/uitdagingen/{challenge.slug}/navragen" in page and "Vraag het hier" in page


def test_the_map_of_the_answers_leaves_it_out(client):
    challenge = make_challenge()
    question(challenge, place=make_municipality(name="Vraagdorp"), names_organisation=True)
    assert ASKED not in client.get(f"/kaart?uitdaging={challenge.slug}").text
