"""A member words what a table was left with, once; who may read the question finds it in the harvest."""

import re

import pytest

from app.accounts.models import Role
from app.core.clock import today
from app.core.database import db
from app.gatherings import operations, queries
from app.stocktaking.models import FromTable, Question
from tests.factories import make_user
from tests.gatherings.signing_up import gathering_with

ASK = "/werkbank/vraagstukken/nieuw"
HARVEST = "/bijeenkomsten/tour/oogst"
TYPED = {"sentence": "Wie betaalt het water voor bomen in een droge zomer?", "explanation": ""}


@pytest.fixture
def card(app):
    """What a table gave to the members."""
    gathering = gathering_with(None, slug="tour", on=today())
    operations.set_tables(gathering, 2)
    found = queries.cards_at(gathering)[0]
    operations.write_card(found, 1, "Hitte op het plein.", "Een boom.", "Wie betaalt het water?")
    operations.give_to_members(found)
    gathering.harvested_at = gathering.changed_at
    db.session.commit()
    return found


def test_a_member_begins_from_the_words_of_a_table(client, sign_in, card):
    sign_in(make_user(Role.MEMBER))
    assert "Wie betaalt het water?" in client.get(ASK).text
    begun = client.get(f"{ASK}?tafel={card.public_id}").text
    assert 'value="Wie betaalt het water?"' in begun
    assert "Hitte op het plein." not in begun, "the question was given, and not the card"
    assert client.post(f"{ASK}?tafel={card.public_id}", data=TYPED).status_code == 302
    assert db.session.query(FromTable).one().card_id == card.id
    assert "Wie betaalt het water?" not in client.get(ASK).text, "it waits no more"


def test_two_members_word_one_card_once(client, sign_in, card):
    sign_in(make_user(Role.MEMBER))
    client.post(f"{ASK}?tafel={card.public_id}", data=TYPED)
    again = client.post(f"{ASK}?tafel={card.public_id}", data=TYPED)
    assert again.status_code == 302 and db.session.query(Question).count() == 1, "a second press leads to the first"
    sign_in(make_user(Role.MEMBER))
    late = client.post(f"{ASK}?tafel={card.public_id}", data=TYPED | {"sentence": "Wie geeft de bomen water?"})
    assert late.status_code == 409 and "Wie geeft de bomen water?" in late.text
    assert db.session.query(Question).count() == 1
    assert re.search(rf'action="{ASK}"', late.text), "pressing once more saves it by itself"


def test_everybody_reads_it_in_the_harvest_once_it_is_published(client, sign_in, card):
    sign_in(make_user(Role.MEMBER))
    client.post(f"{ASK}?tafel={card.public_id}", data=TYPED)
    visitor = client.application.test_client()
    assert TYPED["sentence"] in client.get(HARVEST).text
    assert TYPED["sentence"] not in visitor.get(HARVEST).text
    db.session.query(Question).one().is_public = True
    db.session.commit()
    assert TYPED["sentence"] in visitor.get(HARVEST).text


def test_only_who_takes_stock_begins_from_a_card(client, sign_in, card):
    for person in (make_user(Role.HOST), make_user(Role.EDITOR)):
        sign_in(person)
        assert client.get(f"{ASK}?tafel={card.public_id}").status_code == 403
