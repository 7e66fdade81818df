"""What contradicts each other, and what goes together: counted over what the reader may find, and each number can be opened."""

import re

import pytest

from app.contributions.models import Audience, Kind, Outcome
from app.core.database import db
from tests.factories import Dimension, make_contribution, make_municipality, term
from tests.stocktaking.test_matrix import FOUND


def lever(number=0):
    return term_list(Dimension.LEVER)[number]


def barrier(number=0):
    return term_list(Dimension.BARRIER)[number]


def term_list(dimension):
    from app.taxonomy.queries import terms_of  # noqa: PLC0415  after the vocabulary was loaded

    return list(terms_of(dimension))


def told(outcome, *terms, **more):
    return make_contribution(terms=terms, outcome=outcome, **more)


def over(choice, kind="hefboom"):
    return f"/balans/tegenspraak?over={kind}:{choice.slug}"


def test_a_pair_shows_both_stories_and_what_was_different(client):
    village, city = make_municipality(size="small", part="north"), make_municipality(size="large", part="west")
    design, building = term(Dimension.PHASE, "ontwerp"), term(Dimension.PHASE, "uitvoering")
    one = told(Outcome.SUCCEEDED, lever(), design, lever(1), title="Het lukte", place=village)
    other = told(Outcome.STOPPED, lever(), building, barrier(), title="Het stopte", place=city)
    page = client.get(over(lever())).text
    assert f"/bijdragen/{one.public_id}" in page and f"/bijdragen/{other.public_id}" in page
    cells = [re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", cell)) for cell in re.findall(r"<td>(.*?)</td>", page, re.DOTALL)]
    assert "Ontwerp" in cells[0] and lever(1).name_nl in cells[0] and "Kleine gemeente" in cells[0] and "Uitvoering" not in cells[0]
    assert "Uitvoering" in cells[1] and barrier().name_nl in cells[1] and "Grote gemeente" in cells[1]
    assert cells[2].strip() == lever().name_nl


def test_the_pairs_that_differ_least_come_first_and_no_story_stands_in_two(client):
    design, building = term(Dimension.PHASE, "ontwerp"), term(Dimension.PHASE, "uitvoering")
    told(Outcome.SUCCEEDED, barrier(), design, title="Gelukt in het ontwerp")
    told(Outcome.SUCCEEDED, barrier(), building, title="Gelukt bij uitvoering")
    told(Outcome.STOPPED, barrier(), building, title="Gestopt bij uitvoering")
    page = client.get(over(barrier(), "belemmering")).text
    assert page.count('id="paar-') == 1
    assert "Gelukt bij uitvoering" in page and "Gestopt bij uitvoering" in page
    pairs, alone = page.split('id="geen-paar"')
    assert "Gelukt in het ontwerp" not in pairs and "Gelukt in het ontwerp" in alone and "bij uitvoering" not in alone
    assert "niets wat verteld is" in page


def test_it_says_that_more_pairs_can_be_made_than_it_shows(client):
    said = "Er zijn meer paren te maken: we laten er 10 zien."
    for number in range(10):
        told(Outcome.SUCCEEDED, lever(), title=f"Gelukt {number}")
        told(Outcome.STOPPED, lever(), title=f"Gestopt {number}")
    page = client.get(over(lever())).text
    assert said not in page and page.count('aria-labelledby="paar-') == 10 and "In geen paar" not in page
    told(Outcome.SUCCEEDED, lever(), title="Gelukt 10")
    assert said not in client.get(over(lever())).text, "with one side alone no pair is made"
    told(Outcome.STOPPED, lever(), title="Gestopt 10")
    page = client.get(over(lever())).text
    assert said in page and page.count('aria-labelledby="paar-') == 10 and "In geen paar" in page


def test_it_says_that_not_all_stories_were_compared(client):
    for number in range(60):
        told(Outcome.SUCCEEDED, lever(), title=f"Gelukt {number}")
    told(Outcome.STOPPED, lever(), title="Gestopt")
    assert "We vergeleken van elke lijst alleen" not in client.get(over(lever())).text
    told(Outcome.SUCCEEDED, lever(), title="Gelukt 60")
    assert "We vergeleken van elke lijst alleen de eerste 60 verhalen." in client.get(over(lever())).text
    assert "We compared only the first" in client.get(f"/en{over(lever())}").text


def test_only_what_was_told_with_both_outcomes_is_listed_and_every_number_opens(client):
    for outcome in (Outcome.SUCCEEDED, Outcome.SUCCEEDED, Outcome.STOPPED):
        told(outcome, lever())
    told(Outcome.SUCCEEDED, lever(1))
    told(Outcome.PARTLY, lever(1))
    page = client.get("/balans/tegenspraak").text
    assert lever().name_nl in page and lever(1).name_nl not in page
    numbers = re.findall(r'<td class="num"><a href="([^"]+)">(\d+)<', page)
    assert [number for _href, number in numbers] == ["2", "1"]
    for href, number in numbers:
        assert FOUND.search(client.get(href.replace("&amp;", "&")).text)[1] == number


@pytest.mark.parametrize("address", ["?over=onzin", "?over=thema:ondergrond", "?over=", "?over=hefboom:onzin", ""])
def test_nonsense_shows_the_list(client, address):
    assert "Nog nergens zijn beide kanten van verteld." in client.get(f"/balans/tegenspraak{address}").text


def test_the_filters_hold_for_pairs_too(client):
    told(Outcome.SUCCEEDED, lever(), kind=Kind.GOOD)
    told(Outcome.STOPPED, lever(), kind=Kind.LEARNED)
    assert 'id="paar-1"' in client.get(over(lever())).text
    assert 'id="paar-1"' not in client.get(f"{over(lever())}&soort=goed").text


def test_what_goes_together_is_counted_and_every_number_opens(client):
    for n in range(3):
        told(Outcome.PARTLY, lever(), barrier(), *([barrier(1)] if n else []))
    page = client.get("/balans/samen").text
    rows = re.findall(r'<a href="(/bijdragen[^"]+)">(\d+)<', page)
    assert [number for _href, number in rows] == ["3", "2"]
    same = client.get("/balans/samen?eerste=belemmering&tweede=belemmering").text
    rows += re.findall(r'<a href="(/bijdragen[^"]+)">(\d+)<', same)
    assert len(rows) == 3 and "ook=" in rows[2][0]
    for href, number in rows:
        assert FOUND.search(client.get(href.replace("&amp;", "&")).text)[1] == number, href


def test_a_theme_and_its_own_part_are_not_told_as_a_finding(client):
    part = next(found for found in term_list(Dimension.THEME) if found.parent_id)
    told(Outcome.PARTLY, part)
    assert "Nog geen bijdrage vertelt over allebei" in client.get("/balans/samen?eerste=thema&tweede=thema").text


def test_nothing_of_it_depends_on_what_its_reader_may_not_see(client):
    told(Outcome.SUCCEEDED, lever(), barrier(), term(Dimension.PHASE, "ontwerp"))
    told(Outcome.STOPPED, lever(), barrier())
    addresses = (over(lever()), "/balans/tegenspraak", "/balans/samen", "/balans/samen?eerste=fase&tweede=hefboom", "/en/balans/samen")
    before = [client.get(address).text for address in addresses]
    hidden = [told(outcome, lever(), barrier(), title="Aaa", audience=Audience.MEMBERS) for outcome in (Outcome.SUCCEEDED, Outcome.STOPPED)]
    hidden[0].year = 2020
    db.session.commit()
    assert [client.get(address).text for address in addresses] == before
    told(Outcome.STOPPED, lever(), barrier(), title="Aaa")
    assert all(now != then for now, then in zip([client.get(address).text for address in addresses[:3]], before, strict=False))
