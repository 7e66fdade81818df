"""One question of two, and two of one: what moves, where old addresses lead, and how it is undone."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.accounts.models import Role, Visitor
from app.contributions.models import Audience
from app.core import clock
from app.core.clock import now
from app.core.database import db
from app.core.outbox import Email
from app.stocktaking.models import Answer, Dissent, Evidence, Memo, Merge, Question, QuestionNews, Stance, Statement
from app.stocktaking.permissions import may_view
from app.stocktaking.queries import public_question_slugs, questions
from tests.factories import make_contribution, make_organisation, make_question, make_user
from tests.stocktaking.news import mail_of_the_day


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER, make_organisation(is_partner=True))
    sign_in(user)
    return user


@pytest.fixture
def two(member):
    """Two public questions, each with a quote; the first is to go up in the second."""
    gone = make_question(make_contribution(title="Bron van de ene"), slug="de-ene", sentence="Wie betaalt de put?")
    kept = make_question(make_contribution(title="Bron van de andere"), slug="de-andere", sentence="Wie beheert de put?")
    gone.statements[0].text = "De rekening blijft liggen."
    db.session.commit()
    return gone, kept


def merge(client, gone, kept, fate="moves", **more):
    form = {"met": kept.slug, "sure": "y", f"uitspraak-{gone.statements[0].id}": str(fate)} | more
    return client.post(f"/werkbank/vraagstukken/{gone.slug}/samenvoegen", data=form)


def state():
    """Where everything stands: every statement and quote with what it hangs under."""
    db.session.expire_all()
    told = [(s.id, s.question_id, s.position) for s in db.session.scalars(select(Statement).order_by(Statement.id))]
    return told, [(e.id, e.statement_id) for e in db.session.scalars(select(Evidence).order_by(Evidence.id))]


def test_a_statement_moves_along_with_its_quotes_and_the_address_leads_on(client, two):
    gone, kept = two
    assert "De rekening blijft liggen." in client.get("/werkbank/vraagstukken/de-ene/samenvoegen?met=de-andere").text
    assert merge(client, gone, kept).location == "/werkbank/vraagstukken/de-andere"
    stranger = client.application.test_client()
    answer = stranger.get("/vraagstukken/de-ene")
    assert (answer.status_code, answer.location) == (301, "/vraagstukken/de-andere")
    assert stranger.get("/en/vraagstukken/de-ene").location == "/en/vraagstukken/de-andere"
    assert client.get("/werkbank/vraagstukken/de-ene").location == "/werkbank/vraagstukken/de-andere"
    page = stranger.get("/vraagstukken/de-andere").text
    assert "De rekening blijft liggen." in page and "Bron van de ene" in page and "Bron van de andere" in page
    assert "Een ander vraagstuk ging hierin op" in page and gone.sentence not in page
    assert gone.sentence in client.get("/werkbank/vraagstukken/de-andere").text, "who works on it reads what went up"
    assert gone.sentence not in stranger.get("/vraagstukken").text and "de-ene" not in public_question_slugs()


def test_the_rule_and_its_sql_agree_on_what_went_up(client, two):
    merge(client, *two)
    for person in (Visitor(), *(make_user(role) for role in Role)):
        listed = {question.id for question in questions(person)}
        assert listed == {question.id for question in two if may_view(person, question)} == {two[1].id}


def test_an_address_leads_on_only_to_what_one_may_read(client, two):
    gone, kept = two
    merge(client, gone, kept)
    client.post("/werkbank/vraagstukken/de-andere/terughalen")
    assert client.application.test_client().get("/vraagstukken/de-ene").status_code == 404
    assert client.get("/vraagstukken/de-ene").status_code == 301


@pytest.mark.parametrize("changes", [{"is_public": False}, {"held_at": now()}])
def test_the_address_of_one_out_of_view_leads_members_on_and_nobody_else(app, client, sign_in, two, changes):
    """Held is what nobody can make of two; a row that is so all the same tells no more."""
    gone, kept = two
    merge(client, gone, kept)
    for name, value in changes.items():
        setattr(gone, name, value)
    db.session.commit()
    host = app.test_client()
    sign_in(make_user(Role.HOST), host)
    for stranger in (app.test_client(), host):
        guessed, unknown = (stranger.get(f"/vraagstukken/{slug}") for slug in ("de-ene", "onzin-onzin"))
        assert guessed.status_code == unknown.status_code == 404
        assert guessed.text.replace("de-ene", "onzin-onzin") == unknown.text
    assert client.get("/vraagstukken/de-ene").location == "/vraagstukken/de-andere"


def test_it_leads_on_along_more_than_one(client, two):
    third = make_question(slug="de-derde")
    merge(client, *two)
    db.session.expire_all()
    fates = {f"uitspraak-{statement.id}": "stays" for statement in two[1].statements}
    merge(client, two[1], third, **fates)
    assert client.get("/vraagstukken/de-ene").location == "/vraagstukken/de-derde"


def test_only_the_quotes_go_under_another_statement_each_once(client, two):
    gone, kept = two
    source = gone.statements[0].evidence[0].contribution
    same = {"field": "facts", "start": 0, "end": 20, "quote": source.facts[:20]}
    kept.statements[0].evidence.append(Evidence(contribution=source, stance=Stance.NUANCES, **same))
    other = make_contribution()
    gone.statements[0].evidence.append(Evidence(contribution=other, stance=Stance.SUPPORTS, field="facts", start=0, end=5, quote=other.facts[:5]))
    db.session.commit()
    before = state()
    assert merge(client, gone, kept, fate=kept.statements[0].id).status_code == 302
    under = db.session.scalars(select(Evidence.contribution_id).where(Evidence.statement_id == kept.statements[0].id)).all()
    assert under.count(source.id) == 1 and other.id in under
    undo(client)
    assert state() == before


def undo(client):
    found = db.session.scalars(select(Merge)).one()
    return client.post(f"/werkbank/samenvoegingen/{found.id}/ongedaan")


@pytest.mark.parametrize("fate", ["moves", "stays"])
def test_undone_everything_stands_where_it_stood(client, two, member, fate):
    gone, kept = two
    office = member.memberships[0].organisation_id
    rows = [Memo(question_id=gone.id, text="Een notitie."), Dissent(question_id=gone.id, organisation_id=office, text="Anders.")]
    rows.append(Answer(question_id=gone.id, organisation_id=office, reach="part", steps="Zo."))
    db.session.add_all(rows)
    db.session.commit()
    before = state()
    assert merge(client, gone, kept, fate=fate).status_code == 302
    page = client.get("/vraagstukken/de-andere").text
    assert "Anders." in page and "Zo." in page, "answers and views move along"
    assert undo(client).location == "/werkbank/vraagstukken/de-ene"
    assert state() == before
    assert {row.question_id for row in rows} == {gone.id}
    assert client.get("/vraagstukken/de-ene").status_code == 200
    assert "Weer twee vraagstukken" in client.get("/vraagstukken/de-ene").text


def test_after_thirty_days_it_stays(client, two):
    merge(client, *two)
    assert "Draai dit terug" in client.get("/werkbank/vraagstukken/de-andere").text
    db.session.execute(update(Merge).values(at=clock.now() - timedelta(days=31)))
    db.session.commit()
    assert "Draai dit terug" not in client.get("/werkbank/vraagstukken/de-andere").text
    answer = undo(client)
    assert answer.status_code == 409 and "meer dan 30 dagen" in answer.text


def refused(client, words, *questions, **more):
    answer = merge(client, *questions, **more)
    assert answer.status_code == 409 and words in answer.text
    assert db.session.scalars(select(Merge)).all() == []


def test_what_cannot_be_is_refused_and_nothing_moves(client, two, member):
    gone, kept = two
    kept.statements += [Statement(position=n, text=f"Uitspraak {n}.") for n in (2, 3)]
    db.session.commit()
    before = state()
    refused(client, "hooguit drie uitspraken", gone, kept)
    refused(client, "niet in zichzelf", gone, gone)
    office = member.memberships[0].organisation_id
    db.session.add_all(Dissent(question_id=question.id, organisation_id=office, text="Anders.") for question in two)
    db.session.commit()
    refused(client, "onder beide vraagstukken", gone, kept, fate="stays")
    refused(client, "Doe het andersom", gone, make_question(is_public=False))
    gone.held_at = clock.now()
    db.session.commit()
    refused(client, "uit beeld", gone, kept, fate="stays")
    assert state()[1] == before[1]
    assert merge(client, gone, kept, fate="moves", sure="").status_code == 422


def test_a_quote_that_one_may_not_read_moves_along_and_tells_nothing(client, two):
    gone, kept = two
    path = "/werkbank/vraagstukken/de-ene/samenvoegen?met=de-andere"
    before = client.get(path).text
    hidden = make_contribution(visible_from=clock.today() + timedelta(days=9))
    gone.statements[0].evidence.append(Evidence(contribution=hidden, stance=Stance.SUPPORTS, field="facts", start=0, end=3, quote=hidden.facts[:3]))
    db.session.commit()
    assert client.get(path).text == before
    merge(client, gone, kept)
    moved = db.session.scalars(select(Statement.question_id).join(Evidence).where(Evidence.contribution_id == hidden.id)).one()
    assert moved == kept.id


def test_who_heard_of_the_one_does_not_hear_of_the_other(client, two):
    gone, kept = two
    source = gone.statements[0].evidence[0].contribution
    db.session.add(QuestionNews(question_id=gone.id, contribution_id=source.id))
    db.session.commit()
    merge(client, gone, kept)
    assert db.session.get(QuestionNews, (kept.id, source.id)) is not None
    mail_of_the_day()
    assert db.session.scalars(select(Email)).all() == []


def test_statements_are_split_off_with_their_quotes(client, member):
    inside = make_contribution(title="Voor leden", audience=Audience.MEMBERS)
    question = make_question(inside, slug="het-geheel")
    question.statements.append(Statement(position=2, text="Iets heel anders."))
    db.session.commit()
    first, path = question.statements[0], "/werkbank/vraagstukken/het-geheel/splitsen"
    assert first.text in client.get(path).text
    asked = {"sentence": "Wie is de eigenaar?", "explanation": "", "statements": [str(first.id)]}
    for wrong in ({"statements": []}, {"statements": [str(s.id) for s in question.statements]}):
        back = client.post(path, data=asked | wrong)
        assert back.status_code == 409 and "minstens één uitspraak" in back.text and "Wie is de eigenaar?" in back.text
    assert client.post(path, data=asked | {"sentence": "Geen vraag"}).status_code == 422
    answer = client.post(path, data=asked)
    made = db.session.scalars(select(Question).where(Question.sentence == "Wie is de eigenaar?")).one()
    assert answer.location == f"/werkbank/vraagstukken/{made.slug}" and not made.is_public
    assert [(s.text, s.position) for s in made.statements] == [(first.text, 1)] and len(made.statements[0].evidence) == 1
    assert [(s.text, s.position) for s in question.statements] == [("Iets heel anders.", 1)]
    assert "Uitspraken werden afgesplitst" in client.get("/vraagstukken/het-geheel").text
    assert "Afgesplitst van een ander vraagstuk" in client.get(answer.location).text


def test_it_is_for_members(client, sign_in):
    question = make_question()
    sign_in(make_user(Role.HOST))
    for path in ("samenvoegen", "splitsen"):
        assert client.post(f"/werkbank/vraagstukken/{question.slug}/{path}").status_code == 403
    assert client.post("/werkbank/samenvoegingen/1/ongedaan").status_code == 403
