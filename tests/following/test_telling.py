"""Who hears of what, when, and in how many mails: over days, weeks, summer time, standstills and wrong clocks."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.challenges.models import ChallengeStatus
from app.core import clock
from app.core.database import db
from app.core.outbox import Email, may_still_leave, note_bounce
from app.core.quiet import Quiet
from app.following import operations
from app.following.models import Happening, Pace, Telling
from app.notifications.models import Notification
from tests.factories import Dimension, make_challenge, make_contribution, make_municipality, make_question, make_user
from tests.following.made import at, follows, make_follower, make_term, round_of_mail

TUESDAY = (2026, 12, 1, 10, 0)


@pytest.fixture
def tuesday(app, monkeypatch):
    """A site on which following has begun, so what is made from now on is news."""
    at(monkeypatch, *TUESDAY)
    round_of_mail()


def named_story(**changes):
    place = make_municipality()
    return make_contribution(names_organisation=True, confirmed_at=clock.now(), organisation=place, place=place, **changes)


def test_what_was_there_before_anybody_could_follow_is_no_news(app, monkeypatch):
    at(monkeypatch, *TUESDAY)
    place = make_challenge().organisation
    follows(make_follower(), place.part)
    assert round_of_mail() == [] and round_of_mail() == []


def test_a_challenge_is_told_to_whoever_follows_its_theme_part_or_itself(tuesday):
    above = make_term(Dimension.THEME, "klimaat")
    below = make_term(Dimension.THEME, "hitte", parent_id=above.id)
    other = make_term(Dimension.THEME, "afval")
    for thing in (above, below, other, "west", "oost"):
        follows(make_follower(f"{getattr(thing, 'code', thing)}@b.example"), thing)
    challenge = make_challenge(terms=[below])
    mails = round_of_mail()
    assert [address for address, _s, _t in mails] == ["hitte@b.example", "klimaat@b.example", "west@b.example"]
    _address, subject, text = mails[0]
    assert subject == "Nieuws over wat je volgt"
    for words in (challenge.title, f"/uitdagingen/{challenge.slug}", "tot en met", "omdat je dit volgt", below.name_nl, "/volgen/stoppen/", "/volgend/"):
        assert words in text, words
    assert challenge.situation not in text and challenge.questions not in text
    assert round_of_mail() == [], "nobody hears it twice"


def test_one_mail_a_day_whatever_happens_and_however_soon(tuesday, monkeypatch):
    follower, challenge = make_follower(), make_challenge()
    follows(follower, "west"), follows(follower, challenge, Pace.DAILY)
    at(monkeypatch, 2026, 12, 1, 11, 0)
    assert len(round_of_mail()) == 1
    named_story(challenge=challenge)
    at(monkeypatch, 2026, 12, 1, 17, 0)
    assert round_of_mail() == []
    at(monkeypatch, 2026, 12, 2, 9, 0)
    (_address, _subject, text), = round_of_mail()
    assert "Een nieuw antwoord op" in text


@pytest.mark.parametrize(("pace", "moments", "told_at"), [
    (Pace.AT_ONCE, [(1, 11), (1, 17), (2, 9)], (1, 11)),
    (Pace.DAILY, [(1, 11), (1, 15), (1, 16), (2, 9)], (1, 16)),
    (Pace.WEEKLY, [(1, 11), (4, 17), (6, 17), (7, 0)], (7, 0)),
])
def test_each_pace_has_its_moment(tuesday, monkeypatch, pace, moments, told_at):
    challenge = make_challenge()
    follows(make_follower(), "west", pace)
    heard = []
    for day, hour in moments:
        at(monkeypatch, 2026, 12, day, hour, 0)
        if round_of_mail():
            heard.append((day, hour))
    assert heard == [told_at] and challenge.id


@pytest.mark.parametrize(("moment", "quiet"), [
    ((2026, 12, 1, 19, 59), False), ((2026, 12, 1, 20, 0), True), ((2026, 12, 2, 7, 59), True), ((2026, 12, 2, 8, 0), False),
    ((2026, 12, 5, 12, 0), True), ((2026, 3, 29, 3, 30), True), ((2026, 10, 25, 2, 30), True), ((2026, 10, 26, 8, 0), False), ((2027, 3, 30, 8, 0), False),
])
def test_quiet_hours_are_read_from_the_clock_on_the_wall(app, monkeypatch, moment, quiet):
    assert Quiet(20, 8, at_weekends=True).holds(at(monkeypatch, *moment)) is quiet
    assert not Quiet(8, 8, at_weekends=False).holds(at(monkeypatch, *moment))


def test_what_happens_in_quiet_hours_is_told_after_them(tuesday, monkeypatch):
    follows(make_follower(quiet_from=20, quiet_until=8, quiet_weekend=True), "west")
    at(monkeypatch, 2026, 12, 4, 20, 30)  # a Friday
    make_challenge()
    for moment in ((2026, 12, 4, 21, 0), (2026, 12, 5, 12, 0), (2026, 12, 7, 7, 50)):
        at(monkeypatch, *moment)
        assert round_of_mail() == []
    at(monkeypatch, 2026, 12, 7, 8, 0)
    assert len(round_of_mail()) == 1


def test_a_story_without_a_name_is_told_on_the_monday_of_a_next_week_and_to_all_alike(tuesday, monkeypatch):
    early, late = make_follower("vroeg@b.example"), make_follower("laat@b.example")
    follows(early, "west")
    at(monkeypatch, 2026, 12, 2, 10, 0)
    story = make_contribution(place=make_municipality(), published_at=clock.now())
    assert round_of_mail() == []
    at(monkeypatch, 2026, 12, 4, 10, 0)
    follows(late, "west")
    follows(make_follower("later@b.example"), "west", confirmed_at=clock.now() + timedelta(days=4))
    assert round_of_mail() == []
    at(monkeypatch, 2026, 12, 7, 9, 0)
    mails = round_of_mail()
    assert [address for address, _s, _t in mails] == ["laat@b.example", "vroeg@b.example"]
    assert all(story.title in text and "december" not in text for _a, _s, text in mails)


def test_a_story_that_lost_its_name_since_is_not_told_on_its_day(tuesday, monkeypatch):
    follows(make_follower(), "west", Pace.DAILY)
    story = named_story()
    assert round_of_mail() == []
    story.names_organisation = False
    db.session.commit()
    at(monkeypatch, 2026, 12, 1, 17, 0)
    assert round_of_mail() == []
    at(monkeypatch, 2026, 12, 7, 17, 0)
    assert round_of_mail() == []


def test_nobody_hears_of_their_own_story_here(tuesday):
    author = make_user()
    follows(make_follower(user=author), "west")
    follows(make_follower(), "west")
    named_story(author=author)
    assert [address for address, _s, _t in round_of_mail()] == ["volger@voorbeeld.example"]


@pytest.mark.parametrize("gone", ["held", "draft"])
def test_what_was_taken_out_of_view_before_the_mail_drops_out_and_is_not_told_later(tuesday, monkeypatch, gone):
    follows(make_follower(), "west", Pace.DAILY)
    challenge = make_challenge()
    assert round_of_mail() == []
    if gone == "held":
        challenge.held_at = clock.now()
    else:
        challenge.status = ChallengeStatus.DRAFT
    db.session.commit()
    at(monkeypatch, 2026, 12, 1, 17, 0)
    assert round_of_mail() == []
    challenge.held_at, challenge.status = None, ChallengeStatus.PUBLISHED
    db.session.commit()
    at(monkeypatch, 2026, 12, 2, 17, 0)
    assert round_of_mail() == []


def test_a_mail_that_waits_for_the_server_is_looked_at_anew_when_it_leaves(tuesday):
    follower = make_follower()
    follows(follower, "west")
    first, second = make_challenge(title="Hoe eerst?"), make_challenge(title="Hoe daarna?")
    round_of_mail()
    mail = db.session.scalars(select(Email)).one()
    assert first.title in mail.text and second.title in mail.text
    first.held_at = clock.now()
    db.session.commit()
    assert may_still_leave(mail) and first.title not in mail.text and second.title in mail.text
    second.held_at = clock.now()
    db.session.commit()
    assert not may_still_leave(mail) and mail.address == mail.text == "" and mail.failed_at


def test_after_three_weeks_of_standing_still_there_is_one_mail(tuesday, monkeypatch):
    follows(make_follower(), "west")
    for _n in range(34):
        make_challenge(closes_on=None)
    at(monkeypatch, 2026, 12, 22, 10, 0)
    (_address, subject, text), = round_of_mail()
    assert subject.startswith("Er gebeurden 34 dingen") and text.count("\n- ") == 20 and "14" in text
    at(monkeypatch, 2026, 12, 23, 10, 0)
    assert round_of_mail() == []


def test_a_clock_that_jumps_forward_and_back_sends_nothing_twice_and_goes_on(tuesday, monkeypatch):
    follows(make_follower(), "west")
    make_challenge(closes_on=None)
    assert len(round_of_mail()) == 1
    at(monkeypatch, 2027, 1, 5, 10, 0)
    make_challenge(closes_on=None, published_at=clock.now())
    assert len(round_of_mail()) == 1
    at(monkeypatch, 2026, 12, 1, 12, 0)
    make_challenge(closes_on=None, published_at=clock.now())
    assert round_of_mail() == [], "the mail of this day left before"
    at(monkeypatch, 2026, 12, 2, 12, 0)
    assert len(round_of_mail()) == 1


def test_both_changes_of_summer_time_keep_one_mail_a_day(app, monkeypatch):
    for year, month, day in ((2026, 10, 24), (2027, 3, 27)):
        start = at(monkeypatch, year, month, day, 9, 0)
        round_of_mail()
        follower = make_follower(f"{month}@b.example")
        follows(follower, "west", Pace.DAILY)
        mails = 0
        for hour in range(72):
            monkeypatch.setattr(clock, "now", lambda moment=start + timedelta(hours=hour): moment)
            if hour % 24 == 1:
                make_challenge(closes_on=None, published_at=clock.now())
            mails += len([1 for address, _s, _t in round_of_mail() if address == follower.address])
        assert mails == 3


def test_what_a_challenge_comes_to_is_told_step_by_step(tuesday, monkeypatch):
    challenge = make_challenge(closes_on=clock.today() + timedelta(days=20))
    other = make_challenge(closes_on=clock.today() + timedelta(days=20), title="Wat dan?")
    follower = make_follower()
    round_of_mail()
    follows(follower, challenge), follows(follower, other)
    heard = []
    for day in range(2, 30):
        at(monkeypatch, 2026, 12, day, 10, 0)
        if day == 25:
            challenge.status, challenge.closed_at, challenge.closing_note = ChallengeStatus.CLOSED, clock.now(), "Dit nemen we mee: geheim."
            db.session.commit()
        heard += [(day, text) for _a, _s, text in round_of_mail()]
    days = [day for day, _text in heard]
    assert days == [14, 22, 25] and "sluit binnen een week" in heard[0][1] and "datum" in heard[1][1] and "afgesloten" in heard[2][1]
    assert not any("geheim" in text for _day, text in heard)


def test_a_question_that_is_published_is_told_once_however_often_it_is_taken_back(tuesday, monkeypatch):
    from app.stocktaking.models import QuestionChange  # noqa: PLC0415

    question = make_question(named_story(terms=[make_term(Dimension.THEME, "water")]))
    follows(make_follower(), make_term(Dimension.THEME, "anders"))
    follows(make_follower("q@b.example"), question)
    for day in (2, 3):
        at(monkeypatch, 2026, 12, day, 10, 0)
        question.changes.append(QuestionChange(what="published", at=clock.now()))
        db.session.commit()
        mails = round_of_mail()
        assert len(mails) == (day == 2)
        assert all(question.sentence in text for _a, _s, text in mails)


def test_an_account_finds_a_link_in_its_inbox_also_when_mail_comes_back(tuesday):
    user = make_user()
    follows(make_follower(user=user), "west")
    challenge = make_challenge()
    note_bounce(user.email)
    assert round_of_mail() == []
    message = db.session.scalars(select(Notification)).one()
    assert message.path == "/mijn/volgend" and challenge.title not in message.subject + message.text


def test_after_a_restore_nothing_of_before_is_told_again(tuesday, monkeypatch):
    follows(make_follower(), "west", Pace.DAILY)
    make_challenge()
    assert round_of_mail() == []
    make_challenge()
    operations.pass_over()
    db.session.commit()
    at(monkeypatch, 2026, 12, 1, 17, 0)
    assert round_of_mail() == []
    make_challenge()
    at(monkeypatch, 2026, 12, 2, 17, 0)
    assert len(round_of_mail()) == 1


def test_a_round_that_is_killed_loses_nothing_and_says_nothing_twice(tuesday, monkeypatch):
    for n in range(3):
        follows(make_follower(f"{n}@b.example"), "west")
    make_challenge()
    from app.following.operations import telling  # noqa: PLC0415

    monkeypatch.setattr(telling, "AT_A_TIME", 1)
    whole, done = telling.messages.digest, []

    def dies(follower, *rest):
        if len(done) == 1 and len(rest):
            done.append("died")
            raise KeyboardInterrupt
        done.append(follower.id)
        return whole(follower, *rest)

    monkeypatch.setattr(telling.messages, "digest", dies)
    with pytest.raises(KeyboardInterrupt):
        round_of_mail()
    db.session.rollback()
    assert len(db.session.scalars(select(Email)).all()) == 1
    round_of_mail()
    assert sorted(mail.address for mail in db.session.scalars(select(Email))) == ["0@b.example", "1@b.example", "2@b.example"]
    assert db.session.scalar(select(func.count()).select_from(Telling).where(Telling.told_at.is_(None))) == 0
    assert db.session.scalar(select(func.count()).select_from(Happening)) == 2
