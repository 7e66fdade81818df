"""A part of the programme that people come to is not taken out by a slip: it is asked, and each of them hears it."""

from datetime import time, timedelta

import pytest

from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.gatherings import operations, queries
from app.gatherings.models import Part, PlacesTaken, Seat
from tests.factories import save
from tests.gatherings.made import give, make_gathering
from tests.gatherings.signing_up import comes, job, mails, parts_of, states, subjects


def planned_with(host, *capacities, **changes):
    there = host.memberships[0].organisation
    gathering = make_gathering(organisation=there, slug="tour", parts=parts_of(*capacities), **changes)
    give(gathering, user=host)
    return gathering


def address(part):
    return f"/bijeenkomsten/tour/programma/{part.public_id}/weg"


def test_it_asks_with_how_many_lose_their_place_and_tells_each_of_them(client, host):
    gathering = planned_with(host, 2, None)
    lunch, walk = gathering.parts
    people = [comes(gathering, lunch), comes(gathering, lunch, walk), comes(gathering, lunch)]
    other = comes(gathering, walk)
    form = client.get(f"/bijeenkomsten/tour/programma/{lunch.public_id}").text
    assert address(lunch) in form
    assert "3 mensen hebben hier een plek, of wachten erop." in client.get(address(lunch)).text
    assert client.post(address(lunch)).status_code == 409, "one press without the question takes nobody's place"
    assert states(gathering, lunch) == ["held", "held", "waiting"]
    assert client.post(address(lunch), data={"told": "3"}).status_code == 302
    db.session.expire_all()
    assert [part.title for part in gathering.parts] == ["Wandeling"] and states(gathering) == ["held", "held"]
    for person in people:
        assert "Je plek bij een deel vervalt" in subjects(person.email)
        assert "Lunch, 12.00 uur" in mails(person.email)[-1].text
    only, both = mails(people[0].email)[-1].text, mails(people[1].email)[-1].text
    assert "bij geen enkel deel een plek" in only and "/aanmelding/" in only
    assert "- 13.00 uur Wandeling: je hebt een plek" in both
    assert "Je plek bij een deel vervalt" not in subjects(other.email)


CHANGED, OFF = "Er is iets veranderd", "Je plek bij een deel vervalt"


def quarter_of_an_hour_later(monkeypatch):
    moment = clock.now() + timedelta(minutes=16)
    monkeypatch.setattr(clock, "now", lambda: moment)
    for _run in range(2):
        job("tell-changes")


def test_who_loses_a_place_gets_one_mail_that_says_everything(app, host, monkeypatch):
    gathering = planned_with(host, None, None)
    lunch, walk = gathering.parts
    loses, stays = comes(gathering, lunch, walk), comes(gathering, walk)
    operations.write(gathering, gathering.version, [], place="De school")
    operations.remove_part(gathering, lunch, 1)
    db.session.commit()
    quarter_of_an_hour_later(monkeypatch)
    assert [subjects(loses.email).count(words) for words in (OFF, CHANGED)] == [1, 0]
    assert [subjects(stays.email).count(words) for words in (OFF, CHANGED)] == [0, 1]
    text = mails(loses.email)[-1].text
    assert "Dit veranderde ook:" in text and "De plek is De school" in text and text.count("Lunch") == 1
    assert all(words in mails(stays.email)[-1].text for words in ("De school", "Lunch"))


def test_what_that_mail_said_and_is_put_back_is_told_to_all(app, host, monkeypatch):
    gathering = planned_with(host, None, None)
    lunch, walk = gathering.parts
    people = [comes(gathering, lunch, walk), comes(gathering, walk)]
    here, (drinks,) = gathering.place, parts_of(None)
    operations.write(gathering, gathering.version, [], place="De school")
    operations.write_part(gathering, drinks.public_id, [], title="Borrel", starts=time(17), ends=None)
    operations.remove_part(gathering, lunch, 1)
    db.session.commit()
    assert all("De plek is De school" in mails(one.email)[-1].text and "Borrel" in mails(one.email)[-1].text for one in people)
    operations.write(gathering, gathering.version, [], place=here)
    operations.remove_part(gathering, next(part for part in gathering.parts if part.title == "Borrel"))
    db.session.commit()
    quarter_of_an_hour_later(monkeypatch)
    for one in people:
        text = mails(one.email)[-1].text
        assert f"De plek is {here}" in text and "Borrel" in text and "Lunch" not in text


def test_what_changes_after_that_mail_is_told_and_nothing_twice(app, host, monkeypatch):
    gathering = planned_with(host, None, None, None)
    lunch, walk, harvest = gathering.parts
    loses = comes(gathering, lunch, walk, harvest)
    operations.remove_part(gathering, lunch, 1)
    operations.remove_part(gathering, walk, 1)
    db.session.commit()
    first, second = (mail.text for mail in mails(loses.email)[-2:])
    assert "Dit veranderde ook" not in first + second and "Wandeling, 13.00 uur" in second
    operations.write(gathering, gathering.version, [], place="De school")
    db.session.commit()
    quarter_of_an_hour_later(monkeypatch)
    assert [subjects(loses.email).count(words) for words in (OFF, CHANGED)] == [2, 1]
    last = mails(loses.email)[-1].text
    assert "De school" in last and "Lunch" not in last and "Wandeling" not in last


def test_a_part_that_people_never_heard_of_repeats_nothing_either(app, host, monkeypatch):
    gathering = planned_with(host, None)
    operations.write(gathering, gathering.version, [], place="De school")
    added = operations.write_part(gathering, "n" * 26, [], starts=time(16), title="Borrel", is_chosen=True)
    loses = comes(gathering, added, gathering.parts[0])
    operations.remove_part(gathering, added, 1)
    db.session.commit()
    quarter_of_an_hour_later(monkeypatch)
    assert [subjects(loses.email).count(words) for words in (OFF, CHANGED)] == [1, 0]
    assert "De school" in mails(loses.email)[-1].text


def test_that_it_does_not_take_place_is_told_to_them_too(app, host, monkeypatch):
    gathering = planned_with(host, None, None)
    lunch, walk = gathering.parts
    loses = comes(gathering, lunch, walk)
    operations.remove_part(gathering, lunch, 1)
    operations.cancel(gathering, "Storm op komst.")
    db.session.commit()
    quarter_of_an_hour_later(monkeypatch)
    assert subjects(loses.email)[-1] == "Gaat niet door" and CHANGED not in subjects(loses.email)


def test_fewer_places_take_nobody_out(app, host, monkeypatch):
    """Who has a place keeps it when the host lowers the number: nobody new fits."""
    gathering = planned_with(host, None)
    (lunch,) = gathering.parts
    first, second = comes(gathering, lunch), comes(gathering, lunch)
    operations.write_part(gathering, lunch.public_id, [], capacity=1, title=lunch.title, starts=lunch.starts)
    db.session.commit()
    quarter_of_an_hour_later(monkeypatch)
    assert states(gathering, lunch) == ["held", "held"]
    assert not {OFF, CHANGED} & {*subjects(first.email), *subjects(second.email)}


def test_whoever_signed_up_after_the_question_is_in_a_new_number(client, host):
    gathering = planned_with(host, None, None)
    lunch = gathering.parts[0]
    comes(gathering, lunch)
    comes(gathering, lunch)
    answer = client.post(address(lunch), data={"told": "1"})
    assert answer.status_code == 409 and "2 mensen hebben hier een plek" in answer.text and 'value="2"' in answer.text
    assert db.session.query(Seat).count() == 2


def test_all_that_people_signed_up_for_is_not_taken_away(client, host):
    gathering = planned_with(host, 5)
    (lunch,) = gathering.parts
    save(Part(gathering=gathering, position=1, starts=time(15), title="Napraten"))
    comes(gathering, lunch)
    page = client.get(address(lunch)).text
    assert "Zeg de bijeenkomst af" in page and 'name="told"' not in page
    assert client.post(address(lunch), data={"told": "1"}).status_code == 409
    assert states(gathering) == ["held"]


def test_once_it_began_a_part_that_people_had_a_place_in_stays(client, host, monkeypatch):
    gathering = planned_with(host, None, None, None)
    lunch, walk, tables = gathering.parts
    comes(gathering, lunch)
    save(PlacesTaken(gathering_id=gathering.id, part_id=walk.id, people=12))
    after = gathering.begins_at + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: after)
    for part, told in ((lunch, 1), (walk, 0)):
        with pytest.raises(Refusal, match="blijft in het programma"):
            operations.remove_part(gathering, part, told)
    operations.remove_part(gathering, tables)
    db.session.commit()
    assert [row.people for row in queries.places_taken(gathering)] == [12] and states(gathering) == ["held"]


def test_the_room_of_who_came_to_nothing_else_goes_to_who_waits(app, host):
    gathering = planned_with(host, None, None, capacity=1)
    lunch, walk = gathering.parts
    comes(gathering, lunch)
    next_one = comes(gathering, walk)
    assert states(gathering, walk) == ["waiting"]
    operations.remove_part(gathering, lunch, 1)
    db.session.commit()
    assert states(gathering, walk) == ["offered"] and "Er is een plek voor je" in subjects(next_one.email)


def test_a_part_that_nobody_comes_to_goes_after_one_question(client, host):
    gathering = planned_with(host, None, None)
    lunch = gathering.parts[0]
    page = client.get(f"/en{address(lunch)}").text
    assert "Nobody has a place here" in page
    assert client.post(address(lunch), data={"told": "0"}).status_code == 302
    assert [part.title for part in make_sure(gathering).parts] == ["Wandeling"]


def make_sure(gathering):
    db.session.expire_all()
    return gathering
