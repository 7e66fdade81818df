"""A question is asked once: capitals, accents, signs and spaces make no other question of it, at one moment either."""

import pytest

from app.accounts.models import Role
from app.core.collation import plain_words
from app.core.database import db
from app.stocktaking import queries
from app.stocktaking.models import Question
from app.workbench import operations
from app.workbench.models import Bin
from app.workbench.queries import Wanted
from tests.at_once import InBetween, posts, two_members
from tests.factories import make_organisation, make_question, make_user
from tests.workbench.test_sorting import KEY
from tests.workbench.test_sorting_together import asks

ASK = "/werkbank/vraagstukken/nieuw"
SAME = ("wie beheert het groen?", "Wie  beheert het groen ?", "Wié beheert hèt groen?", "Wie beheert ‘het groen’?")


@pytest.mark.parametrize("sentence", SAME)
def test_the_same_question_in_other_signs_is_taken_at_the_table(client, member, pile, stories, question, sentence):
    answer = asks(client, pile, sentence, stories[0].public_id)
    assert answer.status_code == 200 and answer.json["places"] == [question.slug]
    assert db.session.query(Question).count() == 1 and len(answer.json["bins"]) == 1


@pytest.mark.parametrize("sentence", SAME)
def test_on_the_workbench_it_leads_to_the_one_that_is_there(client, member, question, sentence):
    answer = client.post(ASK, data={"sentence": sentence, "explanation": "Zo zit het."})
    assert answer.status_code == 409 and "Dit vraagstuk is er al." in answer.text
    assert f'href="/werkbank/vraagstukken/{question.slug}"' in answer.text and "Zo zit het." in answer.text
    assert db.session.query(Question).count() == 1


def test_it_is_said_while_somebody_types_but_not_of_the_question_itself(client, member, question):
    typed = {"sentence": SAME[0]}
    said = client.post("/werkbank/advies", data=typed).json["html"]
    assert "Er is al een vraagstuk met deze woorden" in said and question.slug in said
    assert "already" in client.post("/en/werkbank/advies", data=typed).json["html"]
    assert question.slug not in client.post(f"/werkbank/advies?van={question.slug}", data=typed).json["html"]
    assert f"/werkbank/advies?van={question.slug}" in client.get(f"/werkbank/vraagstukken/{question.slug}").text


def test_other_words_are_another_question(client, member, question):
    assert client.post(ASK, data={"sentence": "Wie beheert het grind?", "explanation": ""}).status_code == 302
    assert db.session.query(Question).count() == 2


def test_letters_of_every_script_count(app):
    assert plain_words("من يدير؟") != plain_words("من يدفع؟") != ""
    assert plain_words("Straße, auto’s") == plain_words("STRASSE autos") == "strasse autos"
    make_question(sentence="من يدير?")
    member = make_user(Role.MEMBER, make_organisation(is_partner=True))
    assert queries.question_that_says("من يدفع?", member) is None and queries.question_that_says("?", member) is None


def test_a_question_that_members_only_see_is_told_to_nobody_else(app):
    make_question(sentence="Wie weet het?", is_public=False)
    assert queries.question_that_says("wie weet het?", make_user(Role.HOST, make_organisation())) is None


@pytest.fixture
def browsers(app, sign_in, monkeypatch):
    return two_members(app, sign_in, monkeypatch)


def test_two_piles_that_ask_it_at_once_share_the_question(app, browsers, member, pile, monkeypatch):
    other = operations.fix("Wintertour", Wanted(), by=member)
    db.session.commit()
    sent = {"card": "", "seen": 0, "key": KEY}
    here, there = (f"/werkbank/stapels/{where.slug}/vraagstukken" for where in (pile, other))
    later = posts(browsers[1], there, sent | {"sentence": "wie véégt het  plein ?", "key": KEY + "2"})
    between = InBetween(app, later)
    monkeypatch.setattr(queries, "question_that_says", between.after(queries.question_that_says))
    db.session.rollback()
    assert posts(browsers[0], here, sent | {"sentence": "Wie veegt het plein?"})() == 302
    assert between.finish() == 302
    made = db.session.query(Question).filter(Question.slug.like("%veegt%")).one()
    assert {row.pile_id for row in db.session.query(Bin).filter_by(question_id=made.id)} == {pile.id, other.id}


def test_two_members_who_word_it_at_once_make_one(app, browsers, monkeypatch):
    between = InBetween(app, posts(browsers[1], ASK, {"sentence": "wie véégt het  plein ?", "explanation": ""}))
    monkeypatch.setattr(queries, "question_that_says", between.after(queries.question_that_says))
    db.session.rollback()
    found = [posts(browsers[0], ASK, {"sentence": "Wie veegt het plein?", "explanation": ""})(), between.finish()]
    assert sorted(found) == [302, 409]
    assert db.session.query(Question).count() == 1


def test_two_questions_that_begin_alike_are_both_made_at_once(app, browsers, monkeypatch):
    """They would have one address; that is no reason to take the one for the other."""
    long = "Wie beheert het groen langs de weg naar het station wanneer de aannemer vertrokken is "
    between = InBetween(app, posts(browsers[1], ASK, {"sentence": f"{long} in Delft?", "explanation": ""}))
    monkeypatch.setattr(queries, "question_that_says", between.after(queries.question_that_says))
    db.session.rollback()
    assert posts(browsers[0], ASK, {"sentence": f"{long} in Breda?", "explanation": ""})() == 302
    assert between.finish() == 302
    assert len({question.slug for question in db.session.query(Question)}) == 2


def test_another_question_is_not_reworded_to_the_same(client, member):
    """What it said all along it may go on saying, also in other signs."""
    make_question(slug="de-een", sentence="Wie beheert het groen?")
    other = make_question(slug="de-ander", sentence="Wie snoeit er?")
    form = {"explanation": "Hoort erbij.", "kind": "", "route": "", "owner": "", "due_on": "", "state": "new"}
    address = "/werkbank/vraagstukken/de-ander"
    refused = client.post(address, data=form | {"sentence": "wie beheert het Groen?", "version": str(other.version)})
    assert refused.status_code == 409 and "Een ander vraagstuk zegt dit al." in refused.text
    assert "wie beheert het Groen?" in refused.text and "Hoort erbij." in refused.text, "nothing typed is lost"
    db.session.expire_all()
    assert other.sentence == "Wie snoeit er?"
    assert client.post(address, data=form | {"sentence": "Wie snoeit er dan?", "version": str(other.version)}).status_code == 302
    db.session.expire_all()
    assert other.sentence == "Wie snoeit er dan?"
