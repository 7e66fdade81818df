"""What stays out of view after a complaint are the words that it was about, and not the question that they came to."""

import pytest
from sqlalchemy import select

from app.appeals.models import Appeal
from app.core.database import db
from app.stocktaking.models import Evidence, Merge, Question, Statement
from tests.appeals.asked import decide, hide, newest, report
from tests.appeals.test_where_words_went import (
    SAID,
    addresses_with,
    judge,
    member,
    merge,
    publish,
    question,
    sign_in_to_judge,
    split,
    two,
)
from tests.factories import make_question

__all__ = ["member", "two"]  # the fixtures of that world


def in_view(browser):
    """The questions that a visitor reads at their own address."""
    slugs = db.session.scalars(select(Question.slug)).all()
    return {slug for slug in slugs if browser.get(f"/vraagstukken/{slug}").status_code == 200}


def stays_out(sign_in, client, is_hidden_first=False):
    judge(sign_in, client)
    if is_hidden_first:
        assert hide(client, newest()).status_code == 302
    assert decide(client, newest(), "stays_out").status_code == 302


@pytest.mark.parametrize("is_hidden_first", [True, False])
def test_the_question_that_they_came_to_comes_back_without_them(app, client, sign_in, member, two, is_hidden_first):
    visitor = app.test_client()
    before = visitor.get("/vraagstukken/de-andere").text.count("De put")
    merge(member)
    assert addresses_with(visitor) == {"de-andere"}
    stays_out(sign_in, client, is_hidden_first)
    assert in_view(visitor) == {"de-andere"} and addresses_with(visitor) == set()
    page = visitor.get("/vraagstukken/de-andere").text
    assert page.count("De put") == before and question("de-ene").sentence not in page
    assert question("de-ene").held_at is not None and question("de-andere").held_at is None
    assert not db.session.scalars(select(Merge)).all()
    assert SAID in member.get("/werkbank/vraagstukken/de-ene").text, "its makers can word it otherwise"
    again = {"met": "de-andere", "sure": "y"}
    assert member.post("/werkbank/vraagstukken/de-ene/samenvoegen", data=again).status_code == 409


def test_what_was_split_off_and_went_up_elsewhere_stays_out_and_the_other_comes_back(app, client, sign_in, member, two):
    made = split(member)
    publish(member, made)
    merge(member, made)
    stays_out(sign_in, client)
    visitor = app.test_client()
    assert in_view(visitor) == {"de-andere"} and addresses_with(visitor) == set()
    assert question(made).held_at is not None, "it has the words that somebody complained of"


def test_another_that_went_up_in_it_since_comes_back(app, client, sign_in, member, two):
    merge(member, "de-andere", "de-ene")
    stays_out(sign_in, client)
    assert in_view(app.test_client()) == {"de-andere"}


def test_one_that_went_up_in_the_other_stays_part_of_that(app, client, sign_in, member, two):
    make_question(slug="de-derde", sentence="Wie ruimt de put op?")
    merge(member)
    merge(member, "de-derde")
    stays_out(sign_in, client)
    (left,) = db.session.scalars(select(Merge)).all()
    assert left.question_id == question("de-derde").id and in_view(app.test_client()) == {"de-andere"}


def test_further_on_each_stands_by_itself_again(app, client, sign_in, member, two):
    make_question(slug="de-derde", sentence="Wie ruimt de put op?")
    merge(member)
    merge(member, "de-andere", "de-derde")
    stays_out(sign_in, client)
    assert in_view(app.test_client()) == {"de-andere", "de-derde"} and addresses_with(app.test_client()) == set()


def wrote(browser):
    return browser.post("/werkbank/vraagstukken/de-andere/uitspraken", data={"text": "Iemand schreef verder."})


def took_away(browser):
    """Nothing of its own is left there."""
    own = next(one for one in question("de-andere").statements if one.text != SAID)
    db.session.query(Evidence).filter_by(statement_id=own.id).delete()
    db.session.commit()
    return browser.post(f"/werkbank/uitspraken/{own.id}/weghalen")


@pytest.mark.parametrize("meanwhile", [wrote, took_away])
def test_where_somebody_wrote_since_or_nothing_would_be_left_all_of_it_stays_out(app, client, sign_in, member, two, meanwhile):
    merge(member)
    assert meanwhile(member).status_code == 302
    stays_out(sign_in, client)
    assert in_view(app.test_client()) == set() and db.session.scalars(select(Merge)).one()


def test_another_complaint_keeps_the_other_out(app, client, sign_in, member, two):
    merge(member)
    visitor = app.test_client()
    report(visitor, "/vraagstukken/de-andere")
    second, other = newest().public_id, app.test_client()
    sign_in_to_judge(sign_in, other, second)
    assert hide(other, newest()).status_code == 302
    first = first_of(two)
    sign_in_to_judge(sign_in, client, first.public_id)
    assert decide(client, first, "stays_out").status_code == 302
    assert in_view(visitor) == set(), "the other one is not answered"
    assert decide(other, newest(), "let_back").status_code == 302
    assert in_view(visitor) == {"de-andere"} and addresses_with(visitor) == set()


def first_of(asked):
    return db.session.scalars(select(Appeal).where(Appeal.question_id == asked.id)).one()


def test_what_came_before_somebody_complained_is_not_taken_apart(app, client, sign_in, member, two):
    """They read the two as one, and complained of that."""
    merge(member, "de-andere", "de-ene")
    visitor = app.test_client()
    report(visitor, "/vraagstukken/de-ene")
    sign_in_to_judge(sign_in, client, newest().public_id)
    assert decide(client, newest(), "stays_out").status_code == 302
    assert in_view(visitor) == set() and db.session.scalars(select(Merge)).one()


def test_the_statements_stand_in_their_places(client, sign_in, member, two):
    merge(member)
    stays_out(sign_in, client)
    for slug in ("de-ene", "de-andere"):
        places = [one.position for one in question(slug).statements]
        assert places == list(range(1, len(places) + 1))
    assert sorted(db.session.scalars(select(Statement.text))) == sorted([SAID, "Dit blijft.", *(one.text for one in question("de-andere").statements)])
