"""When hosts have to react, what they hear of it, and what everybody may know of how that goes."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from sqlalchemy import select

from app.answering.deadline import Arrival
from app.answering.models import LinkedAnswer
from app.answering.queries import unreacted
from app.answering.responsiveness import Course, of_all, of_one
from app.answering.routes.together import answers_that_wait
from app.answering.waiting import waiting_of
from app.challenges.models import ChallengeStatus
from app.contributions.models import Audience
from app.core.clock import AMSTERDAM, today, workday_after, workdays_between
from app.core.database import db
from app.core.outbox import Email
from app.core.wording import day_and_date
from tests.answering.made import answered, at_the_clock, marked
from tests.factories import make_challenge, make_contribution, save

MONDAY = date(2027, 3, 1)


def noon(day):
    return datetime.combine(day, time(12), AMSTERDAM)


@pytest.mark.parametrize(
    ("came", "named", "by"),
    [
        ((2027, 3, 1), True, (2027, 3, 8)),
        ((2027, 3, 6), True, (2027, 3, 12)),  # a Saturday
        ((2027, 3, 1), False, (2027, 3, 15)),  # counts from the next Monday
        ((2027, 3, 7), False, (2027, 3, 15)),  # a Sunday: the same, so nobody learns the day
        ((2027, 3, 26), True, (2027, 4, 5)),  # over the change to summer time, Good Friday and Easter Monday
        ((2027, 10, 29), True, (2027, 11, 5)),  # and back
    ],
)
def test_five_working_days_from_a_day_that_gives_nothing_away(came, named, by):
    assert Arrival(noon(date(*came)), None, named).react_by == date(*by)


def test_an_embargo_and_the_night_count():
    assert Arrival(noon(MONDAY), date(2027, 3, 10), True).react_by == date(2027, 3, 17)
    late = datetime(2027, 3, 1, 23, 30, tzinfo=AMSTERDAM)
    assert Arrival(late, None, True).took(noon(date(2027, 3, 3))) == 2
    assert Arrival(late, None, False).took(noon(MONDAY)) == 0


def mails():
    return db.session.scalars(select(Email).order_by(Email.id)).all()


def test_hosts_hear_once_of_what_is_new_and_once_of_what_waits(app):
    with patch("app.core.clock.now", return_value=noon(MONDAY)):
        challenge, (one, two) = answered("Een", "Twee", names_organisation=True, published_at=noon(MONDAY))
        hidden = make_contribution(challenge=challenge, title="Drie", published_at=noon(MONDAY))
        make_contribution(challenge=challenge, title="Vier", published_at=noon(MONDAY), audience=Audience.MEMBERS)
    at_the_clock("tell-hosts", MONDAY, hour=8)
    assert mails() == []
    for hour in (10, 11):
        at_the_clock("tell-hosts", MONDAY, hour)
    first, second = mails()  # one for each host
    assert {first.address, second.address} == {host.user.email for host in challenge.hosts}
    assert "2 nieuwe antwoorden" in first.text and "Een" not in first.text.replace("Een ", "")
    marked(challenge, one)
    for day in (1, 2, 0, 5, 6):  # back in time too, and through the weekend
        at_the_clock("tell-hosts", MONDAY + timedelta(days=day), 10)
    assert len(mails()) == 2
    at_the_clock("tell-hosts", MONDAY + timedelta(days=7), 10)
    assert len(mails()) == 4 and "1 nieuw antwoord" in mails()[-1].text  # that without a name, and nothing late yet
    at_the_clock("tell-hosts", MONDAY + timedelta(days=8), 10)
    assert len(mails()) == 6 and "1 antwoord wacht langer" in mails()[-1].text
    at_the_clock("tell-hosts", MONDAY + timedelta(days=60), 10)  # after standing still
    at_the_clock("tell-hosts", MONDAY + timedelta(days=61), 10)
    assert len(mails()) == 8 and two.title not in mails()[-1].text and hidden.title not in mails()[-1].text


def test_one_municipality_that_heard_today_costs_another_no_day(app):
    with patch("app.core.clock.now", return_value=noon(MONDAY)):
        early, _answers = answered("Een", names_organisation=True, published_at=noon(MONDAY))
    at_the_clock("tell-hosts", MONDAY, 10)
    with patch("app.core.clock.now", return_value=noon(MONDAY)):
        late, _answers = answered("Twee", names_organisation=True, published_at=noon(MONDAY))
        make_contribution(challenge=early, title="Drie", names_organisation=True, published_at=noon(MONDAY))
    assert {mail.address for mail in mails()} == {host.user.email for host in early.hosts}
    for hour in (13, 14):
        at_the_clock("tell-hosts", MONDAY, hour)
    told = [mail.address for mail in mails()]
    assert sorted(told) == sorted(host.user.email for challenge in (early, late) for host in challenge.hosts)
    at_the_clock("tell-hosts", MONDAY + timedelta(days=1), 10)
    assert len(mails()) == len(told) + len(early.hosts), "who heard today hears of the third tomorrow"


def course(*answers, ends_on=None, closed_on=None):
    return Course(MONDAY, ends_on, closed_on, answers)


def test_what_everybody_may_know_of_one_challenge():
    april = date(2027, 4, 1)
    found = of_one(course((april, 2), (april, 4), (date(2027, 5, 1), 9), (april, None)), MONDAY)
    assert (found.answers, found.reacted, found.usually, found.first_after) == (4, 3, 4, 1)
    assert of_one(course((april, 2), (april, 4)), MONDAY).usually is None  # two point at somebody
    none = of_one(course(ends_on=MONDAY), MONDAY + timedelta(days=1))
    assert none.note_awaited and none.first_after is None and none.note_after is None
    closed = of_one(course(ends_on=MONDAY, closed_on=MONDAY + timedelta(days=3)), MONDAY + timedelta(days=9))
    assert closed.note_after == 3 and not closed.note_awaited


def test_what_waits_too_long_is_told_by_the_month_and_not_by_the_day():
    march = course((date(2027, 3, 1), None), (date(2027, 3, 1), 2), (date(2027, 4, 1), None))
    days = [date(2027, 4, day) for day in range(1, 31)]
    told = [of_one(march, day).overdue for day in days]
    assert told == sorted(told) and set(told) == {0, 1}
    # The last day of March counts for a story without a name from Monday 5 April, Easter Monday; five workdays later.
    assert days[told.index(1)] > workday_after(date(2027, 4, 5), 5)
    assert of_one(march, date(2027, 5, 31)).overdue == 2
    assert of_one(replace(march, closed_on=MONDAY), date(2027, 5, 31)).overdue == 0, "nobody waits once it is closed"
    assert of_all([march] * 5, date(2027, 5, 31)).overdue == 10


def test_all_together_are_told_from_five_on():
    assert of_all([course()] * 4, MONDAY) is None
    found = of_all([course(((MONDAY), 1)), course(((MONDAY), 3)), course(((MONDAY), 5)), course(), course(ends_on=MONDAY, closed_on=MONDAY)], MONDAY)
    assert (found.challenges, found.answered, found.answers, found.reacted, found.usually) == (5, 3, 3, 3, 3)
    assert (found.ended, found.with_note) == (1, 1)
    assert (found.first_after, found.note_after) == (0, None), "of one note alone no number is told"


def test_how_soon_and_how_late_is_the_middle_of_three_or_more():
    def late(days, *answers):
        return course(*answers, ends_on=MONDAY, closed_on=MONDAY + timedelta(days=days))

    later = (date(2027, 5, 1), 1), (date(2027, 6, 1), 1)
    found = of_all([late(0), late(2, later[0]), late(9, later[1]), course((MONDAY, 1)), course()], MONDAY)
    assert (found.first_after, found.note_after) == (2, 2)
    assert of_all([late(2, later[0]), late(9, later[1]), *[course()] * 3], MONDAY).first_after is None


def test_what_only_members_read_changes_nothing_for_others(client):
    challenge, (story,) = answered()
    for _one in range(4):
        answered()
    pages = f"/uitdagingen/{challenge.slug}", "/uitdagingen"
    before = [client.get(page).text for page in pages]
    assert "Reactie van de gemeente" in before[0] and "Alle uitdagingen samen" in before[1]
    with patch("app.core.clock.now", return_value=noon(today() + timedelta(days=80))):
        late = [client.get(page).text for page in pages]
    assert "1 wacht langer dan de vijf werkdagen" in late[0] and "5 antwoorden wachten langer op een reactie" in late[1]
    assert "reageert binnen vijf werkdagen op elk antwoord" in before[0] and "binnen vijf werkdagen op elk" not in late[0]
    hidden = make_contribution(challenge=challenge, audience=Audience.MEMBERS, place=story.place)
    marked(challenge, hidden)
    assert [client.get(page).text for page in pages] == before
    marked(challenge, story, verdict="no", reason="Te duur.")
    after = client.get(pages[0]).text
    assert "op 1 van 1 antwoord" in after and "Te duur." not in after and "Past niet" not in after


def test_the_mail_names_the_challenge_and_the_last_day(app):
    with patch("app.core.clock.now", return_value=noon(MONDAY)):
        challenge, _answers = answered("Een", "Twee", names_organisation=True, published_at=noon(MONDAY))
    at_the_clock("tell-hosts", MONDAY, 10)
    assert mails()
    assert all(challenge.title in mail.text and "Reageer uiterlijk maandag 8 maart 2027" in mail.text for mail in mails())


@pytest.mark.parametrize(("days", "words"), [(0, "Reageer uiterlijk"), (40, "De laatste dag was")])
def test_the_list_says_how_many_wait_since_when_and_until_when(client, sign_in, days, words):
    came = today() - timedelta(days=days)
    challenge, _answers = answered("Een", "Twee", names_organisation=True, published_at=noon(came))
    sign_in(challenge.hosts[0].user)
    page = client.get("/mijn/uitdagingen").text
    assert "2 antwoorden wachten op een reactie" in page and f"{words} {day_and_date(workday_after(came, 5))}" in page
    waits = f"Het eerste wacht {workdays_between(came, today())} werkdagen."
    assert (waits in page) is ("Het eerste wacht" in page) is (days > 0)


def test_the_page_of_the_answers_leads_to_the_one_whose_last_day_comes_first(client, sign_in):
    """The answers stand in the public order, in which that one can be far below."""
    challenge, (late,) = answered("Zoveel later", names_organisation=True, published_at=noon(today()))
    first = make_contribution(challenge=challenge, title="Zand", names_organisation=True, published_at=noon(today() - timedelta(days=9)))
    sign_in(challenge.hosts[0].user)
    page = f"/uitdagingen/{challenge.slug}/antwoorden"
    day = day_and_date(workday_after(today() - timedelta(days=9), 5))
    said = re.search(r"Eerst aan de beurt, uiterlijk ([^:]*):\s*<a href=\"(#[^\"]*)\"", client.get(page).text)
    assert said and said.groups() == (day, f"#antwoord-{first.public_id}") and f'id="{said[2][1:]}"' in client.get(page).text
    assert "First in turn, by " in client.get(f"/en{page}").text
    marked(challenge, first)
    assert "Eerst aan de beurt" not in client.get(page).text, "one is left, and stands on this page"
    marked(challenge, late)
    assert "Eerst aan de beurt" not in client.get(page).text


@pytest.mark.parametrize("changes", [{}, {"status": ChallengeStatus.CLOSED}])
def test_a_host_without_an_answer_reads_what_there_is_to_do(client, sign_in, changes):
    challenge = make_challenge(**changes)
    sign_in(challenge.hosts[0].user)
    page = client.get(f"/uitdagingen/{challenge.slug}/antwoorden").text
    assert "nog geen antwoord" in page
    for way in ("Zet de vraag uit", "Typ een antwoord over voor iemand", f"/namens?uitdaging={challenge.slug}"):
        assert (way in page) is (not changes)


def test_what_was_put_with_it_or_had_a_reaction_or_closed_waits_for_nothing(app):
    challenge, (waits, done) = answered("Een", "Twee", names_organisation=True)
    marked(challenge, done)
    story, (closed, _old) = make_contribution(title="Elders verteld"), answered("Drie")
    save(LinkedAnswer(challenge_id=challenge.id, contribution_id=story.id))
    found = unreacted([challenge.id])
    assert {key: [one.contribution_id for one in those] for key, those in found.items()} == {challenge.id: [waits.id]}
    assert not unreacted([])
    closed.status = ChallengeStatus.CLOSED
    db.session.commit()
    assert {key: found.number for key, found in answers_that_wait([challenge, closed]).items()} == {challenge.id: 1}


@pytest.mark.parametrize(("holiday", "next_day"), [(date(2027, 3, 29), date(2027, 3, 30)), (date(2027, 5, 5), date(2027, 5, 7))])
def test_hosts_hear_nothing_on_a_public_holiday(app, holiday, next_day):
    """Easter Monday, and Liberation Day on the eve of Ascension Day."""
    answered("Een", names_organisation=True, published_at=noon(MONDAY))
    at_the_clock("tell-hosts", holiday, 10)
    assert mails() == []
    at_the_clock("tell-hosts", next_day, 10)
    assert len(mails()) == 2


def test_what_waits_is_counted_in_working_days_from_the_first():
    arrivals = [Arrival(noon(MONDAY + timedelta(days=number)), None, True) for number in (2, 0, 1)]
    found = waiting_of([SimpleNamespace(arrival=arrival) for arrival in arrivals], MONDAY + timedelta(days=9))
    assert (found.number, found.days, found.react_by) == (3, 7, MONDAY + timedelta(days=7))
    assert waiting_of([], MONDAY) is None


def test_a_challenge_that_is_out_of_view_is_not_named_in_the_mail(app):
    with patch("app.core.clock.now", return_value=noon(MONDAY)):
        challenge, _answers = answered("Een", names_organisation=True, published_at=noon(MONDAY))
        challenge.held_at = noon(MONDAY)
    at_the_clock("tell-hosts", MONDAY, 10)
    assert mails() and all(challenge.title not in mail.text for mail in mails())


@pytest.mark.parametrize("number", [1, 2])
def test_what_is_said_of_all_together_is_right_for_one_and_for_more(client, number):
    closed = {"status": ChallengeStatus.CLOSED, "closed_at": noon(today()), "closing_note": "Dit nemen we mee."}
    for _one in range(number):
        answered()
    for n in range(6):
        make_challenge(**(closed if n < number else {}))
    total = 6 + number
    dutch, english = (client.get(f"{language}/uitdagingen").text for language in ("", "/en"))
    assert f"Er is een antwoord op {number} van de {total} uitdagingen." in dutch
    assert f"There is an answer to {number} of {total} challenges." in english
    notes = ("1 van 1 uitdaging die voorbij is.", "2 van de 2 uitdagingen die voorbij zijn.")
    assert f"Er is een slotwoord bij {notes[number - 1]}" in dutch
