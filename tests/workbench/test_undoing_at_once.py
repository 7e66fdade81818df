"""A card that is laid while somebody puts back what it lies at: it stays there, or is refused; never gone in silence."""

import pytest

from app.core.database import db
from app.stocktaking import queries as stocktaking
from app.stocktaking.models import Dissent, Laid, Memo, Placement, Question, Sorted
from app.workbench import operations, queries
from app.workbench.models import Check, Deed, PileCard, PileStep
from app.workbench.operations import undoing
from tests.at_once import InBetween, posts, two_members
from tests.factories import make_contribution, save

KEY = "0123456789abcdefghijklmn"


@pytest.fixture
def browsers(app, sign_in, monkeypatch):
    return two_members(app, sign_in, monkeypatch)


def asked(pile, member):
    """The word of a question that just came up in the pile."""
    question = operations.lay_at_new_question(pile, "Wie veegt het plein?", None, 0, KEY, by=member)
    db.session.commit()
    return question.slug


def undone(pile):
    return f"/werkbank/stapels/{pile.slug}/stappen/{db.session.query(PileStep.id).order_by(PileStep.id.desc()).first()[0]}/terug"


def laying(pile, story, word):
    return f"/werkbank/stapels/{pile.slug}/kaarten/{story.public_id}", {"vak": word, "gezien": "0", "key": KEY}


def writing(way, slug, browser):
    """A note of a member, or the view of their organisation."""
    if way == "note":
        return f"/werkbank/vraagstukken/{slug}/notities", {"memo": "Vraag dit na."}
    return f"/werkbank/vraagstukken/{slug}/standpunt/{browser.office}", {"text": "Wij zien het anders.", "was": ""}


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


@pytest.mark.parametrize("way", ["note", "view"])
def test_nothing_is_written_at_a_question_that_goes(app, browsers, member, pile, monkeypatch, way):
    write, undo = writing(way, asked(pile, member), browsers[1]), undone(pile)
    db.session.rollback()
    between = InBetween(app, posts(browsers[1], *write))
    monkeypatch.setattr(undoing, "why_it_stays", between.after(undoing.why_it_stays))
    assert posts(browsers[0], undo, {})() == 302
    assert between.finish() in (404, 409)
    assert not db.session.query(Memo).count() and not db.session.query(Dissent).count()


@pytest.mark.parametrize("way", ["note", "view"])
def test_a_question_at_which_something_is_written_stays(app, browsers, member, pile, monkeypatch, way):
    write, undo = writing(way, asked(pile, member), browsers[1]), undone(pile)
    db.session.rollback()
    between = InBetween(app, posts(browsers[0], undo, {}))
    monkeypatch.setattr(stocktaking, "hold_to_lay", between.after(stocktaking.hold_to_lay))
    assert posts(browsers[1], *write)() == 302
    assert between.finish() == 409
    assert db.session.query(Memo).count() + db.session.query(Dissent).count() == 1 and db.session.query(Question).count() == 2


@pytest.mark.parametrize("first", ["undo", "check"])
def test_a_check_offers_no_question_that_goes(app, browsers, member, pile, stories, monkeypatch, first):
    word, undo = asked(pile, member), posts(browsers[0], undone(pile), {})
    going = db.session.query(Question.id).filter_by(slug=word).scalar()
    save(Sorted(contribution_id=stories[0].id, laid=Laid.NOWHERE, version=1, by_id=member.id))
    draw = posts(browsers[1], f"/werkbank/stapels/{pile.slug}/controle/tweede/begin", {})
    db.session.commit()
    between = InBetween(app, draw if first == "undo" else undo)
    step = (undoing, "why_it_stays") if first == "undo" else (queries, "to_check")
    monkeypatch.setattr(*step, between.after(getattr(*step)))
    assert (undo if first == "undo" else draw)() == 302
    assert between.finish() == (302 if first == "undo" else 409)
    assert (going in db.session.query(Check.offered).scalar()) is (first == "check")
    assert db.session.query(Question).count() == (1 if first == "undo" else 2)
