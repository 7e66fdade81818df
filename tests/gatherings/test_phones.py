"""One's notes of the walk on another phone: with a code that works once, and never somebody else's."""

import html
import re

import pytest
from sqlalchemy.orm.attributes import set_committed_value

from app.core.clock import AMSTERDAM
from app.core.database import db
from app.core.errors import NotFound
from app.gatherings import operations, queries
from app.gatherings.models import Clarifying, Plays, Tap, Walker, WalkerPhone
from tests.gatherings.walked import CODE, all_notes, leave, make_note, make_walk, own_ids

AT = f"/lopen/{CODE}/meenemen"
FIRST, SECOND, THIRD = (f"telefoon nummer {n} van een wandelaar, geheim" for n in (1, 2, 3))


def code_made_on(phone):
    assert phone.post(f"{AT}/code").status_code == 303
    return re.search(r'<p class="code">([A-Z2-7-]{26,})</p>', phone.get(AT).text)[1]


def texts_on(phone):
    return set(re.findall(r'class="verhaal">([^<]+)<', phone.get(f"/lopen/{CODE}").text))


def test_a_phone_that_forgot_its_key_gets_its_notes_back_with_the_code(client, app):
    walk = make_walk()
    leave(client, text="Voor het wissen.")
    code = code_made_on(client)
    assert db.session.query(Walker).one().link_hash not in (None, code), "a fingerprint only"
    cleared = app.test_client()
    assert texts_on(cleared) == set()
    assert "Voor het wissen." not in cleared.get(f"{AT}/{code}").text and texts_on(cleared) == set(), "looking is no deed"
    assert cleared.post(AT, data={"phone_code": code.lower().replace("-", " ")}).status_code == 303
    assert texts_on(cleared) == {"Voor het wissen."}
    leave(cleared, text="Na het wissen.")
    assert texts_on(client) == texts_on(cleared) == {"Voor het wissen.", "Na het wissen."}
    assert cleared.post(f"/lopen/{CODE}/notities/{own_ids(cleared.get(f'/lopen/{CODE}'))[0]}/terug").status_code == 303
    assert len({note.walker_id for note in all_notes(walk)}) == 1


def test_a_code_works_once_and_a_new_one_replaces_it(client, app):
    make_walk()
    leave(client, text="Van mij.")
    first = code_made_on(client)
    second = code_made_on(client)
    assert first != second
    stranger, own, late = (app.test_client() for _phone in range(3))
    for phone, code in ((stranger, first), (stranger, "A" * 26), (stranger, "")):
        answer = phone.post(AT, data={"phone_code": code})
        assert answer.status_code == 422 and 'aria-invalid="true"' in answer.text
        assert f'value="{html.escape(code)}"' in answer.text or not code, "what was typed stands there"
    assert client.post(AT, data={"phone_code": second}).status_code == 303, "the phone that made it does not use it up"
    assert own.post(AT, data={"phone_code": second}).status_code == 303
    assert own.post(AT, data={"phone_code": second}).status_code == 422, "pressed twice it is used"
    assert late.post(AT, data={"phone_code": second}).status_code == 422
    assert texts_on(late) == texts_on(stranger) == set() and texts_on(own) == {"Van mij."}


def test_what_the_phone_did_before_comes_along(client):
    walk = make_walk()
    operations.set_tables(walk.gathering, 2)
    for key, text in ((FIRST, "Eerste."), (SECOND, "Tweede."), (THIRD, "Derde.")):
        make_note(walk, key, text=text)
    one, other, third = (operations.walker_with(walk, key) for key in (FIRST, SECOND, THIRD))
    cards = queries.cards_at(walk.gathering)
    for card, walker, answer in ((0, one, Plays.YES), (0, other, Plays.NO), (1, other, Plays.NO)):
        db.session.add(Tap(card_id=cards[card].id, walker_id=walker.id, answer=answer))
    db.session.flush()
    joined(walk, SECOND, THIRD)
    joined(walk, FIRST, SECOND)
    found = {operations.walker_with(walk, key).id for key in (FIRST, SECOND, THIRD)}
    assert found == {one.id} and db.session.query(Walker).count() == 1 and db.session.query(WalkerPhone).count() == 2
    assert {note.text for note in queries.notes_of(one)} == {"Eerste.", "Tweede.", "Derde."}
    assert {(tap.card_id, tap.answer) for tap in db.session.query(Tap)} == {(cards[0].id, Plays.YES), (cards[1].id, Plays.NO)}
    assert third is not one and not db.session.query(Clarifying).count()


def test_a_phone_that_came_in_before_goes_on_to_another_with_all_of_its_phones(client):
    walk = make_walk()
    for key, text in ((FIRST, "Eerste."), (THIRD, "Derde.")):
        make_note(walk, key, text=text)
    joined(walk, FIRST, SECOND)
    joined(walk, THIRD, SECOND)
    kept = operations.walker_with(walk, THIRD)
    assert all(operations.walker_with(walk, key) is kept for key in (FIRST, SECOND)), "also the phone where it began"
    assert {note.text for note in queries.notes_of(kept)} == {"Eerste.", "Derde."}
    assert db.session.query(Walker).count() == 1 and len(kept.phones) == 2


def test_the_first_phone_of_two_takes_the_other_along(client):
    walk = make_walk()
    for key in (FIRST, THIRD):
        make_note(walk, key)
    joined(walk, FIRST, SECOND)
    joined(walk, THIRD, FIRST)
    assert len({operations.walker_with(walk, key).id for key in (FIRST, SECOND, THIRD)}) == 1


def test_the_code_is_the_same_in_whatever_zone_the_database_tells_the_moment(client):
    walk = make_walk()
    make_note(walk, FIRST)
    operations.make_link(walk, FIRST)
    walker = operations.walker_with(walk, FIRST)
    code = operations.link_code(walker, FIRST)
    set_committed_value(walker, "link_made_at", walker.link_made_at.astimezone(AMSTERDAM))
    assert code and operations.link_code(walker, FIRST) == code


def joined(walk, key, other):
    operations.make_link(walk, key)
    operations.bring(walk, operations.link_code(operations.walker_with(walk, key), key), other)


def test_another_phone_is_told_of_and_can_be_put_out(client, app):
    make_walk()
    leave(client, text="Van mij.")
    other = app.test_client()
    other.post(AT, data={"phone_code": code_made_on(client)})
    waiting = code_made_on(client)
    assert "Een andere telefoon laat je notities ook zien" in client.get(AT).text
    assert other.post(f"{AT}/alleen-hier").status_code == 303, "whichever of the two says so"
    assert texts_on(client) == set() and texts_on(other) == {"Van mij."}
    assert client.post(AT, data={"phone_code": waiting}).status_code == 422


def test_a_code_is_of_its_gathering_and_goes_with_its_notes(client):
    walk, elsewhere = make_walk(), make_walk(code="ergensanders")
    make_note(walk, FIRST)
    operations.make_link(walk, FIRST)
    code = operations.link_code(operations.walker_with(walk, FIRST), FIRST)
    with pytest.raises(NotFound):
        operations.bring(elsewhere, code, SECOND)
    operations.bring(walk, code, SECOND)
    db.session.delete(operations.walker_with(walk, FIRST))
    db.session.flush()
    assert not db.session.query(WalkerPhone).count()


def test_without_notes_there_is_nothing_to_take_along(client):
    make_walk()
    assert client.post(f"{AT}/code").status_code == 409
    page = client.get(AT).text
    assert "Maak een code" not in page and "Zet notities op deze telefoon" in page
