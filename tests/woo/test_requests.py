"""A request from the first day to the last: opened, frozen, extended, handled, closed, forgotten."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.models import Membership, Role
from app.contributions import operations as contributions
from app.contributions.models import Contribution, Proposal, Remark, Status, Step
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.core.deal import deal
from app.core.errors import Refusal
from app.core.outbox import Email
from app.core.trail import AuditRow
from app.notifications.models import Notification
from app.schedule import JOBS
from app.taxonomy.models import Term
from app.woo import operations, queries
from app.woo.models import Blackout, Judgement, WooFile, WooItem, WooRequest, WooView
from tests.factories import (
    Dimension,
    make_contribution,
    make_organisation,
    make_question,
    make_user,
    save,
)

SHOWN = {"reference": "WOO-7", "since": today().strftime("%d-%m-%Y"), "action": "bevries"}


@pytest.fixture
def later(monkeypatch):
    start = clock.now()
    return lambda days: monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=days))


def number_of(table):
    return db.session.scalar(select(func.count()).select_from(table))


def test_an_administrator_opens_a_request_and_sees_counts_alone(client, sign_in):
    story = make_contribution(status=Status.RECEIVED, title="Kanarietitel", facts="Een kanarie in de put.")
    make_question(story, sentence="Wie let op de kanarie?")
    sign_in(make_user(Role.ADMINISTRATOR))
    counted = client.post("/beheer/woo", data=SHOWN | {"words": "kanarie", "action": "tel"}).text
    assert "1 bijdrage past" in counted and "1 ander stuk" in counted and number_of(WooRequest) == 0
    answer = client.post("/beheer/woo", data=SHOWN | {"words": "kanarie", "subject": "Vogels"})
    page = client.get(answer.location).text
    assert "Vogels" in page and "Bijdrage: 1" in page and "Vraagstuk van de leden: 1" in page
    assert "Kanarietitel" not in page and "in de put" not in page and story.public_id not in page
    path = answer.location.replace("/beheer", "/redactie")
    item = db.session.scalars(select(WooItem.public_id)).first()
    assert client.get(path).status_code == 403 and client.get(f"{path}/{item}").status_code == 403
    assert "1 bijdrage" in client.get("/beheer/woo").text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_else_does(client, sign_in, office, role):
    sign_in(make_user(role))
    path = f"/beheer/woo/{office.request.public_id}"
    assert client.get(path).status_code == 403
    assert client.post(f"{path}/behandelaars").status_code == 403
    assert client.post(f"{path}/verdagen").status_code == 403


def test_the_legal_term_and_making_it_longer_once(client, sign_in, office, later):
    assert office.request.due_on == today() + timedelta(days=28)
    sign_in(office.administrator)
    path = f"/beheer/woo/{office.request.public_id}"
    assert client.post(f"{path}/verdagen").status_code == 302
    assert office.request.due_on == today() + timedelta(days=42)
    assert client.post(f"{path}/verdagen").status_code == 409
    late = operations.open_request("WOO-8", today() - timedelta(days=40), by=office.administrator)
    with pytest.raises(Refusal, match="voorbij"):
        operations.extend(late, by=office.administrator)


def test_who_handles_it_hears_so_by_link_only(client, sign_in, office):
    new, member = make_user(Role.EDITOR), make_user(Role.MEMBER)
    sign_in(office.administrator)
    path = f"/beheer/woo/{office.request.public_id}"
    chosen = [office.one.public_id, new.public_id, member.public_id]
    assert client.post(f"{path}/behandelaars", data={"behandelaar": chosen}).status_code == 302
    assert {h.user_id for h in office.request.handlers} == {office.one.id, new.id}
    mail = db.session.scalars(select(Email).where(Email.address == new.email)).one()
    assert office.path() in mail.text and "De put" not in mail.text
    with pytest.raises(Refusal):
        operations.set_handlers(office.request, [member], by=office.administrator)
    assert "woo handlers" in [row.what for row in db.session.scalars(select(AuditRow))]


def test_an_administrator_who_is_an_editor_too_does_not_choose_themselves(office):
    save(Membership(user=office.administrator, organisation=make_organisation(), role=Role.EDITOR))
    db.session.refresh(office.administrator)
    with pytest.raises(Refusal, match="Niemand kiest zichzelf"):
        operations.set_handlers(office.request, [office.one, office.administrator], by=office.administrator)


def test_a_theme_is_looked_for_with_what_lies_below_it(client, sign_in):
    child = next(one for one in db.session.scalars(select(Term)) if one.dimension is Dimension.THEME and one.parent_id)
    story = make_contribution(terms=[child])
    make_contribution()
    sign_in(make_user(Role.ADMINISTRATOR))
    assert client.post("/beheer/woo", data=SHOWN | {"theme": child.parent.code}).status_code == 302
    assert [item.contribution_id for item in db.session.scalars(select(WooItem))] == [story.id]
    assert client.post("/beheer/woo", data=SHOWN | {"theme": "bestaat-niet"}).status_code == 422


def test_finding_more_is_added_and_counted_once(office):
    one, other = make_contribution(), make_contribution()
    assert office.freeze(one) == 1 and office.freeze(one, other) == 1
    assert len(office.items()) == 2


def test_no_job_touches_what_the_search_can_find(office, later):
    """Withdrawn, refused and published ones, with what hangs on them; and what is no story stands as a copy."""
    told = make_user()
    withdrawn, published = make_contribution(status=Status.RECEIVED), make_contribution(status=Status.READING)
    for story in (withdrawn, published):
        story.proposals.append(Proposal(title="Anders", facts="Heel anders.", by_id=office.one.id))
        story.steps.append(Step(what="refused", by_role="editor", note="Een notitie."))
        db.session.add(Remark(contribution_id=story.id, from_contributor=True, text="Een antwoord."))
    db.session.add(Notification(user_id=told.id, subject="Kanarie", text="Zie de site."))
    db.session.commit()
    office.freeze(withdrawn, published, words="kanarie")
    before = {item.key: item.parts for item in office.items()}
    contributions.withdraw(withdrawn)
    contributions.publish(published)
    db.session.commit()
    for days in (60, 800):
        later(days)
        for job, _every in JOBS.values():
            job()
            db.session.commit()
    assert number_of(Contribution) == 2 and number_of(Proposal) == 2 and number_of(Remark) == 2
    assert number_of(Notification) == 0
    assert {item.key: item.parts for item in db.session.scalars(select(WooItem))} == before
    assert {key.split(":")[0] for key in before} == {"story", "proposal", "remark", "note", "message"}


def test_the_end_deletes_the_copies_and_lets_go(client, sign_in, office, later):
    story = make_contribution()
    office.freeze(story)
    item = office.item("story")
    office.black_out(item, "put")
    operations.ask_view(office.request, story)
    db.session.commit()
    sign_in(office.administrator)
    reference = {"reference": office.request.reference}
    kept = client.post("/beheer/woo/opheffen", data=reference, follow_redirects=True).text
    assert "Vink eerst aan" in kept and number_of(WooItem) == 1
    assert client.post("/beheer/woo/opheffen", data=reference | {"sure": "ja"}).status_code == 302
    assert [number_of(table) for table in (WooItem, Blackout, WooView, WooFile)] == [0, 0, 0, 0]
    assert not story.is_frozen and office.request.closed_on == today()
    assert "afgerond" in client.get("/beheer/woo").text
    assert client.get(f"/beheer/woo/{office.request.public_id}").status_code == 200
    with pytest.raises(Refusal, match="eigen kenmerk"):
        operations.open_request(office.request.reference, today(), by=office.administrator)
    later(deal().log_months * 31 + 2)
    assert operations.forget_closed_requests() == 1


def test_what_changed_is_judged_as_it_was_or_anew(office):
    question = make_question(sentence="Wie let op de kanarie?")
    office.freeze(words="kanarie")
    item = office.item("question")
    office.black_out(item, "kanarie")
    office.settle()
    question.sentence = "Wie let op de fuut?"
    db.session.commit()
    with pytest.raises(Refusal, match="veranderd"):
        operations.ask_for_file(office.request, by=office.one)
    operations.choose_text(item, of_now=False, by=office.one)
    assert item.judgement is Judgement.PUBLIC and item.text_of("title") == "Wie let op de kanarie?"
    operations.agree(item, operations.mark_of(item), by=office.other)
    assert operations.ask_for_file(office.request, by=office.one)
    question.sentence = "Wie let op de meeuw?"
    db.session.commit()
    operations.choose_text(item, of_now=True, by=office.one)
    assert item.judgement is None and not item.blackouts and item.text_of("title") == "Wie let op de meeuw?"
    db.session.delete(question)
    db.session.commit()
    with pytest.raises(Refusal, match="weg"):
        operations.choose_text(item, of_now=True, by=office.one)


def test_an_editor_finds_the_way_from_the_desk(client, sign_in, office):
    sign_in(office.one)
    assert "/redactie/woo" in client.get("/redactie").text
    assert office.path() in client.get("/redactie/woo").text
    assert queries.requests_handled_by(office.administrator) == []
