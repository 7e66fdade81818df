"""What contributors hear when something is put back: what was undone before the mail of the day not, the rest once."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.database import db
from app.core.outbox import Email
from app.stocktaking import operations
from app.stocktaking.models import News, QuestionStatus, Reach, Removal, Statement, WaitingNews
from tests.factories import make_contribution, make_organisation, make_question, make_user
from tests.stocktaking.news import mail_of_the_day
from tests.stocktaking.test_news import asks_for_news

PARKED, SPLIT, USED = "Een vraagstuk ligt stil", "Een vraagstuk is gesplitst", "gebruikt in een vraagstuk"


@pytest.fixture
def member(app):
    user = make_user(Role.MEMBER, make_organisation(is_partner=True))
    with app.test_request_context("/"):
        yield user


@pytest.fixture
def question(member):
    source = make_contribution()
    asks_for_news(source, "nieuws@voorbeeld.example")
    made = make_question(source)
    made.statements.append(Statement(position=2, text="Zin 2."))
    db.session.commit()
    return made


def status(question, by, said):
    kept = {name: getattr(question, name) for name in ("sentence", "explanation", "kind", "route", "owner", "due_on")}
    operations.reword(question, by, status=said, **kept)
    db.session.commit()


def put_back(question, by):
    removal = db.session.scalars(select(Removal).order_by(Removal.id.desc())).first()
    operations.put_back(removal, question, by)
    db.session.commit()


def told(day):
    """What was mailed on this day."""
    before = {mail.id for mail in db.session.scalars(select(Email))}
    mail_of_the_day(day)
    return " ".join(mail.text for mail in db.session.scalars(select(Email).order_by(Email.id)) if mail.id not in before)


def test_a_question_that_was_parked_by_mistake_is_no_news(question, member):
    status(question, member, QuestionStatus.PARKED)
    put_back(question, member)
    assert told(0) == ""


def test_parked_again_before_anybody_heard_it_is_told_once(question, member):
    status(question, member, QuestionStatus.PARKED)
    status(question, member, QuestionStatus.NEW)
    assert told(0) == ""
    put_back(question, member)
    assert PARKED in told(1) and told(2) == ""


def test_parked_again_after_they_heard_it_is_not_told_twice(question, member):
    status(question, member, QuestionStatus.PARKED)
    assert PARKED in told(0)
    status(question, member, QuestionStatus.NEW)
    put_back(question, member)
    assert question.status is QuestionStatus.PARKED and told(1) == ""


def test_nobody_waits_for_ever_for_what_was_not_parked_again(question, member):
    status(question, member, QuestionStatus.PARKED)
    put_back(question, member)
    assert told(29) == "" and db.session.scalars(select(WaitingNews.what)).all() == [News.CLOSED]
    assert told(31) == "" and db.session.scalars(select(WaitingNews)).all() == []


def split(question, by):
    operations.split(question, [question.statements[0].id], "Wie snoeit er?", "", by)
    db.session.commit()


def test_a_split_that_was_undone_is_no_news_and_the_quote_is(question, member):
    operations.publish(question, member)
    split(question, member)
    put_back(question, member)
    assert USED in (heard := told(0)) and SPLIT not in heard
    assert told(1) == ""


def test_after_they_heard_of_a_split_nothing_is_told_twice(question, member):
    split(question, member)
    assert SPLIT in told(0)
    put_back(question, member)
    assert told(1) == ""


@pytest.mark.parametrize("heard", [True, False])
def test_the_source_of_an_answer_hears_of_it_once(question, member, heard):
    source = make_contribution()
    asks_for_news(source, "bron@voorbeeld.example")
    made = operations.answer(question, member, make_organisation(), Reach.PART, None, "Zo.", [source])
    db.session.commit()
    assert not heard or USED in told(0)
    operations.drop_answer(made, member)
    db.session.commit()
    assert told(1) == ""
    put_back(question, member)
    assert (USED in told(2)) is not heard and told(3) == ""
