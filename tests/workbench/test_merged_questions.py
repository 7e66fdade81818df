"""A pile of which a question went up in another one: it stands there as that one, until the two are apart again."""

import pytest

from app.accounts.models import Role
from app.core.database import db
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Laid, Merge
from app.stocktaking.queries import where_they_lie
from app.workbench import operations, queries
from app.workbench.models import CheckKind
from tests.factories import make_organisation, make_question, make_user
from tests.workbench.test_sorting import deed, lay, lies, put_back


@pytest.fixture
def other(app, pile):
    """A second question of the pile, in which the first one goes up."""
    found = make_question(slug="wie-betaalt", sentence="Wie betaalt het groen?", is_public=False)
    operations.offer(pile, [found], by=make_user(Role.MEMBER))
    db.session.commit()
    return found


@pytest.fixture
def merged(client, member, pile, stories, question, other):
    """One card lay at the first question, one at both, before they became one."""
    lay(client, pile, stories[0], question.slug)
    lay(client, pile, stories[1], question.slug)
    lay(client, pile, stories[1], other.slug, seen=1)
    stocktaking.merge(question, other, {}, by=member)
    db.session.commit()
    return db.session.query(Merge).one()


def apart(merged, member):
    stocktaking.undo_merge(merged, by=member)
    db.session.commit()


def test_the_pile_offers_the_one_that_is_left_with_the_cards_of_both(client, merged, pile, stories, other):
    for path in ("", "/sorteren", "/gelegd"):
        page = client.get(f"/werkbank/stapels/{pile.slug}{path}").text
        assert "Wie beheert het groen?" not in page and "Wie betaalt het groen?" in page
        assert "geen deel is van deze stapel" not in page
    assert lies(stories[0]).questions == lies(stories[1]).questions == {other.id}
    facts = lay(client, pile, stories[2], other.slug, headers={"Accept": "application/json"}).json
    assert facts["numbers"] == {"wie-betaalt": 3, "een-geval": 0, "nergens": 0}


def test_apart_again_every_card_lies_where_it_lay(client, merged, member, pile, stories, question, other):
    apart(merged, member)
    assert lies(stories[0]).questions == {question.id}
    assert lies(stories[1]).questions == {question.id, other.id}
    assert [found.slug for found in queries.questions_of(pile)] == ["wie-beheert", "wie-betaalt"]


def test_a_card_leaves_the_one_that_is_left(client, merged, pile, stories, other):
    lay(client, pile, stories[1], other.slug, seen=2)
    assert lies(stories[1]).is_open
    lay(client, pile, stories[0], "nergens", seen=1)
    assert lies(stories[0]).laid is Laid.NOWHERE


def test_a_page_that_was_open_names_the_one_that_went_up(client, merged, pile, stories, question, other):
    answer = lay(client, pile, stories[2], question.slug, headers={"Accept": "application/json"})
    assert answer.status_code == 200 and answer.json["places"] == ["wie-betaalt"]
    assert lies(stories[2]).questions == {other.id}


def test_a_deed_of_before_is_put_back(client, merged, pile, stories):
    key = deed().key  # the second card, beside where it lay
    assert put_back(client, pile, key).status_code == 302
    assert len(lies(stories[1]).questions) == 1, "both are one now"
    assert put_back(client, pile, key).status_code == 302


def test_taken_away_both_are(client, merged, pile, other):
    client.post(f"/werkbank/stapels/{pile.slug}/vakken/{other.slug}/weghalen")
    assert queries.questions_of(pile) == [] and pile.bins == []
    client.post(f"/werkbank/stapels/{pile.slug}/vakken", data={"vraagstuk": other.slug})
    client.post(f"/werkbank/stapels/{pile.slug}/vakken", data={"vraagstuk": other.slug})
    assert queries.questions_of(pile) == [other]


def test_two_places_that_became_one_are_no_difference(client, member, pile, stories, question, other):
    colleague = make_user(Role.MEMBER, make_organisation(is_partner=True))
    operations.lay(pile, stories[0], question, 0, "k" * 20, by=colleague)
    operations.draw(pile, CheckKind.SECOND, by=member)
    db.session.commit()
    path = f"/werkbank/stapels/{pile.slug}/controle"
    client.post(f"{path}/tweede/{stories[0].public_id}", data={"places": [other.slug]})
    assert "Wie beheert het groen? ↔ Wie betaalt het groen?" in client.get(path).text
    stocktaking.merge(question, other, {}, by=member)
    db.session.commit()
    page = client.get(path).text
    assert "↔" not in page and "1 / 1" in page


def test_a_check_that_was_drawn_before_is_finished_after(client, member, pile, stories, question, other):
    lay(client, pile, stories[0], question.slug)
    operations.draw(pile, CheckKind.AGAIN, by=member)
    stocktaking.merge(question, other, {}, by=member)
    db.session.commit()
    path = f"/werkbank/stapels/{pile.slug}/controle"
    page = client.get(f"{path}/opnieuw").text
    assert "Wie betaalt het groen?" in page and "Wie beheert het groen?" not in page
    client.post(f"{path}/opnieuw/{stories[0].public_id}", data={"places": [other.slug]})
    assert "↔" not in client.get(path).text
    assert where_they_lie([stories[0].id])[stories[0].id].questions == {other.id}
