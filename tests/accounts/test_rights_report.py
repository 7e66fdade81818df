"""The rights report: who may do what, since when, given by whom, seen last; as a page and as a file."""

import csv
import io
from datetime import timedelta

import pytest

from app.accounts import operations
from app.accounts.models import Membership, Role
from app.core.clock import local, now
from app.core.database import db
from tests.factories import make_organisation, make_user, save


@pytest.fixture
def report(client, sign_in):
    admin = make_user(Role.ADMINISTRATOR, given_name="Ada", family_name="Zwart")
    editor = make_user(given_name="=1+1", family_name="Aarts")
    gone = make_user(Role.EDITOR, given_name="Vertrokken")
    gone.memberships[0].ended_at = now()
    place = make_organisation(name="@Waterschap")
    save(Membership(user=editor, organisation=place, role=Role.EDITOR, given_by=admin, since=now() - timedelta(days=40)))
    operations.begin_half_session(gone, "a test")
    db.session.commit()
    sign_in(admin)
    return client


def rows_of(report):
    return list(csv.reader(io.StringIO(report.get("/beheer/rechten.csv").data.decode("utf-8-sig")), delimiter=";"))


def test_the_page_names_who_gave_a_role_and_when_they_were_seen(report):
    page = report.get("/beheer/rechten").text
    today = f"{local(now()):%d-%m-%Y}"
    assert "Ada Zwart" in page and f"<td>{today}</td><td>{today}</td>" in page
    assert "@Waterschap" in page and "Vertrokken" not in page
    assert 'href="/beheer/rechten"' in report.get("/beheer").text


def test_the_file_says_the_same_and_holds_no_formula(report):
    head, first, second = rows_of(report)
    assert len(head) == len(first) == len(second) == 8
    assert first[0] == "'=1+1 Aarts" and first[3] == "'@Waterschap" and first[5].startswith("persoon")
    assert first[4] == f"{local(now() - timedelta(days=40)):%Y-%m-%d}" and first[6:] == ["", ""]
    assert second[6] == second[7] == f"{local(now()):%Y-%m-%d}"


@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.ADMINISTRATOR)])
def test_it_is_for_administrators_only(client, sign_in, role):
    if role:
        sign_in(make_user(role))
    for path in ("/beheer/rechten", "/beheer/rechten.csv"):
        assert client.get(path).status_code == (403 if role else 302)


def test_it_asks_the_database_the_same_for_many_people(report):
    for _person in range(30):
        make_user(Role.MEMBER)
    assert report.get("/beheer/rechten").status_code == 200, "the client counts the statements"
