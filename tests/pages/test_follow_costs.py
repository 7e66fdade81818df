"""What an answer cost is changed with its text on the own page: two people read it again, exactly as it stands."""

import re

import pytest

from app.contributions.models import Contribution, Status
from app.core.database import db
from tests.contributions.followed import fresh
from tests.factories import make_challenge, make_contribution

CODE = "A" * 26
PAGE = f"/volg/{CODE}/tekst"
TEXT = {"title": "De putten", "facts": "Wij legden de putten een meter te hoog aan.", "lesson": "", "opinion": "", "condition": "", "went_wrong": ""}


@pytest.fixture
def story(app):
    found = make_contribution(code=CODE, challenge=make_challenge(), title=TEXT["title"], facts=TEXT["facts"], lesson="", cost_hours=40)
    db.session.commit()
    return found


def cost(story):
    now = fresh(story)
    return now.cost_hours, now.cost_euros, now.cost_unknown


def test_hours_money_and_not_knowing_are_changed_and_read_again(client, story):
    page = client.get(PAGE).text
    assert 'name="cost_hours"' in page and 'value="40"' in page
    for typed, kept in (
        ({"cost_hours": "60", "cost_euros": "€ 1.200"}, (60, 1200, False)),
        ({"cost_unknown": "y"}, (None, None, True)),
        ({"cost_hours": "", "cost_euros": ""}, (None, None, False)),
    ):
        assert client.post(PAGE, data=TEXT | typed).status_code == 303
        assert cost(story) == kept and fresh(story).status is Status.RECEIVED


def test_the_same_once_more_changes_nothing(client, story):
    assert client.post(PAGE, data=TEXT | {"cost_hours": "40"}).status_code == 303
    assert fresh(story).status is Status.PUBLISHED and cost(story) == (40, None, False)


def test_what_is_no_number_comes_back_and_nothing_typed_is_lost(client, story):
    answer = client.post(PAGE, data=TEXT | {"cost_hours": "veel", "cost_euros": "12"})
    assert answer.status_code == 422 and 'value="veel"' in answer.text and cost(story) == (40, None, False)
    answer = client.post(PAGE, data=TEXT | {"cost_hours": "60", "cost_euros": "veel", "cost_unknown": "y", "action": "look"})
    assert answer.status_code == 200 and 'value="60"' in answer.text and 'value="veel"' in answer.text


def test_a_yes_is_to_the_cost_as_well(client, app):
    make_contribution(code=CODE, challenge=make_challenge(), status=Status.WAITING_FOR_APPROVAL, cost_hours=40)
    page = client.get(f"/volg/{CODE}").text
    seen = page.split('name="seen" value="')[1].split('"')[0]
    db.session.query(Contribution).one().cost_hours = 60
    db.session.commit()
    assert client.post(f"/volg/{CODE}/akkoord", data={"seen": seen}).status_code == 409


def test_a_story_that_is_no_answer_has_no_cost(client, app):
    make_contribution(code=CODE)
    assert "cost_hours" not in client.get(PAGE).text


def test_the_faults_are_told_in_the_order_of_the_page(client, story):
    wrong = {"title": "", "facts": "", "lesson": "a" * 9000, "cost_hours": "veel", "cost_euros": "geld", "opinion": "a" * 9000}
    page = client.post(f"/volg/{CODE}/tekst", data=TEXT | wrong).text
    linked = re.findall(r'<li><a href="#(\w+)"', page.split('id="fouten"')[1].split("</ul>")[0])
    placed = [name for name in re.findall(r'\bid="(\w+)"', page.split("<form")[-1]) if name in linked]
    assert len(linked) == len(wrong) and linked == placed
