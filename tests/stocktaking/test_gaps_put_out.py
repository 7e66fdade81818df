"""That the question of a gap was put out shows with the gap, by itself, as far as everybody can read it."""

import re

import pytest

from app.accounts.models import Role
from app.codebook.models import Deed
from app.core.clock import today
from app.core.database import db
from app.core.wording import long_date
from tests.codebook.made import change
from tests.factories import Dimension, make_organisation, make_user, term
from tests.stocktaking.test_gaps import HERE, in_the_table, judge


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER, make_organisation(is_partner=True), given_name="Mira", family_name="Lid")
    sign_in(user)
    return user


def asked(client, where=HERE):
    """What the page of a gap says of where it was asked, without links."""
    page = client.get(where).text.partition('id="gevraagd"')[2].partition("</section>")[0]
    return [" ".join(re.sub("<[^>]+>", " ", item).split()) for item in re.findall("<li>(.*?)</li>", page)]


def test_a_call_to_who_follows_it_says_once_that_it_was_asked(app, client, member):
    day = long_date(today())
    assert asked(client) == []
    for _press in range(2):
        assert client.post(f"{HERE}/oproep").status_code == 303
    assert asked(client) == [f"gevraagd op {day} Aan mensen die het volgen"]
    assert in_the_table(app.test_client()) == f"gevraagd op {day}"
    page = client.get("/werkbank/gaten").text
    assert "Gaten waar naar gevraagd is" in page and page.count(f'href="{HERE}"'.replace(":", "%3A")) + page.count(f'href="{HERE}"') == 1
    assert "Mira" not in app.test_client().get("/balans").text


def test_what_members_found_stays_beside_it(app, client, member):
    judge(client, "real", "")
    client.post(f"{HERE}/oproep")
    day = long_date(today())
    assert in_the_table(app.test_client()) == f"een echt gat, en gevraagd op {day}"
    judge(client, "asked", "Aan de netbeheerders.", "1")
    assert in_the_table(app.test_client()) == f"gevraagd op {day}"


def test_what_was_asked_of_a_whole_row_holds_for_its_crossings_and_goes_to_the_heir_of_a_term(app, client, member):
    client.post("/werkbank/gaten/thema:ondergrond/oproep")
    assert in_the_table(app.test_client()).startswith("gevraagd op ")
    change(Deed.MERGE, "ondergrond", heir="verdichting")
    assert asked(client, "/werkbank/gaten/thema:verdichting") == asked(client, "/werkbank/gaten/thema:ondergrond") != []
    heir = term(Dimension.THEME, "verdichting").name_nl
    assert in_the_table(app.test_client(), row=heir).startswith("gevraagd op ")
    db.session.rollback()
