"""A telephone number for the hosts of a challenge: who sees it, and when it is gone."""

import json
import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import Audience, HostPhone, ViewOfHidden
from app.contributions.models.contact import tomorrow
from app.contributions.operations import host_phone
from app.core import clock
from app.core.clock import AMSTERDAM, today
from app.core.database import db
from app.core.errors import Refusal
from tests.contributions import talking
from tests.contributions.followed import fresh
from tests.factories import make_challenge, make_user

CODE, NUMBER = "A" * 26, "010 555 01 29"


def kept():
    return [found.phone for found in db.session.query(HostPhone)]


@pytest.fixture
def story(app):
    return talking.answer_to(code=CODE)


def leave(client, number=NUMBER):
    return client.post(f"/volg/{CODE}/gastgemeente/bellen", data={"phone": number})


def test_only_the_hosts_see_it_and_it_is_sealed(app, client, sign_in, story):
    assert leave(client).status_code == 303 and kept() == [NUMBER]
    assert NUMBER in client.get(f"/volg/{CODE}").text
    assert "555" not in db.session.scalar(text("SELECT phone FROM host_phone"))
    page = f"/bijdragen/{story.public_id}/gesprek"
    host, other = app.test_client(), app.test_client()
    sign_in(talking.host_of(story), host)
    sign_in(make_user(Role.HOST), other)
    talking.number_of_before()
    assert NUMBER not in host.get(page).text and host.post(f"{page}/nummer").status_code == 303
    assert NUMBER in host.get(page).text
    assert other.get(page).status_code == 404 and NUMBER not in other.get(f"/bijdragen/{story.public_id}").text
    assert other.post(f"{page}/nummer").status_code == 404


def test_a_look_is_a_deed_that_its_contributor_reads_once_a_day(app, client, sign_in, story):
    leave(client)
    talking.number_of_before()
    host, page = app.test_client(), f"/bijdragen/{story.public_id}/gesprek"
    sign_in(talking.host_of(story), host)
    told = f"Een gastheer van {story.challenge.organisation.name} vroeg je telefoonnummer op"
    assert "Toon het nummer" in host.get(page).text and told not in client.get(f"/volg/{CODE}").text
    for _press in range(2):
        host.post(f"{page}/nummer")
    own = client.get(f"/volg/{CODE}").text
    assert own.count(told) == 1 and talking.host_of(story).name not in own
    (look,) = (row for row in json.loads(client.get(f"/volg/{CODE}/gegevens").text)["looked"] if row["by_role"] == "host")
    assert look["at_the_number_for"] == story.challenge.organisation.name
    db.session.query(ViewOfHidden).filter_by(role="host").one().at -= timedelta(days=1)
    talking.conversation(story).allowed_at -= timedelta(days=1)
    db.session.commit()
    assert NUMBER not in host.get(page).text, "the next day it is a look of its own"
    host.post(f"{page}/nummer")
    assert client.get(f"/volg/{CODE}").text.count(told) == 2
    leave(client, "")
    assert host.post(f"{page}/nummer").status_code == 409 and NUMBER not in host.get(page).text
    talking.number_of_before()
    assert host.post(f"{page}/nummer").status_code == 409 and "Toon het nummer" not in host.get(page).text


def test_another_number_is_a_look_of_its_own(app, client, sign_in, story):
    leave(client)
    talking.number_of_before()
    host, page = app.test_client(), f"/bijdragen/{story.public_id}/gesprek"
    sign_in(talking.host_of(story), host)
    host.post(f"{page}/nummer")
    leave(client)
    assert NUMBER in host.get(page).text, "the same number again changes nothing"
    leave(client, "010 555 01 30")
    shown = host.get(page).text
    assert "555 01" not in shown and "Toon het nummer" in shown, "that they may call stays in view"
    late = host.post(f"{page}/nummer")
    assert late.status_code == 409 and "Kijk morgen of je mag bellen" in late.text and "555 01" not in late.text
    assert "555 01" not in host.get(page).text
    for look in db.session.query(ViewOfHidden).filter_by(role="host"):
        look.at -= timedelta(days=1)
    talking.number_of_before()
    assert "555 01 30" not in host.get(page).text
    host.post(f"{page}/nummer")
    assert "555 01 30" in host.get(page).text and db.session.query(ViewOfHidden).filter_by(role="host").count() == 3


def test_who_hears_that_there_is_another_number_leaves_a_trace(app, client, sign_in, story):
    """Else a host presses on every story, and learns which contributors changed their number today."""
    leave(client)
    talking.number_of_before()
    host, page = app.test_client(), f"/bijdragen/{story.public_id}/gesprek"
    sign_in(talking.host_of(story), host)
    leave(client, "010 555 01 30")
    asked = f"Een gastheer van {story.challenge.organisation.name} vroeg je telefoonnummer op"
    assert asked not in client.get(f"/volg/{CODE}").text
    for _press in range(2):
        assert "De inzender leest dat je het nu opvroeg" in host.post(f"{page}/nummer").text
    assert db.session.query(ViewOfHidden).filter_by(role="host").count() == 1, "once a day, also when it is refused"
    assert client.get(f"/volg/{CODE}").text.count(asked) == 1


def test_two_of_one_minute_do_not_show_at_once_and_their_contributors_see_them(app, client, sign_in, story):
    """Else whoever looks every minute sees that two stories got a number together: one contributor."""
    second = talking.answer_to(challenge=story.challenge, code="B" * 26)
    host, answers = app.test_client(), f"/uitdagingen/{story.challenge.slug}/antwoorden"
    sign_in(talking.host_of(story), host)
    pages = [answers, *(f"/bijdragen/{one.public_id}/gesprek" for one in (story, second))]
    before = [without_tokens(host.get(page).text) for page in pages]
    for code in (CODE, "B" * 26):
        client.post(f"/volg/{code}/gastgemeente/bellen", data={"phone": NUMBER})
        own = client.get(f"/volg/{code}").text
        assert NUMBER in own and "gastheren op zijn vroegst vanaf morgen" in own
    assert [without_tokens(host.get(page).text) for page in pages] == before
    assert all(host.post(f"{page}/nummer").status_code == 409 for page in pages[1:])
    talking.number_of_before()
    assert host.get(answers).text.count("Je mag bellen") == 2
    assert all("Toon het nummer" in host.get(page).text for page in pages[1:])
    assert "op zijn vroegst" not in client.get(f"/volg/{CODE}").text


def without_tokens(page):
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page)


@pytest.mark.parametrize(("hour", "shown"), [("2026-10-24T23:59", False), ("2026-10-25T00:01", True)])
def test_it_shows_from_midnight_here_also_where_the_clock_goes_back(app, client, sign_in, story, monkeypatch, hour, shown):
    given = datetime(2026, 10, 24, 0, 30, tzinfo=AMSTERDAM)
    monkeypatch.setattr(clock, "now", lambda: given)
    phone = HostPhone(contribution_id=story.id, phone=NUMBER, given_at=given, offered_from=tomorrow())
    moment = datetime.fromisoformat(hour).replace(tzinfo=AMSTERDAM)
    monkeypatch.setattr(clock, "now", lambda: moment)
    assert (phone.is_offered, phone.is_in_view) == (shown, shown)


def test_of_a_text_for_members_no_host_sees_it(client, sign_in, story):
    leave(client)
    operations.make_stricter(fresh(story), members_only=True, without_name=False, remove_more=False)
    db.session.commit()
    host = talking.host_of(story)
    sign_in(host)
    assert client.get(f"/bijdragen/{story.public_id}/gesprek").status_code == 404


def test_it_is_emptied_stopped_and_withdrawn(client, story):
    for deed in (lambda: leave(client, ""), lambda: client.post(f"/volg/{CODE}/gastgemeente", data={}), lambda: operations.withdraw(fresh(story))):
        operations.let_host_ask(fresh(story))
        host_phone.let_host_call(fresh(story), NUMBER)
        db.session.commit()
        deed()
        db.session.commit()
        assert kept() == []


def test_without_leave_to_ask_there_is_none_to_call(app):
    story = talking.answer_to(allowed=False)
    with pytest.raises(Refusal):
        host_phone.let_host_call(story, NUMBER)


@pytest.mark.parametrize("typed", ["bel mij", "12345", "0" * 30, "٠١٠١٢٣٤٥٦٧", "010-<b>1234567"])
def test_what_is_no_number_comes_back(client, story, typed):
    answer = leave(client, typed)
    assert answer.status_code == 422 and "Schrijf een telefoonnummer" in answer.text and kept() == []


@pytest.mark.parametrize("closed", ["by its host", "by its day"])
def test_it_goes_ninety_days_after_the_challenge_closed(app, monkeypatch, closed):
    asking = make_challenge(closes_on=today() if closed == "by its day" else None)
    story = talking.answer_to(challenge=asking, audience=Audience.PUBLIC)
    host_phone.let_host_call(story, NUMBER)
    if closed == "by its host":
        asking.closed_at = clock.now()
    db.session.commit()
    began = clock.now()
    for days, left in ((90, [NUMBER]), (91, [])):
        monkeypatch.setattr(clock, "now", lambda days=days: began + timedelta(days=days))
        host_phone.forget_host_phones()
        db.session.commit()
        assert kept() == left
    assert isinstance(began, datetime)


def test_of_a_challenge_that_is_gone_the_line_names_nobody(app, client, sign_in, story):
    leave(client)
    talking.number_of_before()
    host_phone.look(fresh(story), by=talking.host_of(story))
    operations.stop_host(fresh(story))
    fresh(story).challenge_id = None
    db.session.commit()
    assert "Een gastheer van de uitdaging vroeg je telefoonnummer op" in client.get(f"/volg/{CODE}").text
