"""Answers that were sent in time and come into view after their challenge closed: its hosts hear of them, once."""

from datetime import date, datetime, time, timedelta
from unittest.mock import patch

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.answering.deadline import Arrival
from app.answering.models import HostNews, ToldHosts
from app.challenges import operations
from app.contributions.models import Audience, Kind, Status
from app.core.clock import AMSTERDAM
from app.core.database import db
from app.core.outbox import Email
from tests.answering.made import answered, at_the_clock, marked
from tests.factories import make_challenge, make_contribution, make_user

MONDAY = date(2026, 3, 2)  # long ago, so that pages can be looked at today
NOTE = "Het idee met doeken nemen we mee. Nevel niet, want dat kost te veel water."


def at(day, hour=12):
    return datetime.combine(day, time(hour), AMSTERDAM)


def on(day, hour=12):
    return patch("app.core.clock.now", return_value=at(day, hour))


def closed_on_monday(*titles, **changes):
    """A challenge that closed at noon, and answers that came into view that morning and were heard."""
    with on(MONDAY, 8):
        challenge, stories = answered(*titles or ("Vroeg",), names_organisation=True, published_at=at(MONDAY, 8))
    at_the_clock("tell-hosts", MONDAY, 10)
    with on(MONDAY):
        operations.close(challenge, NOTE)
        for name, value in changes.items():
            setattr(challenge, name, value)
        db.session.commit()
    return challenge, stories


def came(challenge, day, title="Later", **changes):
    given = {"names_organisation": True, "published_at": at(day)} | changes
    with on(day):
        return make_contribution(challenge=challenge, title=title, **given)


def mails():
    return db.session.scalars(select(Email).order_by(Email.id)).all()


def heard_from(day, days=40):
    """What hosts get from this day on, at each of the days after it; the mails, by day."""
    found = {}
    for number in range(days):
        before = len(mails())
        at_the_clock("tell-hosts", day + timedelta(days=number), 10)
        if mails()[before:]:
            found[day + timedelta(days=number)] = mails()[before:]
    return found


def test_an_answer_that_comes_into_view_two_days_later_is_told_once_and_never_as_late(app):
    challenge, _early = closed_on_monday()
    challenge.hosts[1].user.language = "en"
    before = len(mails())
    came(challenge, MONDAY + timedelta(days=2))
    found = heard_from(MONDAY + timedelta(days=1))
    assert list(found) == [MONDAY + timedelta(days=2)] and len(mails()) == before + 2, "once for each host"
    by_address = {mail.address: mail for mail in found[MONDAY + timedelta(days=2)]}
    dutch, english = (by_address[host.user.email].text for host in challenge.hosts)
    assert "Er is 1 nieuw antwoord" in dutch and "De uitdaging is gesloten, dus er is geen uiterste dag." in dutch
    assert "There is 1 new answer" in english and "The challenge is closed, so there is no last day." in english
    assert "Who answered" not in dutch and "antwoord" not in english.replace("/antwoorden", "")
    for text in (dutch, english):
        assert challenge.title in text and f"/uitdagingen/{challenge.slug}/antwoorden" in text
        assert "Later" not in text and "vijf werkdagen" not in text and "five working days" not in text
    told = db.session.scalars(select(ToldHosts.what).where(ToldHosts.challenge_id == challenge.id)).all()
    assert set(told) == {HostNews.NEW}


@pytest.mark.parametrize("changes", [
    {"audience": Audience.MEMBERS}, {"status": Status.RECEIVED}, {"status": Status.WITHDRAWN}, {"visible_from": MONDAY + timedelta(days=90)},
])
def test_nothing_is_told_of_what_not_everybody_may_read(app, changes):
    challenge, _early = closed_on_monday()
    came(challenge, MONDAY + timedelta(days=2), **changes)
    assert not heard_from(MONDAY + timedelta(days=1))


def test_of_a_story_without_a_name_hosts_hear_on_the_monday_after(app):
    challenge, _early = closed_on_monday()
    came(challenge, MONDAY + timedelta(days=2), names_organisation=False)
    assert list(heard_from(MONDAY + timedelta(days=1))) == [MONDAY + timedelta(days=7)]


def test_the_note_was_the_reaction_to_what_was_in_view(app, client, sign_in):
    challenge, _early = closed_on_monday("Een", "Twee")
    assert not heard_from(MONDAY + timedelta(days=1)), "not that it is new, and not that it waits too long"
    sign_in(challenge.hosts[0].user)
    assert "niemand reageerde" not in client.get("/mijn/uitdagingen").text


@pytest.mark.parametrize(("came_at", "name", "is_late"), [
    (at(MONDAY, 11), True, False), (at(MONDAY, 13), True, True), (at(MONDAY + timedelta(days=1)), True, True),
    (at(MONDAY, 11), False, True), (at(MONDAY - timedelta(days=1)), False, False), (at(MONDAY + timedelta(days=9)), False, True),
])
def test_what_came_after_it_closed(came_at, name, is_late):
    """Of a story without a name hosts learn no day: of the week in which it closed all are new to them."""
    assert Arrival(came_at, None, name).came_after(at(MONDAY)) is is_late


def test_an_embargo_that_ends_later_is_later():
    assert Arrival(at(MONDAY, 8), MONDAY + timedelta(days=1), True).came_after(at(MONDAY))


def test_in_one_mail_with_what_has_a_last_day_and_a_closed_one_out_of_view_is_not_named(app):
    challenge, _early = closed_on_monday(held_at=at(MONDAY))
    day, host = MONDAY + timedelta(days=2), challenge.hosts[0].user
    came(challenge, day)
    with on(day):
        other = make_challenge(title="Wie beheert het plein?", organisation=challenge.organisation)
        other.hosts[0].user_id = host.id
        db.session.commit()
        db.session.expire_all()
    came(other, day, "Ook later")
    at_the_clock("tell-hosts", day, 10)
    (both,) = [mail for mail in mails() if mail.address == host.email and "Wie beheert het plein?" in mail.text]
    assert challenge.title not in both.text and "De uitdaging is gesloten" in both.text
    assert "Reageer uiterlijk" in both.text and "binnen vijf werkdagen" in both.text and "/mijn/uitdagingen" in both.text


def test_a_question_with_a_closed_challenge_is_told_without_asking_for_a_change_of_its_text(app):
    challenge, _early = closed_on_monday()
    came(challenge, MONDAY + timedelta(days=2), kind=Kind.QUESTION)
    (told,) = heard_from(MONDAY + timedelta(days=1)).values()
    assert "Je kunt ervoor bedanken." in told[0].text and "in de tekst van je uitdaging" not in told[0].text


@pytest.mark.parametrize("number", [1, 2])
def test_it_stands_under_my_challenges_until_somebody_reacted(app, client, sign_in, number):
    challenge, _early = closed_on_monday()
    stories = [came(challenge, MONDAY + timedelta(days=2), f"Later {n}") for n in range(number)]
    late = {1: ("1 nieuw antwoord waarop nog niemand reageerde.", "1 new answer that nobody"), 2: ("2 nieuwe antwoorden waarop", "2 new answers that nobody")}[number]
    sign_in(challenge.hosts[0].user)
    dutch, english = client.get("/mijn/uitdagingen").text, client.get("/en/mijn/uitdagingen").text
    assert late[0] in dutch and late[1] in english and "Er is geen uiterste dag voor." in dutch
    assert "De laatste dag was" not in dutch and "Het eerste wacht" not in dutch
    here = f"/uitdagingen/{challenge.slug}/antwoorden"
    assert f"{here}?tonen=wacht" in dutch and "De laatste dag was" not in client.get(here).text
    for story in stories:
        marked(challenge, story)
    assert "niemand reageerde" not in client.get("/mijn/uitdagingen").text
    sign_in(make_user(Role.HOST))
    assert "niemand reageerde" not in client.get("/mijn/uitdagingen").text


def test_who_closes_reads_that_answers_may_still_come_whatever_the_desk_has(client, sign_in):
    challenge = make_challenge()
    sign_in(challenge.hosts[0].user)
    here = f"uitdagingen/{challenge.slug}/sluiten"
    page = client.get(f"/{here}").text
    assert "Antwoorden van de laatste dagen liggen misschien nog bij de redactie." in page
    assert "may still be with the desk" in client.get(f"/en/{here}").text
    make_contribution(challenge=challenge, status=Status.RECEIVED)
    assert without_token(client.get(f"/{here}").text) == without_token(page)


def without_token(page):
    return "\n".join(line for line in page.splitlines() if "csrf_token" not in line)
