"""Names that are written with other marks, letters or numbers go from frozen stocktakes and addresses as well."""

import pytest

from app.appeals.models import Decision
from app.core.database import db
from app.core.outbox import Email
from app.notifications.models import Notification
from app.stocktaking import messages
from app.stocktaking.gone import Gone
from tests.factories import make_user
from tests.reports.complained import ask_otherwise, complain, decide, freeze, hide, kept, state_otherwise
from tests.reports.test_addresses_that_went import NEW, OLD, name_in_address, take_name_out


def went(before, now):
    return Gone(at=frozenset({1}), texts=frozenset({before}), stands=frozenset({now}))


@pytest.mark.parametrize(
    ("before", "now", "older"),
    [
        ("Waarom is Jansen’s tuin dicht?", "Waarom is de tuin dicht?", "Jansen houdt de tuin dicht"),
        ("Waarom is Jansen's tuin dicht?", "Waarom is de tuin dicht?", "Jansen houdt de tuin dicht"),
        ("Overleg Jansen–Smit loopt vast", "Het overleg loopt vast", "Smit klaagt"),
        ("Иванов doet niets", "doet niets", "Иванов doet niets"),
        ("Waarom doet Иванов niets?", "Waarom gebeurt er niets?", "Volgens Иванов kan het"),
        ("Waarom doet Çelik niets?", "Waarom gebeurt er niets?", "CELIK doet niets"),
        ("Waarom belt Ahmed K. de gemeente?", "Waarom belt Ahmed de gemeente?", "Ahmed K. klaagt"),
    ],
)
def test_an_older_wording_goes_with_the_name(before, now, older):
    gone = went(before, now)
    assert gone.reaches(older) and gone.reaches(before)
    assert not gone.reaches(now) and not gone.reaches("Wie beheert het plein?")


@pytest.mark.parametrize("name", ["Jansen’s", "Jansen's", "Jansen–Smit"])
def test_an_address_goes_with_the_name(name):
    gone = went(f"Waarom is {name} tuin dicht?", "Waarom is de tuin dicht?")
    assert gone.reaches_address("waarom-doet-jansen-niets")
    assert not gone.reaches_address("waarom-is-de-tuin-dicht-2") and not gone.reaches_address("wie-beheert-het-plein")


def test_a_number_at_the_end_that_went_is_no_counter():
    gone = went("Wat gebeurt er op Dorpsstraat 12?", "Wat gebeurt er op Dorpsstraat?")
    assert gone.reaches_address("wat-gebeurt-er-op-dorpsstraat-12")
    assert not gone.reaches_address("wat-gebeurt-er-op-dorpsstraat-3")


def test_a_house_number_leaves_the_address_here_and_in_a_stocktake(laid, app):
    old = "wat-gebeurt-er-op-dorpsstraat-12"
    name_in_address(laid, "Wat gebeurt er op Dorpsstraat 12?", old)
    freeze(laid)
    appeal = complain(laid.question)
    hide(appeal)
    ask_otherwise(laid.question, laid.member, sentence="Wat gebeurt er op Dorpsstraat?")
    assert old in kept()
    decide(appeal, Decision.LET_BACK)
    db.session.expire_all()
    assert old not in kept() and laid.question.slug == "wat-gebeurt-er-op-dorpsstraat"
    assert app.test_client().get(f"/vraagstukken/{old}").status_code == 404


def test_a_name_in_other_letters_leaves_a_stocktake(laid):
    said = laid.question.statements[0]
    said.text = "Иванов doet niets."
    db.session.commit()
    freeze(laid)
    appeal = complain(laid.question)
    hide(appeal)
    state_otherwise(said, "Doet niets.", laid.member)
    assert "Иванов" in kept()
    decide(appeal, Decision.LET_BACK)
    assert "Иванов" not in kept()


def test_what_waits_to_be_mailed_and_lies_in_inboxes_leads_to_the_new_address(laid, app):
    name_in_address(laid)
    with app.test_request_context("/"):
        messages.proposed_as_owner([laid.member], OLD)
        messages.went_up([make_user(language="en")], f"{OLD}-te-veel")
        db.session.commit()
    appeal = complain(laid.question)
    hide(appeal)
    take_name_out(laid)
    decide(appeal, Decision.LET_BACK)
    db.session.expire_all()
    waits = [mail.text for mail in db.session.query(Email) if "vraagstukken" in mail.text]
    lies = [f"{one.path} {one.text}" for one in db.session.query(Notification) if "vraagstukken" in one.path]
    for found in (waits, lies):
        assert sum(f"/vraagstukken/{NEW}" in text for text in found) == 1
        assert sum(f"/en/vraagstukken/{OLD}-te-veel" in text for text in found) == 1, "another question keeps its own"
        assert not any(f"/vraagstukken/{OLD}\n" in text or f"/vraagstukken/{OLD} " in text for text in found)
