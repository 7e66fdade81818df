"""A card that is laid while somebody puts back what it lies at: it stays there, or is refused; never gone in silence."""

import pytest

from app.accounts.models import Role
from app.core.database import db
from app.stocktaking import queries as stocktaking
from app.stocktaking.models import Placement, Question, Sorted
from app.workbench import operations, queries
from app.workbench.models import Deed, PileCard, PileStep
from app.workbench.operations import undoing
from tests.at_once import InBetween, posts
from tests.factories import make_contribution, make_organisation, make_user

KEY = "0123456789abcdefghijklmn"


@pytest.fixture
def browsers(app, sign_in, monkeypatch):
    monkeypatch.setattr(app, "test_client_class", None)  # the inspection counts statements for one thread only
    made = [app.test_client(), app.test_client()]
    for browser in made:
        sign_in(make_user(Role.MEMBER, make_organisation(is_partner=True)), browser)
    return made


def asked(pile, member):
    """The word of a question that just came up in the pile."""
    question = operations.lay_at_new_question(pile, "Wie veegt het plein?", None, 0, KEY, by=member)
    db.session.commit()
    return question.slug


def undone(pile):
    return f"/werkbank/stapels/{pile.slug}/stappen/{db.session.query(PileStep.id).order_by(PileStep.id.desc()).first()[0]}/terug"


def laying(pile, story, word):
    return f"/werkbank/stapels/{pile.slug}/kaarten/{story.public_id}", {"vak": word, "gezien": "0", "key": KEY}


def nothing_was_laid():
    return not any(db.session.query(table).count() for table in (Placement, Sorted, Deed))


def test_a_card_is_not_laid_at_a_question_that_goes(app, browsers, member, pile, stories, monkeypatch):
    lay, undo = laying(pile, stories[0], asked(pile, member)), undone(pile)
    db.session.rollback()
    between = InBetween(app, posts(browsers[1], *lay))
    monkeypatch.setattr(undoing, "why_it_stays", between.after(undoing.why_it_stays))
    assert posts(browsers[0], undo, {})() == 302
    assert between.finish() in (404, 409)
    assert nothing_was_laid() and db.session.query(Question).count() == 1


def test_a_question_at_which_a_card_is_laid_stays(app, browsers, member, pile, stories, monkeypatch):
    lay, undo = laying(pile, stories[0], asked(pile, member)), undone(pile)
    db.session.rollback()
    between = InBetween(app, posts(browsers[1], undo, {}))
    monkeypatch.setattr(stocktaking, "hold_to_lay", between.after(stocktaking.hold_to_lay))
    assert posts(browsers[0], *lay)() == 302
    assert between.finish() == 409
    assert db.session.query(Placement).count() == 1 and db.session.query(Question).count() == 2


def test_a_card_that_is_taken_out_of_the_pile_is_not_laid(app, browsers, member, pile, monkeypatch):
    later = make_contribution(title="D kwam later")
    operations.take_in(pile, by=member)
    db.session.commit()
    lay, undo = laying(pile, later, "nergens"), undone(pile)
    db.session.rollback()
    between = InBetween(app, posts(browsers[1], *lay))
    monkeypatch.setattr(queries, "went_on_with", between.after(queries.went_on_with))
    assert posts(browsers[0], undo, {})() == 302
    assert between.finish() == 409
    assert nothing_was_laid() and db.session.query(PileCard).count() == 3
