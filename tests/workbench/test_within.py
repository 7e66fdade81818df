"""A pile, or what lies at one place in it, in the list, the balance, on the map and in a saved view: for members only."""

import re

import pytest

from app.accounts.models import Role, User
from app.contributions.models import Audience
from app.core.database import db
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Laid
from app.workbench import operations
from app.workbench.models import PileCard
from app.workbench.queries import Wanted
from tests.factories import make_contribution, make_question, make_user

QUERY = re.compile(r'\?[^"\s<]*')
PAGES = ("/bijdragen", "/balans", "/balans?beeld=tabel", "/kaart", "/balans/samen", "/balans/tegenspraak")


@pytest.fixture
def pile(app, sign_in):
    """Three texts of which one lies at a question and one nowhere, and a text that lies in no pile."""
    member = make_user(Role.MEMBER)
    sign_in(member)
    stories = [make_contribution(title=f"In de stapel {n}") for n in range(2)]
    stories.append(make_contribution(title="In de stapel 2", audience=Audience.MEMBERS))
    made = operations.fix("Zomertour", Wanted(), by=member)
    question = make_question(slug="wie-beheert", sentence="Wie beheert het?")
    operations.offer(made, [question], by=member)
    stocktaking.lay(stories[0], Laid.QUESTIONS, frozenset({question.id}), member)
    stocktaking.lay(stories[1], Laid.NOWHERE, frozenset(), member)
    make_contribution(title="Ligt erbuiten")
    db.session.commit()
    return made


def with_pile(path, more=""):
    return f"{path}{'&' if '?' in path else '?'}stapel=zomertour{more}"


def listed(client, more=""):
    return sorted(re.findall(r"In de stapel \d|Ligt erbuiten", client.get(with_pile("/bijdragen", more)).text))


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("", ["In de stapel 0", "In de stapel 1", "In de stapel 2"]),
        ("&vak=wie-beheert", ["In de stapel 0"]),
        ("&vak=nergens", ["In de stapel 1"]),
        ("&vak=open", ["In de stapel 2"]),
        ("&vak=een-geval", []),
        ("&vak=onzin", ["In de stapel 0", "In de stapel 1", "In de stapel 2"]),
    ],
)
def test_a_pile_and_its_places_hold_in_the_list_the_balance_and_on_the_map(client, pile, more, found):
    assert listed(client, more) == found
    number = f"{len(found)} bijdrage{'n' if len(found) != 1 else ''}"
    for path in ("/balans", "/kaart"):
        page = client.get(with_pile(path, more)).text
        assert "Stapel: Zomertour" in page and (f">{number}<" in page or not found), path
        for onward in ("/bijdragen", "/balans", "/kaart"):
            assert onward == path or re.search(rf'href="{onward}\?[^"]*stapel=zomertour', page), "the views keep it"
    assert client.get("/balans.csv?stapel=zomertour").status_code == 200


def test_sending_a_form_keeps_the_pile_and_the_filter_can_be_taken_away(client, pile):
    for path in ("/bijdragen", "/balans", "/kaart"):
        page = client.get(with_pile(path, "&vak=nergens&soort=leerzaam&q=stapel")).text
        assert '<input type="hidden" name="stapel" value="zomertour">' in page
        assert '<input type="hidden" name="vak" value="nergens">' in page
        away = re.search(r'href="([^"]*)"><span class="vh">Verwijder filter: </span>Stapel: ', page)[1]
        assert "stapel=zomertour" not in away and "vak=" not in away and "soort=leerzaam" in away
        words = re.search(r'href="([^"]*)"><span class="vh">Verwijder filter: </span>Woord: ', page)[1]
        assert "q=" not in words and "stapel=zomertour" in words


def test_a_saved_view_keeps_it(client, pile):
    client.post("/werkbank/beelden/nieuw?van=lijst&stapel=zomertour&vak=nergens", data={"name": "Losse eindjes"})
    page = client.get("/werkbank/beelden").text
    assert "1 geval, " in page and "stapel=zomertour" in page and "vak=nergens" in page


def test_many_saved_views_ask_no_more_of_the_database_than_one(client, pile):
    """Ten, of two piles and at several places: the inspection of every page counts its statements."""
    operations.fix("Wintertour", Wanted(), by=db.session.get(User, pile.made_by_id))
    db.session.commit()
    for number in range(10):
        where = f"stapel={('zomertour', 'wintertour')[number % 2]}&vak={('nergens', 'wie-beheert')[number % 3 == 0]}"
        client.post(f"/werkbank/beelden/nieuw?van=lijst&{where}", data={"name": f"Beeld {number}"})
    page = client.get("/werkbank/beelden").text
    assert page.count("stapel=zomertour") == page.count("stapel=wintertour") == 5 and page.count("Nog evenveel") == 10


@pytest.mark.parametrize("role", [None, Role.HOST, Role.EDITOR, Role.ADMINISTRATOR])
def test_for_others_there_is_no_pile_in_an_address(app, client, pile, sign_in, role):
    """Which texts lie in a pile is of the members: for others such an address is the page without it."""
    browser = app.test_client()
    if role:
        sign_in(make_user(role), browser)
    for path in PAGES:
        asked, usual = (QUERY.sub("", browser.get(address).text) for address in (with_pile(path, "&vak=nergens"), path))
        assert asked == usual, path
    assert "Ligt erbuiten" in browser.get(with_pile("/bijdragen")).text


def test_a_pile_that_is_not_there_is_passed_over_and_one_without_cards_is_empty(client, pile):
    assert "Ligt erbuiten" in client.get("/bijdragen?stapel=onzin&vak=nergens").text
    for card in db.session.query(PileCard).filter_by(pile_id=pile.id):
        db.session.delete(card)
    db.session.commit()
    assert listed(client) == []


def test_the_pile_leads_to_its_views(client, pile):
    page = client.get("/werkbank/stapels/zomertour").text
    for path in ("/balans", "/bijdragen", "/kaart"):
        assert f'href="{path}?stapel=zomertour"' in page
    assert "/bijdragen?stapel=zomertour&amp;vak=nergens" in page and "/balans?stapel=zomertour&amp;vak=wie-beheert" in page
