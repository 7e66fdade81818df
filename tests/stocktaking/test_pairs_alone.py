"""Every case that a contradiction counts can be found on its page: in a pair, among those in none, or in the list of its side."""

import re

import pytest

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import Audience, Outcome
from app.contributions.queries import mark_of_pair
from app.core.database import db
from tests.factories import make_user
from tests.stocktaking.test_matrix import FOUND
from tests.stocktaking.test_pairs import lever, over, told

SUCCEEDED, STOPPED = Outcome.SUCCEEDED, Outcome.STOPPED
COUNTED = re.compile(r'<a href="([^"]+)">(\d+) geval(?:len)? (lukten?|stopten?)</a>')


def put_together(*voices):
    by = make_user(Role.MEMBER)
    operations.put_together(*voices, by, mark_of_pair(*voices))
    db.session.commit()


def alone_on(page):
    """What stands in no pair: the titles of what succeeded, and of what stopped."""
    _pairs, _heading, rest = page.partition('id="geen-paar"')
    rest = rest.partition("</section>")[0]
    sides = {heading: re.findall(r'<li><a [^>]*lang="nl">([^<]+)<', part) for heading, part in re.findall(r"<h3[^>]*>(\w+)</h3>(.*?)</div>", rest, re.DOTALL)}
    return sides.get("Gelukt", []), sides.get("Gestopt", [])


def test_both_numbers_open_and_who_stands_in_no_pair_is_named(client):
    told(SUCCEEDED, lever(), title="De put")
    told(STOPPED, lever(), title="De wadi")
    assert "In geen paar" not in client.get(over(lever())).text
    told(STOPPED, lever(), lever(1), title="De heg")
    page = client.get(over(lever())).text
    assert page.count('aria-labelledby="paar-') == 1 and alone_on(page) == ([], ["De heg"])
    assert [(number, word) for _href, number, word in COUNTED.findall(page)] == [("1", "lukte"), ("2", "stopten")]
    for href, number, _word in COUNTED.findall(page):
        assert FOUND.search(client.get(href.replace("&amp;", "&")).text)[1] == number
    english = client.get(f"/en{over(lever())}").text
    assert "1 case succeeded" in english and "2 cases stopped" in english and "In no pair" in english


def test_of_many_in_no_pair_the_rest_is_counted_and_opens(client):
    told(STOPPED, lever(), title="De wadi")
    for number in range(8):
        told(SUCCEEDED, lever(), *([lever(1)] if number else []), title=f"Gelukt {number}")
    page = client.get(f"{over(lever())}&uitkomst=gelukt&uitkomst=gestopt").text
    titles, stopped = alone_on(page)
    assert titles == [f"Gelukt {number}" for number in range(1, 6)] and not stopped
    href = re.search(r'<a href="([^"]+)">en nog 2<', page)[1].replace("&amp;", "&")
    assert FOUND.search(client.get(href).text)[1] == "8"


def test_another_voice_of_a_case_in_a_pair_is_not_told_again(client):
    near, far = told(SUCCEEDED, lever(), title="Aan het plein"), told(SUCCEEDED, lever(), lever(1), title="Bij het plein")
    told(STOPPED, lever(), title="De wadi")
    put_together(near, far)
    page = client.get(over(lever())).text
    assert alone_on(page) == ([], []) and "1 geval lukte" in page
    first, second = told(SUCCEEDED, lever(), lever(2), title="De heg"), told(SUCCEEDED, lever(), lever(2), title="Een heg")
    put_together(first, second)
    page = client.get(over(lever())).text
    assert alone_on(page) == (["De heg"], []) and "2 gevallen lukten" in page, "two voices of one case stand there once"


def test_a_case_that_is_told_both_ways_is_found_on_both_sides(client):
    """One voice of it stands in a pair; how the other says that it ended is counted, so it can be found too."""
    went, halted = told(SUCCEEDED, lever(), lever(1), title="Het lukte ons"), told(STOPPED, lever(), title="Het stopte hier")
    told(SUCCEEDED, lever(), title="Elders lukte het")
    put_together(went, halted)
    page = client.get(over(lever())).text
    assert "2 gevallen lukten" in page and "1 geval stopte" in page
    assert page.count('aria-labelledby="paar-') == 1 and alone_on(page) == (["Het lukte ons"], [])


@pytest.mark.parametrize("role", [None, Role.HOST])
def test_who_may_not_read_a_story_finds_nothing_of_it(client, sign_in, role):
    if role:
        sign_in(make_user(role))
    told(SUCCEEDED, lever(), title="De put")
    told(STOPPED, lever(), title="De wadi")
    before = client.get(over(lever())).text
    told(STOPPED, lever(), title="Voor leden", audience=Audience.MEMBERS)
    assert COUNTED.findall(client.get(over(lever())).text) == COUNTED.findall(before)
    assert alone_on(client.get(over(lever())).text) == ([], [])
    sign_in(make_user(Role.MEMBER))
    assert alone_on(client.get(over(lever())).text) == ([], ["Voor leden"])
