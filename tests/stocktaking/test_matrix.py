"""The balance by any two dimensions, of what the filters of the list leave, with the same state in both addresses."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import Audience, Contribution, Kind, Outcome
from app.contributions.queries import mark_of_pair
from app.core.database import db
from app.core.wording import in_language
from tests.factories import Dimension, make_contribution, make_organisation, make_user, term

NUMBER = re.compile(r"<b>(\d+) bijdragen?</b>")
FOUND = re.compile(r'<h2 id="res"><span role="status">(?:(\d+) bijdragen?|Niets gevonden)')


def themes(*codes):
    return [term(Dimension.THEME, code) for code in codes]


@pytest.fixture
def stories(app):
    """Twelve: nine about one theme, of which three about another as well; the others elsewhere."""
    first, other = themes("ondergrond", "verdichting")
    design, later = term(Dimension.PHASE, "ontwerp"), term(Dimension.PHASE, "beheer")
    lever, barrier = term(Dimension.LEVER), term(Dimension.BARRIER)
    for n in range(9):
        tags = [first, design, *([other, lever, barrier] if n < 3 else [])]
        make_contribution(terms=tags, kind=Kind.GOOD if n % 2 else Kind.LEARNED, outcome=Outcome.SUCCEEDED if n < 3 else Outcome.STOPPED)
    for _n in range(3):
        make_contribution(terms=[other, later], facts="Een zandzak lag in de weg van de put.", outcome=Outcome.PARTLY)


ADDRESSES = (
    "", "?soort=goed", "?uitkomst=gestopt", "?thema=ondergrond", "?fase=beheer&soort=leerzaam", "?q=zandzak", "?landsdeel=westen",
    "?zonder=ondergrond", "?zonder=ondergrond&zonder=verdichting", "?ook=thema:ondergrond&ook=thema:verdichting", "?organisatie=gemeente",
    "?thema=verdichting&ook=thema:ondergrond&soort=goed", "?ook=onzin&zonder=onzin&ook=thema:",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_list_and_the_balance_read_an_address_alike(client, stories, address):
    listed = int(FOUND.search(client.get(f"/bijdragen{address}").text)[1] or 0)
    page = client.get(f"/balans{address}").text
    assert int(NUMBER.search(page)[1]) == listed
    onward = re.search(r'href="(/bijdragen[^"]*)"(?: aria-current="page")?>Lijst', page)[1].replace("&amp;", "&")
    assert FOUND.search(client.get(onward).text)[1] in (str(listed), None)


@pytest.mark.parametrize("address", ["?rij=theme&kolom=phase", "?thema=verdichting", "?zonder=ondergrond&rij=lever&kolom=theme", "?q=zandzak&soort=leerzaam"])
def test_every_number_leads_to_a_list_of_so_many(client, stories, address):
    page = client.get(f"/balans{address}&beeld=tabel").text
    cells = re.findall(r'<td class="num"><a href="(/bijdragen[^"]+)">(\d+)<', page)
    assert cells
    for href, number in cells:
        assert FOUND.search(client.get(href.replace("&amp;", "&")).text)[1] == number, href


def test_by_part_of_the_country_and_kind_of_organisation_where_that_is_shown(client):
    place = make_organisation(kind="gemeente", name="Delft", size="large", part="west")
    make_contribution(names_organisation=True, organisation_kind="netbeheerder", place=place, organisation=make_organisation(name="Net"))
    make_contribution(names_organisation=False, organisation_kind="netbeheerder", place=place)
    lines = [line.split(";") for line in client.get("/balans.csv?rij=organisation_kind&kolom=part").text.splitlines()]
    row = next(line for line in lines if line[0] == "Netbeheerder of nutsbedrijf")
    assert row[lines[0].index("Westen")] == row[-1] == "1"
    page = client.get("/balans?rij=organisation_kind&kolom=part").text
    assert "Bij soort organisatie tellen alleen bijdragen waar de naam bij staat" in page
    assert FOUND.search(client.get("/bijdragen?organisatie=netbeheerder").text)[1] == "1"


def test_a_kind_of_organisation_that_is_hidden_changes_no_balance(client):
    story = make_contribution(names_organisation=False, organisation_kind="netbeheerder")
    addresses = ("/balans?rij=organisation_kind&kolom=part", "/bijdragen?organisatie=netbeheerder", "/balans?organisatie=gemeente")
    before = [client.get(address).text for address in addresses]
    story.organisation_kind = "gemeente"
    db.session.commit()
    assert [client.get(address).text for address in addresses] == before


def test_the_numbers_are_split_by_how_it_ended(client, stories):
    table = client.get("/balans?beeld=tabel&splits=uitkomst").text
    succeeded, stopped = (outcome.label.lower() for outcome in (Outcome.SUCCEEDED, Outcome.STOPPED))
    assert f'<span>{succeeded}: 3</span><br><span>{stopped}: 6</span>' in table
    paving = client.get("/balans?splits=uitkomst").text
    assert f'<span>{succeeded}: 3</span>' in paving and '<ul class="bed">' in paving
    assert f"3 {succeeded}" not in client.get("/balans?beeld=tabel&splits=niet").text


def test_a_theme_that_hides_the_rest_can_be_left_out(client, stories):
    page = client.get("/balans").text
    assert "75 % van deze gevallen ligt bij het thema Ondergrond" in page and "50 % van deze gevallen" in page
    href = re.search(r'href="([^"]+zonder=ondergrond[^"]*)">Laat dit thema weg', page)[1].replace("&amp;", "&")
    without = client.get(href).text
    assert NUMBER.search(without)[1] == "6" and "Zonder: Ondergrond" in without
    assert '<th scope="row">Ondergrond' not in without and '<th scope="row">Verdichting' in without


def test_of_fewer_than_ten_no_share_is_told(client):
    for _n in range(9):
        make_contribution(terms=themes("ondergrond"))
    assert "ligt bij het thema" not in client.get("/balans").text


def test_what_a_filter_leaves_out_is_not_called_a_gap(client, stories):
    page = client.get("/balans?soort=goed&beeld=tabel").text
    assert "niet binnen deze filters" in page and "nog niet gevraagd" in page
    assert "niet binnen deze filters" not in client.get("/balans?beeld=tabel").text


def test_a_filter_counts_over_what_its_reader_may_find(client):
    make_contribution(terms=themes("ondergrond"), audience=Audience.MEMBERS)
    assert NUMBER.search(client.get("/balans?thema=ondergrond").text)[1] == "0"


def test_the_names_of_the_filters_are_in_the_language_of_each_page(client):
    assert "Kind of organisation, where its name is shown" in client.get("/en/balans").text
    page = client.get("/balans").text
    assert "Soort organisatie, als de naam erbij staat" in page and "Kind of organisation" not in page
    with in_language("en"):
        assert Outcome.STOPPED.label in client.get("/en/balans?splits=uitkomst&beeld=tabel").text


def test_texts_about_one_case_count_once_and_are_one_stone(client, stories):
    ground = themes("ondergrond")[0]
    found = db.session.scalars(select(Contribution).where(Contribution.lesson == "Meet eerst de hoogte.").order_by(Contribution.id)).all()
    before = client.get("/balans?rij=theme&kolom=phase").text
    cell = re.compile(r'<td class="num"><a href="/bijdragen\?[^"]*thema=ondergrond[^"]*fase=ontwerp[^"]*">(\d+)<|fase=ontwerp[^"]*thema=ondergrond[^"]*">(\d+)<')
    table = client.get("/balans?rij=theme&kolom=phase&beeld=tabel").text
    assert NUMBER.search(before)[1] == "12" and "9" in cell.search(table).groups()
    member = make_user(Role.MEMBER)
    operations.put_together(found[0], found[1], member, mark_of_pair(found[0], found[1]))
    db.session.commit()
    after = client.get("/balans?rij=theme&kolom=phase").text
    assert "<b>12 bijdragen over 11 gevallen</b>" in after and ground.name("nl") in after
    assert "8" in cell.search(client.get("/balans?rij=theme&kolom=phase&beeld=tabel").text).groups()
    stones = [len(re.findall(r'<ul class="bed">', page)) and page.count('<li><a href="/bijdragen/') for page in (before, after)]
    assert stones[0] > stones[1] > 0
