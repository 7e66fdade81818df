"""Filters at the sorting table: kind, theme, phase and what stood in the way; in the address, without scripts too."""

import re

import pytest

from tests.factories import Dimension, make_contribution, term

NAMES = {"thema": Dimension.THEME, "fase": Dimension.PHASE, "belemmering": Dimension.BARRIER}


@pytest.fixture
def told(app):
    """One story with a theme, a phase and a barrier, between those without."""
    return make_contribution(title="Vol met begrippen", terms=[term(dimension) for dimension in NAMES.values()])


def shown(client, pile, query=""):
    return client.get(f"/werkbank/stapels/{pile.slug}/sorteren{query}").text


@pytest.mark.parametrize("name", NAMES)
def test_each_dimension_lets_through_what_has_its_term(client, stories, told, pile, name):
    word = term(NAMES[name]).slug
    page = shown(client, pile, f"?{name}={word}")
    assert "1 kaart<" in page and re.search(rf'data-card="{told.public_id}"[^>]*tabindex="-1" aria', page)
    box = re.search(rf'<input type="checkbox" name="{name}" value="{word}"[^>]*>', page)[0]
    assert "checked" in box
    assert re.search(rf'data-{name}="[^"]*\b{word}\b', page), "for the script"
    assert f"{name}={word}" in re.search(r'data-bins[^>]*action="([^"]*)"', page)[1], "it stays while laying"
    assert "Geen kaart past bij deze filters" in shown(client, pile, f"?{name}=bestaat-niet")


def test_a_card_needs_one_of_each_dimension_that_is_asked_for(client, stories, told, pile):
    theme, phase = term(Dimension.THEME).slug, term(Dimension.PHASE).slug
    assert "1 kaart<" in shown(client, pile, f"?thema={theme}&thema=bestaat-niet&fase={phase}")
    assert "0 kaarten<" in shown(client, pile, f"?thema={theme}&fase=bestaat-niet")


def test_only_what_lies_on_the_table_can_be_chosen(client, stories, pile):
    page = shown(client, pile)
    assert not re.findall(r'name="(?:thema|fase|belemmering)"', page)
