"""Words that moved, that nobody knows any more, or that are frozen at that moment, and went by a decision of the desk."""

import pytest
from sqlalchemy import select

from app.appeals.models import Appeal
from app.core.database import db, writing
from app.reports import operations, queries
from app.reports.jobs import freeze_piles
from app.reports.models import Stocktake
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Laid, Replaced, Statement
from tests.at_once import InBetween, at_once
from tests.factories import make_question
from tests.reports.complained import (
    NAME,
    all_sound,
    ask_otherwise,
    complain,
    decide,
    everything,
    freeze,
    hide,
    is_read,
    kept,
    moved,
    name_somebody,
    state_otherwise,
)


@pytest.mark.parametrize("way", ["merged", "split off"])
@pytest.mark.parametrize("how", ["worded otherwise", "taken away"])
def test_words_that_moved_before_somebody_complained_go_as_well(app, client, laid, way, how):
    name_somebody(laid)
    frozen = freeze(laid)
    other = moved(laid, way)
    appeal = complain(other)
    stated = next(one for one in other.statements if one.text == NAME)
    if how == "taken away":
        other.statements.append(Statement(position=3, text="Dit blijft ook."))
        db.session.flush()
        stocktaking.remove_statement(stated, laid.member)
        db.session.commit()
    else:
        state_otherwise(stated, "Iemand is eigenaar.", laid.member)
    decide(appeal)
    assert is_read(app, client, frozen, NAME) == 0 and NAME not in kept() and all_sound()


def test_another_question_that_says_the_same_by_chance_stays(app, client, laid):
    name_somebody(laid)
    stranger = make_question(slug="iets-anders", sentence="Iets heel anders?")
    stranger.statements[0].text = NAME
    stocktaking.lay(laid.stories.case, Laid.QUESTIONS, frozenset({stranger.id}), laid.member)
    db.session.commit()
    frozen = freeze(laid)
    appeal = complain(laid.question)
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)
    decide(appeal)
    assert NAME in client.get(f"/balans/{frozen.slug}/vraagstukken/iets-anders").text
    assert client.get(f"/balans/{frozen.slug}/vraagstukken/wie-beheert").status_code == 404


def test_what_is_known_no_more_goes_to_be_safe(app, client, laid):
    """Somebody of that name removed their account: what a sentence said before is forgotten with that."""
    ask_otherwise(laid.question, laid.member, sentence="Waarom doet Jansen niets?")
    frozen = freeze(laid)
    appeal = hide(complain(laid.question))
    ask_otherwise(laid.question, laid.member, sentence="Waarom gebeurt er niets?")
    stocktaking.forget_words(lambda text: "Jansen" in text)
    db.session.commit()
    assert not any("Jansen" in str(one.was) for one in db.session.scalars(select(Replaced)))
    decide(appeal)
    assert is_read(app, client, frozen, "Jansen") == 0 and "Jansen" not in kept()


def test_of_two_complaints_the_second_takes_no_more_than_went(app, client, frozen, laid):
    """What the first one settled is no longer known when the second is decided: it went already."""
    before = list(everything(app, client, frozen))
    ask_otherwise(laid.question, laid.member, explanation="Een uitleg met Jansen erin.")
    state_otherwise(laid.question.statements[0], "Het is van de gemeente.", laid.member)
    first, second = complain(laid.question), complain(laid.question)
    ask_otherwise(laid.question, laid.member, explanation="Zonder iemand erin.")
    decide(first)
    decide(second)
    assert list(everything(app, client, frozen)) == before


def test_what_was_read_before_the_decision_is_not_written_down_after_it(laid):
    name_somebody(laid)
    appeal = complain(laid.question)
    asked = operations.ask_to_freeze(laid.pile, "Zomertour", by=laid.member)
    copies = operations.copies_of(asked, lambda _part: None)
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)
    decide(appeal)
    assert operations.keep(asked, copies) is None and NAME not in kept()
    freeze_piles()
    freeze_piles()
    db.session.commit()
    assert db.session.scalars(select(Stocktake)).one() and "Iemand is eigenaar." in kept() and NAME not in kept()


def test_a_decision_waits_for_what_is_written_down_at_that_moment(app, laid, monkeypatch):
    """Two at once: whatever the order, the words are gone."""
    name_somebody(laid)
    appeal_id, pile_id = complain(laid.question).id, laid.pile.id
    asked = operations.ask_to_freeze(laid.pile, "Zomertour", by=laid.member)
    copies = operations.copies_of(asked, lambda _part: None)
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)

    def settle():
        writing.set(True)
        decide(db.session.get_one(Appeal, appeal_id))

    def write_down():
        writing.set(True)
        operations.keep(queries.freezing_of(pile_id, to_change=True), copies)
        db.session.commit()

    between = InBetween(app, settle)
    monkeypatch.setattr(queries, "keep_items", between.after(queries.keep_items))
    assert at_once(app, write_down) == [None] and between.finish() is None
    db.session.expire_all()
    assert NAME not in kept()
