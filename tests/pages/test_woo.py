"""The page on which an administrator freezes contributions, and what their contributor sees of it."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import Freeze, Status
from app.core import clock
from app.core.database import db
from tests.factories import make_contribution, make_user

CODE = "A" * 26
DAY = clock.today().strftime("%d-%m-%Y")
REQUEST = {"reference": "WOO-2026-12", "since": DAY}


@pytest.fixture
def administrator(sign_in):
    user = make_user(Role.ADMINISTRATOR)
    sign_in(user)
    return user


def send(client, action="bevries", **fields):
    return client.post("/beheer/woo", data=REQUEST | fields | {"action": action})


def frozen():
    return db.session.scalars(select(Freeze.contribution_id).order_by(Freeze.contribution_id)).all()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_freeze(client, sign_in, role):
    story = make_contribution()
    sign_in(make_user(role))
    assert client.get("/beheer/woo").status_code == 403
    assert send(client, public_ids=story.public_id).status_code == 403
    assert client.post("/beheer/woo/opheffen", data={"reference": "WOO-2026-12"}).status_code == 403
    assert frozen() == []


def test_freezing_by_public_id_and_lifting(client, administrator):
    story, hidden = make_contribution(), make_contribution(status=Status.RECEIVED)
    answer = send(client, public_ids=f"http://localhost/bijdragen/{story.public_id}\n{hidden.public_id}")
    assert answer.status_code == 302 and frozen() == [story.id, hidden.id]
    page = client.get("/beheer/woo").text
    assert "WOO-2026-12" in page and "2 bijdragen" in page
    assert client.post("/beheer/woo/opheffen", data={"reference": "WOO-2026-12"}).status_code == 302
    assert frozen() == []


def test_counting_freezes_nothing_and_shows_no_text(client, administrator):
    story = make_contribution(status=Status.RECEIVED, title="Geheime titel", facts="De kanarie zat in de put.")
    make_contribution()
    page = send(client, "tel", words="kanarie")
    assert page.status_code == 200 and frozen() == []
    assert "1 bijdrage past hierbij" in page.text
    assert "Geheime" not in page.text and "zat in" not in page.text and story.public_id not in page.text
    assert send(client, words="kanarie").status_code == 302
    assert frozen() == [story.id]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Plak adressen"),
        ({"words": "put", "reference": ""}, "kenmerk"),
        ({"words": "put", "since": ""}, "24-11-2026"),
        ({"words": "put", "since": "1-1-2099"}, "24-11-2026"),
        ({"words": "put", "first": "gisteren"}, "24-11-2026"),
        ({"public_ids": "niet een adres"}, "geen adres van een bijdrage"),
        ({"public_ids": "a" * 26}, "kennen we niet"),
        ({"organisation": "Nergenshuizen"}, "kennen deze organisatie niet"),
    ],
)
def test_what_is_not_clear_comes_back_and_freezes_nothing(client, administrator, fields, said):
    make_contribution()
    answer = send(client, **fields)
    assert answer.status_code == 422 and said in answer.text
    assert frozen() == []


def test_counting_is_slowed_down(client, administrator):
    answers = [send(client, "tel", words="put").status_code for _try in range(31)]
    assert answers == [200] * 30 + [429]


def test_the_contributor_sees_that_and_why_it_is_kept(client, administrator):
    story = make_contribution(code=CODE, status=Status.RECEIVED, author=make_user())
    before = client.get(f"/volg/{CODE}").text
    assert "Woo" not in before and f"/volg/{CODE}/tekst" in before
    send(client, public_ids=story.public_id)
    page = client.get(f"/volg/{CODE}").text
    assert "Je verhaal wordt langer bewaard" in page and "WOO-2026-12" in page
    assert "Bevroren voor een Woo-verzoek" in page and f"/volg/{CODE}/tekst" not in page
    assert client.get(f"/volg/{CODE}/tekst").status_code == 409
    typed = {"title": "Nieuw", "facts": "Een heel nieuwe tekst van zes woorden.", "lesson": "", "opinion": ""}
    answer = client.post(f"/volg/{CODE}/tekst", data=typed)
    assert answer.status_code == 409 and "Een heel nieuwe tekst" in answer.text
    assert client.post(f"/volg/{CODE}/intrekken", data={"sure": "y"}).status_code == 303
    page = client.get(f"/volg/{CODE}").text
    assert "Je verhaal wordt langer bewaard" in page and "wissen we de tekst en alles" not in page
    operations.lift("WOO-2026-12", by=administrator)
    db.session.commit()
    page = client.get(f"/volg/{CODE}").text
    assert "Niet meer bevroren" in page and "wissen we de tekst en alles" in page


def test_a_reader_hears_why_nothing_can_be_changed(client, sign_in):
    story, editor = make_contribution(status=Status.RECEIVED), make_user(Role.EDITOR)
    operations.open_to_read(story, by=editor)
    with client.application.test_request_context("/"):
        operations.freeze([story.id], "WOO-1", clock.today(), by=make_user(Role.ADMINISTRATOR))
    db.session.commit()
    sign_in(editor)
    assert "bevroren" in client.get(f"/redactie/{story.public_id}").text


def test_others_see_nothing_of_it(client):
    story = make_contribution()
    before = client.get(f"/bijdragen/{story.public_id}").text
    with client.application.test_request_context("/"):
        operations.freeze([story.id], "WOO-1", clock.today(), by=make_user(Role.ADMINISTRATOR))
    db.session.commit()
    assert client.get(f"/bijdragen/{story.public_id}").text == before
