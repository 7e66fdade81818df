"""Downloading one's own data: everything of one's own, nothing of others, for nobody but its owner."""

import io
import json
import os
import stat
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.accounts.models import Export, Role, UserSession
from app.accounts.operations import forget_exports, invite, own_data
from app.contributions import operations
from app.contributions.models import Draft, Proposal, Remark, Status
from app.contributions.operations.draft_photo import bring_photo
from app.core import clock
from app.core.database import db
from app.core.pictures import picture_from
from app.core.security import random_id
from app.notifications.models import Notification
from app.pages.jobs import make_exports
from tests.factories import make_challenge, make_contribution, make_organisation, make_question, make_user, save
from tests.pages import inspect_page
from tests.photographs import jpeg

CODE = "A" * 26
FOLDER = "exports"


@pytest.fixture
def later(monkeypatch):
    start = clock.now()
    return lambda **span: monkeypatch.setattr(clock, "now", lambda: start + timedelta(**span))


@pytest.fixture
def owner(sign_in):
    user = make_user(Role.HOST, works_at=make_organisation(name="Instituut Zelf"), given_name="Kanarie")
    sign_in(user)
    return user


def files(app):
    folder = Path(app.config["DATA_DIR"]) / FOLDER
    return sorted(folder.iterdir()) if folder.exists() else []


def made(client):
    assert client.post("/mijn/gegevens").status_code == 302
    make_exports()
    db.session.commit()
    return client.get("/mijn/gegevens/bestand")


def life_of(owner):
    """Something of every kind, with an editor whose name stands nowhere in it."""
    editor = make_user(Role.EDITOR, given_name="Redactrice", family_name="Geheim", email="geheim@voorbeeld.example")
    story = make_contribution(author=owner, status=Status.RECEIVED, title="Mijn eigen verhaal")
    operations.open_to_read(story, by=editor)
    operations.log_view(story, by=editor)
    operations.ask(story, editor, "Welke straat was dat?")
    db.session.add(Remark(contribution_id=story.id, from_contributor=True, text="De Dorpsstraat."))
    story.proposals.append(Proposal(by_id=editor.id, title="Nog niet", facts="Nog niet verstuurd."))
    story.proposals.append(Proposal(by_id=editor.id, title="Wel", facts="Wel verstuurd.", sent_at=clock.now()))
    operations.ask_for_news(story, "nieuws@voorbeeld.example")
    make_contribution(title="Van een ander", author=make_user(given_name="Buurvrouw"))
    challenge = make_challenge(title="Hoe houd je de haven koel?", organisation=make_organisation(kind="gemeente"))
    challenge.hosts[0].user_id = owner.id
    challenge.typed = {str(owner.id): {"title": "Half getypt"}, "999": {"title": "Van de ander"}}
    make_question(sentence="Wie beslist over de haven?", created_by_id=owner.id)
    save(Draft(public_id=random_id(), secret_hash="x", user_id=owner.id, typed={"story": {"facts": ["Een begin"]}}))
    save(Notification(user_id=owner.id, subject="Er is nieuws", text="Kijk maar", path="/mijn"))
    invite(owner.email, make_organisation(name="Instituut Uitnodiging"), Role.MEMBER, by=editor)
    db.session.commit()


def test_it_holds_everything_of_oneself_and_nothing_of_others(app, client, owner):
    with app.test_request_context("/"):
        life_of(owner)
    answer = made(client)
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    told, page = archive.read("data.json").decode(), archive.read("data.html").decode()
    inspect_page(page)
    for text in (told, page):
        for own in (
            owner.email, "Kanarie", "Mijn eigen verhaal", "Welke straat was dat?", "De Dorpsstraat.", "Wel verstuurd.",
            "nieuws@voorbeeld.example", "Hoe houd je de haven koel?", "Half getypt", "Wie beslist over de haven?",
            "Een begin", "Er is nieuws", "Instituut Uitnodiging", "Instituut Zelf", "a test",
        ):
            assert own in text, own
        for other in ("Redactrice", "Geheim", "geheim@", "Nog niet verstuurd", "Van een ander", "Buurvrouw", "Van de ander"):
            assert other not in text, other
    story = json.loads(told)["contributions"][0]
    assert [(step["what"], step["by_role"]) for step in story["history"]][:2] == [("opened", "editor"), ("asked", "editor")]
    assert [look["by_role"] for look in story["looked"]] == ["editor"]


def test_the_photo_with_a_draft_comes_along_once_it_was_scanned(app, client, owner):
    with app.test_request_context("/"):
        for is_scanned in (True, False):
            draft = save(Draft(public_id=random_id(), secret_hash=random_id(), user_id=owner.id, typed={}))
            bring_photo(draft, picture_from(jpeg()), "Een put zonder deksel.", is_scanned)
    db.session.commit()
    archive = zipfile.ZipFile(io.BytesIO(made(client).data))
    one, other = [draft["photo"] for draft in json.loads(archive.read("data.json"))["drafts"]]
    assert archive.read(one["file"])[:2] == b"\xff\xd8" and one["alt"] == "Een put zonder deksel."
    assert other["file"] == "" and len(archive.namelist()) == 3


def test_the_file_is_for_its_owner_alone(app, client, owner, sign_in):
    before = os.umask(0)
    try:
        assert made(client).status_code == 200
    finally:
        os.umask(before)
    (path,) = files(app)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and owner.public_id not in path.name
    other, stranger = app.test_client(), app.test_client()
    sign_in(make_user(Role.ADMINISTRATOR), other)
    assert other.get("/mijn/gegevens/bestand").status_code == 404
    assert stranger.get("/mijn/gegevens/bestand").status_code == 302
    assert stranger.post("/mijn/gegevens").status_code == 401


def test_one_signs_in_freshly_for_asking_and_for_getting(client, owner):
    assert made(client).status_code == 200
    for session in db.session.scalars(select(UserSession)):
        session.began_at = clock.now() - timedelta(minutes=16)
    db.session.commit()
    assert client.get("/mijn/gegevens/bestand").status_code == 409
    assert client.post("/mijn/gegevens").status_code == 409
    assert client.get("/mijn/gegevens").status_code == 200


def test_it_is_gone_after_a_week(app, client, owner, later):
    assert made(client).status_code == 200
    later(days=6)
    assert forget_exports() == 0 and len(files(app)) == 1
    later(days=7, minutes=1)
    assert forget_exports() == 1
    db.session.commit()
    assert files(app) == [] and db.session.scalars(select(Export)).all() == []


def test_a_file_without_an_owner_goes_as_well(app, client, owner, later):
    made(client)
    db.session.delete(db.session.scalars(select(Export)).one())
    db.session.commit()
    later(hours=2)
    forget_exports()
    assert files(app) == []


def test_asking_again_replaces_the_file(app, client, owner):
    made(client)
    (first,) = files(app)
    assert made(client).status_code == 200
    (second,) = files(app)
    assert first.name != second.name


def test_a_full_disk_is_told_and_can_be_tried_again(app, client, owner, monkeypatch):
    def is_full(*_what):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(own_data, "write_private", is_full)
        assert made(client).status_code == 404
    assert "niet gelukt" in client.get("/mijn/gegevens").text
    assert made(client).status_code == 200


def test_the_page_says_how_it_stands_and_the_message_has_no_key(client, owner):
    assert "klaar" not in client.get("/mijn/gegevens").text
    client.post("/mijn/gegevens")
    assert "We maken je bestand" in client.get("/mijn/gegevens").text
    make_exports()
    db.session.commit()
    assert "Je bestand is klaar" in client.get("/mijn/gegevens").text
    told = db.session.scalars(select(Notification).where(Notification.user_id == owner.id)).one()
    assert told.path == "/mijn/gegevens" and ".zip" not in told.text


def test_who_shared_without_an_account_gets_the_same_of_one_story(app, client):
    story, editor = make_contribution(code=CODE, status=Status.RECEIVED), make_user(Role.EDITOR, given_name="Redactrice")
    with app.test_request_context("/"):
        operations.open_to_read(story, by=editor)
        operations.ask(story, editor, "Welke straat was dat?")
    db.session.commit()
    assert f"/volg/{CODE}/gegevens" in client.get(f"/volg/{CODE}").text
    answer = client.get(f"/volg/{CODE}/gegevens")
    found = json.loads(answer.text)
    assert found["facts"] == story.facts and found["remarks"][0]["text"] == "Welke straat was dat?"
    assert "Redactrice" not in answer.text and answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert client.get(f"/volg/{'B' * 26}/gegevens").status_code == 404
