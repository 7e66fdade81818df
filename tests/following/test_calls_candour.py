"""Putting something out tells nobody of stories, drafts or follows that they may not see: worlds that differ in those."""

import pytest
from flask import g
from sqlalchemy import select, update

from app.accounts.models import Role, UserSession
from app.challenges.models import Challenge, ChallengeHost
from app.core import clock
from app.core.database import db
from app.stocktaking.models import Evidence, Question
from tests.candour.normal import begin_anew, received
from tests.candour.test_whole_url_map import OTHERWISE, USUAL, WITHOUT_MORE
from tests.databases import ONCE
from tests.factories import Dimension, make_contribution, make_organisation, make_user, save, term
from tests.following.made import ASKED, at, follows, make_follower, round_of_mail
from tests.following.test_candour import SECRET
from tests.test_candour import build

CHALLENGE, QUESTION, EMPTY = "/uitdagingen/de-uitdaging/oproep", "/vraagstukken/wie-beslist/oproep", "/werkbank/gaten/thema:deelmobiliteit/oproep"

SEEN = ("challenge@b.example", "question@b.example", "theme@b.example")  # what they receive is compared


def known(role, email, office):
    return make_user(role, office, email=email, public_id=email[0] * 26, given_name="Kim")


def people_who_follow(world):
    """Some that everybody may suppose; and others of whom nobody may learn whether they are there."""
    challenge = db.session.scalars(select(Challenge).where(Challenge.slug == "de-uitdaging")).one()
    things = {"challenge": challenge, "question": db.session.scalars(select(Question)).one(), "theme": term(Dimension.THEME, "deelmobiliteit")}
    for name, thing in things.items():
        follows(make_follower(f"{name}@b.example"), thing)
        for number in range(world["more"]):
            follows(make_follower(f"{name}-{number}-asks-nothing@b.example", takes_calls=False), thing)
            follows(make_follower(f"{name}-{number}-never-confirmed@b.example"), thing, confirmed_at=None)
    if world["author"]:
        follows(make_follower("rol@b.example", works_as=term(Dimension.ROLE).code), challenge)
    return challenge


class Looking:
    """Everybody who puts things out or looks on, each in a browser of their own, and what they receive."""

    def __init__(self, app, sign_in, people, paths):
        self.sign_in, self.people, self.paths = sign_in, people, paths
        self.browsers = {name: app.test_client() for name in paths}
        self.role = term(Dimension.ROLE).code
        self.met = {name: [] for name in paths}

    def all_sign_in(self):
        for name, somebody in self.people.items():
            self.sign_in(somebody, self.browsers[name])
        db.session.execute(update(UserSession).values(seen_at=clock.now()))
        db.session.commit()

    def ask(self, how, more="", **sent):
        for name, browser in self.browsers.items():
            for path in self.paths[name]:
                g.pop("csrf_token", None)  # a real request begins with none
                self.met[name].append(received(getattr(browser, how)(path + more, **sent)))

    def look(self):
        self.ask("get")
        self.ask("get", f"?rol={self.role}")

    def press(self, **form):
        self.ask("post", data=form)


def met_in(world, reader, app, sign_in, monkeypatch):
    """What each of them receives who puts things out, looks on, or follows."""
    at(monkeypatch, 2026, 12, 1, 10, 0)
    begin_anew()
    round_of_mail()
    office = make_organisation(name="Bureau Kijk", slug="bureau-kijk")
    people = {"member": known(Role.MEMBER, "member@k.example", office), "host": known(Role.HOST, "host@k.example", office)}
    build(world, reader)
    db.session.execute(update(Evidence).values(added_at=clock.now()))  # which asks the clock of the system
    save(ChallengeHost(challenge_id=people_who_follow(world).id, user_id=people["host"].id))
    spots = [EMPTY]
    if reader is Role.MEMBER:  # of what lies here without a member being allowed to see it
        spots.append(f"/werkbank/gaten/thema:ondergrond/hefboom:{term(Dimension.LEVER).slug}/oproep")
    paths = {"member": [QUESTION, *spots], "host": [CHALLENGE], "visitor": [CHALLENGE, QUESTION, *spots]}
    looking = Looking(app, sign_in, people, paths)
    looking.all_sign_in()
    looking.look()
    looking.press(action="tel")
    looking.press(rol=looking.role)  # reaches one or nobody
    mails = round_of_mail()
    looking.press()  # it went out this month
    looking.look()
    at(monkeypatch, 2026, 12, 7, 10, 0)  # what was quoted that week is told before more of it comes into view
    mails += round_of_mail()
    at(monkeypatch, 2027, 1, 8, 10, 0)  # a new month, in which the challenge is over
    looking.all_sign_in()
    looking.press(thema="deelmobiliteit")
    mails += round_of_mail()
    assert not [address for address, _subject, text in mails if ASKED in text and address not in (*SEEN, "rol@b.example")]
    return looking.met | {"followers": [SECRET.sub("", " ".join(mail)) for mail in mails if mail[0] in SEEN]}


@pytest.mark.parametrize("reader", [pytest.param(None, id="visitor", marks=ONCE), pytest.param(Role.MEMBER, id="member")])
def test_what_a_call_shows_does_not_differ_by_what_is_hidden(app, sign_in, monkeypatch, reader):
    monkeypatch.setattr("tests.pages.inspect_page", lambda *_page: None)  # done by other tests
    usual = met_in(USUAL, reader, app, sign_in, monkeypatch)
    statuses = [status for name in ("member", "host") for status, *_rest in usual[name]]
    assert {200, 303, 409, 403} == set(statuses) and not {200, 303} & {status for status, *_rest in usual["visitor"]}
    assert sum(ASKED in mail for mail in usual["followers"]) >= 2
    for hidden in (OTHERWISE, WITHOUT_MORE):
        other = met_in(hidden, reader, app, sign_in, monkeypatch)
        assert [name for name in usual if usual[name] != other[name]] == []


@ONCE
def test_the_comparison_can_fail(app, sign_in, monkeypatch):
    monkeypatch.setattr("tests.pages.inspect_page", lambda *_page: None)
    usual = met_in(USUAL, Role.MEMBER, app, sign_in, monkeypatch)
    monkeypatch.setattr("tests.test_candour.hide", lambda *_hidden: make_contribution(title="Een openbaar verhaal", terms=[term(Dimension.THEME, "deelmobiliteit")]))
    other = met_in(USUAL, Role.MEMBER, app, sign_in, monkeypatch)
    assert [name for name in usual if usual[name] != other[name]] == ["member", "followers"]
