"""Objection, access, correction and erasure on one list with a term: reminded, late in words, answered, forgotten."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.appeals import jobs
from app.appeals.models import Appeal, AppealKind, AppealStep
from app.contributions import operations as contributions
from app.contributions.models import Contribution, Remark, Side, Status
from app.core import clock
from app.core.clock import months_after, today
from app.core.database import db
from app.core.deal import deal
from app.core.outbox import Email
from app.notifications.models import Notification
from app.pages.erasing import erase
from tests.appeals.asked import CODE, decide, desk, judged_by, newest, report
from tests.factories import make_contribution, make_question, make_user, save
from tests.traces import everything_with

ASKED = {"kind": "access", "text": "Wat bewaren jullie over mij?", "who": "Vragersma", "email": "vrager@voorbeeld.example"}


@pytest.fixture
def later(app, monkeypatch):
    start = clock.now()
    return lambda days: monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=days))


@pytest.fixture
def story(app):
    return make_contribution(code=CODE)


def test_whoever_holds_the_code_objects_and_it_is_out_of_view_at_once(client, story):
    desk()
    assert "Ik maak bezwaar" in client.get(f"/volg/{CODE}").text
    assert client.post(f"/volg/{CODE}/bezwaar", data={"why": "Mijn chef leest mee."}).status_code == 303
    assert client.get(f"/bijdragen/{story.public_id}").status_code == 404
    page = client.get(f"/volg/{CODE}").text
    assert "Je maakte bezwaar op" in page and "gaat misschien" not in page
    found = newest()
    assert found.kind is AppealKind.OBJECTION and found.by_contributor and found.text == "Mijn chef leest mee."
    assert [step.by_role for step in story.steps if step.what == "held"] == ["contributor"]


def test_the_answer_to_an_objection_is_read_with_the_code(client, sign_in, story):
    desk()
    client.post(f"/volg/{CODE}/bezwaar", data={"why": ""})
    judged_by(sign_in, newest())
    page = client.get(f"/redactie/meldingen/{newest().public_id}").text
    assert "wie het deelde" in page and "Voor de schrijver" not in page
    assert decide(client, newest(), "let_back", reason="", answer="Er is geen reden om het weg te laten.").status_code == 302
    assert "Er is geen reden om het weg te laten." in client.get(f"/volg/{CODE}").text
    assert client.get(f"/bijdragen/{story.public_id}").status_code == 200


def test_what_is_not_visible_needs_no_objection(client):
    make_contribution(code=CODE, status=Status.READING)
    assert "Ik maak bezwaar" not in client.get(f"/volg/{CODE}").text
    assert client.post(f"/volg/{CODE}/bezwaar", data={"why": ""}).status_code == 409
    assert client.post(f"/volg/{'B' * 26}/bezwaar", data={"why": ""}).status_code == 404


def test_an_account_objects_to_what_it_chooses(client, sign_in):
    desk()
    user = make_user()
    sign_in(user)
    first, second, other = (make_contribution(author=author) for author in (user, user, make_user()))
    assert "/mijn/bezwaar" in client.get("/mijn").text
    assert client.post("/mijn/bezwaar", data={"why": "Ik weet niet welke."}).status_code == 422
    data = {"bijdrage": [first.public_id, other.public_id], "why": "Te herkenbaar"}
    assert client.post("/mijn/bezwaar", data=data).status_code == 302
    states = [client.get(f"/bijdragen/{c.public_id}").status_code for c in (first, second, other)]
    assert states == [404, 200, 200]
    assert newest().user_id == user.id and "uit beeld zolang we beslissen" in client.get("/mijn/bezwaar").text


def test_anybody_asks_to_see_correct_delete_or_object(app, client, sign_in):
    desk()
    for kind in ("access", "correction", "erasure", "objection"):
        answer = client.post("/gaat-over-mij", data=ASKED | {"kind": kind})
        assert answer.status_code == 303 and newest().kind.value == kind and newest().hide_by is None
    assert newest().due_on == months_after(today(), 1)
    assert client.post("/gaat-over-mij", data=ASKED | {"kind": "mention"}).status_code == 422
    judged_by(sign_in, newest())
    assert decide(client, newest(), "let_back").status_code == 422
    assert decide(client, newest(), "answered", answer="Wij bewaren niets over je.").status_code == 302
    assert "Wij bewaren niets over je." in app.test_client().get(answer.location).text
    assert everything_with("vragersma") == ["appeal.who"]  # of the three that wait; that of the answered one is gone


def test_who_was_signed_in_hears_it_in_their_own_inbox(client, sign_in):
    desk()
    user = make_user()
    sign_in(user)
    client.post("/gaat-over-mij", data=ASKED | {"email": ""})
    judged_by(sign_in, newest())
    decide(client, newest(), "answered", answer="Dit is alles.")
    assert db.session.scalars(select(Notification.path).where(Notification.user_id == user.id)).all() == ["/mijn/bezwaar"]
    sign_in(user)
    assert "Dit is alles." in client.get("/mijn/bezwaar").text


def test_the_list_says_in_words_what_is_late(client, sign_in, story):
    editor, _other = desk()
    report(client, f"/bijdragen/{story.public_id}")
    sign_in(editor)
    assert "Te laat" not in client.get("/redactie/meldingen").text
    newest().hide_by = today() - timedelta(days=1)
    db.session.commit()
    assert "Te laat" in client.get("/redactie/meldingen").text
    assert "/redactie/meldingen" in client.get("/redactie").text


def test_the_desk_is_reminded_once_a_day_and_a_late_one_gets_another_judge(story, client, later):
    editors = desk(3)
    report(client, f"/bijdragen/{story.public_id}")
    db.session.query(Notification).delete()
    later(5)
    assert jobs.remind() == 1 and jobs.remind() == 0
    db.session.commit()
    assert {judge.user_id for judge in newest().judges} == {editor.id for editor in editors}
    told = db.session.scalars(select(Notification)).all()
    assert len(told) == 3 and all(story.title not in f"{n.subject}{n.text}" for n in told)
    later(6)
    assert jobs.remind() == 1


def test_the_term_of_a_month_is_reminded_of_a_week_before(client, later):
    desk()
    client.post("/gaat-over-mij", data=ASKED)
    days = (newest().due_on - today()).days
    later(days - 8)
    assert jobs.remind() == 0
    later(days - 7)
    assert jobs.remind() == 1


def test_when_nobody_may_judge_administrators_hear_it_and_a_new_editor_gets_it(client):
    administrator = make_user(Role.ADMINISTRATOR)
    client.post("/gaat-over-mij", data=ASKED)
    told = select(Notification).where(Notification.user_id == administrator.id)
    assert newest().judges == [] and "nodig nog een redacteur uit" in db.session.scalars(told).one().subject
    (editor,) = desk(1)
    jobs.remind()
    db.session.commit()
    assert [judge.user_id for judge in newest().judges] == [editor.id]


def test_it_can_be_left_to_somebody_else(client, sign_in, story):
    desk(3)
    report(client, f"/bijdragen/{story.public_id}")
    before = judged_by(sign_in, newest())
    path = f"/redactie/meldingen/{newest().public_id}"
    assert client.post(f"{path}/overdragen").status_code == 302
    assert before.id not in {judge.user_id for judge in newest().judges} and len(newest().judges) == 2
    assert client.get(path).status_code == 404


def test_who_is_alone_cannot_leave_it(client, sign_in):
    desk(1)
    client.post("/gaat-over-mij", data=ASKED)
    judged_by(sign_in, newest())
    assert client.post(f"/redactie/meldingen/{newest().public_id}/overdragen").status_code == 409


@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.EDITOR)])
def test_the_list_is_for_the_desk(client, sign_in, role):
    if role:
        sign_in(make_user(role))
    assert client.get("/redactie/meldingen").status_code == (403 if role else 302)


def test_what_was_answered_is_deleted_with_who_looked(client, sign_in, story, later):
    desk()
    report(client, f"/bijdragen/{story.public_id}")
    client.post("/gaat-over-mij", data=ASKED)
    judged_by(sign_in, newest())
    client.get(f"/redactie/meldingen/{newest().public_id}")
    decide(client, newest(), "answered", answer="Hierbij.")
    later(deal().appeal_days - 1)
    assert jobs.forget_answered() == 0
    later(deal().appeal_days)
    assert jobs.forget_answered() == 1
    db.session.commit()
    left = db.session.scalars(select(Appeal.kind)).all()
    assert left == [AppealKind.ABOUT_ME] and set(db.session.scalars(select(AppealStep.what))) == {"received"}
    assert everything_with("hierbij") == []


def test_what_was_asked_goes_with_the_account_and_the_story_is_read_again(app, client, sign_in):
    desk()
    user = make_user(family_name="Kanariegeel", email="kanarie@geel.example")
    story = make_contribution(author=user)
    sign_in(user)
    client.post("/mijn/bezwaar", data={"bijdrage": story.public_id, "why": "Kanariegeel is mijn naam"})
    client.post("/gaat-over-mij", data=ASKED | {"email": user.email, "who": "Kanariegeel"})
    app.test_client().post("/gaat-over-mij", data=ASKED | {"email": user.email, "who": "Kanariegeel"})
    judged_by(sign_in, newest())
    decide(client, newest(), "answered", answer="Antwoord")
    app.test_client().post("/gaat-over-mij", data=ASKED | {"email": user.email, "who": "Kanariegeel"})
    with app.test_request_context("/"):
        erase(user, {story.public_id})
    db.session.commit()
    assert everything_with("kanariegeel") == [] and everything_with("geel.example") == []
    assert not [mail for mail in db.session.scalars(select(Email)) if mail.address == "kanarie@geel.example"]
    assert db.session.get(Contribution, story.id).status is Status.RECEIVED


def test_a_text_of_another_with_the_name_is_put_on_the_list_without_the_name(app, client, sign_in):
    editors = desk()
    user = make_user(given_name="Mo", family_name="Vogel", email="mo.vogel@geel.example")
    named = make_contribution(facts="Volgens Vogel van de gemeente lag de put te hoog, en dat klopte ook.")
    mailed = make_contribution(lesson="Vraag het aan MO.VOGEL@geel.example")
    make_contribution(facts="Er zat een vogel op de put, en wij keken ernaar met de hele straat.")
    make_contribution(facts="Vogelaars telden de mussen in de straat, en dat waren er minder dan eerst.")
    question = make_question(named, explanation="Vogel zei dat niemand eigenaar is.")
    with_desk, with_host = make_contribution(), make_contribution()
    for talked, side in ((with_desk, Side.DESK), (with_host, Side.HOST)):  # what is said to a host is not for the desk
        save(Remark(contribution_id=talked.id, side=side, text="Vraag dat Vogel.", from_contributor=True))
    own = make_contribution(author=user, facts="Ik ben Vogel en ik legde de put op de hoogste plek van de straat.")
    with app.test_request_context("/"):
        erase(user, set())
    db.session.commit()
    flagged = db.session.scalars(select(Appeal).order_by(Appeal.id)).all()
    assert {appeal.kind for appeal in flagged} == {AppealKind.MENTION}
    assert {appeal.contribution_id for appeal in flagged} == {named.id, mailed.id, with_desk.id, None} and own.id is not None
    assert [appeal.question_id for appeal in flagged if appeal.question_id] == [question.id]
    assert not [column for column in everything_with("vogel") if column.split(".")[0] in ("appeal", "email", "notification")]
    assert {n.user_id for n in db.session.scalars(select(Notification))} == {editor.id for editor in editors}
    assert len(db.session.scalars(select(Notification)).all()) == 2  # once, not for each place
    found = next(appeal for appeal in flagged if appeal.contribution_id == named.id)
    judged_by(sign_in, found)
    page = client.get(f"/redactie/meldingen/{found.public_id}").text
    assert "<mark>Vogel</mark>" in page and "verwijderde een account" in page
    assert decide(client, found, "other_text", reason="Haal de naam weg.", answer="").status_code == 302
    assert db.session.get(Contribution, named.id).status is Status.RECEIVED


def test_a_frozen_one_keeps_its_request(app, client, sign_in, story, later):
    desk()
    report(client, f"/bijdragen/{story.public_id}")
    judged_by(sign_in, newest())
    decide(client, newest(), "let_back")
    with app.test_request_context("/"):
        contributions.freeze([story.id], "WOO-3", today(), by=make_user(Role.ADMINISTRATOR))
    db.session.commit()
    later(deal().appeal_days + 1)
    assert jobs.forget_answered() == 0
