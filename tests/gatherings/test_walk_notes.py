"""The organisers' side of the walk: its link, its groups, its notes, and the summaries that everybody reads."""

import io

import pytest

from app.accounts.operations import begin_session
from app.core.database import db
from app.gatherings import queries
from app.gatherings.models import Task
from tests.factories import make_municipality, make_user
from tests.gatherings.made import give
from tests.gatherings.people import HELP, TAKE_NOTES, every_kind_of_person
from tests.gatherings.walked import leave, make_note, make_walk
from tests.photographs import jpeg


@pytest.mark.parametrize(("path", "who"), [("notities", TAKE_NOTES), ("haltes/1/samenvatting", TAKE_NOTES), ("wandeling", HELP)])
def test_each_page_is_for_those_with_the_task(app, path, who):
    walk = make_walk(cohosts=[make_municipality()])
    make_note(walk, text="Kanarie")
    slug = walk.gathering.slug
    passed = set()
    for name, person in every_kind_of_person(walk.gathering).items():
        browser = app.test_client()
        if person.id is not None:
            token = begin_session(person, "a test")
            db.session.commit()
            with browser.session_transaction() as session:
                session["sid"] = token
        answer = browser.get(f"/bijeenkomsten/{slug}/{path}")
        passed |= {name} if answer.status_code == 200 else set()
        assert answer.status_code == 200 or "Kanarie" not in answer.text
    assert passed == who


def test_an_organiser_makes_the_link_renews_it_and_sets_the_groups(client, sign_in):
    walk = make_walk()
    slug = walk.gathering.slug
    db.session.delete(walk)
    db.session.commit()
    sign_in(give(walk.gathering).user)
    page, address = client.get(f"/bijeenkomsten/{slug}/wandeling"), f"/bijeenkomsten/{slug}/wandeling"
    assert "Er is nog geen link" in page.text
    client.post(f"{address}/link")
    first = queries.walk_of(walk.gathering).code
    assert f"/lopen/{first}" in client.get(address).text and "<path d=" in client.get(address).text
    client.post(f"{address}/link")
    assert queries.walk_of(walk.gathering).code == first, "pressed twice it is the same"
    client.post(f"{address}/link", data={"action": "renew"})
    assert queries.walk_of(walk.gathering).code != first
    for typed, status in (("4", 303), ("0", 303), ("13", 422), ("veel", 422), ("", 422), ("-1", 422)):
        assert client.post(f"{address}/groepen", data={"groups": typed}).status_code == status, typed
    assert queries.walk_of(walk.gathering).groups == 0


def test_a_helper_shows_the_link_and_changes_nothing(client, sign_in):
    walk = make_walk()
    sign_in(give(walk.gathering, Task.HELPER, make_user()).user)
    address = f"/bijeenkomsten/{walk.gathering.slug}/wandeling"
    assert walk.code in client.get(address).text
    assert client.post(f"{address}/link", data={"action": "renew"}).status_code == 403
    assert client.post(f"{address}/groepen", data={"groups": "3"}).status_code == 403


def test_the_notes_stand_by_stop_with_their_photos(client, sign_in):
    walk = make_walk()
    leave(client, text="Met foto", alt="Een put", photo=(io.BytesIO(jpeg()), "x.jpg"))
    make_note(walk, number=2, text="Bij de tweede", signed="Kees")
    note = next(note for note in queries.notes_at(walk.gathering) if note.photo)
    path = f"/bijeenkomsten/{walk.gathering.slug}/notities/{note.public_id}/groot"
    assert client.get(path).status_code == 302
    sign_in(give(walk.gathering, Task.NOTE_TAKER, make_user()).user)
    page = client.get(f"/bijeenkomsten/{walk.gathering.slug}/notities").text
    assert page.index("Halte 1") < page.index("Met foto") < page.index("Halte 2") < page.index("Bij de tweede")
    assert client.get(path).mimetype == "image/jpeg"


def test_many_notes_take_no_more_statements_than_one(client, sign_in):
    few, many = make_walk(), make_walk(code="veelveel22")
    make_note(few)
    for number in range(12):
        make_note(many, number=number % 2 + 1)
    for walk in (few, many):
        sign_in(give(walk.gathering).user)
        client.get(f"/bijeenkomsten/{walk.gathering.slug}/notities")
        walk.statements = client.statements
    assert many.statements <= few.statements


def test_a_summary_is_published_under_a_name_changed_and_taken_back(client, sign_in):
    walk = make_walk()
    taker = give(walk.gathering, Task.NOTE_TAKER, make_user(given_name="Noor", family_name="de Notulist")).user
    sign_in(taker)
    public, address = f"/bijeenkomsten/{walk.gathering.slug}", f"/bijeenkomsten/{walk.gathering.slug}/haltes/1/samenvatting"
    assert client.post(address, data={"text": " ", "version": "0"}).status_code == 422
    assert client.post(address, data={"text": "De put ligt te hoog.", "version": "0"}).status_code == 303
    page = client.get(public).text
    assert "De put ligt te hoog." in page and "Noor de Notulist" in page
    late = client.post(address, data={"text": "Mijn andere tekst.", "version": "0"})
    assert late.status_code == 409 and "Mijn andere tekst." in late.text and "De put ligt te hoog." in late.text
    assert client.post(address, data={"text": "De put ligt hoog.", "version": "1"}).status_code == 303
    assert "De put ligt hoog." in client.get(public).text
    client.post(f"{address}/terug")
    client.get("/uitloggen")
    assert "De put" not in client.get(public).text
