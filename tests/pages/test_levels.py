"""Showing less, showing more and taking back, on the page behind the code."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import (
    Audience,
    CallbackAddress,
    Status,
)
from app.core.clock import today
from app.core.database import db
from app.core.outbox import Email
from tests.contributions.followed import NEW, fresh, is_listed, read_by_two
from tests.factories import make_contribution, make_municipality, make_user, save


@pytest.mark.parametrize(
    ("asked", "public", "members"),
    [("members_only", False, True), ("without_name", False, False), ("remove_more", False, False)],
)
def test_stricter_works_at_once(client, code, asked, public, members):
    story = make_contribution(code=code, names_organisation=True)
    assert client.post(f"/volg/{code}/strenger", data={asked: "y"}).status_code == 303
    assert (is_listed(story), is_listed(story, Audience.MEMBERS)) == (public, members)
    assert fresh(story).shows_organisation is (asked != "without_name")
    assert client.get(f"/bijdragen/{story.public_id}").status_code == (200 if public else 404)


def test_asking_for_nothing_stricter_says_what_to_do(client, code):
    make_contribution(code=code)
    answer = client.post(f"/volg/{code}/strenger", data={})
    assert answer.status_code == 422 and "Tik aan wat strenger moet" in answer.text


def test_withdrawing_needs_a_yes_and_leaves_a_neutral_page(client, code):
    story = make_contribution(code=code)
    save(CallbackAddress(contribution_id=story.id, email="a@b.example", delete_on=today()))
    assert client.post(f"/volg/{code}/intrekken", data={}).status_code == 422
    assert is_listed(story)
    client.post(f"/volg/{code}/intrekken", data={"sure": "y"})
    answer = client.get(f"/bijdragen/{story.public_id}")
    assert answer.status_code == 410 and story.title not in answer.text
    assert not is_listed(story) and db.session.scalars(select(CallbackAddress)).all() == []
    assert "Niemand ziet je verhaal nog" in client.get(f"/volg/{code}").text
    assert client.post(f"/volg/{code}/tekst", data=NEW).status_code == 409


def test_more_is_shown_only_after_two_have_read_it_again(client, code):
    story = make_contribution(code=code, audience=Audience.MEMBERS, unchanged_is_fine=True)
    assert client.post(f"/volg/{code}/ruimer", data={}).status_code == 422
    assert client.post(f"/volg/{code}/ruimer", data={"everybody": "y"}).status_code == 422, "it asks whether one is sure"
    assert is_listed(story, Audience.MEMBERS)
    assert client.post(f"/volg/{code}/ruimer", data={"everybody": "y", "sure": "y"}).status_code == 303
    assert fresh(story).status is Status.RECEIVED
    assert not is_listed(story) and not is_listed(story, Audience.MEMBERS)
    read_by_two(fresh(story))
    assert fresh(story).status is Status.PUBLISHED and is_listed(story)


@pytest.mark.parametrize("stricter", [{"remove_more": "y"}, {"without_name": "y"}])
def test_a_text_that_tells_too_much_is_read_again_before_it_is_shown(client, code, stricter):
    named = make_contribution(code=code, names_organisation=True, unchanged_is_fine=True)
    assert is_listed(named)
    assert client.post(f"/volg/{code}/strenger", data=stricter).status_code == 303
    assert not is_listed(named) and client.get(f"/bijdragen/{named.public_id}").status_code == 404
    assert fresh(named).status is Status.RECEIVED
    read_by_two(fresh(named))
    assert is_listed(named)


def test_for_members_only_needs_no_reading(client, code):
    story = make_contribution(code=code)
    client.post(f"/volg/{code}/strenger", data={"members_only": "y"})
    assert not is_listed(story) and is_listed(story, Audience.MEMBERS)


@pytest.mark.parametrize(
    ("changes", "visitor", "member"),
    [
        ({}, 410, 410),
        ({"audience": Audience.MEMBERS}, 404, 410),
        ({"visible_from": today() + timedelta(days=9)}, 404, 404),
        ({"status": Status.READING}, 404, 404),
    ],
)
def test_only_who_could_read_a_text_learns_that_it_was_taken_back(client, sign_in, code, changes, visitor, member):
    story = make_contribution(code=code, **changes)
    assert client.post(f"/volg/{code}/intrekken", data={"sure": "y"}).status_code == 303
    assert client.get(f"/bijdragen/{story.public_id}").status_code == visitor
    sign_in(make_user(Role.MEMBER))
    assert client.get(f"/bijdragen/{story.public_id}").status_code == member


def test_no_mail_leaves_for_an_address_that_was_deleted(client, code):
    story = make_contribution(code=code, status=Status.READING)
    client.post(f"/volg/{code}/bereiken", data={"callback": "bel@ede.example", "news": "nieuws@ede.example"})
    with client.application.test_request_context():
        operations.call_back(fresh(story), "Er is iets")
        db.session.commit()
    assert set(db.session.scalars(select(Email.address))) == {"bel@ede.example", "nieuws@ede.example"}
    client.post(f"/volg/{code}/intrekken", data={"sure": "y"})
    assert not {"bel@ede.example", "nieuws@ede.example"} & set(db.session.scalars(select(Email.address)))


def test_the_place_goes_at_once_and_for_good(client, code):
    story = make_contribution(code=code, place=make_municipality(size="medium", part="west"))
    assert "Middelgrote gemeente in het westen" in client.get(f"/bijdragen/{story.public_id}").text
    assert client.post(f"/volg/{code}/strenger", data={"hides_place": "y"}).status_code == 303
    assert "Middelgrote gemeente" not in client.get(f"/bijdragen/{story.public_id}").text
    assert is_listed(story) and story.title not in client.get("/bijdragen?landsdeel=westen").text
    assert "geen plek zien" not in client.get(f"/volg/{code}").text, "there is nothing left to take out"
