"""Nobody loses a place because an organiser changes what people choose: that is refused, in words."""

from datetime import time, timedelta

import pytest

from app.core.clock import today
from app.core.database import db
from app.core.errors import Refusal
from app.gatherings import operations
from app.gatherings.queries import seats_of
from app.gatherings.seating import Seating
from tests.gatherings.made import give, make_gathering
from tests.gatherings.signing_up import comes, gathering_with, page_of
from tests.gatherings.written import PART

LUNCH = {"title": "Lunch", "starts": time(12, 30)}


def refused(gathering, is_chosen, part=None):
    with pytest.raises(Refusal, match="raken zij hun plek kwijt"):
        operations.write_part(gathering, part.public_id if part else "a" * 26, [], is_chosen=is_chosen, **LUNCH)


def in_line(gathering):
    return [seat.state.value for seat in Seating(gathering, seats_of(gathering)).seats]


def test_a_first_part_to_choose_is_refused_once_somebody_signed_up_for_the_whole(app):
    gathering = make_gathering()
    comes(gathering)
    refused(gathering, True)
    assert operations.write_part(gathering, "b" * 26, [], is_chosen=False, **LUNCH).title == "Lunch"
    assert in_line(gathering) == ["held"]


def test_a_part_that_somebody_waits_for_stays_a_choice(app):
    gathering = gathering_with(1, 5)
    lunch, walk = gathering.parts
    comes(gathering, lunch)
    comes(gathering, lunch)
    refused(gathering, False, lunch)
    assert in_line(gathering) == ["held", "waiting"]
    operations.write_part(gathering, walk.public_id, [], title="Wandeling", starts=time(13), is_chosen=False)
    operations.write_part(gathering, lunch.public_id, [], is_chosen=True, capacity=2, **LUNCH)


def test_who_gave_their_place_back_stands_in_nobodys_way(app):
    gathering = make_gathering()
    operations.sign_off(comes(gathering))
    assert operations.write_part(gathering, "a" * 26, [], is_chosen=True, **LUNCH).is_chosen


def test_the_organiser_reads_why_and_keeps_what_was_typed(client, sign_in):
    gathering = make_gathering()
    comes(gathering)
    sign_in(give(gathering).user)
    db.session.commit()
    answer = client.post(f"/bijeenkomsten/{gathering.slug}/programma/nieuw", data=PART)
    assert answer.status_code == 409 and "Mensen meldden zich hier al voor aan." in answer.text and "Soep." in answer.text


def test_once_it_began_who_waited_reads_that_no_place_came_free(client):
    gathering = gathering_with(1)
    comes(gathering)
    waits = comes(gathering)
    address, told = page_of(waits), "Je hoort het per mail als er een plek vrijkomt."
    assert told in client.get(address).text
    gathering.on = today() - timedelta(days=1)
    db.session.commit()
    page = client.get(address).text
    assert told not in page and "Er kwam geen plek voor je vrij." in page
