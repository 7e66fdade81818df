"""The photo of a note comes along into the draft, in files of its own, and is nobody else's to see."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.contributions.models import DraftPhoto, Photo, PhotoState, Seen, Status
from app.contributions.operations.draft_photo import send_photo_along
from app.contributions.queries import names_of_photo_files
from app.core import clock, storage
from app.core.database import db
from tests.factories import (
    make_contribution,
)
from tests.gatherings.signing_up import job
from tests.gatherings.turned import TEXT, draft, rows, sent, tap, walk_to_turn, with_photo
from tests.gatherings.walked import CODE, all_notes


@pytest.fixture
def walk(app):
    return walk_to_turn()


def stored():
    return set(storage.names("photos"))


def test_the_photo_comes_along_in_files_of_its_own_and_only_its_browser_sees_it(app, client, walk):
    note = with_photo(client, walk)
    assert "De foto gaat mee" in client.get(f"/lopen/{CODE}").text
    there = tap(client, note).location
    tap(client, note)
    made = draft()
    shown = f"/deel/{made.public_id}/foto"
    assert shown in client.get(there).text and "Een put" in client.get(there).text
    assert client.get(shown).mimetype == "image/jpeg" and app.test_client().get(shown).status_code == 404
    kept = made.photo.files()
    assert stored() == set(kept), "pressed twice it is one copy"
    assert client.post(f"/lopen/{CODE}/notities/{note.public_id}/terug").status_code == 303
    assert client.get(shown).status_code == 200 and set(kept) <= names_of_photo_files(), "it outlives the note, and no sweep takes it"


@pytest.mark.parametrize("how", ["left out", "thrown away", "too old"])
def test_a_photo_that_is_not_sent_leaves_nothing_behind(client, walk, how):
    tap(client, with_photo(client, walk))
    public_id = draft().public_id
    if how == "left out":
        assert client.post(f"/deel/{public_id}/verhaal", data={"facts": TEXT, "action": "photo_out"}).status_code == 303
        assert "Je foto gaat mee" not in client.get(f"/deel/{public_id}/verhaal").text and draft().typed["story"]["facts"] == [TEXT]
    elif how == "thrown away":
        assert client.post(f"/deel/{public_id}/weg").status_code == 303
    else:
        draft().changed_at = clock.now() - timedelta(days=400)
        db.session.commit()
        job("forget-drafts")
        db.session.expire_all()
        assert not names_of_photo_files(), "the sweep takes what nobody names"
        return
    assert not stored() and not rows(DraftPhoto) and client.get(f"/deel/{public_id}/foto").status_code == 404
    assert all_notes(walk)[0].photo is not None


def test_once_sent_it_is_a_photo_as_any_other_that_nobody_else_sees_yet(client, walk):
    note = with_photo(client, walk)
    there = tap(client, note).location
    made = draft()
    made.photo.is_scanned = False
    db.session.commit()
    assert "virusscanner bekijkt je foto als je je verhaal hebt verstuurd" in client.get(there).text and client.get(f"/deel/{made.public_id}/foto").status_code == 404
    kept = set(made.photo.files())
    page = sent(client, there.rsplit("/", 1)[0])
    db.session.expire_all()
    photo = db.session.scalars(select(Photo)).one()
    assert set(photo.files()) == kept == stored() and not rows(DraftPhoto)
    assert (photo.state, photo.seen, photo.alt, photo.is_complete) == (PhotoState.WAITING, Seen.TEXT, "Een put", False)
    assert "Je foto ging mee" in page and photo.contribution.status is Status.RECEIVED
    assert [step.what for step in photo.contribution.steps] == ["submitted", "photo_added"]


def test_a_photo_that_is_sent_while_the_sweep_looks_is_not_swept(client, walk, monkeypatch):
    tap(client, with_photo(client, walk))
    made, story, seen, really = draft(), make_contribution(), [], db.session.execute
    files = set(made.photo.files())

    def meanwhile(*wanted):
        seen.append(wanted)
        if len(seen) == 2:
            send_photo_along(made, story)
        return really(*wanted)

    monkeypatch.setattr(db.session, "execute", meanwhile)
    assert files <= names_of_photo_files() and len(seen) == 2
