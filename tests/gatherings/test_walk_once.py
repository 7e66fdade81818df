"""A note that is sent many times at one moment is on the site once, on either database."""

from app.core.database import db
from app.core.security import random_id
from app.gatherings.models import Walker
from tests.at_once import at_once
from tests.gatherings.walked import CODE, all_notes, make_walk, note_form

WALKER = "de telefoon van iemand die meeloopt 123456"


def test_the_same_note_from_eight_tabs_is_there_once(app):
    walk = make_walk()
    form = note_form(walk.gathering.stops[0], key=random_id(), walker=WALKER)
    deeds = [lambda: app.test_client().post(f"/lopen/{CODE}/sturen", data=form).status_code for _tab in range(8)]
    assert at_once(app, *deeds) == [200] * 8
    assert len(all_notes(walk)) == 1 and db.session.query(Walker).count() == 1


def test_a_repeat_does_not_bring_back_what_was_taken_back(app):
    walk = make_walk()
    phone, form = app.test_client(), note_form(walk.gathering.stops[0], walker=WALKER)
    assert phone.post(f"/lopen/{CODE}/sturen", data=form).json == {"kept": True}
    (note,) = all_notes(walk)
    phone.post(f"/lopen/{CODE}/notities/{note.public_id}/terug")
    assert phone.post(f"/lopen/{CODE}/sturen", data=form).json == {"kept": True}
    assert not all_notes(walk)
