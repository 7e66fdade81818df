"""Whoever put a story with a challenge by mistake undoes that at once, as if it never stood there."""

import re
from datetime import timedelta

import pytest

from app.answering import operations
from app.answering.models import LinkedAnswer
from app.answering.operations.beside import let_hosts_ask, link
from app.answering.permissions import UNDO
from app.answering.routes.beside import JUST_PUT
from app.challenges.models import ChallengeStatus
from app.contributions.models import HostPhone
from app.contributions.operations.host_phone import let_host_call
from app.core.clock import now
from app.core.database import db
from tests.answering.putting import CODE, LINK, PAGE, PUT, STORY, TITLE, host_of, mails, put, stands
from tests.factories import make_challenge, make_contribution, make_user

UNDONE, TOO_LATE = "Ongedaan gemaakt", "Dit kun je niet meer ongedaan maken"


@pytest.fixture
def challenge(app):
    return make_challenge(slug="de-wadi", title=TITLE)


@pytest.fixture
def story(app):
    return make_contribution(code=CODE, title=STORY, author_id=make_user().id)


def tap(client, sign_in, story, user=None, times=1):
    user = user or make_user()
    sign_in(user, client)
    for _press in range(times):
        assert client.post(LINK, data={"story": story.public_id}).status_code == 303
    return user


@pytest.mark.parametrize("times", [1, 2])
def test_whoever_put_it_there_undoes_it_at_once(app, client, sign_in, challenge, story, times):
    tap(client, sign_in, story, times=times)
    page = client.get(PAGE).text
    told = page.split('action="/uitdagingen/de-wadi/verhaal-erbij/terug"')[1].split("</form>")[0]
    assert STORY in told and "Maak het ongedaan" in told
    for _press in range(times):
        assert client.post(f"{LINK}/terug").status_code == 303
    page = client.get(PAGE).text
    assert UNDONE in page and STORY not in page and "verhaal-erbij/terug" not in page
    assert db.session.query(LinkedAnswer).count() == 0
    assert mails() == [] and PUT not in app.test_client().get(f"/volg/{CODE}").text


def test_what_was_undone_is_no_bar_for_somebody_who_means_it(app, client, sign_in, challenge, story):
    tap(client, sign_in, story)
    client.post(f"{LINK}/terug")
    tap(app.test_client(), sign_in, story)
    assert stands(challenge, story) and len(mails()) == 1


def move_back(challenge, story, moment):
    db.session.get(LinkedAnswer, (challenge.id, story.id)).linked_at -= moment
    db.session.commit()


def test_nobody_undoes_what_somebody_else_put_there(app, client, sign_in, challenge, story):
    tap(client, sign_in, story)
    move_back(challenge, story, timedelta(seconds=30))
    other = app.test_client()
    tap(other, sign_in, story)  # it stands there already, so this put nothing there
    assert "verhaal-erbij/terug" not in other.get(PAGE).text
    answer = other.post(f"{LINK}/terug")
    assert answer.status_code == 409 and TOO_LATE in answer.text and stands(challenge, story)
    assert app.test_client().post(f"{LINK}/terug").status_code in (302, 303, 401, 403) and stands(challenge, story)


def test_nobody_undoes_what_its_contributor_put_there_a_second_ago(app, client, sign_in, challenge, story):
    put(challenge, story, by_contributor=True)
    tap(client, sign_in, story)
    assert "verhaal-erbij/terug" not in client.get(PAGE).text and client.post(f"{LINK}/terug").status_code == 409
    assert stands(challenge, story)


@pytest.mark.parametrize("what", ["told", "reacted to", "taken over", "hosts may ask", "put anew"])
def test_what_others_meant_since_stays_and_nobody_tells_who(app, client, sign_in, challenge, story, what):
    """The contributor may be here this moment: whoever tapped sees the same as when nobody did anything."""
    tap(client, sign_in, story)
    client.get(PAGE)  # says once that it was put there
    before = client.get(PAGE).text
    if what == "told":
        mails()
    elif what == "reacted to":
        operations.thank(challenge, story, host_of(challenge))
    elif what == "taken over":
        link(challenge, story, by_contributor=True)
    elif what == "hosts may ask":
        let_hosts_ask(challenge, story)
        let_host_call(story, "010 555 01 29")
    else:
        db.session.get(LinkedAnswer, (challenge.id, story.id)).linked_at += timedelta(seconds=2)
    db.session.commit()
    assert tokenless(client.get(PAGE).text) == tokenless(before)
    for _press in range(2):
        assert client.post(f"{LINK}/terug").status_code == 303 and stands(challenge, story)
    page = client.get(PAGE).text
    assert UNDONE in page and STORY in page and "verhaal-erbij/terug" not in page
    assert db.session.query(HostPhone).count() == (what == "hosts may ask")


def tokenless(page):
    return re.sub(r'name="csrf_token"[^>]*>', "", page)


@pytest.mark.parametrize("what", ["too late", "closed"])
def test_it_is_undone_for_a_moment_and_until_the_challenge_is_closed(client, sign_in, challenge, story, what):
    tap(client, sign_in, story)
    if what == "too late":
        with client.session_transaction() as kept:
            challenge_id, public_id, by = kept[JUST_PUT]
            moment, put_by_other = by.split()
            kept[JUST_PUT] = [challenge_id, public_id, f"{int(moment) - UNDO.seconds - 1} {put_by_other}"]
        move_back(challenge, story, UNDO + timedelta(seconds=1))
    else:
        challenge.status, challenge.closed_at, challenge.closing_note = ChallengeStatus.CLOSED, now(), "Dit nemen we mee."
    db.session.commit()
    assert "verhaal-erbij/terug" not in client.get(PAGE).text
    answer = client.post(f"{LINK}/terug")
    assert answer.status_code == 409 and TOO_LATE in answer.text and stands(challenge, story)


def test_of_a_tap_at_one_challenge_nothing_shows_at_another(client, sign_in, challenge, story):
    tap(client, sign_in, story)
    make_challenge(slug="elders")
    assert "verhaal-erbij/terug" not in client.get("/uitdagingen/elders").text
    assert client.post("/uitdagingen/elders/verhaal-erbij/terug").status_code == 409 and stands(challenge, story)
