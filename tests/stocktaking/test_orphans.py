"""What hangs loose in the stocktake, over what a member may read."""

import re
from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.contributions.models import Audience, Status
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Answer, AnswerSource, Evidence, Laid, QuestionStatus, Stance
from app.stocktaking.queries import orphans
from tests.factories import make_contribution, make_organisation, make_question, make_user


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER, make_organisation(is_partner=True))
    sign_in(user)
    return user


def found(member):
    return orphans(member, today())


def test_nothing_hangs_loose(client, member):
    make_question(make_contribution())
    assert not found(member)
    assert "Er hangt niets los." in client.get("/werkbank/controle").text


def test_questions_and_statements_without_evidence(client, member):
    bare = make_question(sentence="Wie weet waarop dit rust?")
    half = make_question(make_contribution())
    half.statements.append(type(half.statements[0])(position=2, text="Hier ligt niets onder."))
    empty = make_question(sentence="Wie ziet hier iets?", is_public=False)
    empty.statements = []
    db.session.commit()
    loose = found(member)
    assert loose.without_evidence == [bare] and loose.without_statement == [empty]
    assert [(q.id, s.text) for q, s in loose.bare_statements] == [(half.id, "Hier ligt niets onder.")]
    page = client.get("/werkbank/controle").text
    assert bare.sentence in page and "Hier ligt niets onder." in page and empty.sentence in page


@pytest.mark.parametrize("hidden", [{"status": Status.WITHDRAWN}, {"visible_from": today() + timedelta(days=9)}])
def test_evidence_out_of_sight_counts_as_none(member, hidden):
    bare, hollow = make_question(), make_question(make_contribution(**hidden))
    assert {question.id for question in found(member).without_evidence} == {bare.id, hollow.id}


def test_public_questions_whose_quotes_fell_away(client, member):
    inside = make_question(make_contribution(audience=Audience.MEMBERS))
    among_members = make_question(make_contribution(audience=Audience.MEMBERS), is_public=False)
    source = make_contribution()
    changed, silent = make_question(source), make_question(make_contribution(not_quoted=True))
    source.facts = "Een heel ander verhaal over iets anders op een andere plek."
    db.session.commit()
    loose = found(member)
    assert loose.unseen == [inside] and loose.changed == [changed]
    assert among_members not in loose.unseen and silent not in loose.changed
    page = client.get("/werkbank/controle").text
    assert inside.sentence in page and changed.sentence in page


def test_owners_who_are_late(client, member):
    office, late = make_organisation(name="Gemeente Zonnedorp"), {"due_on": today() - timedelta(days=1), "owner_accepted_at": clock.now()}
    due = make_question(make_contribution(), owner_id=office.id, **late)
    make_question(make_contribution(), owner_id=office.id, **late, status=QuestionStatus.ANSWERED)
    make_question(make_contribution(), owner_id=office.id, **late, status=QuestionStatus.PARKED)
    make_question(make_contribution(), owner_id=office.id, due_on=late["due_on"])
    assert found(member).overdue == [due]
    assert "Gemeente Zonnedorp, <time" in client.get("/werkbank/controle").text


def test_contributions_in_no_question_are_those_that_are_used_nowhere(client, member):
    question, quoted, answered = make_question(), make_contribution(), make_contribution()
    laid, alone, nowhere, *_open = (make_contribution() for _n in range(5))
    make_contribution(status=Status.READING)
    question.statements[0].evidence.append(Evidence(contribution=quoted, stance=Stance.SUPPORTS, field="facts", start=0, end=3, quote=quoted.facts[:3]))
    made = Answer(question_id=question.id, organisation_id=make_organisation().id, reach="part", steps="Zo.")
    made.sources = [AnswerSource(contribution_id=answered.id)]
    db.session.add(made)
    db.session.commit()
    stocktaking.lay(laid, Laid.QUESTIONS, frozenset({question.id}), member)
    stocktaking.lay(alone, Laid.ONE_CASE, frozenset(), member)
    stocktaking.lay(nowhere, Laid.NOWHERE, frozenset(), member)
    stocktaking.lay(quoted, Laid.ONE_CASE, frozenset(), member)
    db.session.commit()
    assert found(member).loose == {Laid.ONE_CASE: 1, Laid.NOWHERE: 1, Laid.OPEN: 2}
    page = client.get("/werkbank/controle").text
    assert re.search(r"(?s)<h2>[^<]*geen[^<]*\(4\)<", page)
    assert '<a href="/werkbank?toon=open">Nog open</a></dt><dd>2</dd>' in page and "/werkbank?toon=los" in page
    shown = {word: client.get(f"/werkbank?toon={word}").text for word in ("los", "een-geval", "nergens", "open")}
    assert {word: len(re.findall(r'class="item"', text)) for word, text in shown.items()} == {"los": 4, "een-geval": 1, "nergens": 1, "open": 2}
    assert alone.title in shown["een-geval"] and laid.title not in shown["los"]


def test_it_is_for_members(client, sign_in):
    sign_in(make_user(Role.HOST))
    assert client.get("/werkbank/controle").status_code == 403


def test_very_many_owners_who_are_late_are_read_at_once(client, member):
    late = {"due_on": today() - timedelta(days=1), "owner_accepted_at": clock.now()}
    for _one in range(25):
        make_question(owner_id=make_organisation().id, **late)
    db.session.expunge_all()
    assert client.get("/werkbank/controle").text.count("<time") >= 25


def test_a_question_without_a_quote_says_so_where_it_is_published(client, member):
    bare, resting = make_question(is_public=False), make_question(make_contribution(), is_public=False)
    said = "Er ligt geen citaat onder: wie het leest, ziet niet waar het op rust."
    assert said in client.get(f"/werkbank/vraagstukken/{bare.slug}").text
    assert said not in client.get(f"/werkbank/vraagstukken/{resting.slug}").text
