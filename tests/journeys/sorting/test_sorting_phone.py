"""The sorting table on a phone: the card of now is in view after each tap, and the places to lay it stand right below."""

from tests.journeys.conftest import measure
from tests.journeys.sorting.hands import SENTENCES, all_sent, ask_while_sorting, here, make_pile

HELD = {"width": 360, "height": 740}
TITLE = "[data-card]:not([hidden]) h3"
IN_VIEW = f"(at => at.top >= 0 && at.bottom <= innerHeight)(document.querySelector('{TITLE}').getBoundingClientRect())"
GAP = "document.querySelector('[data-bins]').getBoundingClientRect().top - document.querySelector('[data-card]:not([hidden])').getBoundingClientRect().bottom"


def test_who_taps_ten_places_sees_each_next_card(visit):
    member = visit(HELD, role="member", touch=True)
    make_pile(member, "In de hand")
    for sentence in SENTENCES[:8]:
        ask_while_sorting(member, sentence)
    all_sent(member)
    assert measure(member.page, GAP) < HELD["height"] / 4, "what comes after this stands below the places"
    for at in range(10):
        number = here(member)
        member.page.locator("[data-bins] .bin").nth(at).tap()
        member.until(f"document.querySelector('[data-card]:not([hidden])').dataset.number !== '{number}'")
        assert measure(member.page, IN_VIEW), f"card {here(member)} after place {at + 1}"
        focused = measure(member.page, "document.activeElement.name")
        assert focused == "vak", "the focus stays where somebody lays"
    all_sent(member)
    member.look()
