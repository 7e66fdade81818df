"""What is deleted is gone: from every table, from the index, and from the bytes of the embedded database and its journal."""

from contextvars import copy_context
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text

from app import schedule
from app.core import clock
from app.core.database import db, empty_journal, setting
from app.notifications.models import Notification
from tests.canary.planting import TEXTS, Site, canary, told
from tests.databases import ONCE
from tests.factories import make_user, save
from tests.indexes import everything_in_index, everything_stored, words_of_index
from tests.stored import bytes_of

HIDDEN = ("neighbourhood", "organisation", "question", "answer", "why", "callback", *(f"proposed{name}" for name in TEXTS))
WORD = "kanariewoord"
EVERYTHING = (*TEXTS, *HIDDEN, "news", "reason")


@pytest.fixture
def site(app, monkeypatch):
    monkeypatch.setattr("tests.pages.inspect_page", lambda *_page: None)  # done by other tests
    return Site(app)


@pytest.fixture
def later(monkeypatch):
    """Lets days pass; then the clock starts these jobs."""

    def pass_by(days, *jobs):
        moment = clock.now() + timedelta(days=days)
        monkeypatch.setattr(clock, "now", lambda: moment)
        for name in jobs:
            run_job(name)

    return pass_by


def run_job(name):
    """As in a process of its own: a job holds the pen, and the pages after it do not."""
    copy_context().run(schedule.run, name)


def left(app, number, *whats):
    """Which of these canaries still stand anywhere. The journal is emptied every ten minutes: here it is now."""
    db.session.commit()
    run_job("empty-journal")
    stored = everything_stored(app) + everything_in_index("public") + everything_in_index("members")
    return [what for what in whats if canary(number, what) in stored]


def test_what_is_hidden_goes_when_a_story_becomes_visible(app, site):
    told(site, 20, "reading", {})
    assert set(left(app, 20, *HIDDEN)) >= {"neighbourhood", "answer", "proposedfacts"}, "it would be seen"
    told(site, 22, "visible", {})
    assert left(app, 22, *HIDDEN) == []
    assert left(app, 22, *TEXTS) == list(TEXTS)


@pytest.mark.parametrize("stage", ["withdrawn", "refused"])
def test_an_ended_story_goes_on_its_day(app, site, later, stage):
    told(site, 24, stage, {})
    assert "facts" in left(app, 24, *TEXTS)
    later(31, "forget-ended-stories", "forget-old-mail")
    assert left(app, 24, *EVERYTHING) == []


def test_a_visible_story_that_is_taken_back_leaves_the_index_at_once_and_the_bytes_on_its_day(app, site, later):
    story = told(site, 26, "visible", {})
    site.post(site.browser(), f"/volg/{story.code}/intrekken", sure="y")
    for audience in ("public", "members"):
        assert canary(26, "title") not in words_of_index(audience)
    later(31, "forget-ended-stories")
    assert left(app, 26, *EVERYTHING) == []


@pytest.mark.parametrize("choice", ["blijft", "weg"])
def test_somebody_who_leaves_leaves_no_word(app, site, choice):
    site.add("leaver", 79)
    visible = told(site, 28, "visible", {}, author="leaver")
    waiting = told(site, 30, "reading", {}, author="leaver")
    chosen = {f"keuze-{story.public_id}": choice for story in (visible, waiting)}
    site.post("leaver", "/mijn/verwijderen", (302,), sure="ja", **chosen)
    assert left(app, 79, "given", "infix", "family", "user", "browser") == []
    gone = EVERYTHING if choice == "weg" else ("neighbourhood", "organisation", "callback", "news")
    assert left(app, 28, *gone) == left(app, 30, *gone) == []


def test_an_unsent_text_goes_on_its_day(app, site, later):
    client = site.browser()
    base = site.post(client, "/deel", kind="learned").location.rsplit("/", 1)[0]
    site.post(client, f"{base}/verhaal", facts=f"Wij legden {canary(32, 'facts')} in de straat van de stad.")
    assert left(app, 32, "facts") == ["facts"]
    later(400, "forget-drafts")
    assert left(app, 32, "facts") == []


def test_a_name_that_is_taken_back_leaves_the_index_the_night_after(app, site, later):
    """The municipality stood in the index as long as the story was told with a name."""
    story = told(site, 34, "named", {"names_organisation": "yes"})
    word = canary(34, "municipality")
    assert word in everything_in_index("public")
    site.post(site.browser(), f"/volg/{story.code}/strenger", without_name="y")
    assert word not in words_of_index("public")
    later(1, "forget-ended-stories")
    assert word not in everything_in_index("public") and word not in everything_in_index("members")


def test_the_journal_is_emptied_by_a_job(app):
    assert schedule.JOBS["empty-journal"][0] is empty_journal


@ONCE
def test_who_reads_for_long_holds_up_the_journal_and_nobody_who_writes(app, monkeypatch):
    """As the job does that freezes a pile. Its words are gone a round later."""
    save(Notification(user_id=make_user().id, subject=WORD, text=WORD))
    reader = db.engine.connect()
    assert reader.scalar(select(Notification.text)) == WORD
    db.session.execute(delete(Notification))
    db.session.commit()
    asked = []
    monkeypatch.setattr("app.core.database.setting", lambda cursor, pragma: asked.append(pragma) or setting(cursor, pragma))
    assert not empty_journal() and stands_in_a_file(app)
    patience, emptied, *_after = asked
    assert emptied.startswith("wal_checkpoint") and patience == "busy_timeout=300", "everybody who writes waits along"
    reader.close()
    assert empty_journal() and not stands_in_a_file(app)
    with db.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA busy_timeout")) == 5000, "the next one has its patience back"


def stands_in_a_file(app):
    files = (path for path in Path(app.config["DATA_DIR"]).glob("test.db*") if path.is_file())
    return [path.name for path in files if WORD.encode() in bytes_of(path)]
