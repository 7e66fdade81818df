"""The map of contributions and challenges shows what each level allows, and the same list beside it."""

import re

import pytest

from app.accounts.outline import point_of
from app.contributions.models import Audience, Kind
from app.core.database import db
from tests.factories import Dimension, make_challenge, make_contribution, make_municipality, make_organisation, term

PARTS = re.compile(r'<th scope="row">(\w+)</th><td class="num">(?:<a [^>]*>)?(\d+)')


@pytest.fixture
def town(app):
    return make_municipality(name="Ede", slug="gemeente-ede", latitude=52.04, longitude=5.66, part="east", size="large")


def drawn(page, which):
    return re.search(rf'class="{which}" d="([^"]*)"', page.split("landkaart--groot")[1])[1]


def spot(place):
    point = point_of(place.latitude, place.longitude)
    return f"M{point.x:g} {point.y:g}h0"


def test_with_a_name_it_stands_in_its_municipality(client, town):
    make_contribution(place=town, names_organisation=True, title="De put van Ede")
    page = client.get("/kaart").text
    assert drawn(page, "k-genoemd") == spot(town) and "De put van Ede" in page
    assert dict(PARTS.findall(page))["Oosten"] == "1" and 'plek=gemeente-ede' in page


def test_without_a_name_it_is_a_number_in_its_part_of_the_country_and_never_a_dot(client, town):
    make_contribution(place=town, title="De put van ergens")
    make_contribution(place=town, hides_place=True)
    page = client.get("/kaart").text
    assert drawn(page, "k-genoemd") == "" and "gemeente-ede" not in page and ">Ede<" not in page
    assert dict(PARTS.findall(page)) == {"Noorden": "0", "Oosten": "1", "Westen": "0", "Zuiden": "0"}
    assert re.search(r'<text class="k-aantal"[^>]*>1</text>', page) and "De put van ergens" in page
    assert re.search(r"Zonder plek</th><td class=\"num\">1<", page)
    assert "De put van ergens" not in client.get("/kaart?plek=gemeente-ede").text


def test_which_of_two_towns_an_unnamed_story_is_of_changes_nothing(client, town):
    other = make_municipality(name="Apeldoorn", latitude=52.2, longitude=5.96, part="east", size="large")
    story = make_contribution(place=town)
    addresses = ("/kaart", "/kaart?plek=gemeente-ede", f"/kaart?plek={other.slug}", "/kaart?landsdeel=oosten", "/en/kaart")
    before = [client.get(address).text for address in addresses]
    story.place = story.organisation = other
    db.session.commit()
    make_contribution(place=other, names_organisation=True, audience=Audience.MEMBERS)
    make_contribution(place=town, names_organisation=True, confirmed_at=None, confirmed_by="", audience=Audience.MEMBERS)
    assert [client.get(address).text for address in addresses] == before


def test_a_name_that_nobody_confirmed_is_no_dot(client, town):
    make_contribution(place=town, names_organisation=True, confirmed_at=None, confirmed_by="")
    assert drawn(client.get("/kaart").text, "k-genoemd") == ""


def test_a_challenge_stands_in_its_municipality_and_passes_the_filters_that_it_can_pass(client, town):
    challenge = make_challenge(organisation=town, title="Hoe blijft de kelder droog?")
    challenge.terms.append(term(Dimension.THEME, "ondergrond"))
    db.session.commit()
    page = client.get("/kaart").text
    assert drawn(page, "k-vragend") == spot(town) and "Hoe blijft de kelder droog?" in page
    assert "kelder droog" in client.get("/kaart?thema=ondergrond&landsdeel=oosten&soort=goed").text
    for address in ("?thema=verdichting", "?landsdeel=westen"):
        page = client.get(f"/kaart{address}").text
        assert "kelder droog" not in page and drawn(page, "k-vragend") == ""


def test_one_municipality_is_listed_without_a_number(client, town):
    for n in range(3):
        make_contribution(place=town, names_organisation=True, title=f"Put {n} van Ede", organisation=make_organisation(name=f"Bureau {n}"))
    make_contribution(title="Van elders")
    page = client.get("/kaart?plek=gemeente-ede").text
    assert "Bijdragen die Ede noemen" in page and page.count("van Ede</a>") == 3 and "Van elders" not in page
    assert not re.search(r"\b3\b", page.split("<main")[1].split('id="bij"')[1].split("</section>")[0].replace("Put 3", ""))


def test_its_state_is_that_of_the_list_and_the_balance(client, town):
    make_contribution(place=town, kind=Kind.GOOD, terms=[term(Dimension.THEME, "ondergrond")])
    make_contribution(place=town, kind=Kind.LEARNED)
    page = client.get("/kaart?soort=goed&q=put").text
    assert "1 bijdrage" in page
    for other in ("/bijdragen", "/balans"):
        href = re.search(rf'href="({other}\?[^"]*)"', page.split('class="tabs"')[1])[1].replace("&amp;", "&")
        assert "soort=goed" in href and "q=put" in href and "kaart?" in client.get(href).text


@pytest.mark.parametrize("address", ["?plek=onzin", "?pagina=99", "?pagina=-1", "?pagina=x&plek=", "?landsdeel=onzin"])
def test_nonsense_in_the_address_shows_the_map(client, town, address):
    make_contribution(place=town)
    assert "1 bijdrage" in client.get(f"/kaart{address}").text


def test_it_goes_on_to_the_next_page(client, town):
    for n in range(25):
        make_contribution(place=town, title=f"Verhaal {n:02}")
    assert "Verhaal 24" in client.get("/kaart?pagina=2").text and 'href="/kaart?pagina=2"' in client.get("/kaart").text
