"""Filters at the sorting table: with scripts as many cards pass as without, and they stay in the address."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.sorting.hands import make_pile, reload


def found(reader):
    return reader.page.locator("[data-found]").inner_text()


def test_a_theme_and_a_phase_let_through_as_many_cards_as_without_scripts(visit):
    member = visit(DESK, role="member")
    make_pile(member, "Op thema")
    before = found(member)
    for name in ("thema", "fase"):
        member.page.locator(f".filters details:has([name={name}]) summary").click()
        member.page.locator(f"[name={name}]").nth(1).check()
        expect(member.page).to_have_url(re.compile(f"{name}="))
        assert found(member) != before, "each lets fewer through"
        before = found(member)
    member.look()
    reload(member)
    assert found(member) == before, "the server says the same"
    assert all(member.page.locator(f"[name={name}]").nth(1).is_checked() for name in ("thema", "fase"))
    member.page.set_viewport_size(PHONE)
    member.look()
