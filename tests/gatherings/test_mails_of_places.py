"""The mails of a registration say what somebody comes to, at what time and where, and who has no place reads that."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import event

from app.core.database import db
from app.gatherings import operations
from app.gatherings.models import SeatState
from app.gatherings.operations.registering import Guest
from tests.gatherings.signing_up import comes, do, gathering_with, job, mails, subjects


def last(person):
    return mails(person.email)[-1].text


def test_the_confirmation_says_what_somebody_comes_to_and_when(app):
    gathering = gathering_with(None, None, None)
    gathering.parts[1].place = "Bij de fontein"
    db.session.commit()
    told = last(comes(gathering, *gathering.parts[1:]))
    assert ", 13.00 uur, Wijkhuis" in told, "not when the whole day begins"
    assert "- 13.00 uur Wandeling, Bij de fontein: je hebt een plek" in told and "- 14.00 uur Oogst: je hebt een plek" in told
    assert "Lunch" not in told and "nog geen plek" not in told


def test_who_only_waits_reads_that(app):
    gathering = gathering_with(1, 1)
    lunch, walk = gathering.parts
    comes(gathering, lunch, walk)
    waits = comes(gathering, lunch)
    assert subjects(waits.email)[-1] == "Je staat op de wachtlijst"
    assert "- 12.00 uur Lunch: je staat op de wachtlijst" in last(waits) and "Je hebt nog geen plek." in last(waits)
    assert "You have no place yet." in last(comes(gathering, walk, language="en"))


def test_of_a_gathering_without_parts_it_says_how_it_stands(app):
    gathering = gathering_with(capacity=1)
    first, second = comes(gathering), comes(gathering)
    assert "Zo staat het ervoor: je hebt een plek." in last(first) and ", 12.30 uur, Wijkhuis" in last(first)
    assert "Zo staat het ervoor: je staat op de wachtlijst." in last(second) and "Je hebt nog geen plek." in last(second)


def test_who_is_added_or_moved_by_hand_reads_what_became_of_it(app):
    gathering = gathering_with(None, None)
    lunch, walk = gathering.parts
    with current_app.test_request_context("/"):
        added = operations.add_person(gathering, Guest("Ada", "ada@voorbeeld.example", [lunch, walk]), "nl")
        db.session.commit()
    assert "- 12.00 uur Lunch: je hebt een plek" in last(added)
    do(operations.place_by_hand, added, lunch, SeatState.WAITING)
    assert "- 12.00 uur Lunch: je staat op de wachtlijst" in last(added) and ", 13.00 uur, Wijkhuis" in last(added)
    do(operations.place_by_hand, added, lunch, SeatState.GIVEN_BACK)
    do(operations.place_by_hand, added, walk, SeatState.GIVEN_BACK)
    assert "bij geen enkel deel een plek" in last(added)


def test_the_reminder_names_when_the_day_begins_for_them(app, at):
    gathering = gathering_with(1, None)
    lunch, walk = gathering.parts
    to_both, to_walk, waits_too = comes(gathering), comes(gathering, walk), comes(gathering)
    at(gathering.on - timedelta(days=7), 9)
    job("remind-who-comes")
    assert ", 12.00 uur, Wijkhuis" in last(to_both) and "- 12.00 uur Lunch: je hebt een plek" in last(to_both)
    assert ", 13.00 uur, Wijkhuis" in last(to_walk) and "- 13.00 uur Wandeling: je hebt een plek" in last(to_walk)
    late = last(waits_too)
    assert ", 13.00 uur, Wijkhuis" in late and "- 12.00 uur Lunch: je staat op de wachtlijst" in late
    assert all(subjects(one.email)[-1].startswith("Op ") for one in (to_both, to_walk, waits_too))


def selects_of(deed):
    asked = []
    event.listen(db.engine, "before_cursor_execute", note := lambda *given: asked.append(given[2]))
    try:
        deed()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return asked


def test_a_reminder_of_many_reads_their_seats_at_once(app, at):
    """However many come: the day before the walk there can be hundreds."""
    read = []
    for many in (2, 6):
        gathering = gathering_with(None, None)
        guests = [comes(gathering) for _guest in range(many)]
        at(gathering.on - timedelta(days=7), 9)
        asked = selects_of(lambda: job("remind-who-comes"))
        assert all("- 12.00 uur Lunch: je hebt een plek" in last(guest) for guest in guests)
        read.append(sum("FROM gathering_seat" in one or "FROM gathering_part" in one for one in asked))
        gathering.on += timedelta(days=100)
        db.session.commit()
    assert read[0] == read[1]
