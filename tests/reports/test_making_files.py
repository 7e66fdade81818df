"""Files of a stocktake: asked for, made by a job, for one person, void in time, and gone on their day."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Membership, Role, Visitor
from app.contributions.models import Audience
from app.contributions.operations import follow, relist
from app.core import clock
from app.core.database import db
from app.core.outbox import Email
from app.reports import jobs, operations, queries
from app.reports.exports import CannotPrint
from app.reports.jobs import MAKERS, make_reports
from app.reports.models import Form, ReportFile, ReportState
from app.reports.operations.files import folder
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Statement
from tests.factories import Dimension, make_user, term
from tests.pages import MOST_STATEMENTS


def work(job=make_reports):
    """What the clock does: one run of a job, in a transaction of its own."""
    job()
    db.session.commit()


def asked(client, frozen, **changes):
    answer = client.post(f"/balans/{frozen.slug}/bestanden", data={"about": "", "form": "json"} | changes)
    assert answer.status_code == 302, answer.text
    return db.session.scalars(select(ReportFile).order_by(ReportFile.id.desc())).first()


def made(client, frozen, **changes):
    file = asked(client, frozen, **changes)
    while db.session.get(ReportFile, file.id, populate_existing=True).is_waited_for:
        work()
    return db.session.get(ReportFile, file.id, populate_existing=True)


def address(frozen, file):
    return f"/balans/{frozen.slug}/bestanden/{file.public_id}"


def test_it_is_waited_for_made_and_fetched_by_who_asked(app, client, sign_in, frozen, laid):
    file = asked(client, frozen)
    assert client.get(address(frozen, file)).status_code == 404
    page = client.get(f"/balans/{frozen.slug}/bestanden").text
    assert "Wacht" in page and "7 dagen" in page
    work()
    assert "Wordt gemaakt" in client.get(f"/balans/{frozen.slug}/bestanden").text
    work()
    file = db.session.get(ReportFile, file.id, populate_existing=True)
    answer = client.get(address(frozen, file))
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    assert 'filename=zomertour-2026.json' in answer.headers["Content-Disposition"]
    mail = db.session.scalars(select(Email).where(Email.subject.contains("bestand"))).one()
    assert "/balansen" in mail.text and frozen.slug not in mail.text and "Bomen" not in mail.text
    assert "Bestanden van Zomertour 2026" in client.get("/balansen").text
    other = app.test_client()
    assert other.get(address(frozen, file)).status_code == 302
    sign_in(make_user(Role.MEMBER), other)
    assert other.get(address(frozen, file)).status_code == 404


def test_who_is_no_member_any_more_gets_nothing(client, frozen, laid):
    file, waiting = made(client, frozen, for_members="y"), asked(client, frozen, form="csv", for_members="y")
    db.session.execute(Membership.__table__.update().values(ended_at=clock.now()))
    db.session.commit()
    assert client.get(address(frozen, file)).status_code == 403
    work(), work()
    assert db.session.get(ReportFile, waiting.id, populate_existing=True).state is ReportState.VOID


@pytest.mark.parametrize("way", ["withdrawn", "stricter", "question held"])
def test_what_was_withdrawn_makes_it_void(client, frozen, laid, way):
    file = made(client, frozen)
    path = operations.path_of(file)
    assert path.is_file()
    if way == "withdrawn":
        follow.withdraw(laid.stories.case)
    elif way == "stricter":
        laid.stories.case.audience = Audience.MEMBERS
        relist(laid.stories.case)
    else:
        stocktaking.hold(laid.question, make_user())
    db.session.commit()
    answer = client.get(address(frozen, file))
    assert answer.status_code == 409 and "Vervallen" in answer.text and "Opnieuw maken" in answer.text
    assert path.is_file() is (way == "question held"), "a story takes the bytes along at once"
    work(operations.forget_files)
    assert not path.exists()
    again = made(client, frozen)
    assert client.get(address(frozen, again)).status_code == 200
    assert b"Caravan" not in client.get(address(frozen, again)).data or way == "question held"


def test_a_file_for_everybody_stays_when_only_members_lose_something(client, frozen, laid):
    file = made(client, frozen)
    follow.withdraw(laid.stories.members)
    db.session.commit()
    assert client.get(address(frozen, file)).status_code in (200, 409)  # gone with the rest, or the same to the letter


def test_a_worker_that_is_killed_leaves_no_half_file(client, frozen, monkeypatch):
    file = asked(client, frozen)
    work()

    def killed(*_given):
        raise KeyboardInterrupt

    monkeypatch.setitem(MAKERS, Form.JSON, killed)
    with pytest.raises(KeyboardInterrupt):
        make_reports()
    db.session.rollback()
    file = db.session.get(ReportFile, file.id, populate_existing=True)
    assert file.state is ReportState.MAKING and not list(folder().iterdir())
    monkeypatch.undo()
    work()
    file = db.session.get(ReportFile, file.id, populate_existing=True)
    assert file.state is ReportState.READY and client.get(address(frozen, file)).status_code == 200


def test_what_cannot_be_printed_is_said(client, frozen, monkeypatch):
    def refused(*_given):
        raise CannotPrint("report")

    monkeypatch.setitem(MAKERS, Form.PDF, refused)
    file = made(client, frozen, form="pdf")
    assert file.state is ReportState.FAILED
    assert "kon niet worden gemaakt" in client.get(f"/balans/{frozen.slug}/bestanden").text.lower()


def test_it_goes_on_its_day_and_when_thrown_away(client, frozen):
    file = made(client, frozen)
    path = operations.path_of(file)
    file.expires_at = clock.now() - timedelta(minutes=1)
    db.session.commit()
    assert client.get(address(frozen, file)).status_code == 404
    work(operations.forget_files)
    assert not path.exists() and db.session.query(ReportFile).count() == 0
    file = made(client, frozen)
    path = operations.path_of(file)
    client.post(address(frozen, file) + "/weggooien")
    assert not path.exists() and db.session.query(ReportFile).count() == 0


def test_one_is_not_asked_for_twice_and_not_too_many_wait(client, frozen):
    assert asked(client, frozen).id == asked(client, frozen).id
    for form in Form:
        asked(client, frozen, form=form.value)
        if form not in (Form.PDF, Form.ODS):
            asked(client, frozen, form=form.value, for_members="y")
    answer = client.post(f"/balans/{frozen.slug}/bestanden", data={"about": "wie-beheert", "form": "csv"})
    assert answer.status_code == 409 and "Tien van je bestanden" in answer.text


@pytest.mark.parametrize(("sent", "said"), [({"form": "exe"}, "Kies een van deze soorten"), ({"about": "x"}, "Kies de hele balans")])
def test_nonsense_comes_back(client, frozen, sent, said):
    answer = client.post(f"/balans/{frozen.slug}/bestanden", data={"about": "", "form": "json"} | sent)
    assert answer.status_code == 422 and said in answer.text and db.session.query(ReportFile).count() == 0


def test_a_question_of_members_is_not_in_a_file_for_everybody(client, frozen, laid):
    laid.question.is_public = False
    db.session.commit()
    answer = client.post(f"/balans/{frozen.slug}/bestanden", data={"about": "wie-beheert", "form": "json"})
    assert answer.status_code == 409 and "Maak het bestand voor leden" in answer.text
    assert made(client, frozen, about="wie-beheert", for_members="y").state is ReportState.READY


def test_the_page_shows_how_far_it_is(client, frozen, laid, monkeypatch):
    """Kept beside the job, so that others see it while the file is made; where it is not known, the bar says so."""
    file = asked(client, frozen, form="csv")
    shown = []

    def making(_frozen, _about, tell):
        for part in (0.4, 0.9):
            tell(part)
            shown.append(client.get(f"/balans/{frozen.slug}/bestanden").text)
        return b"klaar"

    monkeypatch.setattr(jobs, "EVERY", 0)
    monkeypatch.setitem(MAKERS, Form.CSV, making)
    work()
    page = client.get(f"/balans/{frozen.slug}/bestanden").text
    assert "<progress" in page and "% klaar" not in page and 'data-waiting="1"' in page
    work()
    assert ['value="40"' in shown[0], "90% klaar" in shown[1]] == [True, True]
    assert db.session.get(ReportFile, file.id, populate_existing=True).state is ReportState.READY
    page = client.get(f"/balans/{frozen.slug}/bestanden").text
    assert "<progress" not in page and "data-waiting" not in page


@pytest.mark.parametrize("form", [Form.DOCX, Form.XLSX, Form.ODS, Form.CSV])
def test_a_maker_tells_how_far_it_is(frozen, laid, form):
    heard = []
    edition = queries.frozen(frozen, make_user(Role.MEMBER))
    assert MAKERS[form](edition, None, heard.append)
    assert heard[0] == 0 and heard == sorted(set(heard)) and 0.9 < heard[-1] < 1


def test_the_page_is_not_written_to_more_often_than_it_is_looked_at(monkeypatch):
    kept, moment = [], [0.0]
    monkeypatch.setattr(jobs.time, "monotonic", lambda: moment[0])
    tell = jobs.teller(1, lambda _file, percent: kept.append(percent))
    for tenth in range(40):
        moment[0] = tenth / 10
        tell(tenth / 40)
    assert kept == [25, 50, 75]


@pytest.mark.parametrize(("form", "end"), [("json", "json"), ("csv", "zip"), ("pdf", "pdf")])
def test_the_name_of_a_file_about_one_question_says_which(client, frozen, form, end):
    (slug,) = (found.slug for found in queries.frozen(frozen, Visitor()).questions)
    names = [
        client.get(address(frozen, made(client, frozen, form=form, about=about))).headers["Content-Disposition"]
        for about in ("", slug)
    ]
    assert names == [f"attachment; filename={frozen.slug}{part}.{end}" for part in ("", f"_{slug}")]


@pytest.mark.parametrize(("spoken", "mark"), [("nl", "alleen-leden"), ("en", "members-only")])
def test_the_name_of_a_file_for_members_says_so_in_its_own_language(client, frozen, spoken, mark):
    (slug,) = (found.slug for found in queries.frozen(frozen, Visitor()).questions)
    for about, part in (("", ""), (slug, f"_{slug}")):
        file = made(client, frozen, form="json", about=about, for_members="y")
        file.language = spoken
        db.session.commit()
        answer = client.get(address(frozen, file))
        assert answer.headers["Content-Disposition"] == f"attachment; filename={frozen.slug}{part}_{mark}.json"


def test_the_page_of_many_files_takes_few_statements_also_when_a_question_was_judged(client, frozen, laid):
    """Of files for everybody and for members, ready and waiting; its words moved, and a term was undone since."""
    ready = [made(client, frozen, form=form, **inside) for form in ("json", "csv") for inside in ({}, {"for_members": "y"})]
    waiting = [asked(client, frozen, form=form) for form in ("xlsx", "ods", "docx")]
    laid.question.statements.append(Statement(position=2, text="Dit blijft hier."))
    db.session.flush()
    other = stocktaking.split(laid.question, [laid.question.statements[0].id], "Wie is de eigenaar?", "", laid.member)
    stocktaking.publish(other, laid.member)
    db.session.commit()
    stocktaking.hold(other, make_user())
    undone = term(Dimension.THEME)
    undone.since = undone.until = clock.now()
    undone.by_hand = True  # as when an administrator undoes it: the vocabulary is put back after the test
    db.session.commit()
    page = client.get(f"/balans/{frozen.slug}/bestanden").text
    assert client.statements <= MOST_STATEMENTS
    assert page.count("Vervallen") == len(ready) and 'data-waiting="3"' in page
    assert queries.numbers_before(queries.files_of(laid.member)) == {file.id: place for place, file in enumerate(waiting)}
