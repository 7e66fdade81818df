"""After the last day: the note that is owed, what remains for the members, and handing a challenge over."""

from datetime import date, timedelta

import pytest

from app.accounts.models import Role, Visitor
from app.challenges import operations, queries
from app.challenges.models import ChallengeHost, ChallengeStatus, RoundQuestion, Told
from app.core.clock import now, today
from app.core.database import db
from app.core.outbox import Email
from app.core.trail import AuditRow
from app.schedule import run
from app.stocktaking.models import FromChallenge, Question
from tests.challenges.written import own_draft
from tests.factories import make_challenge, make_user, save

NOTE = "Het idee met doeken nemen we mee. Nevel niet, want dat kost te veel water."
LEFT = "Wie betaalt de bomen als de straat klaar is?"


@pytest.fixture
def ours(host):
    """One of this host and a colleague, past its date."""
    challenge = own_draft(host, slug="de-onze", status=ChallengeStatus.PUBLISHED, published_at=now(), closes_on=today() - timedelta(days=3))
    save(ChallengeHost(challenge_id=challenge.id, user_id=make_user(Role.HOST, challenge.organisation).id))
    db.session.refresh(challenge)
    return challenge


def mails(subject="Wat nemen jullie mee?"):
    return db.session.query(Email).filter(Email.subject == subject).all()


# Both changes of summer time lie between these days and the reminders: 28 March and 31 October 2027. After a Friday or
# a Saturday hosts hear it on Monday, and after Easter on Tuesday: `told_on` is how many days later.
@pytest.mark.parametrize(("day", "told_on"), [
    (date(2027, 3, 20), (2, 10, 16)), (date(2027, 3, 26), (4, 10, 17)), (date(2027, 10, 30), (2, 9, 16)), (date(2027, 7, 1), (1, 8, 15)),
])
def test_hosts_hear_of_a_missing_note_the_day_after_and_after_one_and_two_weeks_at_decent_hours(app, at, day, told_on):
    at(day - timedelta(days=20))
    make_challenge(closes_on=day, title="Wie beslist?")
    weeks = [(days, hour, week + (hour >= 9)) for week, days in enumerate(told_on) for hour in (0, 8, 9, 9, 19, 23)]
    before = [(days - 1, 9, week) for week, days in enumerate(told_on) if days - 1 not in told_on]
    for days, hour, number in ((0, 23, 0), (1, 0, 0), *sorted(before + weeks), (18, 9, 3), (5, 9, 3), (90, 9, 3)):
        at(day + timedelta(days=days), hour)
        run("mind-challenges")
        assert len(mails()) == 2 * number, (days, hour)
    assert not any("Wie beslist?" in mail.text for mail in mails())


def test_after_a_standstill_only_the_latest_is_told_and_an_old_one_never(app, at):
    day = date(2027, 6, 1)
    at(day - timedelta(days=9))
    make_challenge(closes_on=day)
    at(day + timedelta(days=10))  # a Friday
    run("mind-challenges")
    assert len(mails()) == 2
    make_challenge(closes_on=day - timedelta(days=100))
    run("mind-challenges")
    assert len(mails()) == 2 and len(db.session.query(Told).all()) == 5


def test_it_is_visibly_unfinished_until_there_is_a_note(client, ours, sign_in):
    words = "De gemeente schrijft nog wat zij meeneemt. De laatste dag was 3 dagen geleden."
    visitor = client.application.test_client()
    for page in ("/uitdagingen", "/uitdagingen/de-onze"):
        assert words in visitor.get(page).text
    assert words in client.get("/mijn/uitdagingen").text
    assert client.post("/uitdagingen/de-onze/sluiten", data={"note": NOTE, "sure": "y"}).status_code == 302
    assert words not in visitor.get("/uitdagingen/de-onze").text + visitor.get("/uitdagingen").text


def test_the_coordinator_sees_what_waits_by_title(client, sign_in):
    for title, changes in (("B open", {}), ("C over", {"closes_on": today() - timedelta(days=1)}), ("A alleen", {"hosts": 1}), ("D vragen", {"ask_until": today() - timedelta(days=1)}), ("E verborgen", {"hosts": 1, "status": ChallengeStatus.DRAFT})):
        made = make_challenge(title=title, **changes)
        if made.ask_until:
            save(RoundQuestion(challenge_id=made.id, public_id="q" * 26, text="Wie beheert de bomen nu?"))
    assert [one.title for one in queries.unfinished(today())] == ["A alleen", "C over", "D vragen"]
    sign_in(make_user(Role.COORDINATOR))
    page = client.get("/mijn/uitdagingen/aandacht").text
    assert page.index("A alleen") < page.index("C over") < page.index("D vragen") and "B open" not in page
    sign_in(make_user(Role.MEMBER))
    assert client.get("/mijn/uitdagingen/aandacht").status_code == 403


def test_what_remains_becomes_a_question_once_and_the_two_lead_to_each_other(client, ours, sign_in):
    client.post("/uitdagingen/de-onze/sluiten", data={"note": NOTE, "remains": LEFT, "sure": "y"})
    visitor, ask = client.application.test_client(), "/werkbank/vraagstukken/nieuw?uitdaging=de-onze"
    assert LEFT not in visitor.get("/uitdagingen/de-onze").text, "it is for the members to word"
    sign_in(make_user(Role.MEMBER))
    assert LEFT in client.get("/werkbank/vraagstukken/nieuw").text and f'value="{LEFT}"' in client.get(ask).text
    typed = {"sentence": LEFT, "explanation": ""}
    assert client.post(ask, data=typed).location == client.post(ask, data=typed).location, "a second press leads to the first"
    sign_in(make_user(Role.MEMBER))
    late = client.post(ask, data=typed | {"sentence": "Wie geeft de bomen water?"})
    assert late.status_code == 409 and "Wie geeft de bomen water?" in late.text
    question = db.session.query(FromChallenge).one().question
    assert db.session.query(Question).count() == 1 and LEFT not in client.get("/werkbank/vraagstukken/nieuw").text
    assert question.slug not in visitor.get("/uitdagingen/de-onze").text
    question.is_public = True
    db.session.commit()
    assert f"/vraagstukken/{question.slug}" in visitor.get("/uitdagingen/de-onze").text
    assert "/uitdagingen/de-onze" in visitor.get(f"/vraagstukken/{question.slug}").text


def test_a_host_hands_it_over_in_one_deed_and_both_hear_of_it(client, ours, host):
    colleague, stranger = make_user(Role.HOST, ours.organisation), make_user(Role.HOST)
    here = "/uitdagingen/de-onze/overdragen"
    assert colleague.name in client.get(here).text
    assert client.post(here, data={"colleague": ""}).status_code == 422
    for wrong in (stranger, ours.hosts[1].user):
        assert client.post(here, data={"colleague": wrong.public_id}).status_code == 409
    assert client.post(here, data={"colleague": colleague.public_id}).status_code == 303
    db.session.refresh(ours)
    assert len(ours.hosts) == 2 and colleague.id in {one.user_id for one in ours.hosts} and host.id not in {one.user_id for one in ours.hosts}
    told = {mail.address: mail.subject for mail in db.session.query(Email)}
    assert told[host.email] == "Je hebt een uitdaging overgedragen" and colleague.email in told
    assert db.session.query(AuditRow).filter_by(what="challenge handed over", by_id=host.id).count() == 1
    again = client.post(here, data={"colleague": colleague.public_id})
    assert again.status_code == 409 and "Dan is dat gelukt" in again.text


def test_pressed_twice_for_a_draft_it_says_the_same_as_for_what_is_not_there(client, host, sign_in):
    draft = own_draft(host)
    colleague = make_user(Role.HOST, draft.organisation)
    save(ChallengeHost(challenge_id=draft.id, user_id=make_user(Role.HOST, draft.organisation).id))
    db.session.expire_all()
    presses = [client.post("/uitdagingen/concept-x/overdragen", data={"colleague": colleague.public_id}) for _again in range(3)]
    assert [press.status_code for press in presses] == [303, 409, 409] and "Dan is dat gelukt" in presses[1].text
    assert client.get("/uitdagingen/concept-x/overdragen").status_code == 404
    nothing = client.post("/uitdagingen/concept-y/overdragen", data={"colleague": colleague.public_id})
    assert nothing.status_code == 409 and nothing.text.replace("concept-y", "concept-x") == presses[2].text
    sign_in(make_user(Role.MEMBER))
    assert client.post("/uitdagingen/concept-x/overdragen").status_code == 404


def test_fewer_than_two_people_is_said_to_whoever_runs_it(client, ours, host):
    assert "Minder dan twee mensen" not in client.get("/uitdagingen/de-onze").text
    other = next(one.user for one in ours.hosts if one.user_id != host.id)
    other.memberships[0].ended_at = now()
    db.session.commit()
    for page in ("/uitdagingen/de-onze", "/mijn/uitdagingen"):
        assert "Minder dan twee mensen" in client.get(page).text
    assert "Minder dan twee" not in client.application.test_client().get("/uitdagingen/de-onze").text


def test_closing_twice_keeps_the_first_note(client, ours):
    operations.close(ours, NOTE)
    db.session.commit()
    assert client.post("/uitdagingen/de-onze/sluiten", data={"note": "Anders.", "sure": "y"}).status_code == 409
    assert ours.closing_note == NOTE and queries.challenges(Visitor())


def test_the_link_of_a_reminder_leads_to_no_form_once_a_colleague_closed_it(client, ours):
    assert 'name="note"' in client.get("/uitdagingen/de-onze/sluiten").text
    operations.close(ours, NOTE)
    db.session.commit()
    page = client.get("/uitdagingen/de-onze/sluiten").text
    assert "Deze uitdaging is al gesloten." in page and 'name="note"' not in page
    for sure, status in (("y", 409), ("", 422)):
        late = client.post("/uitdagingen/de-onze/sluiten", data={"note": "Wat ik al schreef.", "sure": sure})
        assert late.status_code == status and "Wat ik al schreef." in late.text, "what was typed meanwhile is not lost"
