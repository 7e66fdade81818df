"""An older backup brings back no note of a walk that was taken back since, and nobody who cancelled coming."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.cli import archive
from app.contributions.operations.remembering import decided
from app.core.database import db
from app.core.outbox import Email
from app.gatherings import operations
from app.gatherings.messages import token_of
from app.gatherings.models import Registration, SeatState
from tests.cli.test_restoring import back_from
from tests.factories import make_municipality, make_user
from tests.gatherings.made import give, make_gathering
from tests.gatherings.signing_up import comes, gathering_with
from tests.gatherings.walked import all_notes, leave, make_walk, own_ids


@pytest.fixture(autouse=True)
def place(monkeypatch):
    monkeypatch.setattr(archive, "schema", lambda: "0001")  # these tests make their tables without migrations


def test_it_is_gone_again_and_a_second_time_changes_nothing(app, run, client, tmp_path):
    walk = make_walk()
    for words in ("De terughaalkanarie.", "De blijfkanarie."):
        leave(client, text=words, signed="Zus")
    gone = next(note.public_id for note in all_notes(walk) if "terughaal" in note.text)
    assert run("backup", tmp_path / "before.zip").exit_code == 0
    assert gone in own_ids(client.get("/lopen/wandeling2/1"))
    assert client.post(f"/lopen/wandeling2/notities/{gone}/terug").status_code == 303
    assert gone not in str(decided())
    assert "1 notes of walks" in back_from(run, tmp_path / "before.zip")
    texts = {note.text for note in all_notes(db.session.merge(walk))}
    assert texts == {"De blijfkanarie."}
    assert operations.take_notes_back_again() == 0


def test_a_code_for_one_more_phone_that_was_used_since_opens_nothing(app, run, client, tmp_path):
    walk = make_walk()
    leave(client, text="Alleen voor mijn telefoons.")
    made = client.post("/lopen/wandeling2/meenemen/code", follow_redirects=True)
    code = {"phone_code": re.search(r'<p class="code">([^<]+)<', made.text)[1]}
    assert run("backup", tmp_path / "before.zip").exit_code == 0
    assert app.test_client().post("/lopen/wandeling2/meenemen", data=code).status_code == 303
    assert "1 codes that let one more phone" in back_from(run, tmp_path / "before.zip")
    assert app.test_client().post("/lopen/wandeling2/meenemen", data=code).status_code == 422
    assert len(all_notes(db.session.merge(walk))) == 1 and "Maak een code" in client.get("/lopen/wandeling2/meenemen").text


@pytest.mark.parametrize("the_first_stays", [True, False])
def test_a_phone_that_was_put_out_since_shows_nothing_again(app, run, client, tmp_path, the_first_stays):
    make_walk()
    leave(client, text="Alleen voor mij.")
    made = client.post("/lopen/wandeling2/meenemen/code", follow_redirects=True)
    code = {"phone_code": re.search(r'<p class="code">([^<]+)<', made.text)[1]}
    other = app.test_client()
    assert other.post("/lopen/wandeling2/meenemen", data=code).status_code == 303
    stays, goes = (client, other) if the_first_stays else (other, client)
    assert run("backup", tmp_path / "before.zip").exit_code == 0
    assert len(own_ids(goes.get("/lopen/wandeling2/1"))) == 1
    assert stays.post("/lopen/wandeling2/meenemen/alleen-hier").status_code == 303
    assert "1 people who put out another phone" in back_from(run, tmp_path / "before.zip")
    assert not own_ids(goes.get("/lopen/wandeling2/1")) and len(own_ids(stays.get("/lopen/wandeling2/1"))) == 1
    assert operations.put_out_again() == 0


def test_who_cancelled_does_not_come_again_and_whoever_is_next_hears_of_the_seat(app, run, client, tmp_path):
    gathering = gathering_with(1)
    first, waits = comes(gathering, email="eerste@voorbeeld.example"), comes(gathering, email="tweede@voorbeeld.example")
    let_go = comes(gathering, email="derde@voorbeeld.example")
    ids = {made.public_id: made.id for made in (first, waits, let_go)}
    assert run("backup", tmp_path / "before.zip").exit_code == 0
    assert client.post(f"/aanmelding/{token_of(first.public_id)}/afmelden").status_code == 303
    with app.test_request_context("/"):
        operations.dismiss(db.session.get(Registration, let_go.id), "Dubbel.")
    db.session.commit()
    assert not any(public_id in str(decided()) for public_id in ids) and "eerste@" not in str(decided())
    assert "2 people who cancelled" in back_from(run, tmp_path / "before.zip")
    gone, next_one, dismissed = (db.session.get(Registration, number) for number in ids.values())
    assert (gone.name, gone.email, gone.is_active) == ("", "", False) and not dismissed.is_active
    assert next_one.is_active and next_one.seats[0].state is SeatState.OFFERED
    heard = [mail.address for mail in db.session.scalars(select(Email)) if "plek voor je" in mail.subject]
    assert heard == ["tweede@voorbeeld.example"]
    assert not [mail for mail in db.session.scalars(select(Email)) if "niet meer" in mail.subject], "nobody hears it twice"
    assert operations.sign_off_again() == 0


def test_an_organisation_that_took_its_yes_back_since_is_named_no_more(app, run, client, tmp_path):
    """Also one that the organisers took off; one that said yes again since stays as it was in the backup."""
    places = [make_municipality(name=name) for name in ("Terugstad", "Afstad", "Weerstad", "Blijfstad")]
    hosts = [make_user(Role.HOST, place) for place in places]
    tour = make_gathering(slug="tour", cohosts=places)
    give(tour)
    for place, host in zip(places, hosts, strict=True):
        operations.agree_to_be_named(tour, place.id, host)
    db.session.commit()
    assert run("backup", tmp_path / "before.zip").exit_code == 0
    for number in (0, 2):
        operations.be_named_no_more(tour, places[number].id, hosts[number])
    operations.agree_to_be_named(tour, places[2].id, hosts[2])
    db.session.commit()
    operations.write(tour, tour.version, [], cohosts=[places[0], places[2], places[3]])
    db.session.commit()
    assert not any(name in str(decided()) for name in ("Terugstad", "Afstad", "tour"))
    assert "2 organisations that are named no more" in back_from(run, tmp_path / "before.zip")
    page = client.get("/bijeenkomsten/tour").text
    assert [f"<dd>{name}</dd>" in page for name in ("Terugstad", "Afstad", "Weerstad", "Blijfstad")] == [False, False, True, True]
    assert operations.be_named_no_more_again() == 0
