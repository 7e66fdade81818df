"""A stop of the walk where something was noted or told is not taken out of it by a slip."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.database import db
from app.gatherings.models import StopSummary
from tests.factories import make_user, save
from tests.gatherings.made import give
from tests.gatherings.walked import make_note, make_walk


@pytest.fixture
def walk(host):
    made = make_walk(organisation=host.memberships[0].organisation)
    give(made.gathering, user=host)
    return made


def take_out(client, walk):
    stop = walk.gathering.stops[0]
    answer = client.post(f"/bijeenkomsten/{walk.gathering.slug}/haltes/{stop.public_id}/weg")
    db.session.expire_all()
    return answer


@pytest.mark.parametrize("published", [True, False])
def test_what_a_note_taker_told_of_a_stop_keeps_it_in_the_walk(client, walk, published):
    at = clock.now() if published else None
    save(StopSummary(stop_id=walk.gathering.stops[0].id, text="Het water bleef staan.", by_id=make_user().id, published_at=at))
    answer = take_out(client, walk)
    assert answer.status_code == 409 and "blijft in de wandeling" in answer.text
    assert len(walk.gathering.stops) == 2 and db.session.query(StopSummary).one().text == "Het water bleef staan."


def test_a_note_keeps_its_stop_until_it_is_taken_back(client, walk):
    note = make_note(walk)
    assert take_out(client, walk).status_code == 409 and len(walk.gathering.stops) == 2
    note.taken_back_at = clock.now()
    db.session.commit()
    assert take_out(client, walk).status_code == 302 and len(walk.gathering.stops) == 1


def test_no_stop_goes_once_the_harvest_was_shared(client, walk):
    walk.gathering.harvested_at = clock.now() - timedelta(hours=1)
    db.session.commit()
    answer = take_out(client, walk)
    assert answer.status_code == 409 and "De oogst is met iedereen gedeeld" in answer.text
    assert len(walk.gathering.stops) == 2
