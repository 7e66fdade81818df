"""What goes from frozen stocktakes by a decision of the desk about a question: the words that went, and nothing else."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.accounts.models import Role, Visitor
from app.appeals.models import Decision
from app.contributions.models import Audience
from app.core.database import db
from app.core.wording import in_language
from app.reports import queries
from app.reports.exports import MAKERS
from app.reports.models import Form, Item, ReportState, Words
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Answer, Dissent, QuestionChange, Statement
from app.stocktaking.models import Decision as Decided
from tests.conftest import empty_tables
from tests.factories import make_organisation, make_user
from tests.reports.complained import (
    NAME,
    SAID,
    all_sound,
    ask_otherwise,
    complain,
    decide,
    everything,
    freeze,
    hide,
    is_read,
    kept,
    name_somebody,
    state_otherwise,
)
from tests.reports.conftest import lay_out
from tests.reports.test_contents import text_of
from tests.reports.test_making_files import address as file_address
from tests.reports.test_making_files import made

ID = re.compile(r"\b[0-9a-z]{26}\b")


@pytest.mark.parametrize("is_hidden_first", [True, False])
def test_let_back_without_a_change_a_stocktake_says_all_it_said(app, client, frozen, laid, is_hidden_first):
    """However the question is worded later, or was before somebody complained."""
    before = list(everything(app, client, frozen))
    state_otherwise(laid.question.statements[0], "Het is van de gemeente.", laid.member)
    appeal = complain(laid.question)
    decide(hide(appeal) if is_hidden_first else appeal)
    assert list(everything(app, client, frozen)) == before
    ask_otherwise(laid.question, laid.member, sentence="Wie zorgt er voor het groen?", explanation="Nieuw.")
    state_otherwise(laid.question.statements[0], "Het is van ons allemaal.", laid.member)
    assert list(everything(app, client, frozen)) == before and all_sound()
    assert is_read(app, client, frozen, SAID) == 12 + 2, "in each file, and on the page of the question"


def test_what_was_worded_otherwise_before_somebody_complained_stays(app, client, laid):
    """The name came later than the stocktake, and went in the complaint."""
    frozen = freeze(laid)
    before = list(everything(app, client, frozen))
    state_otherwise(laid.question.statements[0], NAME, laid.member)
    appeal = hide(complain(laid.question))
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)
    decide(appeal)
    assert list(everything(app, client, frozen)) == before


def test_an_earlier_wording_with_the_same_name_goes_as_well(app, client, laid):
    name_somebody(laid)
    frozen = freeze(laid)
    state_otherwise(laid.question.statements[0], "Jansen doet er niets aan.", laid.member)
    appeal = complain(laid.question)
    state_otherwise(laid.question.statements[0], "Iemand doet er niets aan.", laid.member)
    decide(appeal)
    assert is_read(app, client, frozen, "Jansen") == 0 and "Jansen" not in kept()


WAYS = ["statement", "taken away", "sentence", "explanation", "answer", "decision", "view"]


def put_in(laid, way, words):
    """A stocktake says these words of somebody in this place."""
    question = laid.question
    if way in ("statement", "taken away"):
        question.statements[0].text = words
        question.statements.append(Statement(position=2, text="Dit blijft."))
    elif way in ("sentence", "explanation"):
        setattr(question, way, words)
    elif way == "view":
        coordinator = office(laid)
        db.session.add(Dissent(question_id=question.id, organisation_id=coordinator.memberships[0].organisation_id, text=words))
    else:
        (beside,) = beside_of(question, way)
        setattr(beside, "steps" if way == "answer" else "reason", words)
    db.session.commit()


def beside_of(question, way):
    model = Answer if way == "answer" else Decided
    return db.session.scalars(select(model).where(model.question_id == question.id)).all()


def office(laid):
    if not hasattr(laid, "office"):
        laid.office = make_user(Role.COORDINATOR, make_organisation(name="Bedrijf Boos", is_partner=True))
    return laid.office


def take_out(laid, way, words):
    """Members take the words away, as the pages do."""
    question, by = laid.question, office(laid)
    if way == "statement":
        state_otherwise(question.statements[0], "Iemand liet het liggen.", by)
    elif way == "taken away":
        stocktaking.remove_statement(question.statements[0], by)
    elif way in ("sentence", "explanation"):
        ask_otherwise(question, by, **{way: "Wie zorgt er voor?"})
    elif way == "view":
        stocktaking.withdraw_dissent(question, by.memberships[0].organisation, words, by)
    elif way == "answer":
        stocktaking.drop_answer(beside_of(question, way)[0], by)
    else:
        (found,) = beside_of(question, way)
        stocktaking.change_decision(found, by, found.body, found.on, found.route, "Omdat het moet.")
    db.session.commit()


@pytest.mark.parametrize("way", WAYS)
def test_what_went_is_gone_from_every_page_every_file_and_the_database(app, client, laid, way):
    words = "Waarom doet Jansen niets?" if way == "sentence" else "Jansen deed niets."
    put_in(laid, way, words)
    frozen = freeze(laid)
    file = made(client, frozen)
    appeal = hide(complain(laid.question))
    assert is_read(app, client, frozen, words) and words in kept(), "members go on with it"
    take_out(laid, way, words)
    assert words in kept(), "the desk did not decide yet"
    decide(appeal)
    assert is_read(app, client, frozen, "Jansen") == 0 and "Jansen" not in kept()
    for browser in (app.test_client(), client):
        assert browser.get(f"/balans/{frozen.slug}/vraagstukken/wie-beheert").status_code == 404
    assert "Bomen op het dak" in client.get(f"/balans/{frozen.slug}/bijdragen").text, "what lay there is still in it"
    assert client.get(file_address(frozen, file)).status_code == 409 and db.session.get(type(file), file.id).state is ReportState.VOID
    assert not db.session.scalars(select(Words).where(Words.question_id == laid.question.id)).all(), "with its quotes and sources"
    assert "Jansen" not in "".join(db.session.scalars(select(QuestionChange.note))), "nor does the history say it"
    assert all_sound()


def test_its_old_address_goes_along_where_it_says_the_words(app, client, laid):
    laid.question.sentence, laid.question.slug = "Waarom doet Jansen niets?", "waarom-doet-jansen-niets"
    db.session.commit()
    frozen = freeze(laid)
    appeal = hide(complain(laid.question))
    ask_otherwise(laid.question, laid.member, sentence="Waarom gebeurt er niets?")
    decide(appeal)
    assert "jansen" not in kept().lower() and is_read(app, client, frozen, "jansen") == 0
    assert "Bomen op het dak" in client.get(f"/balans/{frozen.slug}/bijdragen").text and all_sound()
    empty = db.session.scalars(select(Words).where(Words.salt == "")).all()
    assert empty and all(words.contribution_id is not None for words in empty), "nobody finds it out by guessing"


def test_what_was_frozen_between_the_complaint_and_the_decision_loses_it_too(app, client, laid):
    name_somebody(laid)
    appeal = hide(complain(laid.question))
    frozen = freeze(laid, "Terwijl er werd geoordeeld")
    address = f"/balans/{frozen.slug}/vraagstukken/wie-beheert"
    assert NAME in client.get(address).text
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)
    later = freeze(laid, "Zonder de naam")
    decide(appeal)
    assert client.get(address).status_code == 404 and NAME not in kept()
    assert "Iemand is eigenaar." in client.get(f"/balans/{later.slug}/vraagstukken/wie-beheert").text
    assert "Iemand is eigenaar." in kept()


def test_kept_out_for_good_it_is_gone_for_everybody_and_members_keep_it(app, client, frozen, laid):
    decide(complain(laid.question), Decision.STAYS_OUT)
    visitor, address = app.test_client(), f"/balans/{frozen.slug}/vraagstukken/wie-beheert"
    assert visitor.get(address).status_code == 404 and SAID in client.get(address).text
    public = select(Words.item_id).join(Words.item).where(Words.question_id == laid.question.id, Item.audience == Audience.PUBLIC)
    assert not db.session.scalars(public).all() and all_sound()
    with in_language("nl"):
        edition = queries.frozen(frozen, Visitor(), whole=True)
        assert not any(SAID in text_of(form, MAKERS[form](edition, None)) for form in Form)


def test_kept_out_for_good_after_the_words_went_members_lose_them_as_well(app, client, laid):
    name_somebody(laid)
    frozen = freeze(laid)
    appeal = hide(complain(laid.question))
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)
    decide(appeal, Decision.STAYS_OUT)
    assert is_read(app, client, frozen, NAME) == 0 and NAME not in kept()


def world(app, client, laid, secret):
    """A stocktake in which a question names somebody, who complained; the words went, whoever that was."""
    laid.question.sentence, laid.question.explanation = f"Waarom doet {secret} niets?", f"Vraag het {secret}."
    laid.question.statements[0].text = f"{secret} is eigenaar."
    db.session.commit()
    frozen = freeze(laid)
    frozen.made_at = datetime(2026, 11, 3, 9, tzinfo=UTC)
    appeal = hide(complain(laid.question))
    ask_otherwise(laid.question, laid.member, sentence="Waarom gebeurt er niets?", explanation="")
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)
    decide(appeal)
    return list(everything(app, client, frozen))


def test_two_worlds_in_which_other_words_went(app, client, sign_in):
    found = []
    for secret in ("Jansen", "Mevrouw De Vries van de tweede etage"):
        member = make_user(Role.MEMBER, make_organisation(is_partner=True), given_name="Noor")
        sign_in(member)
        found.append([ID.sub("", text) for text in world(app, client, lay_out(member), secret)])
        db.session.rollback()
        empty_tables()
    assert found[0] == found[1] and not any(name in text for name in ("Jansen", "De Vries") for text in found[0])
    assert any("Bomen op het dak" in text for text in found[0])
