"""A statement is changed and taken away, and a question is taken back to the members."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions.models import Audience, Status
from app.core.database import db
from app.stocktaking.models import Evidence, Question, QuestionChange, QuestionStatus, Stance, Statement
from tests.factories import make_contribution, make_organisation, make_question, make_user


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER, make_organisation(is_partner=True))
    sign_in(user)
    return user


def changes(question):
    found = db.session.scalars(select(QuestionChange).where(QuestionChange.question_id == question.id))
    return [(change.what, change.note) for change in found]


def test_a_statement_is_worded_anew_and_its_history_is_kept(client, member):
    question = make_question(make_contribution())
    statement = question.statements[0]
    address = f"/werkbank/uitspraken/{statement.id}"
    assert f'href="{address}"' in client.get(f"/werkbank/vraagstukken/{question.slug}").text
    assert "Niemand is eigenaar." in client.get(address).text
    data = {"text": "Iedereen wijst naar elkaar.", "was": "Niemand is eigenaar."}
    assert client.post(address, data=data).location == f"/werkbank/vraagstukken/{question.slug}"
    page = client.get(f"/vraagstukken/{question.slug}").text
    assert "Iedereen wijst naar elkaar." in page and "Niemand is eigenaar." not in page and "Steunt dit" in page
    assert changes(question) == [("statement_changed", "Niemand is eigenaar.")]


def test_two_members_do_not_overwrite_each_others_statement(client, member):
    question = make_question()
    address = f"/werkbank/uitspraken/{question.statements[0].id}"
    answer = client.post(address, data={"text": "Mijn zin.", "was": "Wat er eerst stond."})
    assert answer.status_code == 409 and "Mijn zin." in answer.text and "Niemand is eigenaar." in answer.text
    assert db.session.scalars(select(Statement.text)).one() == "Niemand is eigenaar."


@pytest.mark.parametrize("text", ["", "   ", "W" * 301])
def test_a_statement_that_cannot_be_comes_back(client, member, text):
    question = make_question()
    answer = client.post(f"/werkbank/uitspraken/{question.statements[0].id}", data={"text": text, "was": "Niemand is eigenaar."})
    assert answer.status_code == 422 and text.strip() in answer.text
    assert changes(question) == []


def test_taking_a_statement_with_quotes_away_asks_to_be_sure(client, member):
    question = make_question(make_contribution())
    question.statements += [Statement(position=n, text=f"Zin {n}") for n in (2, 3)]
    db.session.commit()
    address = f"/werkbank/uitspraken/{question.statements[0].id}"
    assert "Er gaat 1 citaat mee weg" in client.get(address).text
    assert client.post(f"{address}/weghalen").status_code == 422
    assert len(db.session.scalars(select(Evidence)).all()) == 1
    assert client.post(f"{address}/weghalen", data={"sure": "y"}).status_code == 302
    left = db.session.scalars(select(Statement).order_by(Statement.position)).all()
    assert [(s.position, s.text) for s in left] == [(1, "Zin 2"), (2, "Zin 3")]
    assert db.session.scalars(select(Evidence)).all() == []
    assert changes(question) == [("statement_removed", "Niemand is eigenaar.")]
    assert client.post(f"/werkbank/vraagstukken/{question.slug}/uitspraken", data={"text": "Nieuw."}).status_code == 302
    assert [s.position for s in db.session.get(Question, question.id).statements] == [1, 2, 3]


def test_how_many_quotes_go_tells_nothing_of_hidden_ones(client, member):
    question = make_question(is_public=False)
    address = f"/werkbank/uitspraken/{question.statements[0].id}"
    before = client.get(address).text
    hidden = make_contribution(status=Status.WITHDRAWN)
    question.statements[0].evidence.append(
        Evidence(contribution=hidden, stance=Stance.SUPPORTS, field="facts", start=0, end=5, quote=hidden.facts[:5])
    )
    db.session.commit()
    assert client.get(address).text == before
    assert client.post(f"{address}/weghalen").status_code == 302


def test_a_public_question_keeps_a_statement(client, member):
    question = make_question()
    answer = client.post(f"/werkbank/uitspraken/{question.statements[0].id}/weghalen")
    assert answer.status_code == 409 and "haal het vraagstuk terug" in answer.text
    assert db.session.scalars(select(Statement)).one()


def test_a_fourth_statement_is_refused_with_a_way_out_that_is_there(client, member):
    question = make_question()
    question.statements += [Statement(position=n, text=f"Zin {n}") for n in (2, 3)]
    db.session.commit()
    answer = client.post(f"/werkbank/vraagstukken/{question.slug}/uitspraken", data={"text": "Een vierde."})
    assert answer.status_code == 409 and "Verander er een" in answer.text and "Een vierde." in answer.text
    assert client.get(f"/werkbank/vraagstukken/{question.slug}").text.count("Verander of haal weg") == 3


def test_pressed_twice_a_question_is_published_once(client, member):
    question = make_question(is_public=False)
    for _press in range(2):
        assert client.post(f"/werkbank/vraagstukken/{question.slug}/publiceren").status_code == 302
    steps = db.session.scalars(select(QuestionChange.what).where(QuestionChange.question_id == question.id)).all()
    assert list(steps).count("published") == 1


def test_a_public_question_is_taken_back_to_the_members(client, member):
    question = make_question()
    stranger = client.application.test_client()
    assert "Niet meer openbaar" in client.get(f"/werkbank/vraagstukken/{question.slug}").text
    assert client.post(f"/werkbank/vraagstukken/{question.slug}/terughalen").status_code == 302
    for address in (f"/vraagstukken/{question.slug}", "/vraagstukken", "/sitemap.xml"):
        answer = stranger.get(address)
        assert answer.status_code == 404 or question.slug not in answer.text
    client.post(f"/werkbank/vraagstukken/{question.slug}/terughalen")
    assert changes(question) == [("taken_back", "")]
    client.post(f"/werkbank/vraagstukken/{question.slug}/publiceren")
    assert stranger.get(f"/vraagstukken/{question.slug}").status_code == 200


@pytest.mark.parametrize("role", [None, Role.HOST, Role.EDITOR, Role.ADMINISTRATOR])
def test_others_change_nothing(client, sign_in, role):
    question = make_question()
    if role:
        sign_in(make_user(role))
    statement = question.statements[0]
    for address in (f"/werkbank/uitspraken/{statement.id}", f"/werkbank/uitspraken/{statement.id}/weghalen", f"/werkbank/vraagstukken/{question.slug}/terughalen"):
        assert client.post(address, data={"text": "Anders.", "was": statement.text, "sure": "y"}).status_code in (401, 403)
    assert db.session.scalars(select(Statement.text)).one() == "Niemand is eigenaar."
    assert db.session.get(Question, question.id).is_public


@pytest.mark.parametrize(
    ("status", "says", "never"),
    [
        (QuestionStatus.NEW, "Nog geen antwoord.", "Beantwoord."),
        (QuestionStatus.ANSWERED, "Beantwoord.", "Nog geen antwoord."),
        (QuestionStatus.PARTLY_ANSWERED, "een deel ligt nog open", "Nog geen antwoord."),
    ],
)
def test_a_question_says_one_thing_about_its_answer(client, status, says, never):
    question = make_question(make_contribution(audience=Audience.PUBLIC), status=status)
    page = client.get(f"/vraagstukken/{question.slug}").text
    assert says in page and never not in page
