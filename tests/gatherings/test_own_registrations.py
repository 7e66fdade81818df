"""Whoever has an account gets what is kept of their addresses at gatherings, and it goes with the account."""

import pytest

from app.core.clock import now
from app.core.database import db
from app.gatherings.models import Registration, Wishes
from app.pages.erasing import erase
from app.pages.own_data import everything_about
from tests.factories import make_organisation, make_user, save
from tests.gatherings.signing_up import asked, comes, everybody, gathering_with, mails, state


@pytest.fixture
def tour(app):
    return gathering_with(1, title="Zomertour")


def test_the_file_holds_what_somebody_signed_up_for_and_nothing_of_others(app, tour):
    user = make_user(works_at=make_organisation())
    made = comes(tour, email=user.email, experience="Onze put.", organisation_name="Bureau")
    save(Wishes(registration_id=made.id, foods="no_nuts", diet="Geen ui", access="Een stoel"))
    comes(tour, name="Kanarie", email="kanarie@voorbeeld.example")
    (record,) = everything_about(user)["registrations"]
    assert record["gathering"] == "Zomertour" and record["experience"] == "Onze put." and record["organisation"] == "Bureau"
    assert record["wishes"] == {"foods": ["no_nuts"], "diet": "Geen ui", "access": "Een stoel"}
    assert [(seat["part"], str(seat["state"])) for seat in record["seats"]] == [("Lunch", "held")]
    assert "anarie" not in str(everything_about(user)["registrations"])


def test_an_address_that_was_only_typed_gives_nothing(app, tour):
    user = make_user(works_at=make_organisation())
    address = user.addresses[0]
    address.email, address.confirmed_at = "ander@voorbeeld.example", None
    db.session.commit()
    comes(tour, email="ander@voorbeeld.example")
    assert everything_about(user)["registrations"] == []
    address.confirmed_at = now()
    db.session.commit()
    assert len(everything_about(user)["registrations"]) == 1


def test_it_goes_with_the_account_and_the_seat_goes_to_the_next_one(app, tour):
    user = make_user()
    made, waits = comes(tour, email=user.email), comes(tour)
    asked(tour, email=user.email)
    save(Wishes(registration_id=made.id, foods="no_nuts"))
    with app.test_request_context("/"):
        erase(user, [])
        db.session.commit()
    assert [found.id for found in everybody(tour)] == [waits.id] and state(waits) == "offered"
    assert not db.session.query(Wishes).count() and db.session.query(Registration).count() == 1
    assert not [mail for mail in mails() if mail.address == user.email]
