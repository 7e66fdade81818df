"""A complaint reaches the words that it is about, also when members moved them before the desk looked at it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.accounts.models import Role
from app.appeals.models import Appeal
from app.core.clock import now
from app.core.database import db
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Merge, Question, QuestionChange, Removal, Statement
from app.stocktaking.operations import BACK_WITHIN
from tests.appeals.asked import decide, desk, hide, newest, report
from tests.factories import make_contribution, make_organisation, make_question, make_user

SAID = "Meneer Jansen betaalt nooit."


@pytest.fixture
def member(app, sign_in):
    """Who merges and splits; a browser of their own, so that the other one judges."""
    browser = app.test_client()
    sign_in(make_user(Role.COORDINATOR, make_organisation(is_partner=True)), browser)
    return browser


@pytest.fixture
def two(app, member):
    """Two public questions; somebody said of the first that it is about them, and the desk did not look yet."""
    desk()
    one = make_question(make_contribution(title="Bron"), slug="de-ene", sentence="Wie betaalt de put?")
    make_question(slug="de-andere", sentence="Wie beheert de put?")
    one.statements[0].text = SAID
    one.statements.append(Statement(position=2, text="Dit blijft."))
    db.session.commit()
    assert report(app.test_client(), "/vraagstukken/de-ene").status_code in (302, 303)
    return one


def question(slug):
    db.session.expire_all()
    return db.session.scalars(select(Question).where(Question.slug == slug)).one()


def merge(browser, gone="de-ene", into="de-andere"):
    fates = {f"uitspraak-{statement.id}": "moves" if statement.text == SAID else "stays" for statement in question(gone).statements}
    form = {"met": into, "sure": "y"} | fates
    assert browser.post(f"/werkbank/vraagstukken/{gone}/samenvoegen", data=form).status_code == 302


def split(browser, slug="de-ene", sentence="Wie is dat?"):
    said = next(statement for statement in question(slug).statements if statement.text == SAID)
    form = {"statements": str(said.id), "sentence": sentence}
    assert browser.post(f"/werkbank/vraagstukken/{slug}/splitsen", data=form).status_code == 302
    return db.session.scalars(select(Question.slug).where(Question.sentence == sentence)).one()


def publish(browser, slug):
    assert browser.post(f"/werkbank/vraagstukken/{slug}/publiceren", data={"sure": "y"}).status_code == 302


def merged(browser):
    merge(browser)


def split_off(browser):
    publish(browser, split(browser))


def split_off_and_merged(browser):
    made = split(browser)
    publish(browser, made)
    merge(browser, made)


def merged_and_split_off(browser):
    merge(browser)
    publish(browser, split(browser, "de-andere"))


def merged_split_off_and_undone(browser):
    """In a row: nothing but the statement itself knows any more where it came from."""
    merged_and_split_off(browser)
    undone(browser)


def split_off_long_ago(browser):
    """So long that nobody can undo it any more, and what was kept for that is gone."""
    split_off(browser)
    db.session.execute(update(QuestionChange).values(at=now() - BACK_WITHIN - timedelta(days=1)))
    assert stocktaking.forget_removals() == 1
    db.session.commit()


def split_off_taken_away_and_put_back(browser):
    split_off(browser)
    said = db.session.scalars(select(Statement).where(Statement.text == SAID)).one()
    other = Statement(position=2, text="Ook dit.", question=said.question)
    db.session.add(other)
    db.session.commit()
    assert browser.post(f"/werkbank/uitspraken/{said.id}/weghalen", data={"was": SAID, "sure": "y"}).status_code == 302
    removal = db.session.scalars(select(Removal.id).where(Removal.position > 0)).one()
    assert browser.post(f"/werkbank/weggehaald/{removal}/terug").status_code == 302


def undone(browser):
    assert browser.post(f"/werkbank/samenvoegingen/{db.session.scalars(select(Merge.id)).one()}/ongedaan").status_code == 302


WAYS = [
    *(merged, split_off, split_off_and_merged, merged_and_split_off),
    *(merged_split_off_and_undone, split_off_long_ago, split_off_taken_away_and_put_back),
]
each_way = pytest.mark.parametrize("move", WAYS)


def addresses_with(browser):
    """Where a visitor reads what was complained of."""
    slugs = db.session.scalars(select(Question.slug)).all()
    return {slug for slug in slugs if SAID in browser.get(f"/vraagstukken/{slug}").text}


def judge(sign_in, browser):
    sign_in(newest().judges[0].user, browser)
    return f"/redactie/meldingen/{newest().public_id}"


def read(browser, address):
    """A page without the marks on names."""
    return re.sub(r"</?mark>", "", browser.get(address).text)


@each_way
def test_hidden_it_is_nowhere_and_let_back_it_is_where_it_was(app, client, sign_in, member, two, move):
    move(member)
    visitor = app.test_client()
    before = addresses_with(visitor)
    assert before
    page = read(client, judge(sign_in, client))
    assert SAID in page and "geldt voor allemaal" in page
    assert hide(client, newest()).status_code == 302
    assert addresses_with(visitor) == set()
    assert SAID in read(client, judge(sign_in, client))
    assert decide(client, newest(), "let_back").status_code == 302
    assert addresses_with(visitor) == before
    assert not db.session.scalars(select(Question).where(Question.held_at.is_not(None))).all()


@each_way
@pytest.mark.parametrize("is_hidden_first", [True, False])
def test_what_stays_out_of_view_stays_out_everywhere(app, client, sign_in, member, two, move, is_hidden_first):
    move(member)
    judge(sign_in, client)
    if is_hidden_first:
        hide(client, newest())
    assert decide(client, newest(), "stays_out").status_code == 302
    assert addresses_with(app.test_client()) == set()


def test_a_merge_is_undone_only_once_it_is_let_back(app, client, sign_in, member, two):
    merge(member)
    judge(sign_in, client)
    hide(client, newest())
    undo = f"/werkbank/samenvoegingen/{db.session.scalars(select(Merge.id)).one()}/ongedaan"
    assert member.post(undo).status_code == 409
    decide(client, newest(), "let_back")
    assert member.post(undo).status_code == 302
    assert addresses_with(app.test_client()) == set(), "members read first what comes back"
    publish(member, "de-ene")
    assert addresses_with(app.test_client()) == {"de-ene"}


def test_undone_before_the_desk_looks_only_the_one_is_hidden(app, client, sign_in, member, two):
    merge(member)
    member.post(f"/werkbank/samenvoegingen/{db.session.scalars(select(Merge.id)).one()}/ongedaan")
    judge(sign_in, client)
    hide(client, newest())
    assert addresses_with(app.test_client()) == set()
    assert question("de-ene").held_at is not None and question("de-andere").held_at is None


@each_way
def test_another_complaint_about_where_they_went_keeps_them_out(app, client, sign_in, member, two, move):
    first = newest().public_id
    move(member)
    visitor = app.test_client()
    report(visitor, f"/vraagstukken/{min(addresses_with(visitor) - {'de-ene'})}")
    second = newest()
    assert second.public_id != first
    judge(sign_in, client)
    hide(client, second)
    assert addresses_with(visitor) == set()
    other = app.test_client()
    sign_in_to_judge(sign_in, other, first)
    hide(other, called(first))
    assert decide(client, newest(), "let_back").status_code == 302
    assert addresses_with(visitor) == set(), "the first one is not answered"
    assert decide(other, called(first), "let_back").status_code == 302
    assert addresses_with(visitor), "nothing keeps it out any more"
    assert not db.session.scalars(select(Question).where(Question.held_at.is_not(None))).all()


def called(public_id):
    db.session.expire_all()
    return db.session.scalars(select(Appeal).where(Appeal.public_id == public_id)).one()


def sign_in_to_judge(sign_in, browser, public_id):
    sign_in(called(public_id).judges[0].user, browser)


def test_members_learn_nothing_while_a_complaint_waits(member, two):
    """A merge and a split go as ever: a refusal would tell that somebody complained."""
    merge(member)
    split(member, "de-andere")
    assert "uit beeld" not in member.get("/werkbank/vraagstukken/de-andere").text


def test_words_that_came_and_left_after_somebody_complained_stay_in_view(app, client, sign_in, member, two):
    """What was said about the one question is not about the other, that was part of it for a while since."""
    report(app.test_client(), "/vraagstukken/de-andere")
    second = newest().public_id
    merge(member)
    undone(member)
    other = app.test_client()
    sign_in_to_judge(sign_in, other, second)
    assert hide(other, called(second)).status_code == 302
    assert question("de-andere").held_at is not None and question("de-ene").held_at is None


def test_a_complaint_about_the_one_question_finds_what_went_home(app, client, sign_in, member, two):
    """Somebody complains while the two are one, and members take these apart before the desk looks."""
    merge(member)
    report(app.test_client(), "/vraagstukken/de-andere")
    second = newest().public_id
    undone(member)
    other = app.test_client()
    sign_in_to_judge(sign_in, other, second)
    hide(other, called(second))
    assert addresses_with(app.test_client()) == set()
