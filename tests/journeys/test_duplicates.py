"""Journey C, part 2: a member goes through the texts that look alike, with one key a pair, or without any script."""

import json
import subprocess

import pytest

from tests.journeys.conftest import DESK, PHONE, ROOT
from tests.journeys.test_keyboard import focus
from tests.journeys.test_states import SIZES

PAIRS = ROOT / "tests" / "contributions" / "pairs.json"
MOST_KEYS_A_PAIR = 2


@pytest.fixture(scope="module")
def compared(site):
    """The marked texts beside those of the demonstration, compared; how many pairs are proposed."""
    def run(*words):
        done = subprocess.run([*site.flask, *words], cwd=ROOT, env=site.environment, check=True, capture_output=True, text=True)
        return done.stdout

    run("import", "--publish", str(PAIRS))
    return len(json.loads(run("duplicates", "--format", "json")))


def proposal(reader):
    return reader.page.locator(".benchkop b").inner_text()


def both(reader):
    return reader.page.locator("article h2").all_inner_texts()


def judge(reader, key):
    """One key, and the next page: a key that comes before the script of the page does nothing."""
    reader.started().enter(key)


def wait_for(reader, words):
    reader.page.locator(".alert", has_text=words).first.wait_for()


def look(reader):
    for size in SIZES:
        reader.page.set_viewport_size(size)
        reader.look()


def test_by_keyboard(visit, compared):
    member = visit(DESK, role="member").go("/werkbank")
    member.tap("text=Dubbele teksten")
    member.screen("Is dit hetzelfde geval?")
    assert proposal(member) == f"Voorstel 1 van {compared}"
    look(member)
    member.page.set_viewport_size(DESK)
    first = both(member)
    member.keys = 0
    judge(member, "g")
    wait_for(member, "liggen nu bij elkaar")
    second = both(member)
    assert second != first
    judge(member, "n")
    wait_for(member, "niet hetzelfde")
    third = both(member)
    judge(member, "ArrowRight")
    assert "na=" in member.page.url and both(member) not in (second, third)
    judge(member, "l")
    keys = member.keys
    member.look()
    judge(member, "z")
    wait_for(member, "Teruggezet: we stellen deze twee weer voor")
    judge(member, "z")
    wait_for(member, "Teruggezet: de teksten liggen weer zoals eerst")
    member.go("/werkbank/dubbel")
    assert both(member) == first and proposal(member) == f"Voorstel 1 van {compared}"
    print(f"\nduplicates: {keys} keys for 4 pairs")
    assert keys <= 4 * MOST_KEYS_A_PAIR


def test_every_control_is_reached_with_tab(visit, compared):
    member = visit(DESK, role="member").go("/werkbank/dubbel")
    focus(member, "button[value=anders]")
    member.enter()
    wait_for(member, "niet hetzelfde")
    focus(member, "[data-key=z]")
    member.enter()
    wait_for(member, "Teruggezet")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_groups_on_a_telephone(visit, compared, javascript):
    member = visit(PHONE, javascript=javascript, role="member").go("/werkbank/dubbel/groepen")
    look(member)
    member.page.set_viewport_size(PHONE)
    member.go("/werkbank/dubbel")
    titles = both(member)
    member.tap("button[value=samen]")
    wait_for(member, "liggen nu bij elkaar")
    member.tap("text=Wat bij elkaar ligt")
    member.screen("Wat bij elkaar ligt")
    assert set(titles) <= set(member.page.locator("main li a").all_inner_texts())
    look(member)
    member.tap(member.page.locator("button", has_text="Zet deze vooraan").first)
    wait_for(member, "staat nu voor zijn groep")
    member.tap(member.page.locator("button", has_text="Haal uit elkaar").first)
    wait_for(member, "liggen weer apart")
    member.go("/werkbank/dubbel")
    assert both(member) == titles


def test_two_members_at_once(visit, compared):
    one, other = visit(DESK, role="member").go("/werkbank/dubbel"), visit(DESK, role="coordinator").go("/werkbank/dubbel")
    assert both(one) == both(other)
    one.tap("button[value=anders]")
    wait_for(one, "niet hetzelfde")
    other.tap("button[value=samen]")
    other.page.locator("main", has_text="Een collega veranderde dit intussen").wait_for()
    other.look()
    one.tap("[data-key=z]")
    wait_for(one, "Teruggezet")


def test_from_a_card_at_the_sorting_table_and_back(visit, compared):
    """By keyboard: a pile with everything, its pairs, and the card that looks like another one."""
    member = visit(DESK, role="member").go("/werkbank/stapels/nieuw")
    member.type("#name", "Alles bij elkaar")
    member.press("Enter")
    member.screen("Alles bij elkaar: wat hier ligt")
    member.tap("text=over hetzelfde geval te gaan")
    member.screen("Is dit hetzelfde geval?")
    look(member)
    member.page.set_viewport_size(DESK)
    title = both(member)[0]
    member.tap("text=Terug naar sorteren")
    member.page.locator("[data-ready]").wait_for()
    member.page.keyboard.press("/")
    member.page.keyboard.type(title)
    member.page.keyboard.press("Escape")
    member.page.locator("[data-card]:visible h3", has_text=title).wait_for()
    member.look()
    member.press("g")
    member.screen("Is dit hetzelfde geval?")
    assert title in both(member)
    member.tap("text=Terug naar sorteren")
    member.page.locator("[data-card]:visible h3", has_text=title).wait_for()
