"""The balance and the map as a member meets them: gaps judged with the keyboard, views saved, without scripts too."""

import re

import pytest

from tests.journeys.conftest import DESK, PHONE, measure

GAP = "/werkbank/gaten/organisatie:waterschap/landsdeel:noorden"


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_the_same_state_in_paving_table_list_and_map(visit, viewport, javascript):
    reader = visit(viewport, javascript=javascript).go("/balans?thema=ondergrond&splits=uitkomst")
    reader.screen("Balans")
    number = re.search(r"\d+", reader.page.locator("main b", has_text="bijdrag").first.inner_text())[0]
    reader.tap(reader.page.locator("summary", has_text="Filters"))
    reader.tap(reader.page.locator("details details summary", has_text="Landsdeel"))
    reader.look()
    reader.tap("text=Tabel met aantallen")
    reader.page.locator("table.table").wait_for()
    reader.look()
    reader.tap(reader.page.locator(".tabs a", has_text="Lijst"))
    reader.screen("Bijdragen")
    assert reader.page.locator("#res").inner_text().startswith(f"{number} ")
    reader.tap(reader.page.locator(".tabs a", has_text="Kaart"))
    reader.screen("Kaart van bijdragen")
    assert reader.page.locator("#bij").inner_text().startswith(f"{number} ")
    assert "thema=ondergrond" in reader.page.url
    reader.go("/kaart").tap(reader.page.locator("summary", has_text="Gemeenten op de kaart"))
    reader.tap(reader.page.locator(".tags a.tag").first)
    reader.page.locator("h2", has_text="Bijdragen die").wait_for()
    reader.look()
    for path in ("/balans/tegenspraak", "/balans/samen", "/balans/samen?eerste=thema&tweede=thema"):
        reader.go(path).look()
    reader.go("/balans/tegenspraak").tap(reader.page.locator("th a").first)
    reader.page.locator("#paar-1").wait_for()
    reader.look()


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_a_gap_is_judged_seen_by_all_and_taken_back(visit, javascript):
    member = visit(PHONE, javascript=javascript, role="member")
    member.go("/balans?rij=organisation_kind&kolom=part").look()
    member.tap(member.page.locator("summary", has_text="Alle lege vakken"))
    member.look()
    member.go(GAP).screen("Gat in de balans")
    member.tap("main form button.button--primary")
    member.page.locator(".alert--fout").wait_for()
    member.look()  # nothing was chosen
    member.page.locator("input[value=asked]").check()
    member.type("#note", "Gevraagd aan twee waterschappen.")
    member.tap("main form button.button--primary")
    member.page.locator("text=zonder je naam").first.wait_for()
    member.look()
    stranger = visit(DESK, javascript=javascript).go("/balans?rij=organisation_kind&kolom=part&beeld=tabel")
    said = stranger.page.locator("tr", has_text="Waterschap").inner_text()
    assert "gevraagd op" in said and "twee waterschappen" not in stranger.page.content()
    stranger.look()
    member.tap("text=Neem het laatste oordeel terug")
    member.page.locator("text=Teruggenomen.").wait_for()
    assert "gevraagd op" not in stranger.page.reload().text()


def test_the_paving_has_one_tab_stop_a_row_and_the_arrows_walk_through_bricks_and_gaps(visit):
    member = visit(DESK, role="member").go("/balans").started()
    stops = measure(
        member.page,
        "[...document.querySelectorAll('.paving tbody tr')].map(r => r.querySelectorAll('a:not([tabindex=\"-1\"])').length)",
    )
    assert set(stops) == {1}
    member.page.locator(".paving tbody tr").first.locator("a").first.focus()
    for _n in range(40):
        member.press("ArrowRight")
        if "/gaten/" in measure(member.page, "document.activeElement.href"):
            break
    member.enter()
    member.screen("Gat in de balans")
    print(f"\nfrom the paving to a gap: {member.keys} keys")


def test_a_view_is_saved_shared_and_found_again(visit):
    member = visit(PHONE, role="member").go("/balans?thema=ondergrond")
    member.tap("text=Bewaar dit beeld")
    member.screen("Bewaar dit beeld")
    member.tap("main form button.button--primary")
    member.page.locator(".alert--fout").wait_for()
    member.look()
    member.type("#name", "Alles over de ondergrond")
    member.tap("main form button.button--primary")
    member.screen("Bewaarde beelden")
    member.tap(member.page.locator("button", has_text="Deel met leden"))
    member.page.locator("text=gedeeld met de leden").wait_for()
    member.look()
    member.tap("main li b")
    member.screen("Balans")
    assert "thema=ondergrond" in member.page.url
    member.go("/werkbank/beelden")
    member.tap(member.page.locator("button", has_text="Gooi weg"))
    member.page.locator("text=Er is nog geen beeld bewaard").wait_for()
    member.look()


def test_the_way_from_a_gap_to_a_story(visit):
    """Whoever gets the link finds what it is about ticked."""
    reader = visit(PHONE).go("/deel?over=thema:ondergrond&over=fase:ontwerp")
    reader.screen("Wat wil je delen?")
    assert "Je bent gevraagd naar" in reader.page.locator("main").inner_text()
    reader.tap('label:has(input[value="learned"])')
    reader.tap("main button.button--primary")
    reader.page.locator("#facts").fill("Wij legden de put op de hoogste plek van de straat. " * 4)
    reader.tap("main .dock button.button--primary")
    reader.page.locator("#themes").wait_for()
    assert reader.page.locator('input[name="themes"][value="ondergrond"]').is_checked()
    assert reader.page.locator("#phase").input_value() == "ontwerp"
    reader.look()


@pytest.mark.parametrize("role", ["member", None])
def test_on_a_phone_the_paving_says_what_was_not_asked_yet(visit, role):
    reader = visit(PHONE, javascript=False, role=role).go("/balans")
    reader.look()
    first = reader.page.locator(".paving .gat--open").first
    assert first.is_visible()
    before = "getComputedStyle(document.querySelector('.paving .gat--open'), '::before').content"
    assert "Nog niet gevraagd:" in measure(reader.page, before)
    assert first.locator(".kolomnaam").is_visible()
    assert first.locator("a").count() == (1 if role else 0)
    if role:
        first.locator("a").click()
        reader.screen("Gat in de balans")
