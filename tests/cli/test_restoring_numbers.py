"""A telephone number for hosts that was taken back does not come back with an older backup; a newer number stays."""

import pytest

from app.cli import archive
from app.contributions.models import HostPhone
from app.contributions.operations import do_again, host_phone
from app.contributions.operations.remembering import decided
from app.core.database import db
from tests.cli.test_restoring import back_from
from tests.contributions import talking
from tests.contributions.followed import fresh

OLD, NEW = "010 555 01 29", "010 555 01 30"


@pytest.fixture
def story(app, monkeypatch):
    """An answer of which hosts may call the contributor."""
    monkeypatch.setattr(archive, "schema", lambda: "0001")  # these tests make their tables without migrations
    with app.test_request_context("/"):
        story = talking.answer_to(code="A" * 26)
        leave(story, OLD)
    return story


def leave(story, number):
    host_phone.let_host_call(fresh(story), number)
    db.session.commit()


def numbers():
    return [found.phone for found in db.session.query(HostPhone)]


@pytest.mark.parametrize("then", ["", NEW])
def test_what_was_taken_back_or_changed_is_gone_again(app, run, tmp_path, story, then):
    assert run("backup", tmp_path / "before.zip").exit_code == 0
    with app.test_request_context("/"):
        leave(story, then)
    assert not any(number in str(decided()) for number in (OLD, NEW))
    lines = len(decided())
    assert "1 stories that were taken back" in back_from(run, tmp_path / "before.zip")
    assert numbers() == [] and len(decided()) == lines
    with app.test_request_context("/"):
        assert do_again() == 0


@pytest.mark.parametrize("first", ["", NEW])
def test_a_number_that_the_backup_knows_to_be_newer_stays(app, run, tmp_path, story, first):
    with app.test_request_context("/"):
        leave(story, first)
        leave(story, NEW)
        leave(story, NEW)  # the same once more is no other number
    assert run("backup", tmp_path / "after.zip").exit_code == 0
    back_from(run, tmp_path / "after.zip")
    assert numbers() == [NEW]
