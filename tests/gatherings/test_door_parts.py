"""At the door, on the screen and on paper, stands what somebody comes to, so that nobody is sent to a table without a seat."""

from datetime import timedelta

import pytest

from app.core.clock import today
from app.core.database import db
from app.gatherings import operations
from tests.gatherings.made import give, make_gathering
from tests.gatherings.pdf import beside_the_paper, is_for_everybody, read, words_of
from tests.gatherings.signing_up import comes, do, gathering_with

DOOR = "/bijeenkomsten/tour/deur"


@pytest.fixture
def tour(client, sign_in):
    gathering = gathering_with(1, None, slug="tour", title="Zomertour", on=today())
    sign_in(give(gathering).user)
    return gathering


@pytest.fixture
def people(tour):
    """Of two who come to the lunch, which has one seat, the second also walks."""
    lunch, walk = tour.parts
    tour.on = today() + timedelta(days=1)  # nobody confirms what has begun
    db.session.commit()
    return comes(tour, lunch, name="Ada"), comes(tour, lunch, walk, name="Bo"), comes(tour, walk, name="Cor")


def line_of(page, name):
    """The words beside a name, up to the next name."""
    return page.split(name)[1].split("</li>")[0].split("</tr>")[0]


@pytest.mark.parametrize("path", [DOOR, f"{DOOR}/lijst"])
def test_the_parts_stand_beside_each_name(client, tour, people, path):
    page = client.get(path).text
    ada, bo, cor = (line_of(page, f">{name}<") for name in ("Ada", "Bo", "Cor"))
    assert "Lunch" in ada and "Wandeling" not in ada and "nog geen plek" not in ada
    assert "Lunch</span> (heeft nog geen plek)" in bo and "Wandeling</span></span>" in bo
    assert "Lunch" not in cor and "Wandeling" in cor
    tour.parts[0].capacity = 2
    do(operations.accept, people[1], tour.parts[0])
    bo = line_of(client.get(path).text, ">Bo<")
    assert "<span>alles</span>" in bo and "Lunch" not in bo, "in one word"


def test_who_gave_a_part_back_does_not_come_to_it(client, tour, people):
    _ada, bo, _cor = people
    do(operations.decline, bo, tour.parts[0])
    assert "Lunch" not in line_of(client.get(DOOR).text, ">Bo<")
    assert "Lunch" not in line_of(client.get(f"{DOOR}/lijst").text, ">Bo<")


def test_what_the_code_on_a_phone_opens_says_it_too(client, tour, people):
    page = client.get(f"{DOOR}/{people[1].public_id}").text
    assert "Lunch</span> (heeft nog geen plek)" in page and "Wandeling" in page


def test_the_list_on_paper_has_a_column_for_it(client, tour, people):
    answer = client.get(f"{DOOR}/lijst.pdf")
    reader = read(answer)
    (page,) = map(words_of, reader.pages)
    assert "Naam Organisatie Komt voor" in page and "Bo Lunch (heeft nog geen plek), Wandeling" in page
    assert "Ada Lunch" in page and "Cor Wandeling" in page
    assert is_for_everybody(reader, "Wie komt er: Zomertour").count("/TH") == 8
    tour.parts[0].title = "De gemeente schetst waar zij op vastloopt"
    db.session.commit()
    assert "Ada De gemeente schetst waar…" in words_of(read(client.get(f"{DOOR}/lijst.pdf")).pages[0])
    tour.parts[0].title = tour.parts[1].title = "w" * 100
    db.session.commit()
    assert beside_the_paper(client.get(f"{DOOR}/lijst.pdf")) == []


def test_a_day_without_parts_to_choose_has_no_column(client, sign_in):
    gathering = make_gathering(slug="heel", capacity=1)
    sign_in(give(gathering).user)
    comes(gathering, None, name="Ada")
    comes(gathering, None, name="Bo")
    page = client.get("/bijeenkomsten/heel/deur/lijst").text
    assert "Komt voor" not in page and "heeft nog geen plek" in line_of(page, ">Bo ") and "nog geen plek" not in line_of(page, ">Ada")
    (paper,) = map(words_of, read(client.get("/bijeenkomsten/heel/deur/lijst.pdf")).pages)
    assert "Komt voor" not in paper and "Bo (heeft nog geen plek)" in paper
