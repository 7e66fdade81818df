"""A question with something of each kind beside it, each deed that can be put back, and all that is said, to compare."""

from datetime import date, timedelta

import pytest
from sqlalchemy import inspect, select

from app.accounts.models import Role
from app.core.clock import now, today
from app.core.database import db
from app.stocktaking.models import (
    Answer,
    AnswerSource,
    Decision,
    Dissent,
    Memo,
    Question,
    Reach,
    Removal,
    Statement,
)
from tests.factories import make_contribution, make_organisation, make_question, make_user, save

BASE = "/werkbank/vraagstukken/wie-beheert"
DONE = (Question, Statement, Answer, AnswerSource, Decision, Dissent, Memo)
NOT_SAID = {"version"}


@pytest.fixture
def office(app):
    return make_organisation(name="Gemeente Putten", is_partner=True)


@pytest.fixture
def coordinator(office, sign_in):
    """Who may do all of it, of the organisation whose view it is."""
    user = make_user(Role.COORDINATOR, office, given_name="Noor")
    sign_in(user)
    return user


@pytest.fixture
def story(app):
    return make_contribution(title="Boom en kabel", facts="Eerst was er niets. Toen kwam de kabel, en niemand belde.")


@pytest.fixture
def question(coordinator, office, story):
    """A question with something of each kind beside it."""
    made = make_question(slug="wie-beheert", sentence="Wie beheert het groen?", explanation="Niemand belt.")
    made.kind, made.due_on = None, date(2030, 5, 4)
    made.statements.append(Statement(position=2, text="Zin 2."))
    by, long_ago = {"by_id": coordinator.id}, now() - timedelta(days=90)
    save(Answer(question_id=made.id, organisation_id=office.id, reach=Reach.PART, steps="Wij belden.", at=long_ago, sources=[AnswerSource(contribution_id=story.id)], **by))
    save(Decision(question_id=made.id, body="De raad", on=today() - timedelta(days=9), reason="Het kan.", **by))
    save(Dissent(question_id=made.id, organisation_id=office.id, text="Wij zien het anders.", at=long_ago, **by))
    save(Memo(question_id=made.id, text="Vraag dit na.", at=long_ago, **by))
    db.session.commit()
    return made


def state():
    """All that is said, but for the numbers that count changes or that the database gives."""
    db.session.expire_all()
    found = []
    for model in DONE:
        names = [a.key for a in inspect(model).column_attrs if a.key not in NOT_SAID and (a.key != "id" or model is Question)]
        found += sorted(str((model.__name__, *(getattr(row, name) for name in names if name != "answer_id"))) for row in db.session.scalars(select(model)))
    return found


def save_question(client, **other):
    found = db.session.scalars(select(Question).where(Question.slug == "wie-beheert")).one()
    said = {"sentence": found.sentence, "explanation": found.explanation, "kind": found.kind or "", "route": found.route or ""}
    said |= {"state": found.status.value, "due_on": f"{found.due_on:%d-%m-%Y}" if found.due_on else "", "version": found.version}
    return client.post(BASE, data=said | other)


def reword(client, **other):
    return save_question(client, **({"sentence": "Wie snoeit de bomen?", "explanation": "", "due_on": "", "state": "sharpened"} | other))


def reword_statement(client, text="Anders."):
    found = db.session.scalars(select(Statement).where(Statement.position == 2)).one()
    return client.post(f"/werkbank/uitspraken/{found.id}", data={"text": text, "was": found.text})


def split(client):
    found = db.session.scalars(select(Statement).order_by(Statement.position)).first()
    return client.post(f"{BASE}/splitsen", data={"statements": str(found.id), "sentence": "Wie snoeit er?", "explanation": "Er is snoei."})


def the(model):
    return db.session.scalars(select(model)).one()


def change_answer(client, steps="Wij mailden.", **other):
    found = the(Answer)
    said = {"organisation": found.organisation_id, "reach": "whole", "steps": steps, "version": found.version}
    return client.post(f"/werkbank/antwoorden/{found.id}", data=said | other)


def drop_answer(client):
    return client.post(f"/werkbank/antwoorden/{the(Answer).id}/intrekken")


def change_decision(client, reason="Toch niet.", **other):
    found = the(Decision)
    said = {"body": "Het college", "on": f"{today():%d-%m-%Y}", "reason": reason, "version": found.version}
    return client.post(f"/werkbank/besluiten/{found.id}", data=said | other)


def strike_out(client):
    return client.post(f"/werkbank/notities/{the(Memo).id}/weghalen")


def view_address():
    office_id = db.session.scalars(select(Answer.organisation_id)).first()
    return f"{BASE}/standpunt/{office_id}"


def change_view(client, text="Wij weten het nu."):
    return client.post(view_address(), data={"text": text, "was": the(Dissent).text})


def withdraw_view(client):
    return client.post(f"{view_address()}/intrekken", data={"was": the(Dissent).text})


DEEDS = [reword, reword_statement, split, change_answer, drop_answer, change_decision, strike_out, change_view, withdraw_view]
each_deed = pytest.mark.parametrize("do", DEEDS)


def done(client, do, **more):
    """Does it; the number of what can be put back then."""
    answer = do(client, **more)
    assert answer.status_code == 302, answer.text
    return last()


def last():
    db.session.expire_all()
    return db.session.scalars(select(Removal.id).order_by(Removal.id.desc())).first()


def put_back(client, removal):
    answer = client.post(f"/werkbank/weggehaald/{removal}/terug")
    db.session.expire_all()
    return answer


def listed(client):
    return client.get(f"{BASE}/weggehaald").text
