"""Who follows a question hears what came along with another one that went up in it, as of an answer that is given there.

Once; who heard it with the other question does not hear it again, and taken apart before it was told it is told no more.
"""

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.following.models import Pace, Telling
from app.stocktaking import operations
from app.stocktaking.models import Answer, Decision, Merge, QuestionChange, QuestionStatus
from tests.factories import make_contribution, make_organisation, make_question, make_user, save
from tests.following.made import at, follows, make_follower, round_of_mail
from tests.stocktaking.test_merging import member, two

__all__ = ["member", "two"]  # the fixtures of that world
ANSWER, DECISION = "Er is een antwoord op een vraagstuk", "Er is een besluit genomen over een vraagstuk"
SAID = {"answer": ANSWER, "decision": DECISION}


@pytest.fixture
def told(two, monkeypatch):
    """Everything of before is known; who follows the one, the other, and both."""
    at(monkeypatch, 2026, 12, 1, 10, 0)
    round_of_mail()
    gone, kept = two
    follows(make_follower("ene@b.example"), gone)
    follows(make_follower("andere@b.example"), kept)
    both = make_follower("beide@b.example")
    follows(both, gone), follows(both, kept)
    return two


def comes(question, what):
    """An answer that is signed off, or a decision, with its step in the history."""
    if what == "answer":
        office = make_organisation(name="Gemeente Putten")
        save(Answer(question_id=question.id, organisation_id=office.id, reach="whole", steps="Zo.", signed_at=clock.now()))
        question.status = QuestionStatus.ANSWERED
    else:
        save(Decision(question_id=question.id, body="College", on=today(), reason="Zo.", by_id=make_user().id))
    step = "answer_signed" if what == "answer" else "decided"
    question.changes.append(QuestionChange(what=step, at=clock.now()))
    db.session.commit()


def merge(gone, kept, by):
    operations.merge(gone, kept, {}, by).at = clock.now()  # of this test, and not of the wall
    db.session.commit()


def undo(by):
    operations.undo_merge(db.session.scalars(select(Merge)).one(), by)
    db.session.commit()


def who(mails, words):
    return [address for address, _subject, text in mails if words in text]


@pytest.mark.parametrize("what", SAID)
def test_who_follows_the_one_that_stays_hears_what_came_along_and_nobody_hears_it_twice(told, member, monkeypatch, what):
    gone, kept = told
    comes(gone, what)
    assert who(round_of_mail(), SAID[what]) == ["beide@b.example", "ene@b.example"]
    at(monkeypatch, 2026, 12, 2, 10, 0)
    merge(gone, kept, member)
    mails = round_of_mail()
    assert who(mails, SAID[what]) == [address for address, _subject, _text in mails] == ["andere@b.example"]
    assert all("/vraagstukken/de-andere" in text and "Gemeente Putten" not in text for _address, _subject, text in mails)
    at(monkeypatch, 2026, 12, 3, 10, 0)
    assert round_of_mail() == []


@pytest.mark.parametrize("what", SAID)
def test_what_came_of_it_just_before_everybody_hears_once(told, member, monkeypatch, what):
    """Before anybody was told, it went up in the other one."""
    gone, kept = told
    comes(gone, what)
    merge(gone, kept, member)
    mails = round_of_mail()
    assert who(mails, SAID[what]) == ["andere@b.example", "beide@b.example", "ene@b.example"]
    assert all(text.count(SAID[what]) == 1 for _address, _subject, text in mails)


@pytest.mark.parametrize("what", SAID)
def test_taken_apart_before_it_was_told_it_is_told_no_more_and_merged_anew_not_again(told, member, monkeypatch, what):
    gone, kept = told
    follows(make_follower("week@b.example"), kept, Pace.WEEKLY)
    comes(gone, what)
    comes(kept, "decision")  # of its own: it does not make the other one hold
    round_of_mail()
    at(monkeypatch, 2026, 12, 2, 10, 0)
    merge(gone, kept, member)
    assert "andere@b.example" in who(round_of_mail(), SAID[what])
    undo(member)
    at(monkeypatch, 2026, 12, 7, 10, 0)  # the day of who hears weekly
    (mail,) = [text for address, _subject, text in round_of_mail() if address == "week@b.example"]
    assert mail.count(DECISION) == 1 and ANSWER not in mail, "only what is of the question itself"
    merge(gone, kept, member)
    at(monkeypatch, 2026, 12, 8, 10, 0)
    assert round_of_mail() == []


def test_undone_at_once_nobody_hears_of_it(told, member, monkeypatch):
    gone, kept = told
    comes(gone, "decision")
    round_of_mail()
    at(monkeypatch, 2026, 12, 2, 10, 0)
    merge(gone, kept, member)
    undo(member)
    assert round_of_mail() == []


def test_of_what_not_everybody_may_read_nobody_hears(told, member, monkeypatch):
    gone, kept = told
    comes(gone, "decision")
    round_of_mail()
    at(monkeypatch, 2026, 12, 2, 10, 0)
    merge(gone, kept, member)
    operations.hold(kept, member)
    db.session.commit()
    assert round_of_mail() == []


def test_what_was_for_members_until_it_came_along_is_news_where_everybody_reads_it(told, member, monkeypatch):
    gone, kept = told
    operations.take_back(gone, member)
    comes(gone, "decision")
    round_of_mail()
    at(monkeypatch, 2026, 12, 2, 10, 0)
    merge(gone, kept, member)
    mails = round_of_mail()
    assert who(mails, DECISION) == ["andere@b.example", "beide@b.example"]
    assert not any(gone.sentence in text.replace("\n", " ") for address, _subject, text in mails if address == "andere@b.example")


def test_an_answer_that_was_not_signed_off_is_no_news_until_it_is(told, member, monkeypatch):
    gone, kept = told
    office = make_organisation(name="Gemeente Putten")
    found = save(Answer(question_id=gone.id, organisation_id=office.id, reach="whole", steps="Zo."))
    merge(gone, kept, member)
    assert round_of_mail() == []
    at(monkeypatch, 2026, 12, 2, 10, 0)
    found.signed_at, kept.status = clock.now(), QuestionStatus.ANSWERED
    kept.changes.append(QuestionChange(what="answer_signed", at=clock.now()))
    db.session.commit()
    assert who(round_of_mail(), ANSWER) == ["andere@b.example", "beide@b.example", "ene@b.example"]


def test_what_goes_on_into_a_third_is_told_there_to_who_did_not_hear_it(told, member, monkeypatch):
    gone, kept = told
    third = make_question(make_contribution(), slug="de-derde", sentence="Wie ruimt de put op?")
    follows(make_follower("derde@b.example"), third)
    comes(gone, "decision")
    round_of_mail()
    at(monkeypatch, 2026, 12, 2, 10, 0)
    merge(gone, kept, member)
    assert who(round_of_mail(), DECISION) == ["andere@b.example"]
    at(monkeypatch, 2026, 12, 3, 10, 0)
    merge(kept, third, member)
    assert who(round_of_mail(), DECISION) == ["derde@b.example"]
    assert len(db.session.scalars(select(Telling).where(Telling.mail_key != "")).all()) == 4
