"""Putting something out to people who follow it: to whom, how often, and what whoever asks learns of them."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.following.models import Call, Follower, Happening, Pace, Telling, What
from app.following.operations import calling
from app.following.operations.calling import Put
from app.following.permissions import may_put_out
from app.schedule import run
from app.taxonomy.models import Dimension
from tests.factories import make_challenge, make_contribution, make_municipality, make_question, make_user, term
from tests.following.made import ASKED, asked, at, follows, make_follower, make_term, put_out_by, round_of_mail


@pytest.fixture(autouse=True)
def begun(app):
    round_of_mail()  # what was there before is no news


@pytest.fixture
def challenge(app):
    town = make_municipality(name="Ede")
    made = make_challenge(slug="de-uitdaging", title="Waar is schaduw?", organisation=town, closes_on=date(2030, 1, 1))
    round_of_mail()
    return made


def test_who_follows_it_is_asked_with_its_title_and_no_more(challenge):
    follows(make_follower("volger@a.example"), challenge)
    follows(make_follower("ander@a.example"), make_challenge(slug="anders"))
    calling.put_out(Put(challenge=challenge), by=challenge.hosts[0].user)
    db.session.commit()
    ((address, _subject, text),) = (mail for mail in round_of_mail() if ASKED in mail[2])
    assert address == "volger@a.example" and ASKED in text and "Waar is schaduw?" in text
    assert challenge.hosts[0].user.name not in text and asked() == []


@pytest.mark.parametrize(("who", "hears"), [
    ({}, True), ({"takes_calls": False}, False), ({"works_as": "beheerder"}, True), ({"works_as": "ontwerper"}, False), ({"works_at": "water_board"}, False),
])
def test_only_who_takes_it_in_these_roles(challenge, who, hears):
    follows(make_follower("volger@a.example", **({"works_as": "beheerder", "works_at": "municipality"} | who)), challenge)
    put = Put(challenge=challenge, roles=("beheerder",), kinds=("municipality",))
    assert calling.number_reached(put) == int(hears)
    calling.put_out(put, by=challenge.hosts[0].user)
    db.session.commit()
    assert asked() == (["volger@a.example"] if hears else [])


def test_one_person_is_asked_once_in_thirty_days(monkeypatch, challenge):
    at(monkeypatch, 2027, 3, 10, 17)
    other = make_challenge(slug="de-tweede", organisation=challenge.organisation, closes_on=date(2030, 1, 1))
    follower = make_follower("volger@a.example")
    for thing in (challenge, other):
        follows(follower, thing)
    round_of_mail()
    host = challenge.hosts[0].user
    calling.put_out(Put(challenge=challenge), by=host)
    db.session.commit()
    at(monkeypatch, 2027, 3, 11, 17)
    assert asked() == ["volger@a.example"]
    calling.put_out(Put(challenge=other), by=host)
    db.session.commit()
    at(monkeypatch, 2027, 3, 12, 17)
    assert calling.number_reached(Put(challenge=other)) == 0 and asked() == []
    at(monkeypatch, 2027, 4, 11, 17)
    calling.put_out(Put(challenge=other), by=host)
    db.session.commit()
    assert asked() == ["volger@a.example"], "a new month, and thirty days later"


def test_who_follows_a_theme_or_a_part_of_the_country_hears_of_an_empty_place(app):
    theme = make_term(Dimension.THEME, "bomen")
    follows(make_follower("thema@a.example"), theme)
    follows(make_follower("deel@a.example"), "west")
    put = Put(sides=("thema:bomen", "landsdeel:westen"), themes=("bomen",))
    assert calling.number_reached(put) == 2
    calling.put_out(put, by=make_user(Role.MEMBER))
    db.session.commit()
    mails = round_of_mail()
    assert [address for address, _subject, _text in mails] == ["deel@a.example", "thema@a.example"]
    assert all("Thema bomen" in text and "/deel?over=thema%3Abomen" in text for _address, _subject, text in mails)


def test_a_term_that_is_gone_is_asked_of_nobody(app):
    follows(make_follower("deel@a.example"), "west")
    put_out_by(make_user(Role.MEMBER), sides=["thema:verdwenen", "landsdeel:westen"])
    assert asked() == []


def test_what_closes_or_goes_out_of_view_meanwhile_is_asked_of_nobody(challenge):
    follows(make_follower("volger@a.example"), challenge)
    calling.put_out(Put(challenge=challenge), by=challenge.hosts[0].user)
    challenge.held_at = clock.now()
    db.session.commit()
    assert asked() == []


def test_once_a_month_and_five_by_one_person(challenge):
    host = challenge.hosts[0].user
    calling.put_out(Put(challenge=challenge), by=host)
    with pytest.raises(Refusal, match="deze maand al"):
        calling.put_out(Put(challenge=challenge, roles=("beheerder",)), by=make_user(Role.HOST))
    for number in range(4):
        put_out_by(host, mark=f"call:x{number}")
    with pytest.raises(Refusal, match="al vijf"):
        calling.put_out(Put(challenge=make_challenge(slug="nog-een")), by=host)


def test_who_may(challenge):
    host, member, editor = challenge.hosts[0].user, make_user(Role.MEMBER), make_user(Role.EDITOR)
    question = make_question(slug="vraag", is_public=True)
    members_only = make_question(slug="eigen", is_public=False)
    assert [may_put_out(who, challenge) for who in (host, member, editor)] == [True, False, False]
    for thing, may in ((None, True), (question, True), (members_only, False)):
        assert [may_put_out(who, thing) for who in (host, member, editor)] == [False, may, False]


def test_an_empty_place_goes_by_the_words_of_whoever_is_asked(client, sign_in):
    theme, member = make_term(Dimension.THEME, "bomen"), make_user(Role.MEMBER, language="en")
    for number, spoken in enumerate(("nl", "en")):
        follows(make_follower(f"{number}@a.example", spoken=spoken), theme)
    follows(make_follower(user=member), theme)
    calling.put_out(Put(sides=("thema:bomen",), themes=("bomen",)), by=member)
    db.session.commit()
    texts = {address: text for address, _subject, text in round_of_mail()}
    assert "Thema bomen" in texts["0@a.example"] and "Theme bomen" not in texts["0@a.example"]
    for address in ("1@a.example", member.email):
        assert "Did you live through" in texts[address] or "did you live through" in texts[address]
        assert "Theme bomen" in texts[address] and "Thema bomen" not in texts[address]
    sign_in(member)
    assert "lang=\"en\">Theme bomen</a>" in client.get("/en/mijn/volgend").text


def test_the_page_counts_roughly_and_puts_it_out(client, sign_in, challenge):
    sign_in(challenge.hosts[0].user)
    path = "/uitdagingen/de-uitdaging/oproep"
    for number in range(4):
        follows(make_follower(f"v{number}@a.example"), challenge)
    assert "Weinig of geen mensen" in client.get(path).text
    for number in range(4, 14):
        follows(make_follower(f"v{number}@a.example"), challenge)
    page = client.get(path)
    assert re.search("Ongeveer (5|10) mensen", page.text) and "v1@a.example" not in page.text
    role = term(Dimension.ROLE).code
    counted = client.post(path, data={"rol": role, "action": "tel"})
    assert counted.status_code == 303 and f"rol={role}" in counted.location and "Weinig of geen" in client.get(counted.location).text
    assert db.session.scalar(select(Call)) is None, "counting puts nothing out"
    assert client.post(path, data={"rol": "verzonnen"}).status_code == 422
    for _press in range(2):
        assert client.post(path).location == "/uitdagingen/de-uitdaging"
    assert len(asked()) == 14
    assert client.post(path).status_code == 409, "it went out this month"


@pytest.mark.parametrize("path", ["/vraagstukken/vraag/oproep", "/werkbank/gaten/thema:ondergrond/oproep", "/werkbank/gaten/thema:ondergrond/fase:ontwerp/oproep"])
def test_members_put_out_questions_and_empty_places(client, sign_in, path):
    make_question(slug="vraag", is_public=True)
    member = make_user(Role.MEMBER)
    sign_in(member)
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 303
    assert db.session.scalar(select(Call)).by_id == member.id


def test_somebody_says_what_they_may_be_asked(client, sign_in, challenge):
    user = make_user()
    follower = make_follower(user=user)
    follows(follower, challenge)
    sign_in(user)
    assert "Mogen we je iets vragen?" in client.get("/mijn/volgend").text
    role = term(Dimension.ROLE).code
    hours = {"still_from": "20", "still_until": "8", "all_of_it": ""}
    client.post("/mijn/volgend/instellen", data=hours | {"own_role": role})
    found = db.session.scalar(select(Follower))
    assert (found.takes_calls, found.works_as, found.works_at) == (False, role, "")
    assert client.post("/mijn/volgend/instellen", data=hours | {"own_role": "verzonnen"}).status_code == 422


def test_calls_are_forgotten_with_what_was_told(monkeypatch, challenge):
    follows(make_follower("volger@a.example"), challenge)
    calling.put_out(Put(challenge=challenge), by=challenge.hosts[0].user)
    db.session.commit()
    assert asked() == ["volger@a.example"]
    at(monkeypatch, 2029, 6, 1, 12)
    run("forget-told")
    assert db.session.scalar(select(Call)) is None
    assert db.session.scalar(select(Happening).where(Happening.what == What.CALL)) is None
    assert db.session.scalar(select(Telling)) is None


def test_what_is_untapped_stays_so(client, sign_in, challenge):
    challenge.terms = [term(Dimension.THEME, "ondergrond")]
    db.session.commit()
    sign_in(challenge.hosts[0].user)
    path = "/uitdagingen/de-uitdaging/oproep"
    ticked = 'value="ondergrond" id="thema-[0-9]+" checked'
    assert re.search(ticked, client.get(path).text), "its own themes are tapped beforehand"
    counted = client.post(path, data={"action": "tel"})
    assert not re.search(ticked, client.get(counted.location).text)


def test_a_no_holds_for_a_call_that_waits_already(monkeypatch, challenge):
    follower = make_follower("volger@a.example")
    follows(follower, challenge, pace=Pace.WEEKLY)
    calling.put_out(Put(challenge=challenge), by=challenge.hosts[0].user)
    db.session.commit()
    assert asked() == []
    follower.takes_calls = False
    db.session.commit()
    at(monkeypatch, 2027, 3, 8, 12)
    assert asked() == []


def test_until_people_were_asked_whoever_put_it_out_changes_whom(challenge):
    host = challenge.hosts[0].user
    follows(make_follower("volger@a.example", works_as="beheerder"), challenge)
    for roles in (("ontwerper",), ("beheerder",)):
        calling.put_out(Put(challenge=challenge, roles=roles), by=host)
    db.session.commit()
    assert asked() == ["volger@a.example"]


def test_where_something_lies_there_is_no_gap_to_put_out(client, sign_in):
    make_contribution(terms=[term(Dimension.THEME, "ondergrond")])
    sign_in(make_user(Role.MEMBER))
    assert client.get("/werkbank/gaten/thema:ondergrond/oproep").status_code == 409
