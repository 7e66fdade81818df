"""What came of a question, who said that it plays and what is still to be told go along when it goes up in another."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from app.accounts.models import Recognised, Role
from app.contributions.models import NewsAddress
from app.core import clock
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import Refusal
from app.core.outbox import Email
from app.core.security import fingerprint
from app.following.models import Pace
from app.stocktaking import operations
from app.stocktaking.models import (
    Answer,
    Decision,
    Merge,
    News,
    QuestionChange,
    QuestionStatus,
    Recognition,
    WaitingNews,
)
from app.stocktaking.queries import recognition_of
from tests.factories import make_organisation, make_user, save
from tests.following.made import at, follows, make_follower, round_of_mail
from tests.stocktaking.news import mail_of_the_day
from tests.stocktaking.recognised import answered_by
from tests.stocktaking.test_merging import member, merge, two, undo

__all__ = ["member", "two"]  # the fixtures of that world


def answered(question, reach="whole", signed=True):
    """An answer, and the status that came with it."""
    office = make_organisation(name="Gemeente Putten")
    made = save(Answer(question_id=question.id, organisation_id=office.id, reach=reach, steps="Zo.", signed_at=now() if signed else None))
    if signed:
        question.status = QuestionStatus.ANSWERED if reach == "whole" else QuestionStatus.PARTLY_ANSWERED
    db.session.commit()
    return made


def status_of(question):
    db.session.refresh(question)
    return question.status


@pytest.mark.parametrize(("reach", "status"), [("whole", QuestionStatus.ANSWERED), ("part", QuestionStatus.PARTLY_ANSWERED)])
def test_a_signed_answer_makes_the_other_answered_and_comes_back(client, two, reach, status):
    gone, kept = two
    answered(gone, reach)
    kept.status = QuestionStatus.SHARPENED
    db.session.commit()
    merge(client, gone, kept)
    assert status_of(kept) is status
    page = client.application.test_client().get("/vraagstukken/de-andere").text
    assert "Nog geen antwoord" not in page and "Antwoord van Gemeente Putten" in page
    undo(client)
    assert status_of(kept) is QuestionStatus.SHARPENED
    assert status_of(gone) is status
    assert "Nog geen antwoord" in client.get("/vraagstukken/de-andere").text


def test_what_a_question_was_before_it_is_again(client, two, sign_in):
    gone, kept = two
    answered(gone)
    said = {"sentence": kept.sentence, "explanation": "", "state": "sharpened", "version": kept.version}
    client.post("/werkbank/vraagstukken/de-andere", data=said)
    assert status_of(kept) is QuestionStatus.SHARPENED
    merge(client, gone, kept)
    assert status_of(kept) is QuestionStatus.ANSWERED
    undo(client)
    assert status_of(kept) is QuestionStatus.SHARPENED


def test_an_answer_that_nobody_signed_off_or_that_was_opened_again_changes_nothing(client, two):
    gone, kept = two
    answered(gone, signed=False)
    answered(gone)
    gone.status = QuestionStatus.ASSIGNED
    db.session.commit()
    merge(client, gone, kept)
    assert status_of(kept) is QuestionStatus.NEW


def test_one_that_was_answered_whole_stays_so(client, two):
    gone, kept = two
    answered(gone, "part")
    answered(kept)
    merge(client, gone, kept)
    assert status_of(kept) is QuestionStatus.ANSWERED
    undo(client)
    assert status_of(kept) is QuestionStatus.ANSWERED and status_of(gone) is QuestionStatus.PARTLY_ANSWERED


def test_an_answer_that_was_signed_off_meanwhile_counts_where_it_goes_home(app, client, two, sign_in):
    gone, kept = two
    found = answered(gone, signed=False)
    merge(client, gone, kept)
    coordinator = make_user(Role.COORDINATOR)
    sign_in(coordinator)
    db.session.refresh(found)
    assert client.post(f"/werkbank/antwoorden/{found.id}/aftekenen", data={"version": found.version}).status_code == 302
    assert status_of(kept) is QuestionStatus.ANSWERED
    undo(client)
    assert status_of(gone) is QuestionStatus.ANSWERED and status_of(kept) is QuestionStatus.NEW


def test_an_answer_in_part_that_was_there_already_is_one_in_part_again(client, two):
    gone, kept = two
    answered(kept, "part")
    answered(gone)
    merge(client, gone, kept)
    assert status_of(kept) is QuestionStatus.ANSWERED
    undo(client)
    assert status_of(kept) is QuestionStatus.PARTLY_ANSWERED and status_of(gone) is QuestionStatus.ANSWERED


def test_what_somebody_said_of_it_meanwhile_stays(client, two):
    gone, kept = two
    answered(gone)
    merge(client, gone, kept)
    db.session.refresh(kept)
    kept.status = QuestionStatus.SHARPENED
    db.session.commit()
    undo(client)
    assert status_of(kept) is QuestionStatus.SHARPENED


def news_of(client, story):
    return " ".join(re.sub("<[^>]+>", " ", client.get(f"/volg/{story}").text).split())


@pytest.mark.parametrize(("came", "words"), [("answer", "Er is een antwoord"), ("decision", "Er is iets besloten")])
def test_what_came_of_one_is_told_at_the_other_and_to_nobody_twice(app, client, two, came, words):
    gone, kept = two
    stories = [question.statements[0].evidence[0].contribution for question in two]
    for number, story in enumerate(stories):
        story.code_hash = fingerprint("AB"[number] * 26)
        with_news(story)
    if came == "answer":
        answered(gone)
    else:
        save(Decision(question_id=gone.id, body="College", on=today(), reason="Zo.", by_id=make_user().id))
    stranger = app.test_client()
    assert words not in news_of(stranger, "B" * 26)
    merge(client, gone, kept)
    told = [row.contribution_id for row in db.session.scalars(select(WaitingNews).where(WaitingNews.what.in_(("answered", "decided"))))]
    assert told == [stories[1].id], "who shared for the one heard it there"
    assert all(words in news_of(stranger, letter * 26) for letter in "AB")
    undo(client)
    assert words not in news_of(stranger, "B" * 26)
    assert not [row for row in db.session.scalars(select(WaitingNews)) if row.what in (News.ANSWERED, News.DECIDED)]


def test_two_colleagues_at_one_moment_leave_no_question_without_a_place(client, two, member):
    gone, kept = two
    made = operations.merge(gone, kept, {}, member)
    with pytest.raises(Refusal, match="intussen op in een ander"):
        operations.merge(kept, gone, {}, member)
    with pytest.raises(Refusal, match="intussen op in een ander"):
        operations.merge(gone, kept, {}, member)
    db.session.execute(delete(Merge).where(Merge.id == made.id))
    with pytest.raises(Refusal, match="Een collega draaide dit"):
        operations.undo_merge(made, member)


def test_a_second_press_leads_to_what_the_first_one_made(client, two):
    gone, kept = two
    here = "/werkbank/vraagstukken/de-andere"
    assert merge(client, gone, kept).location == here
    assert client.post("/werkbank/vraagstukken/de-ene/samenvoegen", data={"met": "de-andere", "sure": "y"}).location == here
    page = client.get("/werkbank/vraagstukken/de-andere").text
    assert '<input type="hidden" name="question" value="de-ene">' in page
    (path,) = re.findall(r'action="(/werkbank/samenvoegingen/\d+/ongedaan)"', page)
    for _press in range(2):
        assert client.post(path, data={"question": "de-ene"}).location == "/werkbank/vraagstukken/de-ene"
    assert client.post(path).status_code == 404


def said(question):
    rows = db.session.scalars(select(Recognition).where(Recognition.question_id == question.id))
    return sorted((row.organisation_id or 0, row.user_id or 0, row.answer.value) for row in rows)


def test_what_was_said_counts_once_for_each_organisation(client, two):
    gone, kept = two
    answered_by(gone, Recognised.YES, Recognised.NO)
    both = db.session.scalars(select(Recognition)).first()
    colleague, alone = make_user(), make_user()
    save(Recognition(question_id=kept.id, answer=Recognised.UNKNOWN, organisation_id=both.organisation_id, user_id=colleague.id))
    save(Recognition(question_id=gone.id, answer=Recognised.YES, user_id=alone.id))
    save(Recognition(question_id=gone.id, answer=Recognised.YES, browser_hash="een-merk"))
    before = said(gone), said(kept)
    merge(client, gone, kept)
    here = said(kept)
    assert len(here) == 4 and (both.organisation_id, colleague.id, "unknown") in here and (0, alone.id, "yes") in here
    assert (0, 0, "yes") in here, "of a browser"
    undo(client)
    assert (said(gone), said(kept)) == before


def test_three_that_recognise_it_stand_on_the_page_of_the_heir(app, client, two):
    gone, kept = two
    answered_by(gone, *[Recognised.YES] * 6)
    figures = recognition_of(gone)
    merge(client, gone, kept)
    assert recognition_of(kept) == figures


def with_news(story):
    save(NewsAddress(contribution_id=story.id, email="a@b.example", token_hash=f"x{story.id}", confirmed_at=now(), delete_on=today() + timedelta(days=90)))


def waiting():
    return sorted((row.question_id, row.what.value) for row in db.session.scalars(select(WaitingNews)))


def test_news_that_waits_is_told_of_the_question_that_it_is_part_of_now(client, two):
    gone, kept = two
    with_news(gone.statements[0].evidence[0].contribution)
    save(WaitingNews(question_id=gone.id, contribution_id=gone.statements[0].evidence[0].contribution_id, what=News.ANSWERED))
    merge(client, gone, kept)
    assert (kept.id, "answered") in waiting() and gone.id not in dict(waiting())
    mail_of_the_day()
    mail = db.session.scalars(select(Email)).one()
    assert "Er is een antwoord" in mail.text
    assert waiting() == []


def test_news_that_still_waits_goes_home(client, two):
    gone, kept = two
    story = gone.statements[0].evidence[0].contribution_id
    for question in two:
        save(WaitingNews(question_id=question.id, contribution_id=story, what=News.DECIDED))
    save(WaitingNews(question_id=gone.id, contribution_id=story, what=News.ANSWERED))
    before = waiting()
    merge(client, gone, kept)
    assert (kept.id, "answered") in waiting() and waiting().count((kept.id, "decided")) == 1
    undo(client)
    assert waiting() == before


def test_who_follows_what_went_up_hears_of_the_question_that_it_is_part_of_now(member, two, monkeypatch):
    gone, kept = two
    at(monkeypatch, 2026, 12, 1, 10, 0)
    round_of_mail()
    follows(make_follower("een@b.example"), gone)
    both = make_follower("beide@b.example")
    follows(both, gone), follows(both, kept)
    operations.merge(gone, kept, {}, member)
    db.session.commit()
    at(monkeypatch, 2026, 12, 2, 10, 0)
    kept.status = QuestionStatus.ANSWERED
    kept.changes.append(QuestionChange(what="answer_signed", at=clock.now()))
    db.session.commit()
    mails = round_of_mail()
    assert [address for address, _subject, _text in mails] == ["beide@b.example", "een@b.example"]
    assert all("/vraagstukken/de-andere" in text for _address, _subject, text in mails)


def test_of_a_question_that_was_for_members_again_nobody_hears(member, two, monkeypatch):
    """Its words would stand in the mail, as what somebody follows."""
    gone, kept = two
    at(monkeypatch, 2026, 12, 1, 10, 0)
    round_of_mail()
    follows(make_follower(), gone)
    operations.take_back(gone, member)
    operations.merge(gone, kept, {}, member)
    db.session.commit()
    assert db.session.scalars(select(Merge)).one()
    at(monkeypatch, 2026, 12, 2, 10, 0)
    kept.changes.append(QuestionChange(what="decided", at=clock.now()))
    db.session.commit()
    assert round_of_mail() == []


@pytest.mark.parametrize("is_public", [True, False])
def test_what_waits_for_who_follows_it_is_told_of_the_question_that_it_is_part_of_now(member, two, monkeypatch, is_public):
    gone, kept = two
    at(monkeypatch, 2026, 12, 1, 10, 0)
    round_of_mail()
    follows(make_follower(), gone, Pace.WEEKLY)
    answered(gone)
    gone.changes.append(QuestionChange(what="answer_signed", at=clock.now()))
    db.session.commit()
    assert round_of_mail() == [], "it waits for the day of the week"
    operations.merge(gone, kept, {}, member)
    gone.is_public = is_public
    db.session.commit()
    at(monkeypatch, 2026, 12, 7, 10, 0)
    texts = [text for _address, _subject, text in round_of_mail()]
    assert len(texts) == is_public, "of what was for members again nobody hears"
    assert all("/vraagstukken/de-andere" in text and kept.sentence in text for text in texts)
