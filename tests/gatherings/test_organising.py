"""Who comes, for the organisers only: who, in which order, what they wish; moving, adding, cancelling, writing, files."""

import csv
import io
from datetime import time, timedelta

import pytest
from openpyxl import load_workbook

from app.accounts.models import Role
from app.core.clock import today
from app.core.database import db
from app.gatherings import queries
from app.gatherings.models import Task, Wishes
from tests.at_once import at_once, posts
from tests.factories import make_municipality, make_user, save
from tests.gatherings.made import give
from tests.gatherings.people import RUN_IT, every_kind_of_person
from tests.gatherings.signing_up import (
    asked,
    comes,
    everybody,
    gathering_with,
    job,
    link_in,
    mails,
    page_of,
    state,
    subjects,
)

LIST = "/bijeenkomsten/tour/aanmeldingen"
FILES = (f"{LIST}.csv", f"{LIST}.xlsx", "/bijeenkomsten/tour/wensen.xlsx")


@pytest.fixture
def tour(app):
    return gathering_with(1, None, slug="tour", cohosts=[make_municipality()], contact_email="org@voorbeeld.example")


@pytest.fixture
def organiser(client, sign_in, tour):
    user = give(tour).user
    sign_in(user)
    return user


def wishes(made, **changes):
    save(Wishes(registration_id=made.id, **{"foods": "no_nuts", "diet": "=kanarieui", "access": "kanariestoel"} | changes))


def test_only_who_organises_reads_who_comes(app, tour, sign_in):
    made = comes(tour, name="Kanarie de Vries", email="kanarie@voorbeeld.example")
    wishes(made)
    people = every_kind_of_person(tour)
    paths = (LIST, *FILES, f"{LIST}/toevoegen", f"{LIST}/bericht", f"{LIST}/{made.public_id}/afmelden")
    for name, person in people.items():
        browser = app.test_client()
        if person.id is not None:
            sign_in(person, browser)
        for path in paths:
            answer = browser.get(path)
            assert (answer.status_code == 200) is (name in RUN_IT), (name, path, answer.status_code)
            if name not in RUN_IT:
                assert "anarie" not in answer.text, (name, path)
        if name not in RUN_IT:
            for path in (f"{LIST}/{made.public_id}/plek", f"{LIST}/{made.public_id}/afmelden", f"{LIST}/toevoegen", f"{LIST}/bericht"):
                assert browser.post(path, data={"reason": "Weg", "action": "weg:alles"}).status_code in (401, 403), (name, path)
    assert state(made) == "held" and len(everybody(tour)) == 1


def test_the_page_tells_per_part_who_comes_and_who_waits_in_which_order(client, tour, organiser):
    lunch, walk = tour.parts
    comes(tour, lunch, name="Eerste", organisation_name="Bureau Straat")
    for name in ("Zus", "Aap"):
        comes(tour, lunch, walk, name=name)
    asked(tour, name="Onbevestigd")
    page = client.get(LIST).text
    waits = page.split("Wie er wacht")[1].split("</ol>")[0]
    assert waits.index("Zus") < waits.index("Aap") and "Bureau Straat" in page and "Onbevestigd" not in page
    assert "1 plek bezet" in page and "2 plekken bezet" in page and "3 mensen zijn aangemeld" in page


def test_with_many_people_each_part_is_folded_with_its_numbers(client, tour, organiser):
    lunch, walk = tour.parts
    people = [comes(tour, lunch, walk) for _person in range(2)]
    assert client.get(LIST).text.count("<details") == client.get(LIST).text.count(" open>") == 3
    people += [comes(tour, walk) for _person in range(11)]
    page = client.get(LIST).text
    on_top = page.partition("<details")[0]
    assert f'href="#deel-{lunch.public_id}"' in on_top and "1 plek bezet, nog 0 plekken, 1 wacht" in on_top
    assert page.count("<details") == 3 and " open>" not in page and people[-1].name in page
    moved = client.post(f"{LIST}/{people[1].public_id}/plek", data={"action": f"plek:{lunch.public_id}"}).location
    assert moved.endswith(f"#deel-{lunch.public_id}")
    page = client.get(moved.partition("#")[0]).text
    here = page.partition(f'id="deel-{lunch.public_id}"')[2].partition("<details")[2]
    assert page.count(" open>") == 1 and here.startswith(' class="details" open>'), "where somebody was moved just now"


def test_experiences_are_not_for_organisers(client, tour, organiser):
    made = comes(tour, experience="kanarieput")
    for path in (LIST, *FILES, f"{LIST}/{made.public_id}/afmelden"):
        assert b"kanarieput" not in client.get(path).data, path


def test_moving_by_hand_is_told_to_whom_it_is_about(client, tour, organiser):
    lunch = tour.parts[0]
    first, second, third = (comes(tour, lunch) for _three in range(3))

    def move(made, deed):
        answer = client.post(f"{LIST}/{made.public_id}/plek", data={"action": f"{deed}:{lunch.public_id}"})
        assert answer.status_code == 303
        return [state(one) for one in (first, second, third)]

    assert move(third, "plek") == ["held", "waiting", "held"], "whatever room there is"
    assert subjects(third.email)[-1] == "Je plekken zijn veranderd"
    number = len(mails())
    assert move(third, "plek") == ["held", "waiting", "held"] and len(mails()) == number, "twice is once"
    assert move(first, "weg") == ["given_back", "waiting", "held"], "there were too many"
    assert move(third, "lijst") == ["given_back", "offered", "waiting"], "the next one comes, not the one who was moved"
    for wrong in ("", "x:y", f"plek:{'a' * 26}", f"houd:{lunch.public_id}"):
        assert client.post(f"{LIST}/{first.public_id}/plek", data={"action": wrong}).status_code == 404
    assert client.post(f"{LIST}/{'a' * 26}/plek", data={"action": f"weg:{lunch.public_id}"}).status_code == 404


def test_somebody_who_was_put_last_does_not_get_the_same_place_back(client, tour, organiser):
    lunch = tour.parts[0]
    only = comes(tour, lunch)
    client.post(f"{LIST}/{only.public_id}/plek", data={"action": f"lijst:{lunch.public_id}"})
    assert state(only) == "waiting"


def test_adding_somebody_tells_them_and_they_can_leave(client, tour, organiser):
    lunch, walk = tour.parts
    bad = client.post(f"{LIST}/toevoegen", data={"name": "Dirk", "email": "dirk"})
    assert bad.status_code == 422 and "Dirk" in bad.text
    form = {"name": "Dirk", "email": "dirk@voorbeeld.example", "organisation": "Bureau", "parts": [walk.public_id]}
    assert client.post(f"{LIST}/toevoegen", data=form).status_code == 303
    made = everybody(tour)[0]
    assert made.is_active and state(made, walk) == "held"
    assert subjects(made.email) == ["De organisatoren hebben je aangemeld"]
    again = client.post(f"{LIST}/toevoegen", data=form)
    assert again.status_code == 409 and "al aangemeld" in again.text
    link = link_in(mails(made.email)[0])
    assert client.post(f"{link}/afmelden").status_code == 303 and not queries.everybody_at(tour)


def test_cancelling_for_somebody_asks_why_and_mails_only_the_link(client, tour, organiser):
    first, second = comes(tour), comes(tour)
    wishes(first)
    path = f"{LIST}/{first.public_id}/afmelden"
    assert client.get(path).status_code == 200 and client.post(path).status_code == 422
    assert client.post(path, data={"reason": "De kanariezaal is te klein"}).status_code == 303
    assert state(second, tour.parts[0]) == "offered" and queries.wishes_of(first) is None
    mail = mails(first.email)[-1]
    assert "kanarie" not in mail.text and "De kanariezaal is te klein" in client.get(page_of(first)).text
    assert client.post(path, data={"reason": "Nog eens"}).status_code == 404


def test_messages_to_all_to_a_part_and_to_who_waits_each_once(client, tour, organiser):
    lunch, walk = tour.parts
    holds, waits = comes(tour, lunch, walk), comes(tour, lunch)
    page = client.get(f"{LIST}/bericht").text
    key = page.split('name="key" type="hidden" value="')[1].split('"')[0] if 'name="key" type="hidden" value="' in page else "sleutel"
    groups = {"iedereen": {holds.email, waits.email}, "wachtlijst": {waits.email}, f"komt:{lunch.public_id}": {holds.email}, f"wacht:{lunch.public_id}": {waits.email}}
    for n, (group, who) in enumerate(groups.items()):
        form = {"to": group, "subject": f"Regen {n}", "text": "Neem een <b>jas</b> mee.\nTot dan.", "key": f"{key}{n}"}
        for _twice in range(2):
            assert client.post(f"{LIST}/bericht", data=form).status_code == 303
        got = [mail for mail in mails() if mail.subject.startswith(f"Regen {n}")]
        assert {mail.address for mail in got} == who and len(got) == len(who), "a second press sends nothing more"
        assert "Neem een <b>jas</b> mee.\nTot dan." in got[0].text and "org@voorbeeld.example" in got[0].text
    for wrong in ({"to": "x"}, {"to": f"wacht:{walk.public_id}"}, {"to": "iedereen", "text": "", "subject": "kanarie"}, {"to": "iedereen", "subject": "x" * 101}):
        answer = client.post(f"{LIST}/bericht", data={"subject": "Iets", "text": "Iets", "key": "z"} | wrong)
        assert answer.status_code == 422, wrong


def test_two_presses_at_one_moment_send_one_message(app, tour, sign_in, monkeypatch):
    monkeypatch.setattr(app, "test_client_class", None)
    user, form = give(tour).user, {"to": "iedereen", "subject": "Regen", "text": "Jas mee.", "key": "een"}
    for _three in range(3):
        comes(tour, tour.parts[1])
    browsers = [app.test_client() for _four in range(4)]
    for browser in browsers:
        sign_in(user, browser)
    assert at_once(app, *(posts(browser, f"{LIST}/bericht", form) for browser in browsers)) == [303] * 4
    assert len([mail for mail in mails() if mail.subject.startswith("Regen")]) == 3
    kept = queries.messages_of(tour)
    assert [(message.number, message.by_id) for message in kept] == [(3, user.id)]


def test_organisers_see_what_was_written_before_and_to_whom(client, tour, organiser):
    lunch, _walk = tour.parts
    comes(tour, lunch)
    for n, to in enumerate(("iedereen", f"komt:{lunch.public_id}")):
        words = {"to": to, "subject": f"Regen {n}", "text": "Neem een <b>jas</b> mee.", "key": f"k{n}"}
        client.post(f"{LIST}/bericht", data=words)
    page = client.get(f"{LIST}/bericht").text
    assert page.index("Regen 1") < page.index("Regen 0") and "&lt;b&gt;jas" in page
    assert f"Wie komt naar: {lunch.title} (1)" in page.split("Eerder geschreven")[1]
    tour.parts.remove(lunch)
    db.session.commit()
    assert "dat niet meer in het programma staat (1)" in client.get(f"{LIST}/bericht").text


def test_the_files_open_elsewhere_and_run_nothing(client, tour, organiser):
    made = comes(tour, name="=cmd()", organisation_name="+31 bureau")
    wishes(made)
    rows = list(csv.reader(io.StringIO(client.get(FILES[0]).text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0] == ["Naam", "E-mailadres", "Organisatie", "Lunch", "Wandeling"]
    assert rows[1] == ["'=cmd()", made.email, "'+31 bureau", "heeft een plek", "heeft een plek"]
    book = load_workbook(io.BytesIO(client.get(FILES[1]).data))
    assert [sheet.title for sheet in book] == ["Wie komt er"]
    assert [[cell.value for cell in row] for row in book.active.iter_rows()] == rows
    assert not any(cell.data_type == "f" for row in book.active.iter_rows() for cell in row)
    other = load_workbook(io.BytesIO(client.get(FILES[2]).data)).active
    assert [cell.value for cell in list(other.iter_rows())[1]] == ["'=cmd()", "Geen noten", "'=kanarieui", "kanariestoel"]
    for path in FILES[:2]:
        assert b"kanarie" not in client.get(path).data, "wishes stand in a file of their own"
    answer = client.get(FILES[1])
    assert "attachment" in answer.headers["Content-Disposition"] and answer.headers["Cache-Control"] == "no-store"


def test_after_it_began_the_list_is_read_and_not_changed(client, tour, organiser):
    made = comes(tour)
    tour.on, tour.starts = today(), time(0)
    db.session.commit()
    assert client.get(LIST).status_code == 200
    form = {"name": "Dirk", "email": "dirk@voorbeeld.example", "parts": [tour.parts[0].public_id]}
    assert client.post(f"{LIST}/toevoegen", data=form).status_code == 409
    assert client.post(f"{LIST}/{made.public_id}/plek", data={"action": f"weg:{tour.parts[0].public_id}"}).status_code == 409


def test_a_hundred_people_take_no_more_statements_than_one(client, tour, organiser):
    comes(tour)
    client.get(LIST)
    few = client.statements
    for _ten in range(10):
        wishes(comes(tour))
    assert client.get(LIST).status_code == 200 and client.statements <= few


def test_what_is_left_when_the_names_go_is_a_number(client, tour, organiser):
    lunch, walk = tour.parts
    comes(tour, lunch, walk), comes(tour, lunch), comes(tour, walk)
    tour.on = today() - timedelta(days=31)
    db.session.commit()
    job("forget-registrations")
    assert not everybody(tour)
    assert [(row.part_id, row.people) for row in queries.places_taken(tour)] == [(None, 2), (lunch.id, 1), (walk.id, 2)]
    page = client.get(LIST).text
    assert "Hoeveel mensen een plek hadden" in page and "De hele bijeenkomst: 2" in " ".join(page.split())


def test_others_with_a_task_read_nothing(client, sign_in, tour):
    comes(tour, name="Kanarie")
    for task in (Task.HELPER, Task.NOTE_TAKER):
        sign_in(give(tour, task, make_user(Role.HOST)).user)
        assert client.get(LIST).status_code == 403
    db.session.rollback()
