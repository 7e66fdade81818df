"""The retention schedule is true, both ways: each job that deletes is named by a row, and each row that names a job is
demonstrated here with the clock: the day before its term it stands there, the day after it does not. And each deletion
is declared: what kind, how many, when and by which rule, never what it was."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from app.accounts.models import (
    Role,
)
from app.appeals.models import AppealJudge, AppealStep
from app.contributions.models import (
    Reading,
    Remark,
    Status,
    Step,
)
from app.contributions.operations import forgetting
from app.core import clock
from app.core.clock import midnight, today
from app.core.database import db
from app.core.deal import deal
from app.core.destruction import Destruction
from app.core.trail import AuditRow
from app.pages.processing import PROCESSING
from app.schedule import JOBS, run
from app.stocktaking.models import RemovedQuote, Replaced, ReplacedSource
from app.woo.models import WooHandler
from tests.expiring import DEMONSTRATED, days, drafts, who_read
from tests.factories import make_contribution, make_user

HARMLESS = set(  # delete nothing
    "deliver-mail make-exports list-what-came-into-view empty-journal remind-of-appeals mind-silence mind-challenges make-woo-files make-reports freeze-piles scan-photos "
    "scan-walk-photos share-harvests remind-to-look tell-changes tell-news tell-reactions tell-answerers tell-hosts ask-what-came tell-followers tell-what-waits compare-texts propose-themes change-terms follow-terms pass-on-seats remind-who-comes tell-caterers".split()
)
DELETING = sorted(set(JOBS) - HARMLESS)
# Tables in a row with a job whose own rows go another way: why, and where that is tested.
OTHERWISE = {
    "user": "stays until its owner removes it: tests/pages/test_erasing.py",
    "membership": "goes with the account: tests/pages/test_erasing.py",
    "passkey": "until its owner takes it away, or with the account: tests/accounts/test_second_step.py",
    "recovery_code": "replaced with the next set, or goes with the account: tests/accounts/test_second_step.py",
    "listing": "is emptied at once when its story ends, and goes with it: tests/contributions/test_forgetting.py",
}


STEP_BY = select(func.count()).select_from(Step).where(Step.by_id.is_not(None))
IN_FILES = {"forget-what-was-decided"}  # beside the database: tests/contributions/test_remembering.py
NAMES_GO = {"step"}  # of these a job deletes the name and leaves the row


def tables_of(job):
    return {model.__tablename__ for name, _make, models, _term in DEMONSTRATED if name == job for model in models}


def goes_with(tables):
    """The tables whose rows the database deletes, or lets go of, with rows of these."""
    found = set(tables)
    while True:
        more = {
            table.name for table in db.metadata.tables.values() for key in table.foreign_keys
            if key.ondelete in ("CASCADE", "SET NULL") and key.column.table.name in found
        } - found  # fmt: skip
        if not more:
            return found
        found |= more


def test_each_job_that_deletes_is_named_by_a_row(app):
    named = {kept.job for kept in PROCESSING if kept.job}
    assert named == set(DELETING) - {"forget-old-destructions"}  # which holds nothing of anybody
    assert {name for name, *_rest in DEMONSTRATED} == set(DELETING) - IN_FILES


@pytest.mark.parametrize("kept", [kept for kept in PROCESSING if kept.job], ids=lambda kept: kept.first_place)
def test_each_row_with_a_job_is_demonstrated(app, kept):
    demonstrated = goes_with(tables_of(kept.job)) | (NAMES_GO if kept.job == "forget-who-read" else set())
    left = {column.partition(".")[0] for column in kept.columns} - demonstrated - set(OTHERWISE)
    assert not left, "add it to DEMONSTRATED, or say in OTHERWISE how it goes"


@pytest.mark.parametrize(("job", "make", "models", "term"), DEMONSTRATED, ids=lambda value: getattr(value, "__name__", None))
def test_it_stands_there_until_its_day_and_is_declared_when_it_goes(app, monkeypatch, job, make, models, term):
    start = midnight(today()) + timedelta(hours=12)
    monkeypatch.setattr(clock, "now", lambda: start)
    make()
    db.session.commit()
    assert all((there := {model: number_of(model) for model in models}).values())
    span = term() if callable(term) else term if isinstance(term, int) else days(term)
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=span - (4 if isinstance(term, str) and "months" in term else 1), hours=-1))
    run(job)
    assert {model: number_of(model) for model in models} == there, "too early"
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=span + 1))
    run(job)
    gone = dict(there)
    for model in models:
        left = number_of(model)
        assert left == (1 if model in (AuditRow, Destruction) else 0), model  # the checkpoint, the declaration itself
        gone[model] -= left
    told = {row.kind: row for row in db.session.scalars(select(Destruction).where(Destruction.at == clock.now()))}
    for model in models:
        if model not in (Step, AppealJudge, AppealStep, Remark, WooHandler, RemovedQuote, Replaced, ReplacedSource):  # which go with what they hang on
            row = told[model.__tablename__]
            assert row.number == there[model] and row.rule
    rules = " ".join(row.rule for row in told.values())
    assert not isinstance(term, str) or f"{term} = {getattr(deal(), term)}" in rules


def number_of(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_the_names_of_who_took_a_step_go_and_are_declared(app, monkeypatch):
    start = clock.now()
    who_read()
    db.session.commit()
    assert db.session.scalar(STEP_BY) == 1
    after = start + timedelta(days=days("log_months") + 1)
    monkeypatch.setattr(clock, "now", lambda: after)
    run("forget-who-read")
    assert db.session.scalar(STEP_BY) == 0
    assert db.session.scalar(select(Destruction.number).where(Destruction.kind == "step")) == 1


def test_who_reads_what_is_not_visible_yet_stays(app, monkeypatch):
    start, story = clock.now(), make_contribution(status=Status.READING)
    db.session.add(Reading(contribution_id=story.id, reader_id=make_user(Role.EDITOR).id))
    db.session.commit()
    after = start + timedelta(days=days("log_months") + 1)
    monkeypatch.setattr(clock, "now", lambda: after)
    run("forget-who-read")
    assert number_of(Reading) == 1


@pytest.mark.parametrize("job", DELETING)
def test_nothing_deleted_is_nothing_declared(app, job):
    run(job)
    assert number_of(Destruction) == 0


def test_a_job_that_fails_declares_nothing(app, monkeypatch):
    drafts()
    db.session.commit()
    monkeypatch.setattr(forgetting, "destroyed", lambda *_what: 1 / 0)
    later = clock.now() + timedelta(days=days("draft_days") + 1)
    monkeypatch.setattr(clock, "now", lambda: later)
    run("forget-drafts")
    assert db.session.execute(text("SELECT count(*) FROM draft")).scalar() == 1 and number_of(Destruction) == 0
