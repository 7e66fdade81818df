"""A quote or a statement that was taken away is put back exactly as it was, once, and never over what somebody else did."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions.models import Status
from app.core.clock import now
from app.core.database import db
from app.stocktaking.models import Evidence, QuestionChange, Removal, Stance, Statement
from tests.factories import make_contribution, make_organisation, make_question, make_user


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER, make_organisation(is_partner=True), given_name="Noor")
    sign_in(user)
    return user


@pytest.fixture
def story(app):
    return make_contribution(title="Boom en kabel", facts="Eerst was er niets. Toen kwam de kabel, en niemand belde.")


@pytest.fixture
def question(member, story):
    """Three statements; under the second one there are two quotes, of which one contradicts it."""
    made = make_question(slug="wie-beheert", sentence="Wie beheert het groen?")
    made.statements += [Statement(position=n, text=f"Zin {n}.") for n in (2, 3)]
    words = "Toen kwam de kabel"
    made.statements[1].evidence = [
        Evidence(contribution=story, stance=Stance.SUPPORTS, field="facts", start=0, end=20, quote=story.facts[:20], added_by_id=member.id),
        Evidence(contribution=story, stance=Stance.CONTRADICTS, field="facts", start=20, end=38, quote=words),
    ]
    db.session.commit()
    return made


def state():
    """Everything that stands under questions, but for the numbers that the database gives."""
    found = []
    for s in db.session.scalars(select(Statement).order_by(Statement.question_id, Statement.position)):
        quotes = [(e.contribution_id, e.stance, e.field, e.start, e.end, e.quote, e.added_by_id, e.added_at) for e in s.evidence]
        found.append((s.question_id, s.position, s.text, sorted(quotes, key=str)))
    return found


def remove_quote(client, at=0):
    quote = db.session.scalars(select(Evidence).order_by(Evidence.start)).all()[at]
    assert client.post(f"/werkbank/citaten/{quote.id}/weghalen").status_code == 302
    return last()


def remove_statement(client, text="Zin 2."):
    statement = db.session.scalars(select(Statement).where(Statement.text == text)).one()
    assert client.post(f"/werkbank/uitspraken/{statement.id}/weghalen", data={"sure": "y"}).status_code == 302
    return last()


def last():
    db.session.expire_all()
    return db.session.scalars(select(Removal).order_by(Removal.id.desc())).first().id


def put_back(client, removal_id):
    answer = client.post(f"/werkbank/weggehaald/{removal_id}/terug")
    db.session.expire_all()
    return answer


def listed(client):
    """What the page of what was taken away says; the page of the question leads there."""
    assert "/werkbank/vraagstukken/wie-beheert/weggehaald" in client.get("/werkbank/vraagstukken/wie-beheert").text
    return client.get("/werkbank/vraagstukken/wie-beheert/weggehaald").text


@pytest.mark.parametrize("remove", [remove_quote, remove_statement])
def test_it_is_put_back_exactly_as_it_was_by_any_member(client, sign_in, member, question, story, remove):
    before = state()
    removal = remove(client)
    page = listed(client)
    assert state() != before and "Zet terug" in page and "Noor" in page
    sign_in(make_user(Role.COORDINATOR, make_organisation(is_partner=True)))
    assert put_back(client, removal).location == "/werkbank/vraagstukken/wie-beheert"
    assert state() == before
    assert "Zet terug" not in listed(client)
    steps = db.session.scalars(select(QuestionChange.what).order_by(QuestionChange.id)).all()
    assert [step.split("_", 1)[1] for step in steps] == ["removed", "put_back"]


@pytest.mark.parametrize("remove", [remove_quote, remove_statement])
def test_twice_is_once_whoever_presses(client, sign_in, question, remove):
    removal = remove(client)
    put_back(client, removal)
    after = state()
    assert put_back(client, removal).status_code == 409
    sign_in(make_user(Role.MEMBER, make_organisation(is_partner=True)))
    answer = put_back(client, removal)
    assert answer.status_code == 409 and "al teruggezet" in answer.text and state() == after


def test_a_quote_taken_away_before_its_statement_waits_for_that_statement(client, question):
    before = state()
    quote = remove_quote(client)
    statement = remove_statement(client)
    answer = put_back(client, quote)
    assert answer.status_code == 409 and "Zet die eerst terug" in answer.text
    put_back(client, statement)
    put_back(client, quote)
    assert state() == before


def test_what_somebody_did_since_stays(client, member, question, story):
    removal = remove_quote(client)
    sent = {"statement": question.statements[1].id, "words": story.facts[:20].strip(), "stance": "nuances"}
    sent["words"] = "Eerst was er niets."
    client.post(f"/werkbank/bijdragen/{story.public_id}", data=sent)
    found = db.session.scalars(select(Evidence).where(Evidence.stance == Stance.NUANCES)).one()
    found.quote, found.end = story.facts[:20], 20
    db.session.commit()
    answer = put_back(client, removal)
    assert answer.status_code == 409 and "opnieuw onder de uitspraak" in answer.text
    assert db.session.get(Evidence, found.id).stance is Stance.NUANCES
    removal = remove_statement(client, "Zin 3.")
    client.post("/werkbank/vraagstukken/wie-beheert/uitspraken", data={"text": "Zin 4."})
    answer = put_back(client, removal)
    assert answer.status_code == 409 and "Er staan nu drie uitspraken" in answer.text
    removal = remove_statement(client, "Zin 4.")
    client.post("/werkbank/vraagstukken/wie-beheert/uitspraken", data={"text": "Zin 4."})
    answer = put_back(client, removal)
    assert answer.status_code == 409 and "schreef deze uitspraak opnieuw" in answer.text


def test_words_that_the_contributor_changed_do_not_come_back(client, question, story):
    removal = remove_quote(client)
    story.facts = "Heel iets anders. Toen kwam de kabel, en niemand belde."
    db.session.commit()
    answer = put_back(client, removal)
    assert answer.status_code == 409 and "veranderde de tekst" in answer.text
    removal = remove_statement(client)
    page = client.post(f"/werkbank/weggehaald/{removal}/terug", follow_redirects=True).text
    assert "1 citaat bleef weg" in page
    assert [e for row in state() for e in row[3]] == []


def test_no_word_of_a_story_is_kept_and_who_may_not_read_it_sees_nothing(client, question, story):
    removal = remove_quote(client)
    kept = db.session.get(Removal, removal).quotes[0]
    assert "niets" not in str(vars(kept))
    assert "Boom en kabel" in listed(client) and story.facts[:20] in listed(client)
    story.status = Status.WITHDRAWN
    db.session.commit()
    assert "Zet terug" not in listed(client)
    assert put_back(client, removal).status_code == 404


@pytest.mark.parametrize("remove", [remove_quote, remove_statement])
def test_of_who_is_not_quoted_any_more_it_comes_back_without_words(client, question, story, remove):
    removal = remove(client)
    story.not_quoted = True
    db.session.commit()
    assert put_back(client, removal).status_code == 302
    back = [e for e in db.session.scalars(select(Evidence)) if not e.quote]
    assert {(e.start, e.end, e.stance) for e in back} == (
        {(0, 0, Stance.SUPPORTS)} if remove is remove_quote else {(0, 0, Stance.SUPPORTS), (0, 0, Stance.CONTRADICTS)}
    )


def test_two_words_of_who_is_not_quoted_any_more_come_back_as_one(client, question, story):
    for evidence in question.statements[1].evidence:
        evidence.stance = Stance.SUPPORTS
    db.session.commit()
    removal = remove_statement(client)
    story.not_quoted = True
    db.session.commit()
    put_back(client, removal)
    assert [e.quote for e in db.session.scalars(select(Evidence))] == [""]


def test_a_quote_that_this_member_may_not_read_stays_away_without_a_trace(client, question, story):
    removal = remove_statement(client)
    story.status = Status.WITHDRAWN
    db.session.commit()
    page = client.post(f"/werkbank/weggehaald/{removal}/terug", follow_redirects=True).text
    assert "Teruggezet" in page and "bleef weg" not in page
    assert db.session.scalars(select(Evidence)).all() == []


def test_after_thirty_days_it_is_gone(client, question):
    removal = remove_quote(client)
    db.session.get(Removal, removal).change.at = now() - timedelta(days=30, minutes=1)
    db.session.commit()
    assert "Zet terug" not in client.get("/werkbank/vraagstukken/wie-beheert/weggehaald").text
    answer = put_back(client, removal)
    assert answer.status_code == 409 and "meer dan dertig dagen" in answer.text


@pytest.mark.parametrize("role", [Role.HOST, Role.EDITOR, Role.ADMINISTRATOR])
def test_others_put_nothing_back(client, sign_in, question, role):
    removal, after = remove_quote(client), state()
    sign_in(make_user(role))
    assert put_back(client, removal).status_code == 403 and state() == after
