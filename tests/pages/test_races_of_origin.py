"""A contributor takes away what a story came out of, while a member fills or freezes a pile of that gathering."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions.models import Contribution
from app.core.database import db
from app.reports import queries as of_stocktakes
from app.reports.models import Words
from app.reports.operations import freezing
from app.schedule import run
from app.workbench import queries
from app.workbench.models import Pile, PileCard
from tests.at_once import InBetween, at_once, posts
from tests.factories import make_contribution, make_user
from tests.gatherings.made import came, make_gathering

PILE, PART = {"name": "Zomertour", "gathering": "tour"}, "Gaat weg"


@pytest.fixture
def member(plain_client, sign_in):
    """The browser of a member."""
    browser = plain_client()
    sign_in(make_user(Role.MEMBER), browser)
    return browser


@pytest.fixture
def gathering(app):
    found = make_gathering(slug="tour")
    came(make_contribution(title="Blijft"), found)
    return found


def part(code, gathering):
    """A story that is said to have come out of the gathering, as long as its contributor wants that."""
    came(make_contribution(code=code, title=PART), gathering)
    db.session.commit()


def fix(member):
    assert member.post("/werkbank/stapels/nieuw", data=PILE).status_code == 302
    return f"/werkbank/stapels/{db.session.scalars(select(Pile.slug)).one()}"


def taken_away_after(step, app, monkeypatch, browser, code, deed):
    """The deed of a member, in which the origin is taken away as soon as this step has read what lies there."""
    between = InBetween(app, posts(browser, f"/volg/{code}/herkomst-weg", {}))
    monkeypatch.setattr(*step, between.after(getattr(*step)))
    assert at_once(app, deed) == [302] and between.finish() == 303


def titles_in_piles():
    db.session.expire_all()
    lying = select(Contribution.title).join(PileCard, PileCard.contribution_id == Contribution.id)
    return db.session.scalars(lying).all()


def test_while_a_pile_is_fixed(app, member, gathering, code, plain_client, monkeypatch):
    part(code, gathering)
    deed = posts(member, "/werkbank/stapels/nieuw", PILE)
    taken_away_after((queries, "wished"), app, monkeypatch, plain_client(), code, deed)
    assert titles_in_piles() == ["Blijft"]


def test_while_a_pile_takes_in_what_arrived(app, member, gathering, code, plain_client, monkeypatch):
    pile = fix(member)
    part(code, gathering)
    deed = posts(member, f"{pile}/aanvullen", {})
    taken_away_after((queries, "arrivals"), app, monkeypatch, plain_client(), code, deed)
    assert titles_in_piles() == ["Blijft"]


def freezes():
    for _turn in range(3):  # it says that it begins, reads, and reads anew when somebody came in between
        run("freeze-piles")
    return 302


@pytest.mark.parametrize("step", [(freezing, "records"), (of_stocktakes, "taken_stocktake_slugs")], ids=["reading", "keeping"])
def test_while_a_pile_is_frozen(app, member, gathering, code, plain_client, monkeypatch, step):
    part(code, gathering)
    assert member.post(f"{fix(member)}/vastleggen", data={"name": "Zomertour"}).status_code == 302
    taken_away_after(step, app, monkeypatch, plain_client(), code, freezes)
    frozen = db.session.scalars(select(Words.content)).all()
    assert frozen and not [content for content in frozen if PART in content]
