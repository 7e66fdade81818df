"""What went by a decision of the desk though it had moved before, or stands in the history; and no common word does."""

import pytest

from app.appeals.models import Decision
from app.core.clock import today
from app.core.database import db
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Decision as Decided
from app.stocktaking.models import Statement
from tests.factories import make_question
from tests.reports.complained import (
    NAME,
    ask_otherwise,
    complain,
    decide,
    freeze,
    hide,
    is_read,
    kept,
    name_somebody,
    state_otherwise,
)
from tests.reports.test_words_that_went import office


def moved(laid, way):
    """The statement that names somebody comes to another question after the complaint."""
    statement = laid.question.statements[0]
    if way == "split":
        other = stocktaking.split(laid.question, [statement.id], "Wie is de eigenaar?", "", laid.member)
        other.statements.append(Statement(position=2, text="Nog een uitspraak."))
    else:
        other = make_question(slug="de-andere", sentence="Wie beheert de put?")
        other.statements[0].text = "De put is van iedereen."
        db.session.commit()
        stocktaking.merge(laid.question, other, {statement.id: "moves"}, laid.member)
    db.session.commit()
    return other, statement


@pytest.mark.parametrize("decision", [Decision.LET_BACK, Decision.STAYS_OUT])
@pytest.mark.parametrize("is_reworded", [True, False])
@pytest.mark.parametrize("way", ["split", "merged and undone"])
def test_taken_away_where_it_had_moved_it_goes_and_never_comes_back(app, client, laid, way, is_reworded, decision):
    name_somebody(laid)
    laid.question.statements.append(Statement(position=2, text="Dit blijft hier."))
    db.session.commit()
    frozen = freeze(laid)
    appeal = complain(laid.question)
    other, statement = moved(laid, way)
    if is_reworded:
        state_otherwise(statement, "Iemand is eigenaar.", laid.member)
    stocktaking.remove_statement(statement, laid.member)
    if way == "merged and undone":
        db.session.expire_all()
        stocktaking.undo_merge(laid.question.merge, laid.member)
    db.session.commit()
    waits = f"/werkbank/vraagstukken/{other.slug}/weggehaald"
    assert (NAME if not is_reworded else "Iemand is eigenaar.") in client.get(waits).text
    decide(appeal, decision)
    assert is_read(app, client, frozen, NAME) == 0 and NAME not in kept()
    for page in (waits, f"/vraagstukken/{other.slug}", f"/werkbank/vraagstukken/{other.slug}"):
        assert NAME not in client.get(page).text and "Iemand is eigenaar." not in client.get(page).text, page


def test_the_history_no_longer_says_by_which_body_where_its_name_went(app, client, laid):
    for found in db.session.query(Decided).filter_by(question_id=laid.question.id):
        db.session.delete(found)
    made = stocktaking.decide(laid.question, office(laid), "Wethouder Jansen", today(), None, "Omdat het moet.")
    db.session.commit()
    appeal = hide(complain(laid.question))
    stocktaking.change_decision(made, office(laid), "Het college", made.on, made.route, made.reason)
    decide(appeal)
    for reader in (app.test_client(), client):
        page = reader.get("/vraagstukken/wie-beheert").text
        assert "Jansen" not in page and "Besluit vastgelegd" in page and "Het college" in page


OLDER = "Dit gaat over de bomen op het plein."


@pytest.mark.parametrize(
    ("named", "after"),
    [("Meneer Jansen beheert de put.", "Iemand beheert een put."), ("Iemand beheert, zo te zien, een put.", "Iemand beheert zo te zien een put.")],
)
def test_an_older_wording_does_not_go_for_a_word_that_every_text_holds_or_a_comma(app, client, laid, named, after):
    ask_otherwise(laid.question, laid.member, explanation=OLDER)
    frozen = freeze(laid)
    before = is_read(app, client, frozen, OLDER)
    ask_otherwise(laid.question, laid.member, explanation="")
    state_otherwise(laid.question.statements[0], named, laid.member)
    appeal = hide(complain(laid.question))
    state_otherwise(laid.question.statements[0], after, laid.member)
    decide(appeal)
    assert before and is_read(app, client, frozen, OLDER) == before


def test_a_comma_that_members_mend_meanwhile_takes_nothing(app, client, laid):
    said = "Niemand is eigenaar, van het plein."
    state_otherwise(laid.question.statements[0], said, laid.member)
    frozen = freeze(laid)
    before = is_read(app, client, frozen, said)
    appeal = complain(laid.question)
    state_otherwise(laid.question.statements[0], "Niemand is eigenaar van het plein.", laid.member)
    decide(appeal)
    assert before and is_read(app, client, frozen, said) == before


def test_the_sentence_of_a_question_that_went_up_in_another_one_keeps_no_name_in_view(app, client, laid):
    laid.question.sentence, laid.question.statements[0].text = "Waarom doet Jansen niets?", "Jansen weigert al jaren."
    db.session.commit()
    frozen = freeze(laid)
    statement = laid.question.statements[0]
    state_otherwise(statement, "Jansen is eigenaar.", laid.member)
    other = make_question(slug="ander", sentence="Wie zorgt voor bomen?")
    stocktaking.merge(laid.question, other, {statement.id: "moves"}, laid.member)
    db.session.commit()
    appeal = hide(complain(other))
    state_otherwise(next(one for one in other.statements if "Jansen" in one.text), "Iemand is eigenaar.", laid.member)
    decide(appeal)
    assert is_read(app, client, frozen, "Jansen") == 0 and "Jansen" not in kept()
