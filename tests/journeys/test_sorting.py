"""Journey C: three hundred contributions become ten public questions, with nothing but a keyboard, and nothing is lost."""

import re
import time

import pytest

from tests.journeys.conftest import DESK, PHONE, Site, measure, windows
from tests.journeys.test_keyboard import focus

MANY, QUESTIONS = 300, 10
MOST_KEYS = 2  # for one decision
FILL = "from bench.run import fill; fill({})"
CLEAR = """
from app import create_app
from app.core.database import db, writing
from app.workbench.models import Pile
from app.stocktaking.models import Sorted, Star
with create_app().app_context():
    writing.set(True)
    for table in (Pile, Sorted, Star):
        db.session.query(table).delete()
    db.session.commit()
"""
WAITING = "Object.keys(localStorage).filter(key => key.startsWith('sorteren:')).length"  # on its way to the server
SENTENCES = [
    f"Wie {verb} als eerste wanneer het {when} wordt?"
    for verb, when in zip(
        ("betaalt", "beheert", "tekent", "kiest", "beslist", "maait", "veegt", "meet", "bouwt", "vraagt"),
        ("droog", "nat", "laat", "vol", "druk", "koud", "warm", "donker", "licht", "duur"),
        strict=True,
    )
]


@pytest.fixture(scope="module")
def big_site(tmp_path_factory):
    """A site of its own, with three hundred contributions more than the demonstration has."""
    with Site(tmp_path_factory.mktemp("big")) as site:
        site.run(site.flask[0], "-c", FILL.format(MANY))
        yield site


@pytest.fixture
def visit(big_site, browser):
    """Windows on that site, where no card lies anywhere yet."""
    big_site.run(big_site.flask[0], "-c", CLEAR)
    yield from windows(big_site, browser)


@pytest.fixture
def member(visit):
    return visit(DESK, role="member")


def make_pile(reader, name):
    """By keyboard: everything that was published before the demonstration begins."""
    reader.go("/werkbank/stapels/nieuw")
    focus(reader, "#name")
    reader.page.keyboard.type(name)
    focus(reader, "#last")
    reader.page.keyboard.type("12-2025")
    reader.enter()
    reader.screen(f"{name}: wat hier ligt")
    focus(reader, "main a.button--primary")
    reader.enter()
    reader.page.locator("[data-ready]").wait_for()
    return reader.page.url


def ask_while_sorting(reader, sentence):
    """A new question takes the card of now: one key, the words, and Enter. The keys beside the words."""
    reader.press("n")
    reader.page.keyboard.type(sentence)
    reader.press("Enter")
    reader.page.locator("[data-ready] .bin", has_text=sentence).wait_for()


def here(reader):
    """The number of the card that is shown."""
    return int(reader.page.locator("[data-card]:not([hidden])").get_attribute("data-number"))


def progress(reader):
    return [int(n) for n in re.findall(r"\d+", reader.page.locator("[data-progress]").inner_text())]


def all_sent(reader):
    """Waits until the server has everything that was laid: as long as less and less is on its way."""
    while left := measure(reader.page, WAITING):
        reader.until(f"{WAITING} < {left}")


def test_three_hundred_contributions_become_ten_public_questions(member):
    began = time.monotonic()
    address = make_pile(member, "Drie honderd")
    assert progress(member) == [0, MANY]
    member.look()
    member.keys, decisions = 0, 0
    for sentence in SENTENCES:
        ask_while_sorting(member, sentence)
        decisions += 1
    member.press("s")  # the sentence of the card of now that is kept as a quote
    member.until("document.activeElement.dataset.zin !== undefined")
    member.press("s")
    member.page.locator("[data-text]", has_text="1 citaat bewaard.").wait_for()
    member.look()
    places = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "x"]
    for at in range(MANY - QUESTIONS):
        before = here(member)
        member.press(places[at % len(places)])
        decisions += 1
        if at < MANY - QUESTIONS - 1:
            member.until(f"document.querySelector('[data-card]:not([hidden])')?.dataset.number !== '{before}'")
    all_sent(member)
    keys = member.keys
    member.page.goto(address)
    assert progress(member) == [MANY, MANY]
    member.page.locator("text=Elke kaart ligt ergens.").wait_for()
    member.look()
    sorted_in = time.monotonic() - began
    for sentence in SENTENCES:
        publish(member, sentence)
    public = [member.page.locator("h2 a", has_text=sentence).count() for sentence in SENTENCES if member.go("/vraagstukken")]
    print(
        f"\njourney C: {decisions} decisions, {keys / decisions:.2f} keys a decision; sorted in {sorted_in:.0f} s, "
        f"published in {time.monotonic() - began - sorted_in:.0f} s"
    )
    assert public == [1] * QUESTIONS and decisions == MANY and keys / decisions <= MOST_KEYS


def publish(reader, sentence):
    """From the list of the workbench to a public question with one statement, by keyboard."""
    reader.go("/werkbank")
    for _step in range(200):
        reader.press("Tab")
        if reader.page.evaluate("document.activeElement.textContent").strip() == sentence:
            break
    reader.enter()
    reader.page.locator("h1", has_text=sentence).wait_for()
    focus(reader, "#text")
    reader.page.keyboard.type("Niemand is eigenaar van wat er daarna komt.")
    focus(reader, "form:has(#text) button")
    reader.enter()
    reader.page.locator("h3", has_text="Niemand is eigenaar").wait_for()
    focus(reader, "form[action$=publiceren] button")
    reader.enter()
    reader.page.locator("main", has_text="Wie pakt dit op?").wait_for()


def test_the_server_and_the_browser_stop_half_way_and_nothing_is_lost(visit, big_site):
    member = visit(DESK, role="member")
    address = make_pile(member, "Halverwege")
    ask_while_sorting(member, "Wie zet de stekker erin?")
    first = here(member)
    big_site.stop(at_once=True)
    try:
        for _card in range(5):
            member.press("1")
        member.page.locator("[data-waiting]", has_text="wachten op verbinding").wait_for()
        member.faults.clear()  # the browser notes that nobody answers
        assert here(member) != first
        kept = member.page.context.storage_state()
        member.page.close(run_before_unload=False)
    finally:
        big_site.start()
    again = visit(DESK, kept=kept)
    again.page.goto(address)
    again.page.locator("[data-ready]").wait_for()
    all_sent(again)
    again.page.reload()
    assert again.page.locator(".bin", has_text="Wie zet de stekker erin?").locator("[data-number]").inner_text() == "6"
    again.look()


def test_two_members_at_once_do_not_go_over_each_other(visit):
    one, other = visit(DESK, role="member"), visit(DESK, role="coordinator")
    address = make_pile(one, "Twee tegelijk")
    for reader in (one, other):
        reader.go(address.replace(one.site.address, "") + "?toon=alles")
        reader.page.locator("[data-ready]").wait_for()
    assert here(one) == here(other)
    one.press("x")
    all_sent(one)
    other.press("0")
    other.page.locator("[data-trouble]", has_text="Iemand anders legde deze kaart intussen").wait_for()
    other.faults.clear()  # the browser notes the answer that says no
    other.tap("[data-refused] li a")  # the card that comes next stays in front until then
    other.page.locator("[data-card]:not([hidden]) [data-where]", has_text="Past nergens").wait_for()
    other.look()
    other.page.reload()
    assert other.page.locator(".bin", has_text="Past nergens").get_attribute("aria-pressed") == "true"


def test_what_was_laid_is_put_back_with_one_key(member):
    make_pile(member, "Terug")
    first = here(member)
    for key in ("0", "x"):
        member.press(key)
    member.press("z", "z")
    assert here(member) == first
    all_sent(member)
    done = progress(member)[0]
    member.page.reload()
    assert progress(member)[0] == done and here(member) == first
    for step, shown in (("next", False), ("previous", True)):  # without a key as well, also with scripts
        member.tap(f"[data-go={step}]")
        assert (here(member) == first) == shown
    member.tap("[data-card]:not([hidden]) a[href*='#themas']")
    member.screen("Hele tekst")
    member.page.locator("#themas").wait_for()


def test_filtering_three_hundred_cards_takes_no_time(member):
    make_pile(member, "Filter")
    took = measure(
        member.page,
        """(async () => {
          const box = document.querySelector('#zoek'), times = [];
          for (const words of ['s', 'st', 'str', 'stra', 'straat', 'straat w', '']) {
            const began = performance.now();
            box.value = words;
            box.dispatchEvent(new Event('input', {bubbles: true}));
            document.body.offsetHeight;
            times.push(performance.now() - began);
          }
          return Math.max(...times);
        })()""",
    )
    print(f"\nfilter over {MANY} cards: {took:.0f} ms at most")
    assert took <= 100


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
def test_it_works_without_scripts(visit, viewport):
    member = visit(viewport, javascript=False, role="member")
    member.go("/werkbank/stapels/nieuw").type("#name", f"Zonder {viewport['width']}")
    member.tap("main button.button--primary")
    member.screen("wat hier ligt")
    member.tap("main a.button--primary")
    member.screen("Sorteren")
    title = member.page.locator("[data-card]:not([hidden]) h3").inner_text()
    member.type("#sentence", f"Wie doet het zonder scripts op {viewport['width']}?")
    member.tap("[data-new] button")
    member.page.locator("[data-said]", has_text="zonder scripts").wait_for()
    assert member.page.locator("[data-card]:not([hidden]) h3").inner_text() != title
    member.tap("button[value=een-geval]")
    member.page.locator("[data-said]", has_text="Eén geval").wait_for()
    member.tap("[data-toast] button")
    member.page.locator("[data-said]", has_text="zonder scripts").wait_for()
    member.tap("[data-card]:not([hidden]) [data-fetch]")
    member.screen("Hele tekst")
    member.tap(member.page.locator(".zin").first)
    member.page.locator("text=1 citaat bewaard.").wait_for()
    member.look()


def test_single_keys_can_be_switched_off_and_chosen(member):
    member.go("/werkbank/toetsen")
    member.type("#nowhere", "q")
    member.tap("main .button--primary")
    member.screen("Toetsen")
    make_pile(member, "Eigen toetsen")
    first = here(member)
    member.press("x")
    assert here(member) == first
    member.press("q")
    member.page.locator("[data-said]", has_text="Past nergens").wait_for()
    all_sent(member)
    member.go("/werkbank/toetsen")
    member.page.locator("#are_on").uncheck()
    member.tap("main .button--primary")
    member.screen("Toetsen")
    make_pile(member, "Geen toetsen")
    first = here(member)
    member.press("q")
    assert here(member) == first
    member.look()
    member.go("/werkbank/toetsen").tap("text=Neem de gewone toetsen weer")
