"""An older backup does not bring back the notes of a walk that somebody took back since."""

import pytest

from app.cli import archive
from app.contributions.operations.remembering import decided
from app.core.database import db
from app.gatherings import operations
from tests.cli.test_restoring import back_from
from tests.gatherings.walked import all_notes, leave, make_walk, own_ids


@pytest.fixture(autouse=True)
def place(monkeypatch):
    monkeypatch.setattr(archive, "schema", lambda: "0001")  # these tests make their tables without migrations


def test_it_is_gone_again_and_a_second_time_changes_nothing(app, run, client, tmp_path):
    walk = make_walk()
    for words in ("De terughaalkanarie.", "De blijfkanarie."):
        leave(client, text=words, signed="Zus")
    gone = next(note.public_id for note in all_notes(walk) if "terughaal" in note.text)
    assert run("backup", tmp_path / "before.zip").exit_code == 0
    assert gone in own_ids(client.get("/lopen/wandeling2/1"))
    assert client.post(f"/lopen/wandeling2/notities/{gone}/terug").status_code == 303
    assert gone not in str(decided())
    assert "1 notes of walks" in back_from(run, tmp_path / "before.zip")
    texts = {note.text for note in all_notes(db.session.merge(walk))}
    assert texts == {"De blijfkanarie."}
    assert operations.take_notes_back_again() == 0
