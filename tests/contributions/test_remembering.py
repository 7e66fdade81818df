"""The log of what was decided: nothing happens that it cannot hold, it tells of nobody, and it goes with the backups."""

import json
import stat
from datetime import timedelta

import pytest
from flask import current_app
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import Audience, Contribution, Status
from app.contributions.operations.remembering import FOLDER, LATE, decided, write
from app.core import clock
from app.core.database import db
from app.core.destruction import Destruction
from app.core.files import folder_of, records
from app.pages.erasing import erase
from app.schedule import run
from tests.contributions.followed import NEW
from tests.contributions.photos import add_photo, mark
from tests.factories import make_contribution, make_user

CODE = "K" * 26


@pytest.fixture
def full_disk(app):
    """The disk is full: the line of today cannot be written."""
    filled = []

    def fill(name=""):
        path = folder_of("") / (name or f"{FOLDER}/{clock.today()}.jsonl")
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to("/dev/full")  # which takes nothing, and never ends for whoever reads it
        filled.append(path)
        return path

    yield fill
    for path in filled:
        if path.is_symlink():
            path.unlink()


def lines():
    return [(line["what"], line["level"]) for line in decided()]


@pytest.mark.parametrize(
    ("address", "said"),
    [("intrekken", {"sure": "y"}), ("strenger", {"members_only": "y"}), ("strenger", {"not_quoted": "y"}), ("tekst", NEW)],
)
def test_on_a_full_disk_nothing_happens(client, full_disk, address, said):
    """What the page says then, and that it gives back what was typed: tests/pages/test_faults.py."""
    story = make_contribution(code=CODE, opinion="Ja.")
    path = full_disk()
    before = client.get(f"/volg/{CODE}").text
    with pytest.raises(OSError, match="No space left"):
        client.post(f"/volg/{CODE}/{address}", data=said)
    db.session.rollback()
    kept = db.session.get(Contribution, story.id)
    assert (kept.status, kept.audience, kept.not_quoted, kept.steps) == (Status.PUBLISHED, Audience.PUBLIC, False, [])
    assert client.get(f"/volg/{CODE}").text == before and client.get(f"/bijdragen/{story.public_id}").status_code == 200
    path.unlink()
    assert client.post(f"/volg/{CODE}/{address}", data=said).status_code == 303 and len(lines()) == 1


def test_on_a_full_disk_photos_stay_and_nobody_is_removed(app, full_disk):
    author = make_user()
    photo = add_photo(make_contribution(author=author), approved=False)
    full_disk()
    with app.test_request_context("/"):
        for deed in (
            lambda: operations.remove_photo(photo),
            lambda: operations.refuse_photo(photo, make_user(Role.EDITOR), mark(photo), "Nee."),
            lambda: erase(author, set()),
        ):
            with pytest.raises(OSError, match="No space left"):
                deed()
            db.session.rollback()
    assert db.session.scalars(select(Contribution)).one().photos[0].full_file


def test_a_full_disk_removes_no_account_either(client, sign_in, full_disk):
    author = make_user()
    sign_in(author)
    path = full_disk("erasures.jsonl")
    with pytest.raises(OSError, match="No space left"):
        client.post("/mijn/verwijderen", data={"sure": "ja"})
    db.session.rollback()
    path.unlink()
    assert client.get("/mijn").status_code == 200


def test_what_shows_more_is_kept_though_its_line_is_not(app, full_disk):
    """Then a restore leaves it as strict as it was: that is the safe side."""
    with app.test_request_context("/"):
        story = make_contribution(not_quoted=True)
        path = full_disk()
        operations.loosen(story, may_be_quoted=True)
        db.session.commit()
        path.unlink()
    assert db.session.get(Contribution, story.id).not_quoted is False and lines() == []


def test_a_line_tells_what_was_done_and_of_nobody(app, client):
    story = make_contribution(code=CODE, title="Kanarietitel", not_quoted=True)
    public_id, key = story.public_id, story.id
    client.post(f"/volg/{CODE}/strenger", data={"members_only": "y"})
    client.post(f"/volg/{CODE}/ruimer", data={"everybody": "y", "may_be_quoted": "y", "sure": "y"})
    client.post(f"/volg/{CODE}/intrekken", data={"sure": "y"})
    level = {"names_organisation": False, "remove_more": False, "hides_place": False, "visible_from": None}
    assert lines() == [
        ("made_stricter", level | {"audience": "members", "not_quoted": True}),
        ("loosened", level | {"audience": "public", "not_quoted": False}),
        ("withdrawn", {}),
    ]
    path = next(folder_of(FOLDER).iterdir())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text()
    assert not [word for word in (public_id, "anarie", CODE, f'"{key}"') if word in text]
    assert {key for line in records(f"{FOLDER}/{path.name}") for key in line} == {"of", "what", "at", "level"}


def test_a_line_that_a_full_disk_cut_off_spoils_no_other(app):
    write({"of": "x", "what": "withdrawn", "at": clock.now().isoformat(), "level": {}})
    path = next(folder_of(FOLDER).iterdir())
    with path.open("a") as file:
        file.write('\n{"of": "y", "wh')
    write({"of": "z", "what": "withdrawn", "at": clock.now().isoformat(), "level": {}})
    assert [line["of"] for line in decided()] == ["x", "z"]


def test_lines_go_when_no_backup_needs_them_any_more(app, monkeypatch):
    start = clock.now()
    with app.test_request_context("/"):
        operations.withdraw(make_contribution())
    db.session.commit()
    last = timedelta(days=current_app.config["BACKUP_DAYS"]) + LATE
    for days, left, told in ((0, 1, []), (1, 0, [("decided", 1)])):
        at = start + last + timedelta(days=days)
        monkeypatch.setattr(clock, "now", lambda at=at: at)
        run("forget-what-was-decided")
        assert len(decided()) == left
        assert [(row.kind, row.number) for row in db.session.scalars(select(Destruction))] == told


def test_what_was_taken_along_with_an_account_is_remembered(app):
    author = make_user()
    story = make_contribution(author=author)
    with app.test_request_context("/"):
        erase(author, set())
    db.session.commit()
    assert [what for what, _level in lines()] == ["taken_away"]
    assert json.dumps(records("erasures.jsonl")).count(story.public_id) == 0
