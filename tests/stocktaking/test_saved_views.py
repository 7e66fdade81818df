"""Views with a name, with how many they held on which day, and what changed since; of one member, or shared."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions.models import Audience, Status
from app.core.clock import today
from app.core.database import db
from app.stocktaking.models import SavedView
from app.stocktaking.operations import saved_views as operations
from tests.factories import Dimension, make_contribution, make_organisation, make_user, term

STATE = "van=balans&rij=lever&kolom=theme&thema=ondergrond&zonder=verdichting&q=put&beeld=tabel"


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER, make_organisation(is_partner=True), given_name="Mira", family_name="Lid")
    sign_in(user)
    return user


@pytest.fixture
def colleague(app, sign_in):
    browser = app.test_client()
    sign_in(make_user(Role.MEMBER), browser)
    return browser


def story(**more):
    return make_contribution(terms=[term(Dimension.THEME, "ondergrond")], **more)


def save(client, name="Putten", state=STATE, **more):
    return client.post(f"/werkbank/beelden/nieuw?{state}", data={"name": name, **more})


def test_a_view_is_saved_with_its_number_and_tells_what_changed_since(client, member):
    one = story()
    assert "1 geval" in client.get(f"/werkbank/beelden/nieuw?{STATE}").text
    assert save(client).status_code == 302
    page = client.get("/werkbank/beelden").text
    assert "Putten" in page and "1 geval, " in page and "Nog evenveel." in page
    story(audience=Audience.MEMBERS), story(title="Nog een put")
    assert "Nu 3: 2 meer." in client.get("/werkbank/beelden").text
    for found in db.session.scalars(select(SavedView)):
        found.count = 5
    db.session.commit()
    assert "Nu 3: 2 minder." in client.get("/werkbank/beelden").text and one.public_id


def test_its_link_opens_the_same_page_with_the_same_filters(client, member):
    story()
    save(client)
    href = re.search(r'href="(/balans\?[^"]+)"><b>Putten', client.get("/werkbank/beelden").text)[1].replace("&amp;", "&")
    page = client.get(href).text
    assert '<option value="lever" selected' in page and "Zonder: Verdichting" in page and "Woord: put" in page
    for page_word, path in (("lijst", "/bijdragen"), ("kaart", "/kaart")):
        save(client, page_word, f"van={page_word}&soort=leerzaam&onzin=1")
        assert f'href="{path}?soort=leerzaam"><b>{page_word}' in client.get("/werkbank/beelden").text


def test_only_what_is_shared_is_seen_by_other_members_and_only_its_owner_changes_it(client, member, colleague):
    save(client)
    view = db.session.scalars(select(SavedView)).one()
    assert "Putten" not in colleague.get("/werkbank/beelden").text
    client.post(f"/werkbank/beelden/{view.id}/delen", data={"shared": "yes"})
    seen = colleague.get("/werkbank/beelden").text
    assert "Putten" in seen and "gedeeld door Mira Lid" in seen and "Gooi weg" not in seen
    for path in ("delen", "weg"):
        assert colleague.post(f"/werkbank/beelden/{view.id}/{path}").status_code == 404
    client.post(f"/werkbank/beelden/{view.id}/delen", data={"shared": "no"})
    assert "Putten" not in colleague.get("/werkbank/beelden").text
    assert client.post(f"/werkbank/beelden/{view.id}/weg").status_code == 302
    assert not db.session.scalars(select(SavedView)).all()


def test_a_name_is_asked_for_and_what_was_typed_comes_back(client, member):
    answer = save(client, "  ")
    assert answer.status_code == 422 and "Geef het beeld een naam" in answer.text
    answer = save(client, "x" * 81, is_shared="y")
    assert answer.status_code == 422 and "x" * 81 in answer.text and re.search(r'name="is_shared"[^>]*checked|checked[^>]*name="is_shared"', answer.text)


def test_there_is_an_end_to_them(client, member, monkeypatch):
    monkeypatch.setattr(operations, "MOST", 1)
    save(client)
    answer = save(client, "Nog een")
    assert answer.status_code == 409 and "Gooi er eerst een weg" in answer.text and "Nog een" in answer.text


@pytest.mark.parametrize("role", [None, Role.HOST, Role.EDITOR, Role.ADMINISTRATOR])
def test_they_are_for_members(app, sign_in, role):
    client = app.test_client()
    if role:
        sign_in(make_user(role), client)
    for answer in (client.get("/werkbank/beelden"), save(client), client.post("/werkbank/beelden/1/weg")):
        assert answer.status_code in (302, 401, 403)
    assert "Bewaar dit beeld" not in client.get("/balans").text + client.get("/bijdragen").text
    assert not db.session.scalars(select(SavedView)).all()


def test_what_members_may_not_read_changes_no_saved_view(client, member):
    story()
    save(client)
    client.get("/werkbank/beelden")  # shows once that it was saved
    before = client.get("/werkbank/beelden").text
    story(status=Status.RECEIVED), story(visible_from=today() + timedelta(9))
    assert client.get("/werkbank/beelden").text == before


def test_many_views_with_words_cost_one_look_in_the_index(client, member):
    """The inspection of every page counts its statements: fourteen of them would be too many, one for each."""
    story(title="Een wadi"), story(title="Een boom")
    for number in range(14):
        save(client, f"Zoek {number:02}", f"van=lijst&q={('wadi', 'boom', 'kabel', 'de')[number % 4]}")
    save(client, "Zonder woorden")
    page = client.get("/werkbank/beelden").text
    told = re.findall(r"<b>Zoek (\d\d).*?(\d+) geval", page, re.DOTALL)
    assert [(int(number) % 4, count) for number, count in told] == [(n % 4, "1" if n % 4 < 2 else "0") for n in range(14)]
    assert "2 gevallen" in page.partition("<b>Zonder woorden")[2]
