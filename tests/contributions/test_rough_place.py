"""On the share screen and the check page: why the rough place says less than that of others."""

import pytest
from sqlalchemy import select

from app.contributions.models import Listing
from app.contributions.operations import follow_classes
from app.core.database import db
from tests.contributions.sharing import flat, go_to_check
from tests.factories import make_contribution, make_municipality

SUCH = "Er zijn maar 3 zulke gemeenten, dus we laten de grootte weg."
OTHERS = "Anders wijst 'zonder grootte' naar maar 3 andere gemeenten in dit landsdeel."


@pytest.fixture
def north(app):
    """Three large and eight medium-sized municipalities in the north, as the register loads them."""
    make_contribution()  # so that the journey makes no municipality of its own
    north = {"province": "Drenthe", "part": "north", "size": None}
    make_municipality(name="Grootstad", inhabitants=200_000, **north)
    make_municipality(name="Middelstad", inhabitants=70_000, **north)
    for _one in range(2):
        make_municipality(inhabitants=120_000, **north)
    for _one in range(7):
        make_municipality(inhabitants=60_000, **north)
    make_municipality(name="Ede", part="east")


def both_pages(client, **share):
    base = go_to_check(client, **share)
    return [flat(client.get(f"{base}/{word}")).replace("&#39;", "'") for word in ("delen", "controle")]


def test_the_reason_and_the_number_stand_under_the_card(client, north):
    for page in both_pages(client, municipality="Grootstad"):
        assert SUCH in page and "<span>Gemeente in het noorden</span>" in page and OTHERS not in page


def test_who_is_dropped_for_others_is_told_so(client, north):
    for page in both_pages(client, municipality="Middelstad"):
        assert OTHERS in page and "<span>Gemeente in het noorden</span>" in page and SUCH not in page


def test_the_number_of_such_municipalities_stands_there_too(client, north):
    for page in both_pages(client, municipality="Grootstad"):
        assert "Deze plek past bij 11 gemeenten." in page
    for page in both_pages(client, municipality="Ede"):
        assert "Deze plek past bij 1 gemeente." in page


def test_the_year_and_the_kind_are_explained_when_they_were_told(client, north):
    explained = "Met het precieze jaar en het soort organisatie erbij zijn het er minder."
    for page in both_pages(client, municipality="Ede", year="2018"):
        assert explained in page
    for page in both_pages(client, municipality="Ede", year=""):
        assert explained not in page and "Deze plek past bij" in page


@pytest.mark.parametrize("share", [{"municipality": "Ede"}, {"municipality": "Grootstad", "hides_place": "y"}])
def test_where_nothing_is_left_out_no_reason_is_given(client, north, share):
    for page in both_pages(client, **share):
        assert "laten de grootte" not in page


def test_contributions_do_not_count(client, north):
    for _one in range(9):
        make_contribution(place=make_municipality(name="Nergens", inhabitants=None, size=None, part="north"))
    for page in both_pages(client, municipality="Grootstad"):
        assert SUCH in page


def test_lists_follow_when_a_size_is_shown_no_longer(client, app):
    story = make_contribution(place=make_municipality(part="north"))
    assert [row.size for row in db.session.scalars(select(Listing).where(Listing.contribution_id == story.id))] == ["medium"] * 2
    story.place.size = None
    db.session.flush()
    assert (follow_classes(), follow_classes()) == (1, 0)
    db.session.commit()
    assert "Gemeente in het noorden" in client.get("/bijdragen").text
