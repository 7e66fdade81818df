"""At the top of the page of a gathering stands what can be done, and it leads to the form."""

from datetime import timedelta

import pytest

from app.core.clock import today
from app.gatherings.models import GatheringStatus
from tests.gatherings.signing_up import comes, gathering_with

PAGE = "/bijeenkomsten/tour"


def on_top(client, address=PAGE):
    page = client.get(address).text
    assert page.count('id="meld"') == 1
    return page.partition('class="split"')[0]


def test_it_says_how_many_places_are_left_and_leads_to_the_form(client):
    gathering = gathering_with(None, slug="tour", capacity=2)
    assert 'href="#meld">Meld je aan: nog 2 plekken</a>' in on_top(client)
    comes(gathering)
    assert 'href="#meld">Sign up: 1 place left</a>' in on_top(client, f"/en{PAGE}")
    comes(gathering)
    assert 'href="#meld">Vol: zet je op de wachtlijst</a>' in on_top(client)


def test_where_nobody_counts_it_only_says_to_sign_up(client):
    gathering_with(None, slug="tour")
    assert 'href="#meld">Aanmelden</a>' in on_top(client)


def test_a_part_that_is_full_beside_one_that_is_not_is_not_called_full(client):
    gathering = gathering_with(1, None, slug="tour")
    comes(gathering, gathering.parts[0])
    assert 'href="#meld">Aanmelden</a>' in on_top(client)


def test_once_it_closed_it_leads_to_what_can_still_be_done(client):
    gathering_with(None, slug="tour", closes_on=today() - timedelta(days=1))
    assert 'href="#meld">Aanmelden is gesloten. Bekijk wat je nog kunt doen</a>' in on_top(client)


@pytest.mark.parametrize("changes", [{"on": today() - timedelta(days=3)}, {"status": GatheringStatus.CANCELLED, "cancelled_why": "Storm."}])
def test_what_is_over_or_cancelled_invites_nobody(client, changes):
    gathering_with(None, slug="tour", **changes)
    assert "#meld" not in on_top(client)
