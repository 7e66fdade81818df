"""The declaration of destruction, for administrators: on a page, as a file and on the command line; without content."""

import csv
import io

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.database import db
from app.core.destruction import Destruction, destroyed
from app.pages.erasing import erase
from tests.factories import make_contribution, make_user
from tests.traces import everything_with


@pytest.fixture
def declared(app):
    destroyed("draft", 3, "draft_days")
    destroyed("user_session", 2, "30 days")
    db.session.commit()


def rows_of(client):
    return list(csv.reader(io.StringIO(client.get("/beheer/vernietigd.csv").data.decode("utf-8-sig")), delimiter=";"))


def test_administrators_see_what_kind_how_many_when_and_by_which_rule(client, sign_in, declared):
    sign_in(make_user(Role.ADMINISTRATOR))
    page = client.get("/beheer/vernietigd").text
    assert "draft_days = 30" in page and "Wat je typte en niet verstuurde" in page
    assert 'href="/beheer/vernietigd"' in client.get("/beheer").text
    head, first, second = rows_of(client)
    assert len(head) == 5 and first[2:] == ["user_session", "2", "30 days"] and second[3:] == ["3", "draft_days = 30"]


@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.ADMINISTRATOR)])
def test_it_is_for_administrators_only(client, sign_in, role):
    if role:
        sign_in(make_user(role))
    for path in ("/beheer/vernietigd", "/beheer/vernietigd.csv"):
        assert client.get(path).status_code == (403 if role else 302)


def test_the_command_prints_the_same(app, declared):
    said = app.test_cli_runner().invoke(args=["destroyed"])
    assert said.exit_code == 0 and "draft_days = 30" in said.output and said.output.count("\n") == 3


def test_removing_an_account_is_declared_without_saying_whose(app, client, sign_in):
    user = make_user(email="kanarie@geel.example", family_name="Kanariegeel")
    make_contribution(author=user)
    with app.test_request_context("/"):
        erase(user, set())
    db.session.commit()
    told = {row.kind: row.number for row in db.session.scalars(select(Destruction))}
    assert told == {"user": 1, "contribution": 1} and everything_with("kanarie") == []
