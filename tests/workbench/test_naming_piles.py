"""Another name for a pile, and throwing away one that was made by mistake and in which nobody did anything."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.database import db
from app.workbench import operations
from app.workbench.models import Pile, PileCard
from app.workbench.queries import Wanted
from tests.factories import make_user


def page_of(pile):
    return f"/werkbank/stapels/{pile.slug}/naam"


def rename(client, pile, name, version):
    return client.post(page_of(pile), data={"name": name, "version": version})


def test_it_gets_another_name_and_keeps_its_address(client, member, pile):
    assert 'value="Zomertour"' in client.get(page_of(pile)).text
    assert rename(client, pile, "Wintertour 2026", pile.version).status_code == 302
    page = client.get(f"/werkbank/stapels/{pile.slug}").text
    assert "<h1>Wintertour 2026: " in page and page_of(pile) in page


def test_without_a_name_it_says_what_to_do_and_changes_nothing(client, member, pile):
    answer = rename(client, pile, " ", pile.version)
    assert answer.status_code == 422 and "Geef de stapel een naam" in answer.text
    assert db.session.get_one(Pile, pile.id).name == "Zomertour"


def test_the_second_of_two_members_keeps_what_they_typed(client, member, pile):
    seen = pile.version
    rename(client, pile, "Van de eerste", seen)
    late = rename(client, pile, "Van de tweede", seen)
    assert late.status_code == 409 and "Iemand anders veranderde" in late.text and 'value="Van de tweede"' in late.text
    assert db.session.get_one(Pile, pile.id, populate_existing=True).name == "Van de eerste"
    assert rename(client, pile, "Van de tweede", db.session.get_one(Pile, pile.id).version).status_code == 302


def throw_away(client, pile):
    return client.post(f"/werkbank/stapels/{pile.slug}/weg")


def test_made_by_mistake_it_goes_and_what_lay_in_it_stays(client, member, stories):
    pile = operations.fix("Verkeerd", Wanted(), by=member)
    db.session.commit()
    slug = pile.slug
    assert throw_away(client, pile).status_code == 302
    assert "De stapel is weg." in client.get("/werkbank/stapels").text
    assert client.get(f"/werkbank/stapels/{slug}").status_code == 404
    assert not db.session.scalars(select(PileCard)).all()
    assert stories[0].title in client.get("/bijdragen").text
    assert client.post(f"/werkbank/stapels/{slug}/weg").status_code == 404, "pressed twice"


def lay(pile, stories, member):
    operations.lay(pile, stories[0], pile.bins[0].question, 0, "x" * 20, by=member)


def divide(pile, stories, member):
    operations.divide(pile, [member], by=member, seen=pile.version)


def grow_old(pile, stories, member):
    pile.made_at -= timedelta(days=31)


@pytest.mark.parametrize("do", [lay, divide, grow_old])
def test_in_which_somebody_worked_stays(client, member, pile, stories, do):
    do(pile, stories, member)
    db.session.commit()
    answer = throw_away(client, pile)
    assert answer.status_code == 409 and "In deze stapel is al gewerkt" in answer.text
    assert db.session.get(Pile, pile.id) is not None


def test_it_is_for_members(client, member, pile, sign_in):
    sign_in(make_user())
    for answer in (client.get(page_of(pile)), rename(client, pile, "Van mij", pile.version), throw_away(client, pile)):
        assert answer.status_code == 403
