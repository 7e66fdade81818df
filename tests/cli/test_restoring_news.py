"""Whoever stopped the news of a story is not mailed again after an older backup was put back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.cli import archive
from app.contributions import operations
from app.contributions.models import Contribution, NewsAddress
from app.contributions.operations.contact import news_token
from app.contributions.operations.remembering import FOLDER, decided
from app.core import clock
from app.core.database import db
from app.core.files import folder_of
from app.core.outbox import Email
from app.core.trail import AuditRow
from tests.cli.test_commands import lose_everything
from tests.factories import make_contribution

CODE, MAIL, OTHER = "N" * 26, "nieuws@ede.example", "anders@ede.example"


@pytest.fixture(autouse=True)
def place(monkeypatch):
    monkeypatch.setattr(archive, "schema", lambda: "0001")  # these tests make their tables without migrations


@pytest.fixture
def story(app):
    """A story of which somebody confirmed that they want news."""
    with app.test_request_context("/"):
        story = make_contribution(code=CODE)
        asked(story, MAIL)
    return story


def asked(story, email):
    operations.ask_for_news(story, email)
    operations.confirm_news(address_now())
    db.session.commit()


def address_now():
    db.session.expire_all()
    return db.session.scalars(select(NewsAddress)).one_or_none()


def kept_at(run, path):
    assert run("backup", path).exit_code == 0
    return path


def put_back(run, path):
    lose_everything()
    said = run("restore", path)
    assert said.exit_code == 0, said.output
    return said.output


def mails_of_news(app):
    with app.test_request_context("/"):
        operations.bring_news(db.session.scalars(select(Contribution)).one(), "Er is nieuws")
        db.session.commit()
    mails = db.session.scalars(select(Email).where(Email.subject.contains("Er is nieuws")))
    return [mail.address for mail in mails]


@pytest.mark.parametrize(("button", "sent"), [("", {"action": "stop"}), ("/stop", {"List-Unsubscribe": "One-Click"})])
def test_a_link_in_the_mail_that_stopped_it_counts_after_a_restore(app, run, client, story, tmp_path, button, sent):
    backup = kept_at(run, tmp_path / "before.zip")
    assert client.post(f"/volg/nieuws/{news_token(story, MAIL)}{button}", data=sent).status_code in (200, 204)
    assert "1 addresses for news" in put_back(run, backup)
    assert address_now() is None and mails_of_news(app) == []
    assert db.session.scalars(select(AuditRow).where(AuditRow.what == "after a restore: news_stopped")).one()
    with app.test_request_context("/"):
        assert operations.stop_news_again() == 0 and len(decided()) == 1


def test_it_is_the_log_that_does_it(app, run, client, story, tmp_path):
    backup = kept_at(run, tmp_path / "before.zip")
    client.post(f"/volg/nieuws/{news_token(story, MAIL)}", data={"action": "stop"})
    for path in folder_of(FOLDER).glob("*.jsonl"):
        assert MAIL not in path.read_text() and story.public_id not in path.read_text()
        path.unlink()
    put_back(run, backup)
    assert mails_of_news(app) == [MAIL]


def test_another_address_since_is_not_the_one_in_the_backup(app, run, story, tmp_path):
    backup = kept_at(run, tmp_path / "before.zip")
    with app.test_request_context("/"):
        asked(db.session.get(Contribution, story.id), OTHER)
    put_back(run, backup)
    assert address_now() is None


def test_who_asked_anew_before_the_backup_keeps_it(app, run, story, tmp_path, monkeypatch):
    with app.test_request_context("/"):
        operations.stop_news(address_now(), story)
        db.session.commit()
        start = clock.now()
        monkeypatch.setattr(clock, "now", lambda: start + timedelta(minutes=1))
        asked(story, MAIL)
    assert "0 addresses for news" in put_back(run, kept_at(run, tmp_path / "after.zip"))
    assert mails_of_news(app) == [MAIL]


def test_what_nobody_stopped_comes_back(app, run, story, tmp_path):
    backup = kept_at(run, tmp_path / "before.zip")
    assert "0 addresses for news" in put_back(run, backup)
    assert mails_of_news(app) == [MAIL]


def test_on_a_full_disk_the_news_goes_on_and_nobody_is_told_otherwise(client, story):
    path = folder_of(FOLDER) / f"{clock.today()}.jsonl"
    path.symlink_to("/dev/full")
    try:
        with pytest.raises(OSError, match="No space left"):
            client.post(f"/volg/nieuws/{news_token(story, MAIL)}", data={"action": "stop"})
        db.session.rollback()
        assert address_now() is not None
    finally:
        path.unlink()
