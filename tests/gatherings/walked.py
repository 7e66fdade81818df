"""A gathering with a walk, phones that walk along, and sheets of paper."""

import re

from app.core.clock import today
from app.core.database import db
from app.core.security import random_id
from app.gatherings import operations, queries
from app.gatherings.models import Stop, Walk
from tests.factories import save
from tests.gatherings.made import make_gathering

CODE = "wandeling2"


def make_walk(stops=2, code=CODE, groups=0, **of_the_gathering):
    """A walk of today; its code opens it."""
    if isinstance(stops, int):
        stops = [Stop(number=n, title=f"Halte {n}", question=f"Wat zie je bij {n}?") for n in range(1, stops + 1)]
    gathering = make_gathering(**{"on": today(), "stops": stops} | of_the_gathering)
    return save(Walk(gathering=gathering, code=code, groups=groups))


def note_form(stop=None, **typed):
    """What a phone sends."""
    return {"key": random_id(), "stop": stop.public_id if stop else "", "text": "De put ligt op het hoogste punt."} | typed


def leave(phone, number=1, code=CODE, **typed):
    """A note as the form without scripts sends it."""
    return phone.post(f"/lopen/{code}/{number}", data=note_form(**typed))


def all_notes(walk):
    db.session.expire_all()
    return queries.notes_at(walk.gathering)


def own_ids(page):
    """The notes that somebody can take back on this page."""
    return re.findall(r"/notities/([0-9a-z]{26})/terug", page.text)


def make_note(walk, key="een telefoon van iemand die mee liep 1234567", **written):
    """A note that a phone with this key left."""
    walker = operations.come_along(walk, key)
    number = written.pop("number", 1)
    stop = next(stop for stop in walk.gathering.stops if stop.number == number)
    usual = {"key": random_id(), "stop": stop.public_id, "text": "Zes auto's en één boom."} | written
    note = operations.leave_note(walk, walker, operations.Written(**usual))
    db.session.commit()
    return note


def make_paper_note(walk, number=1, text="Van papier: de put ligt hoog.", signed="", kind=None):
    """A note that was typed over from the sheet of this stop."""
    stop = next(stop for stop in walk.gathering.stops if stop.number == number)
    operations.type_over(walk.gathering, stop, None, [operations.Line(text, kind, signed)], random_id())
    db.session.commit()
    return next(note for note in queries.notes_at(walk.gathering) if note.paper and note.text == text)
