"""Contributors hear once per question that they are quoted where everybody reads it, and mails hold links only."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from app.accounts.models import Role
from app.contributions.models import Audience, NewsAddress, Status
from app.core.clock import now, today
from app.core.database import db
from app.core.outbox import Email
from app.notifications.models import Notification
from tests.factories import make_contribution, make_organisation, make_question, make_user, save
from tests.stocktaking.news import mail_of_the_day

FACTS = "Kanarie zat in de put. Niemand haalde hem eruit. Dat duurde een jaar."
ASKED = "nieuws@voorbeeld.example"


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER, make_organisation(is_partner=True))
    sign_in(user)
    return user


def asks_for_news(contribution, email=ASKED, confirmed=True):
    return save(
        NewsAddress(
            contribution_id=contribution.id, email=email, token_hash=f"x{contribution.id}",
            confirmed_at=now() if confirmed else None, delete_on=today() + timedelta(days=9),
        )
    )


def quoted(client, source, question, sentence="facts-0"):
    data = {"sentence": sentence, "stance": "supports", "statement": str(question.statements[0].id), "words": ""}
    assert client.post(f"/werkbank/bijdragen/{source.public_id}", data=data).status_code == 302


def publish(client, question):
    assert client.post(f"/werkbank/vraagstukken/{question.slug}/publiceren").status_code == 302


def receivers(days=0):
    """Who was mailed, once the mail of the day has left."""
    mail_of_the_day(days)
    return sorted(db.session.scalars(select(Email.address)))


def test_publishing_a_question_tells_whoever_is_quoted(client, member):
    author = make_user()
    by_account, by_mail = make_contribution(facts=FACTS, author=author), make_contribution(facts=FACTS)
    asks_for_news(by_mail)
    question = make_question(is_public=False, sentence="Wie haalt de kanarie eruit?")
    for source in (by_account, by_mail):
        quoted(client, source, question)
    assert receivers() == []
    publish(client, question)
    assert receivers() == sorted([author.email, ASKED])
    told = db.session.scalars(select(Notification)).one()
    assert told.user_id == author.id and by_account.public_id in told.path
    for mail in db.session.scalars(select(Email)):
        assert "http" in mail.text and "kanarie" not in f"{mail.subject} {mail.text}".lower()


def test_a_quote_under_a_public_question_tells_it_too(client, member):
    source, question = make_contribution(facts=FACTS), make_question()
    asks_for_news(source)
    quoted(client, source, question)
    assert receivers() == [ASKED]


def test_it_is_told_once_for_each_question_whatever_follows(client, member):
    source, question, other = make_contribution(facts=FACTS), make_question(), make_question()
    asks_for_news(source)
    for sentence in ("facts-0", "facts-1"):
        quoted(client, source, question, sentence)
    publish(client, question)
    assert receivers() == [ASKED]
    db.session.execute(delete(Email))  # as the clock does after a month
    db.session.commit()
    client.post("/werkbank/citaten/1/weghalen")
    quoted(client, source, question)
    client.post(f"/werkbank/vraagstukken/{question.slug}/terughalen")
    publish(client, question)
    assert receivers(days=1) == []
    quoted(client, source, other)
    assert receivers(days=2) == [ASKED]


def test_one_person_with_an_account_and_an_address_hears_it_once(client, member):
    author = make_user()
    source, question = make_contribution(facts=FACTS, author=author), make_question()
    asks_for_news(source, author.email)
    quoted(client, source, question)
    assert receivers() == [author.email]


@pytest.mark.parametrize(
    "hidden",
    [{"audience": Audience.MEMBERS}, {"status": Status.WITHDRAWN}, {"status": Status.REFUSED}, {"visible_from": today() + timedelta(days=5)}],
)
def test_who_is_not_shown_under_the_public_question_is_not_told(client, member, hidden):
    source, question = make_contribution(facts=FACTS, author=make_user()), make_question(is_public=False)
    asks_for_news(source)
    quoted(client, source, question)
    for name, value in hidden.items():
        setattr(source, name, value)
    db.session.commit()
    publish(client, question)
    assert receivers() == []


def test_a_quote_that_the_contributor_took_out_is_no_news(client, member):
    source, question = make_contribution(facts=FACTS), make_question(is_public=False)
    asks_for_news(source)
    quoted(client, source, question)
    source.facts = "Een heel ander verhaal."
    db.session.commit()
    publish(client, question)
    assert receivers() == []


def test_an_address_that_was_not_confirmed_gets_nothing_until_it_is(client, member):
    source, question = make_contribution(facts=FACTS), make_question()
    address = asks_for_news(source, confirmed=False)
    quoted(client, source, question)
    assert receivers() == []
    address.confirmed_at = now()
    db.session.commit()
    quoted(client, source, question, "facts-1")
    assert receivers() == [ASKED]
