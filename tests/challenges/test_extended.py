"""A last day that passed without a closing note stays known when its hosts choose a later one."""

from datetime import date, timedelta

import pytest

from app.accounts.models import Role
from app.answering.queries import course_of, courses
from app.answering.responsiveness import of_all, of_one
from app.challenges import operations, queries
from app.challenges.models import ChallengeHost, ChallengeStatus
from app.core import clock
from app.core.clock import today
from app.core.database import db
from tests.challenges.written import WHOLE, own_draft
from tests.factories import make_challenge, make_user, save

HERE = "/uitdagingen/de-onze"
EXTENDED = "Eerst kon je antwoorden tot en met"


def ours_until(host, last, **changes):
    """A challenge of this host that takes answers until this day."""
    changes = {"status": ChallengeStatus.PUBLISHED, "closes_on": last} | changes
    challenge = own_draft(host, slug="de-onze", **changes)
    challenge.published_at = clock.now() - timedelta(days=60)
    db.session.commit()
    return challenge


def move(challenge, host, day, **fields):
    operations.write(challenge, challenge.version, [], host, closes_on=day, **fields)
    db.session.commit()


def in_words(day):
    months = "januari februari maart april mei juni juli augustus september oktober november december".split()
    return f"{day.day} {months[day.month - 1]} {day.year}"


def test_a_later_day_after_the_last_one_passed_wipes_out_no_lateness(client, host):
    first, later = today() - timedelta(days=30), today() + timedelta(days=19)
    challenge = ours_until(host, first)
    form = client.get(f"{HERE}/bewerken").text
    assert f"De laatste dag was {in_words(first)}. Je mag een latere kiezen." in form
    given = WHOLE | {"version": str(challenge.version), "closes_on": f"{later:%d-%m-%Y}"}
    assert client.post(f"{HERE}/bewerken", data=given).status_code == 302
    db.session.refresh(challenge)
    assert (challenge.closes_on, challenge.missed_on, challenge.extended_on) == (later, first, today())
    visitor = client.application.test_client()
    page, listed = visitor.get(HERE).text, visitor.get("/uitdagingen").text
    assert f"Verlengd op {in_words(today())}. {EXTENDED} {in_words(first)}." in page and EXTENDED in listed
    english = visitor.get(f"/en{HERE}").text
    assert "daar wachten we nog op" in page and "komt na" not in page
    assert "still awaited" in english and "First it was open until" in english
    assert EXTENDED in client.get("/mijn/uitdagingen").text
    operations.close(challenge, "Dit nemen we mee.")
    db.session.commit()
    assert "30 days after the closing date" in visitor.get(f"/en{HERE}").text and EXTENDED in visitor.get(HERE).text


def test_a_change_of_only_the_day_is_no_change_of_the_text(host):
    challenge = ours_until(host, today() - timedelta(days=2))
    move(challenge, host, today() + timedelta(days=9))
    assert challenge.amended_at is None and challenge.missed_on is not None


def test_what_is_extended_more_than_once_keeps_the_first_day(host, at):
    day = date(2027, 5, 3)
    at(day)
    challenge = ours_until(host, day - timedelta(days=3))
    move(challenge, host, day + timedelta(days=5))
    at(day + timedelta(days=2))
    move(challenge, host, day + timedelta(days=7))
    assert challenge.missed_on == day - timedelta(days=3) and challenge.extended_on == day, "it had not passed again"
    at(day + timedelta(days=20))
    assert challenge.owes_note(today())
    move(challenge, host, day + timedelta(days=30))
    assert challenge.missed_on == day - timedelta(days=3) and challenge.extended_on == day + timedelta(days=20)
    course = course_of(challenge)
    assert of_one(course, today()).note_awaited
    operations.close(challenge, "Dit nemen we mee.")
    assert of_one(course_of(challenge), today()).note_after == 23


# Both changes of summer time lie on one of these days: 28 March and 31 October 2027.
@pytest.mark.parametrize("last", [date(2027, 3, 28), date(2027, 7, 1), date(2027, 10, 31)])
def test_a_day_that_is_moved_before_it_passed_is_no_lateness(client, host, at, last):
    at(last, 23)
    challenge = ours_until(host, last)
    assert "De laatste dag was" not in client.get(f"{HERE}/bewerken").text
    move(challenge, host, last + timedelta(days=1))
    assert challenge.missed_on is None and challenge.extended_on is None and challenge.note_due == last + timedelta(days=1)
    assert EXTENDED not in client.get(HERE).text and not of_one(course_of(challenge), today()).note_awaited
    at(last + timedelta(days=2), 0)
    move(challenge, host, last + timedelta(days=9))
    assert challenge.missed_on == last + timedelta(days=1) and challenge.extended_on == last + timedelta(days=2)


def test_it_stays_in_the_count_of_all_together(host):
    for _other in range(4):
        make_challenge(closes_on=today() + timedelta(days=9))
    challenge = ours_until(host, today() - timedelta(days=30))
    before = of_all(courses(), today())
    assert before.ended == 1 and before.with_note == 0
    move(challenge, host, today() + timedelta(days=9))
    assert of_all(courses(), today()) == before


def test_while_it_is_out_of_view_a_later_day_wipes_out_nothing_either(host):
    challenge = ours_until(host, today() - timedelta(days=30))
    operations.hold(challenge)
    move(challenge, host, today() + timedelta(days=9))
    operations.let_back(challenge, challenge.held_at)
    db.session.commit()
    assert challenge.missed_on == today() - timedelta(days=30) and not challenge.owes_note(today())


@pytest.mark.parametrize(("changes", "days"), [({"status": ChallengeStatus.DRAFT}, -3), ({"visible_from": 4}, -3), ({}, None)], ids=["draft", "not visible yet", "no last day"])
def test_what_nobody_waited_for_is_not_late(host, changes, days):
    if "visible_from" in changes:
        changes = {"visible_from": today() + timedelta(days=changes["visible_from"])}
    challenge = ours_until(host, None if days is None else today() + timedelta(days=days), **changes)
    move(challenge, host, today() + timedelta(days=30))
    assert challenge.missed_on is None and challenge.extended_on is None


def test_the_coordinator_goes_on_seeing_it_until_there_is_a_note(client, host, sign_in):
    challenge = ours_until(host, today() - timedelta(days=30))
    save(ChallengeHost(challenge_id=challenge.id, user_id=make_user(Role.HOST, challenge.organisation).id))
    db.session.refresh(challenge)
    move(challenge, host, today() + timedelta(days=9))
    assert challenge in queries.unfinished(today())
    sign_in(make_user(Role.COORDINATOR))
    assert EXTENDED in client.get("/mijn/uitdagingen/aandacht").text
    operations.close(challenge, "Dit nemen we mee.")
    db.session.commit()
    assert challenge not in queries.unfinished(today())
