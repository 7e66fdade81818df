"""No mail, subject or inbox of who follows something differs by what its reader may not see; two workers tell it once."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import schedule
from app.accounts.models import Role
from app.challenges.models import Challenge
from app.core import clock
from app.core.database import db
from app.core.outbox import Email
from app.following.models import Pace, Telling
from app.notifications.models import Notification
from app.stocktaking.models import Question
from tests.at_once import at_once
from tests.candour.normal import begin_anew
from tests.candour.test_whole_url_map import OTHERWISE, USUAL, WITHOUT_MORE
from tests.factories import Dimension, make_challenge, make_contribution, make_user, term
from tests.following.made import at, follows, make_follower, round_of_mail
from tests.test_candour import build

SECRET = re.compile(r"/(volgend|volgen/stoppen)/[0-9a-f]{40}")  # of each follower their own
DAYS = 8  # a hidden text of the worlds comes into view on the ninth
PACES = {"at-once": Pace.AT_ONCE, "daily": Pace.DAILY, "weekly": Pace.WEEKLY}


def heard_in(world, monkeypatch):
    """Everything that followers of everything hear in a week and a day, by day and hour."""
    start = at(monkeypatch, 2026, 12, 1, 10, 0)
    begin_anew()
    round_of_mail()
    build(world, None)
    things = {
        "challenge": db.session.scalars(select(Challenge).where(Challenge.slug == "de-uitdaging")).one(),
        "question": db.session.scalars(select(Question)).one(),
        "theme": term(Dimension.THEME, "ondergrond"), "part": "west",
    }
    for name, thing in things.items():
        for pace_name, pace in PACES.items():
            follows(make_follower(f"{name}-{pace_name}@b.example"), thing, pace)
    somebody = make_follower(user=make_user(Role.MEMBER, email="lid@b.example"))
    for thing in things.values():
        follows(somebody, thing)
    heard = {}
    for hours in range(0, DAYS * 24, 6):
        moment = start + timedelta(hours=hours)
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        heard[hours] = [tuple(SECRET.sub(r"/\1/…", part) for part in mail) for mail in round_of_mail()]
    inbox = db.session.scalars(select(Notification).order_by(Notification.id)).all()
    heard["inbox"] = [(one.subject, one.text, SECRET.sub(r"/\1/…", one.path)) for one in inbox]
    return heard


@pytest.mark.parametrize("hidden", [OTHERWISE, WITHOUT_MORE], ids=["otherwise", "without more"])
def test_what_followers_hear_does_not_differ_by_what_is_hidden(app, monkeypatch, hidden):
    usual = heard_in(USUAL, monkeypatch)
    told = " ".join(text for hours, mails in usual.items() if hours != "inbox" for _address, _subject, text in mails)
    assert "Waar leg je een put?" in told and "De put van straat 0" in told and usual["inbox"], "they do hear something"
    assert "geheim" not in told
    other = heard_in(hidden, monkeypatch)
    assert [hours for hours in usual if usual[hours] != other[hours]] == []


def test_the_comparison_can_fail(app, monkeypatch):
    usual = heard_in(USUAL, monkeypatch)
    monkeypatch.setattr("tests.test_candour.hide", lambda *_hidden: make_contribution(title="Een openbaar verhaal", terms=[term(Dimension.THEME, "ondergrond")]))
    other = heard_in(USUAL, monkeypatch)
    assert [hours for hours in usual if usual[hours] != other[hours]]


def test_two_workers_at_once_tell_each_follower_once(app, monkeypatch):
    at(monkeypatch, 2026, 12, 1, 10, 0)
    round_of_mail()
    for number in range(20):
        follows(make_follower(f"{number}@b.example"), "west")
    make_challenge()
    at_once(app, *[lambda: schedule.run("tell-followers")] * 3)
    schedule.run("tell-followers")  # who lost leaves it to a next round
    addresses = db.session.scalars(select(Email.address)).all()
    assert sorted(addresses) == sorted(f"{number}@b.example" for number in range(20))
    assert db.session.scalar(select(func.count()).select_from(Telling).where(Telling.told_at.is_(None))) == 0
