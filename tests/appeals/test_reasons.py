"""Why a municipality says that a story does not fit can name somebody: reported, and taken away by the desk for good."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.accounts.queries import people_with
from app.answering.models import AnswerMark
from app.answering.operations import judge, take_reason_away, take_reasons_away_again
from app.answering.queries import standing_marks_on
from app.appeals import queries
from app.appeals.models import Appeal, Decision, Part
from app.appeals.operations import flag_mentions, remind
from app.challenges.models import ChallengeStatus
from app.contributions.models import Remark, Side, Status
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.outbox import Email
from app.notifications.models import Notification
from app.pages.own_data import mark_record
from tests.answering.made import answered, marked
from tests.appeals.asked import CODE, decide, desk, hide, judged_by, newest, report
from tests.factories import make_challenge, make_user

WHY = "Opzichter Wouters wil het niet."
TAKEN = "De redactie haalde deze reden weg"


@pytest.fixture
def closed(app):
    """A challenge with its closing note, an answer that does not fit, and what its host said of that."""
    challenge, (story,) = answered(code=CODE)
    mark = marked(challenge, story, verdict="no", reason=WHY, turn=1, by_id=challenge.hosts[0].user_id)
    challenge.status, challenge.closed_at = ChallengeStatus.CLOSED, clock.now()
    db.session.commit()
    return challenge, story, mark


def take_away(browser, challenge, appeal=None, seen="1"):
    appeal = appeal or newest()
    return browser.post(f"/redactie/meldingen/{appeal.public_id}/reden-weg", data={"challenge": challenge.public_id, "seen": seen})


def browser_of(sign_in, app, user):
    browser = app.test_client()
    sign_in(user, browser)
    return browser


def the_mark():
    db.session.expire_all()
    return db.session.scalars(select(AnswerMark)).one()


def test_who_may_read_a_reason_can_point_at_it(app, closed, sign_in):
    challenge, story, _mark = closed
    link = f"/bijdragen/{story.public_id}/gaat-over-mij?over=reden"
    member, host = (browser_of(sign_in, app, user) for user in (make_user(Role.MEMBER), challenge.hosts[0].user))
    visitor = app.test_client()
    pages = ((member, f"/bijdragen/{story.public_id}"), (visitor, f"/volg/{CODE}"), (host, f"/uitdagingen/{challenge.slug}/antwoorden"))
    for browser, path in pages:
        assert link in browser.get(path).text, path
    assert link not in visitor.get(f"/bijdragen/{story.public_id}").text
    form = visitor.get(link).text
    assert 'checked' in form.split('value="reason"')[0].rsplit("<input", 1)[1] + form.split('value="reason"')[1].split(">")[0]


def test_the_form_tells_nobody_whether_there_is_a_reason(app, client):
    desk()
    challenge, (said, unsaid) = answered("Een put", "Een boom")
    marked(challenge, said, verdict="no", reason=WHY)
    forms = [client.get(f"/bijdragen/{story.public_id}/gaat-over-mij").text for story in (said, unsaid)]
    assert forms[0].replace(said.public_id, "").replace("Een put", "") == forms[1].replace(unsaid.public_id, "").replace("Een boom", "")
    for story in (said, unsaid):
        assert report(client, f"/bijdragen/{story.public_id}", part="reason").status_code == 303
    assert report(client, f"/uitdagingen/{challenge.slug}", part="reason").status_code == 422


def test_the_desk_takes_it_away_everywhere_and_the_verdict_stays(app, client, sign_in, closed):
    challenge, story, _mark = closed
    desk()
    report(client, f"/bijdragen/{story.public_id}", part="reason")
    judged_by(sign_in, newest())
    page = client.get(f"/redactie/meldingen/{newest().public_id}").text
    assert "Wouters" in page and story.facts not in page, "the story itself is not what it is about"
    assert take_away(client, challenge).status_code == 302
    member, host = (browser_of(sign_in, app, user) for user in (make_user(Role.MEMBER), challenge.hosts[0].user))
    places = {
        "member": member.get(f"/bijdragen/{story.public_id}").text,
        "contributor": app.test_client().get(f"/volg/{CODE}").text,
        "host": host.get(f"/uitdagingen/{challenge.slug}/antwoorden").text,
    }
    for who, text in places.items():
        assert "Past niet" in text and TAKEN in text and "Wouters" not in text, who
    assert "Wouters" not in client.get(f"/redactie/meldingen/{newest().public_id}").text
    assert TAKEN not in app.test_client().get(f"/bijdragen/{story.public_id}").text
    mark = the_mark()
    assert mark.reason == "" and mark.verdict == "no" and mark.stands_in_note
    assert mark_record(mark)["reason"] == "" and mark_record(mark)["reason_taken_at"] is not None
    assert [step.what for step in newest().steps] == ["received", "viewed", "reason_taken", "viewed"]


def test_who_wrote_it_hears_so_and_reads_no_word_of_it(app, client, sign_in, closed):
    challenge, story, _mark = closed
    desk()
    report(client, f"/bijdragen/{story.public_id}", part="reason")
    judged_by(sign_in, newest())
    for _twice in range(2):
        assert take_away(client, challenge).status_code == 302
    told = db.session.scalars(select(Notification).where(Notification.user_id == challenge.hosts[0].user_id)).all()
    assert [one.subject for one in told] == ["De redactie haalde een reden weg die jij schreef"]
    assert told[0].path == f"/uitdagingen/{challenge.slug}/antwoorden"
    mails = db.session.scalars(select(Email).where(Email.address == challenge.hosts[0].user.email)).all()
    assert len(mails) == 1 and not any("Wouters" in mail.text or story.title in mail.text for mail in mails)


def test_who_left_hears_it_at_a_page_that_they_may_read(app, closed):
    challenge, story, mark = closed
    left = make_user()
    mark.by_id = left.id
    db.session.commit()
    assert take_reason_away(challenge, story, 1)
    told = db.session.scalars(select(Notification).where(Notification.user_id == left.id)).one()
    assert told.path == f"/uitdagingen/{challenge.slug}"


def test_it_is_answered_and_hides_no_story(app, client, sign_in, closed):
    challenge, story, _mark = closed
    desk()
    report(client, f"/bijdragen/{story.public_id}", part="reason")
    judged_by(sign_in, newest())
    assert hide(client, newest()).status_code == 409 and story.status is Status.PUBLISHED
    assert decide(client, newest(), "stays_out").status_code == 422
    take_away(client, challenge)
    assert decide(client, newest(), "answered", reason="", answer="We hebben het weggehaald.").status_code == 302
    assert newest().decision is Decision.ANSWERED and client.get(f"/bijdragen/{story.public_id}").status_code == 200
    assert queries.told_about(story) == [], "who shared the story did not write it"
    assert take_away(client, challenge).status_code == 409


def test_what_changed_meanwhile_is_not_taken_away_unseen(app, client, sign_in):
    challenge, (story,) = answered()
    desk()
    host = challenge.hosts[0].user
    judge(challenge, story, "no", WHY, host, 0)
    report(client, f"/bijdragen/{story.public_id}", part="reason")
    judge(challenge, story, "no", "Te duur.", host, 1)
    db.session.commit()
    judged_by(sign_in, newest())
    late = take_away(client, challenge)
    assert late.status_code == 409 and "zei intussen iets anders" in late.text and the_mark().reason == "Te duur."


def test_what_another_host_said_after_the_desk_is_what_a_third_hears(app):
    challenge, (story,) = answered()
    one, other = (host.user for host in challenge.hosts)
    judge(challenge, story, "no", WHY, one, 0)
    assert take_reason_away(challenge, story, 1)
    judge(challenge, story, "now", "", other, 2)
    with pytest.raises(Refusal, match="Another host|zei intussen iets anders"):
        judge(challenge, story, "no", "Te duur.", one, 1)


def test_a_host_who_typed_meanwhile_hears_what_happened(app):
    challenge, (story,) = answered()
    host = challenge.hosts[0].user
    judge(challenge, story, "no", WHY, host, 0)
    assert take_reason_away(challenge, story, 1) and not take_reason_away(challenge, story, 2)
    with pytest.raises(Refusal, match="desk|redactie"):
        judge(challenge, story, "no", WHY, host, 1)
    judge(challenge, story, "no", "Te duur.", host, 2)
    mark = the_mark()
    assert mark.reason == "Te duur." and mark.reason_taken_at is not None, "that one was taken away stays to be seen"


@pytest.mark.parametrize("part", ["text", "photo"])
def test_a_request_about_something_else_shows_no_reason(app, client, sign_in, closed, part):
    challenge, story, _mark = closed
    desk()
    report(client, f"/bijdragen/{story.public_id}", part=part)
    judged_by(sign_in, newest())
    assert "Wouters" not in client.get(f"/redactie/meldingen/{newest().public_id}").text
    assert take_away(client, challenge).status_code == 409 and the_mark().reason == WHY


def test_nobody_but_who_was_drawn_takes_it_away(app, client, sign_in, closed):
    challenge, story, _mark = closed
    desk(3)
    report(client, f"/bijdragen/{story.public_id}", part="reason")
    appeal = newest()
    drawn = {judge.user_id for judge in appeal.judges}
    others = [next(user for user in people_with(Role.EDITOR) if user.id not in drawn)]
    others += [make_user(role) for role in (Role.MEMBER, Role.HOST, Role.ADMINISTRATOR)]
    answers = [take_away(browser, challenge, appeal).status_code for browser in (app.test_client(), *(browser_of(sign_in, app, user) for user in others))]
    assert answers == [401, 404, 403, 403, 403]
    assert the_mark().reason == WHY


def test_no_editor_of_that_municipality_judges_it(app, client, closed):
    challenge, story, _mark = closed
    near = make_user(Role.EDITOR, challenge.organisation)
    report(client, f"/bijdragen/{story.public_id}", part="reason")
    assert near.id not in {judge.user_id for judge in newest().judges}


@pytest.mark.parametrize(("changes", "is_drawn"), [({"reason": "", "verdict": "now"}, True), ({}, False), ({"reason": "", "reason_taken_at": clock.now()}, False)])
def test_who_gave_no_reason_can_judge_that_of_others(app, client, closed, changes, is_drawn):
    _challenge, story, _mark = closed
    elsewhere = make_challenge()
    marked(elsewhere, story, **{"verdict": "no", "reason": "Te duur."} | changes)
    near = make_user(Role.EDITOR, elsewhere.organisation)
    report(client, f"/bijdragen/{story.public_id}", part="reason")
    assert (near.id in {judge.user_id for judge in newest().judges}) is is_drawn


def test_what_was_taken_away_in_time_is_not_late(app, client, sign_in, closed):
    challenge, story, _mark = closed
    desk(3)
    report(client, f"/bijdragen/{story.public_id}", part="reason")
    judged_by(sign_in, newest())
    take_away(client, challenge)
    later = clock.now() + timedelta(days=10)
    with patch("app.core.clock.now", return_value=later):
        remind()
    assert not newest().is_late(later.date()) and len(newest().judges) == 2


def test_who_left_and_is_named_by_a_municipality_alone_hides_no_story(app, client, sign_in, closed):
    """Who shared it did not write that, so they do not hear of it either."""
    challenge, story, _mark = closed
    desk()
    assert flag_mentions(make_user(family_name="Wouters")) == 1 and flag_mentions(make_user(family_name="Wouters")) == 0
    db.session.commit()
    mention = newest()
    assert mention.part is Part.REASON and not mention.tells_a_writer
    judged_by(sign_in, mention)
    page = client.get(f"/redactie/meldingen/{mention.public_id}").text
    assert "Wouters" in page and story.facts not in page
    assert hide(client, mention).status_code == 409 and story.status is Status.PUBLISHED
    take_away(client, challenge)
    assert decide(client, mention, "answered", reason="").status_code == 302 and the_mark().reason == ""


def test_who_is_named_in_the_story_too_is_looked_for_in_it(app, closed):
    _challenge, story, _mark = closed
    desk()
    assert flag_mentions(make_user(family_name="Wouters")) == 1
    story.lesson = "Vraag het Pietersma."
    db.session.commit()
    assert flag_mentions(make_user(family_name="Pietersma")) == 1 and newest().part is Part.TEXT
    assert flag_mentions(make_user(family_name="Wouters")) == 0, "whoever judges the text reads the reasons along"


def test_what_stands_beside_the_story_is_not_about_a_reason(app, closed):
    _challenge, story, _mark = closed
    db.session.add(Remark(contribution_id=story.id, text="Vraag het Wouters.", side=Side.DESK, from_contributor=False))
    db.session.commit()
    assert queries.naming("Wouters", []) == [queries.Naming(story, [], is_only_in_reasons=False)]


def test_a_name_of_who_left_is_found_in_a_reason(app, closed):
    _challenge, story, _mark = closed
    assert queries.naming("Wouters", []) == [queries.Naming(story, [], is_only_in_reasons=True)]
    assert [mark.reason for mark in standing_marks_on(story)] == [WHY]


def test_an_older_backup_brings_it_back_to_nobody(app):
    challenge, (one, other) = answered("Een put", "Een boom")
    host = challenge.hosts[0].user
    for story in (one, other):
        judge(challenge, story, "no", WHY, host, 0)
        assert take_reason_away(challenge, story, 1)
    db.session.commit()
    as_in_the_backup, written_after = the_marks()
    as_in_the_backup.reason, as_in_the_backup.reason_taken_at = WHY, None
    judge(challenge, other, "no", "Te duur.", host, 2)
    db.session.commit()
    assert take_reasons_away_again() == 1 and take_reasons_away_again() == 0
    assert [mark.reason for mark in the_marks()] == ["", "Te duur."] and as_in_the_backup.reason_taken_at is not None
    assert written_after.verdict == "no"


def the_marks():
    return db.session.scalars(select(AnswerMark).order_by(AnswerMark.contribution_id)).all()


def test_a_part_is_kept_as_it_was_asked(client, closed):
    desk()
    report(client, f"/bijdragen/{closed[1].public_id}", part="reason")
    assert db.session.scalars(select(Appeal.part)).all() == [Part.REASON]
