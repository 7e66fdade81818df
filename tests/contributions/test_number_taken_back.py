"""A number that is taken back is gone at once, and the moment at which it went shows nowhere."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app.contributions import operations
from app.contributions.models import HostPhone, ViewOfHidden
from app.contributions.operations import host_phone
from app.contributions.queries.host_phone import is_offered_now
from app.core.clock import now, today
from app.core.database import db
from app.core.destruction import Destruction
from tests.contributions import talking
from tests.contributions.followed import fresh
from tests.factories import make_challenge

CODES, NUMBER, OTHER = ("A" * 26, "B" * 26), "010 555 01 29", "010 555 01 30"
TOLD = "Je haalde je nummer weg, en niemand kan het nog zien."
MAY_CALL = "Je mag bellen"


@pytest.fixture
def stories(app, client):
    """Two answers of which hosts see since today that they may call."""
    challenge = make_challenge()
    made = [talking.answer_to(challenge, code=code) for code in CODES]
    for code in CODES:
        leave(client, code, NUMBER)
    talking.number_of_before()
    return made


@pytest.fixture
def host(app, stories, sign_in):
    browser = app.test_client()
    sign_in(talking.host_of(stories[0]), browser)
    return browser


def leave(client, code, number):
    assert client.post(f"/volg/{code}/gastgemeente/bellen", data={"phone": number}).status_code == 303


def talk_about(story):
    return f"/bijdragen/{story.public_id}/gesprek"


def answers_of(stories):
    return f"/uitdagingen/{stories[0].challenge.slug}/antwoorden"


def seen_by(browser, stories):
    pages = [answers_of(stories), *(path for one in stories for path in (talk_about(one), f"/bijdragen/{one.public_id}"))]
    return [re.sub(r'name="csrf_token" value="[^"]*"', "", browser.get(page).text) for page in pages]


def kept():
    return [found.phone for found in db.session.query(HostPhone)]


def test_two_that_go_in_one_minute_leave_the_pages_of_hosts_as_they_were(client, stories, host):
    before = seen_by(host, stories)
    assert before[0].count(MAY_CALL) == 2
    for code in CODES:
        leave(client, code, "")
        assert TOLD in client.get(f"/volg/{code}").text and NUMBER not in client.get(f"/volg/{code}").text
    assert db.session.scalars(text("SELECT phone FROM host_phone")).all() == ["", ""], "the number itself is gone"
    assert seen_by(host, stories) == before
    talking.number_of_before()  # midnight came, and the night's work did not yet
    after = seen_by(host, stories)
    assert MAY_CALL not in after[0] and all("Toon het nummer" not in page for page in after)
    assert TOLD not in client.get(f"/volg/{CODES[0]}").text
    assert "haalde het nummer weg" in host.post(f"{talk_about(stories[0])}/nummer").text


def test_who_asks_for_it_reads_what_fits_a_number_that_changed_and_leaves_a_trace(client, stories, host):
    leave(client, CODES[0], "")
    leave(client, CODES[1], OTHER)
    answers = [host.post(f"{talk_about(story)}/nummer") for story in stories]
    assert [answer.status_code for answer in answers] == [409, 409]
    pages = {re.sub(r"[0-9a-z]{26}", "", answer.text) for answer in answers}
    assert len(pages) == 1 and "Kijk morgen of je mag bellen" in pages.pop()
    asked = f"Een gastheer van {stories[0].challenge.organisation.name} vroeg je telefoonnummer op"
    assert all(asked in client.get(f"/volg/{code}").text for code in CODES)


def test_who_looked_today_sees_it_no_more(client, stories, host):
    page = talk_about(stories[0])
    host.post(f"{page}/nummer")
    assert NUMBER in host.get(page).text
    leave(client, CODES[0], "")
    assert NUMBER not in host.get(page).text and "Toon het nummer" in host.get(page).text
    assert db.session.query(ViewOfHidden).filter_by(role="host").count() == 1


def test_what_hosts_never_saw_leaves_nothing(client, app):
    story = talking.answer_to(code=CODES[0])
    leave(client, CODES[0], NUMBER)
    leave(client, CODES[0], "")
    assert kept() == [] and TOLD not in client.get(f"/volg/{CODES[0]}").text
    assert not fresh(story).steps


SEALED = "gAAAAAsealed-with-a-key-that-is-lost"


def lose_the_key():
    db.session.execute(text("UPDATE host_phone SET phone = :sealed"), {"sealed": SEALED})
    db.session.commit()


@pytest.mark.parametrize("changed", [False, True])
def test_what_no_key_opens_goes_as_well(client, stories, changed):
    """Else it would be back when that key is found."""
    if changed:
        leave(client, CODES[0], OTHER)
    lose_the_key()
    leave(client, CODES[0], "")
    stored = "SELECT phone FROM host_phone WHERE contribution_id = :id"
    assert [db.session.scalar(text(stored), {"id": one.id}) for one in stories] == ["", SEALED]
    assert TOLD in client.get(f"/volg/{CODES[0]}").text and TOLD not in client.get(f"/volg/{CODES[1]}").text


def test_of_what_no_key_opens_the_list_and_the_page_of_hosts_say_the_same(client, stories, host):
    lose_the_key()
    assert host.get(answers_of(stories)).text.count(MAY_CALL) == 2
    answer = host.post(f"{talk_about(stories[0])}/nummer")
    assert answer.status_code == 409 and "We kunnen dit nummer nu niet openen." in answer.text


def test_another_that_is_left_the_same_day_keeps_it_in_view(client, stories, host):
    before = seen_by(host, stories)
    leave(client, CODES[0], "")
    leave(client, CODES[0], OTHER)
    assert seen_by(host, stories) == before and host.post(f"{talk_about(stories[0])}/nummer").status_code == 409
    talking.number_of_before()
    for look in db.session.query(ViewOfHidden):
        look.at -= timedelta(days=1)
    db.session.commit()
    host.post(f"{talk_about(stories[0])}/nummer")
    assert OTHER in host.get(talk_about(stories[0])).text


def test_another_that_is_left_a_day_later_begins_anew(client, stories, host):
    """Also when the night's work has not deleted what was left."""
    leave(client, CODES[0], "")
    talking.number_of_before()
    leave(client, CODES[0], OTHER)
    assert host.get(answers_of(stories)).text.count(MAY_CALL) == 1
    talking.number_of_before()
    assert host.get(answers_of(stories)).text.count(MAY_CALL) == 2


def test_a_second_press_puts_nothing_off(client, stories):
    leave(client, CODES[0], "")
    before = db.session.get(HostPhone, stories[0].id).given_at
    leave(client, CODES[0], "")
    assert db.session.get(HostPhone, stories[0].id, populate_existing=True).given_at == before


def test_what_is_left_goes_the_day_after_and_at_once_when_all_is_stopped(client, app, stories):
    for code in CODES:
        leave(client, code, "")
    assert host_phone.forget_host_phones() == 0 and kept() == ["", ""], "not on the day itself"
    operations.stop_host(fresh(stories[0]))
    db.session.commit()
    assert kept() == [""]
    talking.number_of_before()
    assert host_phone.forget_host_phones() == 1 and kept() == []
    assert db.session.query(Destruction).one().rule == "the day after it was taken back"


def test_the_own_file_says_when_it_was_taken_back(client, stories):
    path = f"/volg/{CODES[0]}/gegevens"
    assert client.get(path).json["host_phone_taken_back_at"] is None
    leave(client, CODES[0], "")
    found = client.get(path).json
    gone_at = db.session.get(HostPhone, stories[0].id).given_at
    assert found["host_phone"] == "" and found["host_phone_taken_back_at"][:19] == f"{gone_at:%Y-%m-%dT%H:%M:%S}"


@pytest.mark.parametrize("phone", ["", NUMBER])
@pytest.mark.parametrize("given", [0, 1])
@pytest.mark.parametrize("offered", [-1, 0, 1])
def test_the_rule_and_its_sql_agree(app, phone, given, offered):
    story = talking.answer_to()
    found = HostPhone(contribution_id=story.id, phone=phone, given_at=now() - timedelta(days=given))
    found.offered_from = today() + timedelta(days=offered)
    db.session.add(found)
    db.session.commit()
    listed = db.session.scalars(select(HostPhone).where(is_offered_now())).all()
    assert (found in listed) is found.is_offered
    assert found.is_offered is (offered <= 0 and not (phone == "" and given == 1))
    assert found.is_in_view is (found.is_offered and bool(phone) and given == 1)
