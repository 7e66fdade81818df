"""The experience that somebody brings becomes a draft by one tap, is theirs alone, and is forgotten once it is sent."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app.contributions.models import Draft
from app.core import clock
from app.core.clock import midnight, today
from app.core.database import db
from app.gatherings.models import Arrival, BroughtDraft
from tests.factories import make_contribution
from tests.gatherings.signing_up import asked, comes, gathering_with, job, mails, page_of

STORY = "Wij legden de put op de hoogste plek, en dat merkten we bij de eerste bui van het jaar."


@pytest.fixture
def made(app):
    return comes(gathering_with(3), experience=STORY)


def tap(client, made, kind="learned"):
    return client.post(f"{page_of(made)}/bijdrage", data={"kind": kind})


def test_at_the_door_it_stands_on_top(client, made):
    page = client.get(page_of(made)).text
    assert page.index("Je plekken") < page.index("Maak hier je bijdrage van")
    came_in(made)
    page = client.get(page_of(made)).text
    assert page.index("Welkom") < page.index("Maak hier je bijdrage van") < page.index("Je plekken")


def test_who_brought_nothing_is_asked_at_the_door(client, app):
    made = comes(gathering_with(3))
    assert "Deel je ervaring</a></p>" not in client.get(page_of(made)).text
    came_in(made)
    page = client.get(page_of(made)).text
    assert page.index("Welke ervaring neem je mee?") < page.index("Je plekken")


def test_a_name_that_was_written_wrong_is_mended(client, made):
    page, kept = f"{page_of(made)}/wijzigen", {"parts": [made.gathering.parts[0].public_id]}
    assert f'value="{made.name}"' in client.get(page).text
    empty = client.post(page, data=kept | {"name": " ", "diet": "Geen ui"})
    assert empty.status_code == 422 and "Schrijf de naam." in empty.text and "Geen ui" in empty.text
    assert client.post(page, data=kept | {"name": " Ada  Vrij "}).status_code == 303
    db.session.refresh(made)
    assert "Ada Vrij" in client.get(page_of(made)).text and made.name == "Ada Vrij"


def came_in(made):
    db.session.add(Arrival(gathering_id=made.gathering_id, registration_id=made.id))
    db.session.commit()


def draft():
    db.session.expire_all()
    return db.session.scalars(select(Draft)).one()


def test_one_tap_opens_the_story_with_the_experience_in_it(client, made):
    assert "Maak hier je bijdrage van" in client.get(page_of(made)).text
    answer = tap(client, made)
    assert answer.status_code == 303 and answer.location.endswith("/verhaal")
    page = client.get(answer.location)
    assert page.status_code == 200 and STORY in page.text
    assert draft().typed["kind"] == {"kind": ["learned"]} and draft().sent_as_id is None


def test_a_second_tap_and_another_phone_open_the_same_draft(app, client, made):
    first = tap(client, made).location
    assert tap(client, made, "good").location == first
    phone = app.test_client()
    assert phone.get(first).status_code == 404, "a browser without the link finds nothing"
    assert tap(phone, made).location == first and phone.get(first).status_code == 200
    assert draft().typed["kind"] == {"kind": ["learned"]}, "what was typed meanwhile stays"


def test_which_draft_it_is_stands_sealed_in_the_database(client, made):
    tap(client, made)
    row = str(db.session.execute(text("SELECT * FROM gathering_draft")).one())
    assert draft().public_id not in row and STORY not in str(db.session.execute(text("SELECT * FROM registration")).all())


def test_once_it_was_sent_nothing_ties_the_name_to_the_story(client, made):
    tap(client, made)
    sent = draft()
    sent.sent_as_id = make_contribution().id
    db.session.commit()
    job("forget-registrations")
    db.session.refresh(made)
    assert not db.session.scalars(select(BroughtDraft)).all() and made.experience == "" and made.name
    assert "Maak hier je bijdrage van" not in client.get(page_of(made)).text
    assert tap(client, made).status_code == 409


def test_a_draft_that_was_thrown_away_can_be_begun_again(client, made):
    tap(client, made)
    db.session.delete(draft())
    db.session.commit()
    assert tap(client, made).status_code == 303 and draft().typed["story"]["facts"] == [STORY]


@pytest.mark.parametrize("kind", ["", "x", "learned; drop"])
def test_without_a_kind_nothing_begins(client, made, kind):
    assert tap(client, made, kind).status_code == 409 and not db.session.scalars(select(Draft)).all()


def test_before_it_is_confirmed_and_without_an_experience_there_is_nothing_to_open(client, made):
    for other in (asked(made.gathering, experience=STORY), comes(made.gathering)):
        assert tap(client, other).status_code == 409
        assert "Maak hier je bijdrage van" not in client.get(page_of(other)).text


def test_the_day_after_one_mail_leads_there(app, made, monkeypatch):
    without, address = comes(made.gathering), made.email
    day = made.gathering.on
    for days, hour, number in ((0, 12, 0), (1, 8, 0), (1, 9, 1), (1, 10, 1), (2, 9, 1)):
        moment = midnight(day + timedelta(days=days)) + timedelta(hours=hour)
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        job("remind-who-comes")
        after = [mail for mail in mails() if mail.subject.startswith("De ervaring die je meenam")]
        assert len(after) == number, (days, hour)
    assert after[0].address == address and STORY not in after[0].text and "/aanmelding/" in after[0].text
    assert without.email not in {mail.address for mail in after} and day > today() - timedelta(days=400)
