"""What nobody reads any more because its question went up in another one after a complaint goes from stocktakes too."""

import pytest

from app.accounts.models import Role
from app.appeals.models import Decision
from app.core.database import db
from app.stocktaking import operations as stocktaking
from tests.factories import make_question, make_user
from tests.reports.complained import SAID, all_sound, complain, decide, freeze, hide, is_read, kept

SENTENCE, ADDRESS = "Waarom doet Jansen niets?", "waarom-doet-jansen-niets"


@pytest.fixture
def other(app):
    made = make_question(slug="de-andere", sentence="Wie beheert de put?")
    made.statements[0].text = "De put is van iedereen."
    db.session.commit()
    return made


def named(laid):
    """A stocktake in which the sentence of a question, and its address, name somebody."""
    laid.question.sentence, laid.question.slug = SENTENCE, ADDRESS
    db.session.commit()
    return freeze(laid)


def merged(question, into, fate="moves"):
    fates = {statement.id: fate for statement in question.statements}
    found = stocktaking.merge(question, into, fates, make_user(Role.COORDINATOR))
    db.session.commit()
    return found


@pytest.mark.parametrize("is_hidden", [True, False])
@pytest.mark.parametrize("fate", ["moves", "stays"])
def test_the_sentence_of_the_question_goes_from_every_page_file_and_row(app, client, laid, other, fate, is_hidden):
    frozen = named(laid)
    appeal = complain(laid.question)
    merged(laid.question, other, fate)
    assert is_read(app, client, frozen, SENTENCE)
    decide(hide(appeal) if is_hidden else appeal)
    assert is_read(app, client, frozen, "Jansen") == 0 and "jansen" not in kept().lower() and all_sound()
    assert "Bomen op het dak" in client.get(f"/balans/{frozen.slug}/bijdragen").text, "what lay there is still in it"
    for reader in (app.test_client(), client):
        page = reader.get("/vraagstukken/de-andere").text
        assert "Wie beheert de put?" in page and "Jansen" not in page


def test_a_statement_that_did_not_move_along_goes_as_well(app, client, laid, other):
    frozen = freeze(laid)
    appeal = complain(laid.question)
    merged(laid.question, other, "stays")
    decide(appeal)
    assert is_read(app, client, frozen, SAID) == 0


@pytest.mark.parametrize("fate", ["moves", "stays"])
def test_kept_out_for_good_the_two_are_two_again_and_members_keep_it(app, client, laid, other, fate):
    """It says what it said, out of view for everybody else."""
    frozen = named(laid)
    appeal = complain(laid.question)
    merged(laid.question, other, fate)
    decide(appeal, Decision.STAYS_OUT)
    address = f"/balans/{frozen.slug}/vraagstukken/{ADDRESS}"
    assert SENTENCE in client.get(address).text and app.test_client().get(address).status_code == 404
    assert laid.question.stays_out and other.is_in_view


def test_undone_before_the_decision_it_stays(app, client, laid, other):
    frozen = named(laid)
    before = is_read(app, client, frozen, SENTENCE)
    appeal = complain(laid.question)
    stocktaking.undo_merge(merged(laid.question, other), make_user(Role.COORDINATOR))
    db.session.commit()
    decide(appeal)
    assert before and is_read(app, client, frozen, SENTENCE) == before


def test_what_went_up_in_the_one_that_somebody_complained_of_stays(app, client, laid, other):
    """Nobody complained of its words: members merged it for another reason."""
    frozen = named(laid)
    before = is_read(app, client, frozen, SENTENCE)
    appeal = complain(other)
    merged(laid.question, other)
    decide(appeal)
    assert before and is_read(app, client, frozen, SENTENCE) == before


def test_what_went_up_in_another_before_somebody_complained_stays(app, client, laid, other):
    frozen = named(laid)
    before = is_read(app, client, frozen, SENTENCE)
    merged(laid.question, other)
    decide(complain(other))
    assert before and is_read(app, client, frozen, SENTENCE) == before
