"""Seats and the line for them: in the order of confirming, passed on by themselves, with a time to say yes."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import Refusal
from app.gatherings import operations
from app.gatherings.operations import Guest
from tests.factories import make_organisation
from tests.gatherings.signing_up import (
    asked,
    comes,
    confirm,
    do,
    gathering_with,
    job,
    mails,
    page_of,
    state,
    states,
    subjects,
)


def later(monkeypatch, **time):
    moment = now() + timedelta(**time)
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_the_line_is_in_the_order_of_confirming_not_of_signing_up(app):
    gathering = gathering_with(1)
    first, second, third = asked(gathering), asked(gathering), asked(gathering)
    for one in (third, first, second):
        confirm(one)
    assert [state(one) for one in (third, first, second)] == ["held", "waiting", "waiting"]
    do(operations.sign_off, third)
    assert [state(one) for one in (first, second)] == ["offered", "waiting"]
    assert subjects(first.email)[-1] == "Er is een plek voor je" and "Er is een plek voor je" not in subjects(second.email)


def test_a_seat_that_is_offered_is_taken_by_a_press(client):
    gathering = gathering_with(1)
    holder, waits = comes(gathering), comes(gathering)
    do(operations.sign_off, holder)
    page = client.get(page_of(waits)).text
    assert "Zeg ja vóór" in page and state(waits) == "offered"
    answer = {"action": f"ja:{gathering.parts[0].public_id}"}
    for _twice in range(2):
        assert client.post(f"{page_of(waits)}/plek", data=answer).status_code == 303
        assert state(waits) == "held"


def test_who_says_no_lets_the_next_one_come(client):
    gathering = gathering_with(1)
    holder, second, third = (comes(gathering) for _three in range(3))
    do(operations.sign_off, holder)
    client.post(f"{page_of(second)}/plek", data={"action": f"nee:{gathering.parts[0].public_id}"})
    assert (state(second), state(third)) == ("given_back", "offered")
    client.post(f"{page_of(second)}/plek", data={"action": f"wacht:{gathering.parts[0].public_id}"})
    assert (state(second), state(third)) == ("waiting", "offered"), "behind everybody who was there"


@pytest.mark.parametrize("action", ["", "ja", "ja:bestaat-niet", "weg:x", "ja:alles"])
def test_a_press_that_means_nothing_changes_nothing(client, action):
    gathering = gathering_with(1)
    made = comes(gathering)
    assert client.post(f"{page_of(made)}/plek", data={"action": action}).status_code in (404, 409)
    assert state(made) == "held"


def test_what_is_not_taken_in_time_goes_to_the_next_one_and_they_hear_it(client, monkeypatch):
    gathering = gathering_with(1)
    holder, second, third = (comes(gathering) for _three in range(3))
    do(operations.sign_off, holder)
    later(monkeypatch, days=3)
    job("pass-on-seats")
    assert (state(second), state(third)) == ("lapsed", "offered")
    assert subjects(second.email)[-1] == "De plek ging naar een ander"
    number = len(mails())
    job("pass-on-seats")
    assert len(mails()) == number, "nobody hears it twice"
    late = client.post(f"{page_of(second)}/plek", data={"action": f"ja:{gathering.parts[0].public_id}"})
    assert late.status_code == 409 and "Opnieuw op de wachtlijst" in client.get(page_of(second)).text


def test_a_yes_that_comes_too_late_is_too_late_before_the_job_ran_too(app, monkeypatch):
    gathering = gathering_with(1)
    holder, second = comes(gathering), comes(gathering)
    do(operations.sign_off, holder)
    later(monkeypatch, days=3)
    with pytest.raises(Refusal):
        do(operations.accept, second, gathering.parts[0])


def test_more_room_is_passed_on_by_the_job(app):
    gathering = gathering_with(1)
    made = [comes(gathering) for _four in range(4)]
    gathering.parts[0].capacity = 3
    db.session.commit()
    job("pass-on-seats")
    assert [state(one) for one in made] == ["held", "offered", "offered", "waiting"]


def test_nobody_overtakes_who_waits_when_room_comes(app):
    gathering = gathering_with(1)
    _holder, waits = comes(gathering), comes(gathering)
    gathering.parts[0].capacity = 2
    db.session.commit()
    late = comes(gathering)
    assert (state(waits), state(late)) == ("offered", "waiting")


def test_each_part_has_a_line_of_its_own(app):
    gathering = gathering_with(1, 2)
    lunch, walk = gathering.parts
    _first, second = comes(gathering, lunch), comes(gathering, lunch, walk)
    assert (state(second, lunch), state(second, walk)) == ("waiting", "held")
    assert states(gathering, lunch) == ["held", "waiting"] and states(gathering, walk) == ["held"]


def test_the_gathering_takes_so_many_people_whatever_they_come_to(app):
    gathering = gathering_with(None, None, capacity=2)
    lunch, walk = gathering.parts
    first, second, third = comes(gathering, lunch), comes(gathering, walk), comes(gathering, lunch, walk)
    assert (state(third, lunch), state(third, walk)) == ("waiting", "waiting")
    do(operations.change_registration, first, Guest("Eerste", first.email, [lunch, walk]))
    assert state(first, walk) == "held", "who comes already takes no more room"
    do(operations.sign_off, second)
    assert (state(third, lunch), state(third, walk)) == ("offered", "offered")
    assert subjects(third.email).count("Er is een plek voor je") == 1, "one mail for all their seats"


def test_who_changes_parts_does_not_lose_the_place_of_the_day(app):
    gathering = gathering_with(None, None, capacity=1)
    lunch, walk = gathering.parts
    made, waits = comes(gathering, lunch), comes(gathering, walk)
    do(operations.change_registration, made, Guest("Ada", made.email, [walk]))
    assert (state(made, lunch), state(made, walk), state(waits, walk)) == ("given_back", "held", "waiting")


def test_so_many_of_one_organisation_as_chosen_or_typed(app):
    gathering = gathering_with(5, most_per_organisation=1)
    place = make_organisation()
    ours, theirs = {"organisation_id": place.id, "organisation_name": place.name}, {"organisation_name": "Bureau Straat"}
    first, second = comes(gathering, **ours), comes(gathering, **ours)
    third, fourth = comes(gathering, **theirs), comes(gathering, organisation_name="bureau straat")
    nobody, nothing = comes(gathering), comes(gathering)
    assert [state(one) for one in (first, second, third, fourth)] == ["held", "waiting", "held", "waiting"]
    # whoever named none (before there was a maximum) counts with the others: else an empty box is a way around it
    assert [state(one) for one in (nobody, nothing)] == ["held", "waiting"]
    do(operations.sign_off, first)
    assert (state(second), state(fourth)) == ("offered", "waiting")


def test_who_waits_for_their_organisation_holds_nobody_else_up(app):
    gathering = gathering_with(2, most_per_organisation=1)
    office = {"organisation_name": "Bureau Straat"}
    first, second, third, fourth = comes(gathering, **office), comes(gathering, **office), comes(gathering), comes(gathering)
    assert [state(one) for one in (first, second, third, fourth)] == ["held", "waiting", "held", "waiting"]
    do(operations.sign_off, third)
    assert (state(second), state(fourth)) == ("waiting", "offered")


def test_nothing_is_passed_on_once_it_began_or_was_cancelled(app, monkeypatch):
    gathering = gathering_with(1, on=today() + timedelta(days=1))
    holder, second = comes(gathering), comes(gathering)
    do(operations.sign_off, holder)
    assert state(second) == "offered"
    number = len(mails())
    begins_at = gathering.begins_at
    monkeypatch.setattr(clock, "now", lambda: begins_at)
    job("pass-on-seats")
    assert state(second) == "lapsed" and len(mails()) == number, "who held it hears nothing of a gathering that began"


def test_the_job_passes_over_gatherings_without_a_line(app):
    comes(gathering_with(3))
    assert operations.pass_on_seats() == 0


def test_a_part_that_goes_takes_its_seats_along(app):
    gathering = gathering_with(1, 1)
    made = comes(gathering)
    db.session.delete(gathering.parts[1])
    db.session.commit()
    db.session.refresh(made)
    assert [seat.part_id for seat in made.seats] == [gathering.parts[0].id]


def test_two_who_go_let_two_come(app):
    gathering = gathering_with(2)
    made = [comes(gathering) for _five in range(5)]
    for one in made[:2]:
        do(operations.sign_off, one)
    assert states(gathering) == ["offered", "offered", "waiting"]
