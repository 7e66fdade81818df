"""A complaint about a question that waits for long, or beside another one: it takes what went since, and nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.appeals.models import Appeal, Decision
from app.appeals.queries import delete_due
from app.core.clock import today
from app.core.database import db
from app.reports.models import Stocktake
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Merge, QuestionChange, Removal, Statement, StoodUnder
from tests.factories import make_question
from tests.reports.complained import (
    NAME,
    ask_otherwise,
    complain,
    decide,
    everything,
    freeze,
    is_read,
    kept,
    moved,
    name_somebody,
    state_otherwise,
)

BEFORE = "Dit ging over pleinen."


def days_pass(days=31):
    """All that happened is so long ago by now."""
    times = ((QuestionChange, "at"), (Appeal, "received_at"), (Stocktake, "made_at"), (StoodUnder, "until"), (Merge, "at"))
    for model, name in times:
        for row in db.session.scalars(select(model)):
            setattr(row, name, getattr(row, name) - timedelta(days=days))
    db.session.commit()


def forget():
    """What the night forgets."""
    stocktaking.forget_removals()
    delete_due(today())
    db.session.commit()
    db.session.expire_all()


def reworded_before(laid):
    """A stocktake with a statement that was worded otherwise before anybody complained."""
    state_otherwise(laid.question.statements[0], BEFORE, laid.member)
    frozen = freeze(laid)
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)
    return frozen


def test_after_five_weeks_no_more_goes_than_after_one_day(app, client, laid):
    frozen = reworded_before(laid)
    appeal = complain(laid.question)
    ask_otherwise(laid.question, laid.member, explanation="Een komma erbij.")
    ask_otherwise(laid.question, laid.member, explanation="Toch anders.")
    days_pass()
    forget()
    before = list(everything(app, client, frozen))
    decide(appeal)
    assert list(everything(app, client, frozen)) == before and is_read(app, client, frozen, BEFORE)


@pytest.mark.parametrize("decision", [Decision.LET_BACK, Decision.STAYS_OUT])
@pytest.mark.parametrize("way", ["here", "merged", "split off"])
def test_after_five_weeks_what_went_goes_wherever_it_had_moved(app, client, laid, way, decision):
    """A name that nobody said when somebody complained, so that no note of the history tells it."""
    laid.question.explanation = "Jansen doet er niets aan."
    name_somebody(laid)
    frozen = freeze(laid)
    appeal = complain(laid.question)
    ask_otherwise(laid.question, laid.member, explanation="")
    other = laid.question if way == "here" else moved(laid, way)
    statement = next(one for one in other.statements if one.text == NAME)
    other.statements.append(Statement(position=3, text="Dit blijft ook."))
    db.session.commit()
    stocktaking.remove_statement(statement, laid.member)
    db.session.commit()
    days_pass()
    forget()
    assert db.session.scalars(select(Removal)).all()
    decide(appeal, decision)
    assert is_read(app, client, frozen, "Jansen") == 0 and "Jansen" not in kept()
    assert not [removal for removal in db.session.scalars(select(Removal)) if removal.change.what != "split_off"]


def test_what_is_kept_for_the_desk_nobody_puts_back_after_thirty_days(client, laid):
    complain(laid.question)
    ask_otherwise(laid.question, laid.member, explanation="Een naam.")
    ask_otherwise(laid.question, laid.member, explanation="")
    removals = db.session.scalars(select(Removal.id).order_by(Removal.id)).all()
    page = f"/werkbank/vraagstukken/{laid.question.slug}/weggehaald"
    assert len(removals) == 2 and "Een naam." in client.get(page).text
    days_pass()
    forget()
    assert db.session.scalars(select(Removal.id).order_by(Removal.id)).all() == removals
    assert "Een naam." not in client.get(page).text
    answer = client.post(f"/werkbank/weggehaald/{removals[1]}/terug")
    assert answer.status_code == 409 and "meer dan dertig dagen" in answer.text
    db.session.expire_all()
    assert laid.question.explanation == ""


def test_nothing_else_is_kept_longer(laid):
    """What went before the complaint, from another question, or says no words of members; and once it was decided."""
    other = make_question(slug="de-andere", sentence="Wie beheert de put?")
    ask_otherwise(laid.question, laid.member, explanation="Voor de klacht.")
    days_pass(1)
    appeal = complain(laid.question)
    ask_otherwise(other, laid.member, explanation="Elders.")
    stocktaking.remove_quote(laid.question.statements[0].evidence[0], laid.member)
    db.session.commit()
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)
    days_pass()
    forget()
    assert [removal.change.what for removal in db.session.scalars(select(Removal))] == ["statement_changed"]
    decide(appeal)
    assert not db.session.scalars(select(Removal)).all()


def test_the_second_takes_no_more_once_the_first_is_deleted(app, client, laid):
    frozen = reworded_before(laid)
    first, second = complain(laid.question), complain(laid.question)
    ask_otherwise(laid.question, laid.member, explanation="Een uitleg.")
    ask_otherwise(laid.question, laid.member, explanation="Een andere uitleg.")
    state_otherwise(laid.question.statements[0], "Het is van de gemeente.", laid.member)
    decide(first)
    before, key = list(everything(app, client, frozen)), first.id
    first.delete_on = today()
    db.session.commit()
    forget()
    assert db.session.get(Appeal, key) is None
    decide(second)
    assert list(everything(app, client, frozen)) == before and is_read(app, client, frozen, BEFORE)


def test_what_went_since_an_earlier_complaint_goes_with_the_first_decision(app, client, laid):
    """What is known of it is forgotten by that, and nothing more goes by the decision about the earlier one."""
    laid.question.explanation = "Jansen doet er niets aan."
    frozen = reworded_before(laid)
    untouched = freeze(laid, "Daarna")
    earlier = complain(laid.question)
    ask_otherwise(laid.question, laid.member, explanation="Niemand doet er iets aan.")
    later = complain(laid.question)
    decide(later)
    assert is_read(app, client, frozen, "Jansen") == 0 and is_read(app, client, untouched, "Jansen") == 0
    last = freeze(laid, "Zonder de naam")
    before = list(everything(app, client, last))
    decide(earlier)
    assert list(everything(app, client, last)) == before and "Iemand is eigenaar." in kept()


def test_what_went_after_the_first_decision_goes_with_the_second(app, client, laid):
    name_somebody(laid)
    frozen = freeze(laid)
    first, second = complain(laid.question), complain(laid.question)
    decide(first)
    assert is_read(app, client, frozen, NAME)
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)
    decide(second)
    assert is_read(app, client, frozen, NAME) == 0 and NAME not in kept()
