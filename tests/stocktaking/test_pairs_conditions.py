"""Under which condition something works, in the words of the contributors of a contradiction; of nobody who is not to be quoted."""

import pytest

from app.accounts.models import Role
from app.contributions.models import Audience, Outcome
from tests.candour.normal import begin_anew, received
from tests.factories import make_challenge, make_organisation, make_user
from tests.stocktaking.test_pairs import lever, over, told

HERE, THERE = "De wijk is van één eigenaar.", "Er ligt geen kabel in de stoep."


def sides(page):
    """What stands at the one story, at the other, and below both."""
    first, second, table = page.index(f'href="/bijdragen/{"a" * 26}'), page.index(f'href="/bijdragen/{"b" * 26}'), page.index("<table")
    return page[first:second], page[second:table], page[table:]


def pair(condition=HERE, stopped=THERE, **more):
    """A story that succeeded and one that stopped with the same lever, both answers to a challenge."""
    challenge = make_challenge(slug="de-uitdaging")
    one = told(Outcome.SUCCEEDED, lever(), challenge=challenge, condition=condition, public_id="a" * 26, title="Gelukt", **more)
    return one, told(Outcome.STOPPED, lever(), challenge=challenge, condition=stopped, public_id="b" * 26, title="Gestopt")


def test_each_side_says_its_own_condition(client):
    pair()
    succeeded, stopped, terms = sides(client.get(over(lever())).text)
    assert HERE in succeeded and "Onder welke voorwaarde het werkt" in succeeded and THERE not in succeeded
    assert THERE in stopped and HERE not in stopped and HERE not in terms


def test_who_said_none_has_no_heading_for_it(client):
    pair(condition="", stopped="")
    assert "Onder welke voorwaarde" not in client.get(over(lever())).text


def test_of_who_is_not_to_be_quoted_no_word_stands_there(client, sign_in):
    pair(not_quoted=True)
    for role in (None, Role.MEMBER, Role.EDITOR):
        if role:
            sign_in(make_user(role))
        page = client.get(over(lever())).text
        assert HERE not in page and "wil niet geciteerd worden" in sides(page)[0] and THERE in page, role


def world(app, sign_in, role, secret):
    """The page for this reader, who is in both worlds: what a hidden story says of conditions differs, and what one says that is not quoted."""
    begin_anew()
    client = app.test_client()
    if role is not None:
        sign_in(make_user(role, make_organisation(name="Bureau Kijk", slug="bureau-kijk"), email="kijk@voorbeeld.example", public_id="k" * 26), client)
    pair(condition=f"Alleen {secret}.", not_quoted=True)
    told(Outcome.STOPPED, lever(), audience=Audience.MEMBERS, condition=f"Ook {secret}.", public_id="c" * 26, title="Voor leden", not_quoted=role is Role.MEMBER)
    client.get("/")
    return received(client.get(over(lever())))


@pytest.mark.parametrize("role", [None, Role.HOST, Role.MEMBER])
def test_words_that_a_reader_may_not_get_change_nothing(app, sign_in, role):
    one, other = (world(app, sign_in, role, secret) for secret in ("met een kanarie", "zonder een fuut en met een lange naam"))
    assert one == other and "wil niet geciteerd worden" in one[-1]
