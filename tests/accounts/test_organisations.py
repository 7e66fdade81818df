"""Organisations: found by part of a name, added by administrators, never twice."""

import pytest
from sqlalchemy import select

from app.accounts.models import Organisation, Role
from app.core.database import db
from tests.factories import make_municipality, make_organisation, make_user


@pytest.fixture
def admin(sign_in):
    user = make_user(Role.ADMINISTRATOR)
    sign_in(user)
    return user


@pytest.mark.parametrize("words", ["sudwest", "SÚDWEST-frys", "  fryslân   súd", "zuidwest"])
def test_an_organisation_is_found_as_people_type_it(client, admin, words):
    make_municipality(name="Súdwest-Fryslân", province="Fryslân", other_names="zuidwest-friesland")
    make_municipality(name="Utrecht")
    page = client.get("/beheer/organisaties", query_string={"q": words}).text
    assert "Súdwest-Fryslân" in page and "1 organisatie<" in page


def test_a_long_list_says_how_long_it_is(client, admin):
    for _n in range(60):
        make_organisation()
    page = client.get("/beheer/organisaties").text
    assert "61 organisaties" in page and "Hier staan de eerste 50." in page


def test_an_organisation_is_added_and_can_be_worked_for(client, admin):
    answer = client.post("/beheer/organisaties", data={"name": "  Waterschap  Vallei ", "kind": "waterschap"})
    assert answer.status_code == 302
    assert "Waterschap Vallei" in client.get(answer.location).text
    mail = {"email": "iemand@vallei.example", "organisation": "waterschap vallei", "role": "member"}
    assert client.post("/beheer/uitnodigen", data=mail).status_code == 302


@pytest.mark.parametrize(
    "data",
    [
        {"name": "", "kind": "waterschap"},
        {"name": "\x00\x07", "kind": "waterschap"},
        {"name": "x" * 121, "kind": "waterschap"},
        {"name": "<script>alert(1)</script>", "kind": "bestaat-niet"},
        {"name": "Gemeente Verzonnen", "kind": "gemeente"},
        {"name": "BESTAAT al", "kind": "kennis"},
        {},
    ],
)
def test_what_cannot_be_added_is_kept_to_repair(client, admin, data):
    make_organisation(name="Bestaat al", slug="bestaat-al")
    before = len(db.session.scalars(select(Organisation)).all())
    answer = client.post("/beheer/organisaties", data=data)
    assert answer.status_code == 422 and "alert--fout" in answer.text
    assert len(db.session.scalars(select(Organisation)).all()) == before


def test_two_names_with_one_slug_both_fit(client, admin):
    for name in ("Café Groen", "Cafe: Groen!"):
        assert client.post("/beheer/organisaties", data={"name": name, "kind": "kennis"}).status_code == 302


@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.ADMINISTRATOR)])
def test_only_administrators_see_and_add(client, sign_in, role):
    if role:
        sign_in(make_user(role))
    assert client.get("/beheer/organisaties").status_code == (403 if role else 302)
    assert client.post("/beheer/organisaties", data={"name": "X", "kind": "kennis"}).status_code == (403 if role else 401)


@pytest.mark.parametrize("name", ["Ada\x00", "\u202eadA", "A\nda"])
def test_a_name_holds_nothing_that_a_database_refuses(client, sign_in, name):
    user = make_user()
    sign_in(user)
    assert client.post("/mijn/naam", data={"given_name": name, "infix": "", "family_name": ""}).status_code == 302
    db.session.refresh(user)
    assert user.given_name.isprintable()
