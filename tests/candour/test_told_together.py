"""That a text with a name and one without tell the same case is told nowhere outside the workbench."""

import pytest

from app.accounts.models import Role
from app.contributions import operations, queries
from app.contributions.models import Audience, Outcome
from app.core.database import db
from app.stocktaking.models import Evidence, Stance
from app.taxonomy.queries import terms_of
from tests.databases import WALK
from tests.factories import Dimension, make_contribution, make_question, make_user

pytestmark = WALK

TAKING_STOCK = ("/balans/tegenspraak", "/balans/samen", "/kaart", "/vraagstukken/wie-beheert-de-put")
ADDRESSES = (
    *("/", "/bijdragen", "/balans", "/balans?beeld=tabel", "/balans.csv", "/zoeken?q=put", "/sitemap.xml"),
    *TAKING_STOCK,
)
NAMES = {"named": "n" * 26, "second": "m" * 26, "one": "a" * 26, "other": "b" * 26}


def told():
    """One text with a name, and two without, that all may be read by everybody; and another with a name.

    One stopped and the others succeeded, with the same lever; a question quotes all.
    """
    helped, hindered = (terms_of(dimension)[0] for dimension in (Dimension.LEVER, Dimension.BARRIER))
    told = {
        name: make_contribution(
            public_id=public_id,
            title=f"De put van {name}",
            terms=[helped, hindered],
            outcome=Outcome.STOPPED if name == "second" else Outcome.SUCCEEDED,
            names_organisation=name in ("named", "second"),
        )
        for name, public_id in NAMES.items()
    }
    question = make_question(slug="wie-beheert-de-put", sentence="Wie beheert de put?")
    question.statements[0].evidence = [
        Evidence(contribution=found, stance=Stance.SUPPORTS, field="facts", start=0, end=9, quote=found.facts[:9])
        for found in told.values()
    ]
    db.session.commit()
    return told


def lay_together(texts, pairs, by):
    for one, other in pairs:
        operations.put_together(texts[one], texts[other], by, queries.mark_of_pair(texts[one], texts[other]))
    db.session.commit()


def pages(client):
    addresses = (*ADDRESSES, *(f"/bijdragen/{public_id}" for public_id in NAMES.values()))
    return {address: client.get(address).data for address in addresses}


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.EDITOR, Role.HOST])
@pytest.mark.parametrize(
    ("pairs", "with_the_hidden_link"),
    [
        ([], [("named", "one")]),
        ([("one", "other")], [("named", "one"), ("named", "other")]),
        ([("one", "other"), ("named", "second")], [("one", "other"), ("named", "second"), ("named", "one")]),
    ],
)
def test_the_link_changes_no_byte(app, client, sign_in, role, pairs, with_the_hidden_link):
    texts, by = told(), make_user(Role.MEMBER)
    if role:
        sign_in(make_user(role))
    lay_together(texts, pairs, by)
    before = pages(client)
    for _deed in pairs:
        operations.undo(by)
    lay_together(texts, with_the_hidden_link, by)
    assert pages(client) == before


def test_the_comparison_can_fail(app, client):
    texts = told()
    before = pages(client)
    lay_together(texts, [("one", "other")], make_user(Role.MEMBER))
    after = pages(client)
    assert b"De put van other" in after[f"/bijdragen/{NAMES['one']}"]
    assert {address for address in before if before[address] != after[address]} >= {
        f"/bijdragen/{NAMES['one']}",
        f"/bijdragen/{NAMES['other']}",
    }
    for address in TAKING_STOCK:
        assert before[address] != after[address], address
    listed = after["/bijdragen"].decode()
    assert "4 bijdragen over 3 gevallen" in listed
    assert all(f"De put van {name}" in listed for name in NAMES), "a list shows every text"


def test_a_text_for_members_only_is_told_to_members_only(app, client, sign_in):
    texts = told()
    hidden = make_contribution(audience=Audience.MEMBERS, title="De put van leden")
    before = pages(client)
    operations.put_together(texts["one"], hidden, make_user(Role.MEMBER), queries.mark_of_pair(texts["one"], hidden))
    db.session.commit()
    assert pages(client) == before
    sign_in(make_user(Role.MEMBER))
    assert "De put van leden" in client.get(f"/bijdragen/{NAMES['one']}").text
