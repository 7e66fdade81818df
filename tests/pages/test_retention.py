"""The retention schedule is true, both ways: each job that deletes is named by a row, and each row that names a job is
demonstrated here with the clock: the day before its term it stands there, the day after it does not. And each deletion
is declared: what kind, how many, when and by which rule, never what it was."""

from datetime import timedelta

import pytest
from flask import current_app
from sqlalchemy import func, select, text

from app.accounts.models import (
    AddressChange,
    Attempt,
    CodeApp,
    Export,
    Invitation,
    Role,
    SignInLink,
    UserSession,
    WorkAddress,
)
from app.appeals.models import Appeal, AppealJudge, AppealKind, AppealStep
from app.contributions import operations
from app.contributions.models import (
    CallbackAddress,
    CaseDeed,
    Contribution,
    Conversation,
    Draft,
    NewsAddress,
    OwnWords,
    Photo,
    Reading,
    Remark,
    Side,
    Status,
    Step,
    ToldToday,
    ViewOfHidden,
)
from app.contributions.operations import forgetting
from app.core import clock
from app.core.clock import midnight, months_after, today
from app.core.database import db
from app.core.deal import deal
from app.core.destruction import Destruction, destroyed
from app.core.outbox import Email, post
from app.core.security import random_id
from app.core.trail import AuditRow, note
from app.notifications.models import Notification
from app.pages.processing import PROCESSING
from app.reports.models import ReportFile
from app.schedule import JOBS, run
from app.stocktaking.models import Recognition
from app.woo.models import WooFile, WooHandler, WooRequest
from app.workbench.models import Deed
from tests.factories import Dimension, make_contribution, make_organisation, make_user
from tests.photographs import jpeg
from tests.reports.made import file_of_a_stocktake
from tests.stocktaking.recognised import of_a_browser, told_today
from tests.woo.requests import woo_file, woo_request
from tests.workbench.deeds import case_deed, deed

HARMLESS = set(  # delete nothing
    "deliver-mail make-exports list-what-came-into-view empty-journal remind-of-appeals mind-silence make-woo-files make-reports scan-photos "
    "remind-to-look tell-news tell-what-waits compare-texts propose-themes change-terms follow-terms".split()
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


def days(setting):
    """How many days from today until what a setting of the deal says has passed."""
    count = getattr(deal(), setting)
    return count if setting.endswith("_days") else (months_after(today(), count) - today()).days + 3  # months differ


def ended():
    story = make_contribution(status=Status.REFUSED)
    story.steps.append(Step(what="refused", by_role="editor", at=clock.now()))


def addresses():
    for model, setting in ((CallbackAddress, "callback_days"), (NewsAddress, "callback_days")):
        day = today() + timedelta(days=days(setting))
        extra = {"token_hash": random_id()} if model is NewsAddress else {}
        db.session.add(model(contribution_id=make_contribution().id, email="a@b.example", delete_on=day, **extra))


def who_read():
    story, editor = make_contribution(), make_user(Role.EDITOR)
    db.session.add(ViewOfHidden(contribution_id=story.id, user_id=editor.id, role="editor", at=clock.now()))
    db.session.add(Reading(contribution_id=story.id, reader_id=editor.id, began_at=clock.now()))
    story.steps.append(Step(what="opened", by_role="editor", by_id=editor.id, at=clock.now()))


def own_words():
    db.session.add(OwnWords(contribution_id=make_contribution(submitted_at=clock.now()).id, dimension=Dimension.BARRIER, words="Niemand durfde."))


def answered():
    appeal = Appeal(public_id=random_id(), token_hash=random_id(), kind=AppealKind.ACCESS, due_on=today(), text="Wat?")
    appeal.decided_at, appeal.delete_on = clock.now(), today() + timedelta(days=deal().appeal_days)
    editor = make_user(Role.EDITOR)
    appeal.judges.append(AppealJudge(user_id=editor.id))
    appeal.steps.append(AppealStep(what="viewed", by_role="editor", by_id=editor.id))
    db.session.add(appeal)


def of_a_day():
    user, soon, place = make_user(), clock.now(), make_organisation()
    db.session.add_all([
        Attempt(key="x", at=clock.now()),
        SignInLink(token_hash="x", user_id=user.id, expires_at=soon),
        AddressChange(user_id=user.id, email="n@b.example", old_token_hash="a", new_token_hash="b", expires_at=soon),
        CodeApp(user_id=user.id, public_id=random_id(), secret="x", made_at=clock.now()),
        WorkAddress(user_id=user.id, organisation_id=place.id, email="w@b.example", expires_at=soon),
    ])  # fmt: skip


def of_a_month():
    user, place = make_user(), make_organisation()
    db.session.add(UserSession(token_hash="y", public_id=random_id(), user_id=user.id, began_at=clock.now(), seen_at=clock.now()))
    kept = {"token_hash": "y", "email": "i@b.example", "organisation_id": place.id, "role": Role.MEMBER}
    db.session.add(Invitation(**kept, expires_at=clock.now()))


def drafts():
    db.session.add(Draft(public_id=random_id(), secret_hash="z", typed={"story": {"facts": ["x"]}}, changed_at=clock.now()))


def export():
    db.session.add(Export(user_id=make_user().id, expires_at=clock.now() + timedelta(days=7)))


def photo():
    """One that nobody described. The file of a photo goes with it: tests/contributions."""
    with current_app.test_request_context("/"):
        operations.add_photo(make_contribution(), operations.received(jpeg()))


def message():
    db.session.add(Notification(user_id=make_user().id, subject="Iets", text="Kijk", created_at=clock.now()))


def mail():
    post("m@b.example", "Iets", "Kijk")


def trail():
    note("role given", "user 1", by=None)


def declared():
    destroyed("draft", 3, "draft_days")


def talked():
    of_it = {"contribution_id": make_contribution(published_at=clock.now()).id, "side": Side.DESK}
    db.session.add_all([Conversation(**of_it), Remark(**of_it, text="Wanneer was dat?", from_contributor=False)])


def after_the_month():  # days until a conversation about what became visible today ends
    return (months_after(today().replace(day=1), 1) - today()).days + deal().conversation_days


STEP_BY = select(func.count()).select_from(Step).where(Step.by_id.is_not(None))
# For each job: what to make, how to find it, and after how many days it goes. A row per term.
DEMONSTRATED = (
    ("forget-ended-stories", ended, (Contribution, Step), "ended_days"),
    ("forget-addresses", addresses, (CallbackAddress, NewsAddress), "callback_days"),
    ("forget-addresses", told_today, (ToldToday,), 1),
    ("end-conversations", talked, (Conversation, Remark), after_the_month),
    ("forget-drafts", drafts, (Draft,), "draft_days"),
    ("forget-who-read", who_read, (ViewOfHidden, Reading), "log_months"),
    ("forget-own-words", own_words, (OwnWords,), "log_months"),
    ("forget-appeals", answered, (Appeal, AppealJudge, AppealStep), "appeal_days"),
    ("remove-what-expired", of_a_day, (Attempt, SignInLink, AddressChange, CodeApp, WorkAddress), 1),
    ("remove-what-expired", of_a_month, (UserSession, Invitation), 30),
    ("forget-exports", export, (Export,), 7),
    ("tidy-photos", photo, (Photo,), "draft_days"),
    ("forget-woo-files", woo_file, (WooFile,), 3),
    ("forget-reports", file_of_a_stocktake, (ReportFile,), "report_days"),
    ("forget-woo-requests", woo_request, (WooRequest, WooHandler), "log_months"),
    ("forget-old-deeds", deed, (Deed,), 30),
    ("forget-browsers", of_a_browser, (Recognition,), "recognition_months"),
    ("forget-case-deeds", case_deed, (CaseDeed,), 30),
    ("forget-old-messages", message, (Notification,), "message_months"),
    ("forget-old-mail", mail, (Email,), 30),
    ("forget-old-audit", trail, (AuditRow,), "log_months"),
    ("forget-old-destructions", declared, (Destruction,), "destruction_months"),
)
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
        if model not in (Step, AppealJudge, AppealStep, Remark, WooHandler):  # which go with what they hang on
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
