"""From an owner to an answer that is signed off, and a decision: who may do what, and what everybody reads of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.accounts.models import Role
from app.appeals.queries.naming import naming
from app.contributions.models import Audience
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.core.outbox import Email
from app.notifications.models import Notification
from app.stocktaking.models import Answer, Decision, DeclinedOwner, Question, QuestionChange, QuestionStatus
from app.stocktaking.queries import questions_using
from tests.factories import make_contribution, make_organisation, make_question, make_user

ABOUT = {"kind": "", "state": "new", "route": "", "due_on": "", "explanation": ""}


@pytest.fixture
def office(app):
    return make_organisation(name="Gemeente Zonnedorp", is_partner=True)


@pytest.fixture
def browsers(app, sign_in, office):
    """A member of the owner, a coordinator, and a stranger."""
    found = {"stranger": app.test_client()}
    for name, role, place in (("member", Role.MEMBER, office), ("coordinator", Role.COORDINATOR, make_organisation(is_partner=True))):
        found[name] = app.test_client()
        sign_in(make_user(role, place, given_name="Noor", family_name=f"Van{name}"), found[name])
    return found


def read(browser, question):
    return browser.get(f"/vraagstukken/{question.slug}").text


def steps_of(question):
    return db.session.scalars(select(QuestionChange.what).where(QuestionChange.question_id == question.id).order_by(QuestionChange.id)).all()


def answer(office, **changes):
    return {"organisation": str(office.id), "steps": "Teken samen.\r\nLeg het vast.", "reach": "whole", "route": "proef", "other_stories": "", "version": "1"} | changes


def test_an_owner_says_no_with_a_reason_that_everybody_reads(browsers, office):
    question = make_question(owner_id=office.id)
    member, path = browsers["member"], f"/vraagstukken/{question.slug}/teruggeven"
    assert browsers["coordinator"].get(path).status_code == 403, "of another organisation"
    assert "Wij gaan er niet achteraan" in member.get(path).text
    assert member.post(path, data={"reason": " "}).status_code == 422
    assert member.post(path, data={"reason": "Wij hebben er geen mensen voor."}).status_code == 302
    page = read(browsers["stranger"], question)
    assert "Gemeente Zonnedorp gaat er niet achteraan" in page and "Wij hebben er geen mensen voor." in page
    assert "Nog niemand" in page and "Vanmember" not in page
    assert db.session.get(Question, question.id).owner_id is None and "owner_declined" in steps_of(question)


def test_who_accepted_can_give_it_back(browsers, office):
    question = make_question(owner_id=office.id, owner_accepted_at=clock.now())
    assert browsers["member"].post(f"/vraagstukken/{question.slug}/teruggeven", data={"reason": "Het lukt niet."}).status_code == 302
    assert db.session.get(Question, question.id).owner_accepted_at is None


def test_a_day_that_passed_is_publicly_overdue_once_the_owner_accepted(browsers, office):
    question = make_question(owner_id=office.id, due_on=today() - timedelta(days=1))
    assert "(over de datum)" not in read(browsers["stranger"], question)
    browsers["member"].post(f"/vraagstukken/{question.slug}/oppakken")
    assert "(over de datum)" in read(browsers["stranger"], question) and "over de datum" in browsers["stranger"].get("/vraagstukken").text
    db.session.execute(update(Question).values(status=QuestionStatus.ANSWERED))
    db.session.commit()
    assert "(over de datum)" not in read(browsers["stranger"], question)


def test_who_accepted_moves_the_day_and_others_do_not(app, browsers, sign_in, office):
    day = today() + timedelta(days=30)
    question = make_question(owner_id=office.id, owner_accepted_at=clock.now(), due_on=day)
    sign_in(make_user(Role.MEMBER, make_organisation(is_partner=True)), browsers["stranger"])

    def says(browser, due):
        form = ABOUT | {"sentence": question.sentence, "owner": str(office.id), "due_on": due, "version": str(question.version)}
        return browser.post(f"/werkbank/vraagstukken/{question.slug}", data=form)

    refused = says(browsers["stranger"], "1-12-2031")
    assert refused.status_code == 409 and "die dag toegezegd" in refused.text
    assert says(browsers["stranger"], f"{day:%d-%m-%Y}").status_code == 302, "what stays the same is no other day"
    assert says(browsers["member"], "1-12-2031").status_code == 302 and says(browsers["coordinator"], "").status_code == 302
    page = read(app.test_client(), question)
    assert f'eerst was het: <span lang="nl">{day:%d-%m-%Y}' in page and 'eerst was het: <span lang="nl">01-12-2031' in page
    assert steps_of(question) == ["day_moved", "reworded", "day_moved", "reworded"]


def test_who_is_proposed_hears_it_once(browsers, office):
    question = make_question()
    form = ABOUT | {"sentence": question.sentence, "owner": str(office.id), "version": str(question.version)}
    for _twice in range(2):
        browsers["coordinator"].post(f"/werkbank/vraagstukken/{question.slug}", data=form | {"version": str(question.version)})
    told = db.session.scalars(select(Notification)).one()
    assert told.path == f"/vraagstukken/{question.slug}" and question.sentence not in told.text
    assert db.session.scalars(select(Email.subject)).all() == ["Gaat jouw organisatie achter een vraagstuk aan?"]


def test_a_coordinator_asks_how_it_stands_once_a_week(browsers, office):
    question, path = make_question(owner_id=office.id), "/werkbank/vraagstukken/{}/navragen"
    path = path.format(question.slug)
    assert browsers["member"].post(path).status_code == 403
    assert browsers["coordinator"].post(path).status_code == 302
    told = db.session.scalars(select(Notification)).one()
    assert told.path == f"/vraagstukken/{question.slug}" and question.sentence not in told.text
    assert db.session.scalars(select(Email.subject)).all() == ["Hoe staat het met het vraagstuk van jouw organisatie?"]
    again = browsers["coordinator"].post(path)
    assert again.status_code == 409 and "minder dan een week geleden" in again.text
    assert "Gevraagd hoe het staat: <span lang=\"nl\">Gemeente Zonnedorp" in read(browsers["stranger"], question)
    db.session.execute(update(QuestionChange).values(at=clock.now() - timedelta(days=8)))
    db.session.commit()
    assert browsers["coordinator"].post(path).status_code == 302
    assert len(db.session.scalars(select(Notification)).all()) == 2


def test_nobody_is_asked_who_is_not_there(browsers):
    question, empty = make_question(), make_organisation(is_partner=True)
    path = f"/werkbank/vraagstukken/{question.slug}/navragen"
    assert browsers["coordinator"].post(path).status_code == 409
    question.owner_id = empty.id
    db.session.commit()
    answer = browsers["coordinator"].post(path)
    assert answer.status_code == 409 and "doet hier mee als lid" in answer.text


def test_only_a_coordinator_puts_another_in_the_place_of_an_owner_that_accepted(browsers, office):
    other = make_organisation(is_partner=True)
    question = make_question(owner_id=office.id, owner_accepted_at=clock.now())
    form = ABOUT | {"sentence": question.sentence, "owner": str(other.id), "version": str(question.version)}
    path = f"/werkbank/vraagstukken/{question.slug}"
    refused = browsers["member"].post(path, data=form)
    assert refused.status_code == 409 and "Een coördinator kan een andere vragen" in refused.text
    assert browsers["member"].post(path, data=form | {"owner": str(office.id)}).status_code == 302
    again = str(db.session.get(Question, question.id).version)
    assert browsers["coordinator"].post(path, data=form | {"version": again}).status_code == 302
    db.session.expire_all()
    found = db.session.get(Question, question.id)
    assert (found.owner_id, found.owner_accepted_at) == (other.id, None)


def test_an_answer_is_public_and_answers_the_question_once_it_is_signed_off(browsers, office):
    source = make_contribution(title="Samen tekenen werkt")
    question = make_question(source)
    path = f"/werkbank/vraagstukken/{question.slug}/antwoorden"
    assert browsers["member"].post(f"{path}/nieuw", data=answer(office, sources=[source.public_id])).status_code == 302
    page = read(browsers["stranger"], question)
    assert "Antwoord van Gemeente Zonnedorp" in page and "Leg het vast." in page and "Samen tekenen werkt" in page.split("Antwoord van")[1]
    assert "Nog niet afgetekend" in page and "<b>Beantwoord.</b>" not in page and "Vanmember" not in page
    found = db.session.scalars(select(Answer)).one()
    sign = f"/werkbank/antwoorden/{found.id}/aftekenen"
    assert browsers["member"].post(sign, data={"version": "1"}).status_code == 403
    for _press in range(2):
        assert browsers["coordinator"].post(sign, data={"version": str(found.version)}).status_code == 302
    page = read(browsers["stranger"], question)
    assert "<b>Beantwoord.</b>" in page and "Afgetekend door een coördinator" in page
    assert steps_of(question) == ["answer_written", "answer_signed", "answered"]
    refused = browsers["member"].post(f"/werkbank/antwoorden/{found.id}", data=answer(office, version=str(found.version)))
    assert refused.status_code == 409 and "Dit antwoord is afgetekend" in refused.text
    assert browsers["member"].post(f"/werkbank/antwoorden/{found.id}/intrekken").status_code == 409


def test_answers_over_time_stay_and_a_part_is_a_part(browsers, office):
    question = make_question()
    path = f"/werkbank/vraagstukken/{question.slug}/antwoorden/nieuw"
    for steps in ("Eerst dit.", "Later dat."):
        browsers["member"].post(path, data=answer(office, steps=steps, reach="part"))
    first = db.session.scalars(select(Answer).order_by(Answer.id)).first()
    browsers["coordinator"].post(f"/werkbank/antwoorden/{first.id}/aftekenen", data={"version": str(first.version)})
    page = read(browsers["stranger"], question)
    assert page.index("Later dat.") < page.index("Eerst dit.") and "Deels beantwoord: een deel ligt nog open." in page


def test_a_question_is_not_answered_without_an_answer(browsers):
    question = make_question()
    form = ABOUT | {"sentence": question.sentence, "owner": "", "state": "answered", "version": str(question.version)}
    refused = browsers["member"].post(f"/werkbank/vraagstukken/{question.slug}", data=form)
    assert refused.status_code == 409 and "Schrijf eerst het antwoord" in refused.text


def test_two_members_do_not_overwrite_each_others_answer(browsers, office):
    question = make_question()
    browsers["member"].post(f"/werkbank/vraagstukken/{question.slug}/antwoorden/nieuw", data=answer(office))
    found = db.session.scalars(select(Answer)).one()
    path, old = f"/werkbank/antwoorden/{found.id}", str(found.version)
    assert browsers["coordinator"].post(path, data=answer(office, steps="Van een ander.", version=old)).status_code == 302
    late = browsers["member"].post(path, data=answer(office, steps="Van mij.", version=old))
    assert late.status_code == 409 and "Van mij." in late.text and "Van een ander." in late.text
    assert browsers["coordinator"].post(f"{path}/aftekenen", data={"version": old}).status_code == 409, "another text than was shown"


@pytest.mark.parametrize(
    "changes",
    [{"steps": ""}, {"steps": "W" * 4001}, {"organisation": "0"}, {"organisation": "onzin"}, {"reach": "onzin"}, {"reach": ""}, {"other_stories": "W" * 2001}],
)
def test_an_answer_that_cannot_be_comes_back(browsers, office, changes):
    question = make_question()
    sent = answer(office, steps="Een lang verhaal.") | changes
    back = browsers["member"].post(f"/werkbank/vraagstukken/{question.slug}/antwoorden/nieuw", data=sent)
    assert back.status_code == 422 and sent["steps"] in back.text
    assert db.session.scalars(select(Answer)).all() == []


def test_evidence_is_shown_to_whoever_may_read_it_and_to_nobody_else(browsers, office):
    open_one, inside = make_contribution(title="Voor iedereen"), make_contribution(title="Voor leden", audience=Audience.MEMBERS)
    silent = make_contribution(title="Niet geciteerd", not_quoted=True)
    question = make_question()
    linked = "\n".join(f"http://localhost/bijdragen/{found.public_id}" for found in (open_one, inside, silent))
    path = f"/werkbank/vraagstukken/{question.slug}/antwoorden/nieuw"
    assert browsers["member"].post(path, data=answer(office, other_stories=linked)).status_code == 302
    assert "Voor leden" in read(browsers["member"], question)
    page = read(browsers["stranger"], question)
    assert "Voor iedereen" in page and "Voor leden" not in page and inside.public_id not in page
    assert "Niet geciteerd" not in page and silent.public_id not in page and "Een inzender, niet geciteerd" in page
    assert [q.id for q in questions_using(silent, make_user())] == [question.id], "its contributor sees what it is used for"
    for nonsense in ("https://elders.example/iets", "a" * 26):
        refused = browsers["member"].post(path, data=answer(office, other_stories=nonsense))
        assert refused.status_code == 409 and "vinden we niet" in refused.text and nonsense in refused.text


def test_a_coordinator_records_a_decision_and_changes_it(browsers):
    question = make_question()
    path = f"/werkbank/vraagstukken/{question.slug}/besluiten/nieuw"
    form = {"body": "De stuurgroep", "on": f"{today():%d-%m-%Y}", "route": "proef", "reason": "Eerst een proef, want niemand weet het."}
    assert browsers["member"].get(path).status_code == 403 and browsers["member"].post(path, data=form).status_code == 403
    for wrong in ({"body": ""}, {"reason": ""}, {"on": "morgen"}, {"on": f"{today() + timedelta(days=2):%d-%m-%Y}"}):
        back = browsers["coordinator"].post(path, data=form | wrong)
        assert back.status_code == 422 and (form | wrong)["reason"] in back.text
    assert browsers["coordinator"].post(path, data=form).status_code == 302
    page = read(browsers["stranger"], question)
    assert "De stuurgroep" in page and "Eerst een proef" in page and "Proef of onderzoek" in page
    found = db.session.scalars(select(Decision)).one()
    change = f"/werkbank/besluiten/{found.id}"
    assert browsers["coordinator"].post(change, data=form | {"reason": "Beter gezegd.", "version": "99"}).status_code == 409
    assert browsers["coordinator"].post(change, data=form | {"reason": "Beter gezegd.", "version": str(found.version)}).status_code == 302
    assert "Beter gezegd." in read(browsers["stranger"], question)


def test_words_not_to_be_quoted_stand_in_none_of_it(browsers, office):
    make_contribution(not_quoted=True, facts="Kanarie zat al een jaar in de put bij het plein.")
    question, taken = make_question(owner_id=office.id), "kanarie zat al een jaar in de put bij"
    base = f"/werkbank/vraagstukken/{question.slug}"
    decision = {"body": "De raad", "on": f"{today():%d-%m-%Y}", "reason": taken}
    for name, path, form in (
        ("member", f"{base}/antwoorden/nieuw", answer(office, steps=taken)),
        ("coordinator", f"{base}/besluiten/nieuw", decision),
        ("member", f"/vraagstukken/{question.slug}/teruggeven", {"reason": taken}),
    ):
        refused = browsers[name].post(path, data=form)
        assert refused.status_code == 409 and "Zeg het in je eigen woorden" in refused.text and taken in refused.text, path


def test_the_history_tells_nothing_of_quotes_and_no_earlier_words_to_a_visitor(browsers, office):
    question = make_question()
    db.session.add_all(QuestionChange(question_id=question.id, what=what, note="eerdere woorden") for what in ("quoted", "statement_changed", "held", "quote_removed", "used"))
    db.session.commit()
    page = read(browsers["stranger"], question)
    assert "Een uitspraak werd anders verwoord" in page and "eerdere woorden" not in page and "beoordelen" not in page
    assert "eerdere woorden" not in read(browsers["member"], question), "the page is the same for all"
    at_work = browsers["member"].get(f"/werkbank/vraagstukken/{question.slug}").text
    assert at_work.count("eerdere woorden") == 2, "a statement, and that it was out of view"


def test_a_name_is_found_in_what_came_of_it(app, office):
    made = [make_question() for _one in range(3)]
    db.session.add(Answer(question_id=made[0].id, organisation_id=office.id, reach="part", steps="Bel Zwaluwstaart."))
    db.session.add(Decision(question_id=made[1].id, body="Groep Zwaluwstaart", on=today(), reason="Zo is het."))
    db.session.add(DeclinedOwner(question_id=made[2].id, organisation_id=office.id, reason="Zwaluwstaart is weg."))
    db.session.commit()
    assert {named.thing.id for named in naming("Zwaluwstaart", [])} == {question.id for question in made}
