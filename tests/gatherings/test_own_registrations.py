"""Whoever has an account finds there what they signed up for and were told, with the address that they sign in with."""

from datetime import timedelta

import pytest

from app.accounts.models import WorkAddress
from app.core.clock import now, today
from app.core.database import db
from app.core.outbox import Email
from app.gatherings import messages, operations
from app.gatherings.messages import token_of
from app.gatherings.models import Arrival, MessageTo, Registration, Wishes
from app.gatherings.models.registration import CONFIRM_WITHIN
from app.gatherings.operations.organising import Letter
from app.notifications.models import Notification
from app.pages.erasing import erase
from app.pages.own_data import everything_about
from tests.factories import make_organisation, make_user, save
from tests.gatherings.made import give
from tests.gatherings.signing_up import asked, comes, do, everybody, gathering_with, job, mails, state


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


@pytest.mark.parametrize("confirmed_at", [None, now() - timedelta(days=2000), now()])
def test_a_work_address_gives_nothing_however_it_was_proven(app, client, sign_in, tour, confirmed_at):
    """Who left keeps the address of a desk at their account, and its mail is read by somebody else by now."""
    user = make_user()
    at_work = {"email": "Balie@stad.example", "confirmed_at": confirmed_at, "vouched_at": confirmed_at}
    save(WorkAddress(user=user, organisation=make_organisation(), **at_work))
    comes(tour, email="balie@stad.example", name="De opvolger")
    save(Arrival(gathering=tour, name="De opvolger", harvest_to="balie@stad.example"))
    sign_in(user, client)
    assert "/aanmelding/" not in client.get("/mijn/bijeenkomsten").text
    assert inbox_of(user) == [] and everything_about(user)["registrations"] == []
    assert "opvolger" not in client.get("/mijn/berichten").text
    successor = make_user(email="balie@stad.example")
    assert len(everything_about(successor)["registrations"]) == 2, "the address of the account itself counts"


def test_a_closed_account_gets_no_copies(app, tour):
    user = make_user(closed_at=now())
    comes(tour, email=user.email)
    assert inbox_of(user) == [] and mails(user.email)


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


@pytest.mark.parametrize("confirmed", [None, now() - timedelta(days=900)])
def test_an_account_that_goes_takes_nobody_else_along_whose_address_it_named(app, tour, confirmed):
    user = make_user()
    theirs = WorkAddress(user=user, organisation=make_organisation(), email="balie@stad.example", confirmed_at=confirmed)
    save(theirs)
    comes(tour, email="balie@stad.example")
    with app.test_request_context("/"):
        erase(user, [])
        db.session.commit()
    assert db.session.query(Registration).count() == 1


def listed(client):
    """The list of what somebody signed up for, as the page of their gatherings has it; '' when it has none."""
    page = client.get("/mijn/bijeenkomsten").text
    return page.split('id="aangemeld"')[1].split("</section>")[0] if 'id="aangemeld"' in page else ""


def inbox_of(user):
    return db.session.query(Notification).filter(Notification.user_id == user.id).order_by(Notification.id).all()


@pytest.mark.parametrize("is_read", [False, True])
def test_what_was_taken_back_before_it_left_lies_in_no_inbox_unless_it_was_read(app, tour, is_read):
    user = make_user()
    made, neighbour = comes(tour, email=user.email), comes(gathering_with(1, title="Een ander"), email=user.email)
    with app.test_request_context("/"):
        for one in (made, neighbour):
            messages.reminder(one, 7)
        for message in inbox_of(user):
            message.read_at = now() if is_read else None
        db.session.flush()
        messages.called_off(made, 1)
        db.session.commit()
    here = [message.subject for message in inbox_of(user) if "Een ander" not in message.subject]
    assert [subject.split(":")[0] for subject in here][-1] == "Gaat niet door"
    assert len(here) == (3 if is_read else 1)
    assert len(inbox_of(user)) - len(here) == 2, "that of another gathering stays"


def test_a_copy_of_a_mail_that_left_stays_beside_one_with_its_subject_that_did_not(app, tour):
    user = make_user()
    made = comes(tour, email=user.email)
    write(app, tour, [made], "Neem een jas mee.")
    for mail in db.session.query(Email):
        mail.sent_at = now()
    db.session.commit()
    write(app, tour, [made], "Neem laarzen mee.", key="l" * 10)
    assert len([one for one in inbox_of(user) if "Regen" in one.subject]) == 2
    with app.test_request_context("/"):
        messages.called_off(made, 1)
        db.session.commit()
    (left,) = [one for one in inbox_of(user) if "Regen" in one.subject]
    assert "Neem een jas mee." in left.text


def write(app, tour, whom, text="Neem een jas mee.", key="k" * 10):
    with app.test_request_context("/"):
        operations.send_to(tour, "iedereen", whom, Letter("Regen", text, key), by=give(tour).user)
        db.session.commit()


def test_the_own_page_lists_it_with_its_state_and_the_way_to_change_it(app, client, sign_in, tour):
    user = make_user()
    held, lines_up = comes(tour, email=user.email), comes(gathering_with(0, title="Vol"), email=user.email)
    sign_in(user, client)
    assert "/mijn/bijeenkomsten" in client.get("/mijn").text
    told = listed(client)
    for shown in ("Zomertour", "Vol", "Lunch", "Je hebt een plek", "Je staat op de wachtlijst", "Wijzigen of afmelden"):
        assert shown in told, shown
    for made in (held, lines_up):
        path = f"/aanmelding/{token_of(made.public_id)}"
        assert f'href="{path}"' in told and client.get(path).status_code == 200
    assert "Gatherings that you signed up for" in client.get("/en/mijn/bijeenkomsten").text


def test_of_others_nothing_stands_there(app, client, sign_in, tour):
    user, other = make_user(), make_user()
    comes(tour, email=other.email)
    asked(tour, email="bezoeker@voorbeeld.example", name=user.email)
    sign_in(user, client)
    assert listed(client) == "" and inbox_of(user) == []


def test_what_is_over_or_was_never_confirmed_is_not_offered_to_change(app, client, sign_in, tour):
    user = make_user()
    waits = asked(tour, email=user.email)
    sign_in(user, client)
    assert "Je bevestigde nog niet" in listed(client) and "Bevestigen of wissen" in listed(client)
    waits.created_at = now() - CONFIRM_WITHIN
    db.session.commit()
    assert listed(client) == ""
    came = comes(tour, email=user.email)
    tour.on = today() - timedelta(days=1)
    db.session.commit()
    assert "Zomertour" in listed(client) and "Wijzigen of afmelden" not in listed(client)
    with app.test_request_context("/"):
        came.cancelled_at, came.cancelled_why = now(), "De zaal is te klein."
        db.session.commit()
    assert "Je komt niet meer naar deze bijeenkomst" in listed(client)


def test_each_mail_lies_in_the_inbox_once_and_without_the_secret_link(app, client, sign_in, tour):
    user = make_user()
    made = comes(tour, email=user.email)
    write(app, tour, [made])
    for _run in range(2):
        with app.test_request_context("/"):
            messages.reminder(made, 7)
            db.session.commit()
    found = inbox_of(user)
    assert [one.subject for one in found] == [mail.subject for mail in mails(user.email)] and len(found) == 3
    anchor = f"#aanmelding-{made.public_id}"
    for one in found:
        assert token_of(made.public_id) not in one.text + one.path and one.path == f"/mijn/bijeenkomsten{anchor}"
    assert "Neem een jas mee." in found[1].text
    sign_in(user, client)
    assert f'href="/mijn/bijeenkomsten{anchor}"' in client.get("/mijn/berichten").text
    assert f'id="{anchor[1:]}"' in client.get("/mijn/bijeenkomsten").text


@pytest.mark.parametrize("way", ["signed off", "names gone", "never confirmed", "came already", "account gone"])
def test_what_lies_in_an_inbox_goes_with_the_registration(app, tour, way):
    user, stays = make_user(), make_user()
    others = gathering_with(None)
    kept = comes(others, email=stays.email, language="en")
    if way in ("never confirmed", "came already"):
        made = asked(tour, email=user.email, created_at=now() - (CONFIRM_WITHIN if way == "never confirmed" else timedelta()))
        with app.test_request_context("/"):
            messages.please_confirm(made)
            db.session.commit()
    else:
        made = comes(tour, email=user.email)
        write(app, tour, [made])
    assert inbox_of(user)
    if way == "signed off":
        do(operations.sign_off, made)
    elif way == "names gone":
        tour.on = today() - timedelta(days=400)
        db.session.commit()
        job("forget-registrations")
    elif way == "never confirmed":
        job("forget-unconfirmed")
    elif way == "came already":
        first = comes(tour, email=user.email)
        do(operations.confirm_registration, made)
        assert all(first.public_id in one.path for one in inbox_of(user))
        return
    else:
        with app.test_request_context("/"):
            operations.forget_address(user.email)
            db.session.commit()
    assert inbox_of(user) == [] and db.session.query(MessageTo).count() == 0
    assert [one.path for one in inbox_of(stays)] == [f"/en/mijn/bijeenkomsten#aanmelding-{kept.public_id}"]


def test_a_guest_without_an_account_reads_on_their_own_page_what_was_written_to_them(app, client, tour):
    first, later = comes(tour), None
    write(app, tour, [first], text="Neem een jas mee. <b>Echt</b>")
    later = comes(gathering_with(None), email="ander@voorbeeld.example")
    write(app, tour, [first], text="Toch droog.", key="n" * 10)
    page = client.get(f"/aanmelding/{token_of(first.public_id)}").text
    told = page.split('id="berichten"')[1].split("</section>")[0]
    assert told.index("Toch droog.") < told.index("Neem een jas mee. &lt;b&gt;Echt"), "the last on top"
    assert 'id="berichten"' not in client.get(f"/aanmelding/{token_of(later.public_id)}").text
    assert "What the organisers wrote to you" in client.get(f"/en/aanmelding/{token_of(first.public_id)}").text


def test_a_message_to_others_stands_on_the_page_of_nobody_else(app, client, tour):
    other = gathering_with(None, title="Ruim")
    first, second = comes(other), comes(other)
    write(app, other, [second])
    assert "Neem een jas mee." not in client.get(f"/aanmelding/{token_of(first.public_id)}").text
    assert "Neem een jas mee." in client.get(f"/aanmelding/{token_of(second.public_id)}").text
    user = make_user()
    second.email = user.email
    db.session.commit()
    (record,) = everything_about(user)["registrations"]
    assert [one["text"] for one in record["messages"]] == ["Neem een jas mee."]
