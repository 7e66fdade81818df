"""Two windows on one sorting table: what could not be laid is said, each card by itself, and nothing goes unsaid."""

from urllib.parse import urlsplit

from tests.journeys.conftest import DESK, PHONE, measure
from tests.journeys.sorting.hands import all_sent, ask_while_sorting, here, make_pile


def look(reader):
    for size in ({"width": 320, "height": 700}, PHONE, DESK):
        reader.page.set_viewport_size(size)
        reader.look()


def open_too(one, other):
    """The same table in the window of somebody else."""
    other.go(urlsplit(one.page.url).path + "?toon=alles")
    other.page.locator("[data-ready]").wait_for()


def where(reader, number):
    """Where the table says that a card lies; nothing for one that is open."""
    return measure(
        reader.page,
        f"(at => at.hidden ? '' : at.querySelector('span').textContent)(document.querySelector('#k-{number} [data-where]'))",
    )


def take_away(reader, pile, sentence):
    reader.go(pile)
    reader.tap(reader.page.locator("li", has_text=sentence).locator("button", has_text="Haal weg"))
    reader.page.locator(".alert--goed", has_text="Wat er ligt, blijft").wait_for()


def test_a_question_that_a_colleague_took_away_takes_no_card_in_silence(visit):
    one, other = visit(DESK, role="member"), visit(DESK, role="coordinator")
    pile = urlsplit(make_pile(one, "Weggehaald")).path.removesuffix("/sorteren")
    ask_while_sorting(one, "Wie haalt het onkruid weg?")
    ask_while_sorting(one, "Wie strooit er bij gladheid?")
    number = here(one)
    take_away(other, pile, "Wie haalt het onkruid weg?")
    one.press("1")
    one.page.locator("[data-refused] li", has_text=f"Kaart {number}: Dit vraagstuk staat hier niet meer").wait_for()
    one.page.locator("[data-trouble]", has_text=f"Kaart {number}: Dit vraagstuk staat hier niet meer").wait_for()
    one.faults.clear()  # the browser notes the answer that says no
    assert where(one, number) == "" and here(one) != number, "the card that came next stays in front"
    one.tap("[data-refused] li a")
    assert here(one) == number
    assert "ligt bij" not in one.page.locator("[data-toast]").inner_text()
    assert not one.page.locator(".bin", has_text="Wie haalt het onkruid weg?").is_visible()
    one.press("1")
    assert here(one) == number, "its key lays nothing"
    look(one)
    one.tap("[data-refused] button")
    assert not one.page.locator("[data-refused], [data-trouble]").locator("visible=true").count()
    assert measure(one.page, "document.activeElement.dataset.number") == str(number)
    one.press("2")
    all_sent(one)
    one.page.reload()
    assert "Wie strooit" in where(one, number)


def test_a_card_that_went_leaves_the_table(visit, big_site):
    one = visit(DESK, role="member")
    make_pile(one, "Kaart weg")
    number = here(one)
    gone = one.page.locator(f"#k-{number}").get_attribute("data-card")
    big_site.run(big_site.flask[0], "-c", HIDE.format(gone, "HELD"))
    try:
        one.press("x")
        one.page.locator("[data-refused] li", has_text=f"Kaart {number}: Deze kaart is er niet meer").wait_for()
        one.faults.clear()
        assert here(one) != number and one.page.locator(f"#k-{number}").count() == 0
        assert one.page.locator("[data-progress]").inner_text() == "0 van 299"
        look(one)
    finally:
        big_site.run(big_site.flask[0], "-c", HIDE.format(gone, "PUBLISHED"))


HIDE = """
from app import create_app
from app.contributions.models import Contribution, Status
from app.contributions.operations import relist
from app.core.database import db, writing
with create_app().app_context():
    writing.set(True)
    found = db.session.query(Contribution).filter_by(public_id="{}").one()
    found.status = Status.{}
    relist(found)
    db.session.commit()
"""


def test_each_of_several_refused_cards_can_be_read_and_found(visit):
    one, other = visit(DESK, role="member"), visit(DESK, role="coordinator")
    make_pile(one, "Drie geweigerd")
    open_too(one, other)
    numbers = []
    one.page.context.set_offline(True)
    for _card in range(3):
        numbers.append(here(one))
        one.press("0")
    other.press("x", "x", "x")
    all_sent(other)
    one.page.context.set_offline(False)
    one.page.locator("[data-trouble]", has_text="3 kaarten zijn niet gelegd").wait_for()
    one.faults.clear()
    assert [where(one, number) for number in numbers] == ["Past nergens"] * 3
    items = one.page.locator("[data-refused] li")
    assert [item.split(":")[0] for item in items.all_inner_texts()] == [f"Kaart {number}" for number in numbers]
    one.tap(items.locator("a").nth(1))
    assert here(one) == numbers[1]
    look(one)
    one.press("0")  # now that it was seen how the card lies
    all_sent(one)
    one.page.reload()
    assert where(one, numbers[1]) == "Eén geval, wel leerzaam" and not items.count()


def bins(reader):
    """The questions of the table in their order."""
    return reader.page.locator("[data-bins] .bin:not([data-action]) > span:nth-child(2)").all_inner_texts()


def test_what_a_colleague_asks_comes_behind_the_others_and_is_said(visit):
    one, other = visit(DESK, role="member"), visit(DESK, role="coordinator")
    make_pile(one, "Erbij")
    ask_while_sorting(one, "Wie zet de bank terug?")
    all_sent(one)
    open_too(one, other)
    ask_while_sorting(other, "Wie aait de hond?")
    all_sent(other)
    one.press("j", "j", "j", "j", "j")  # to cards that the other does not lay
    number = here(one)
    one.press("1")
    one.page.locator(".bin", has_text="Wie aait de hond?").wait_for()
    one.page.locator("[data-live]", has_text="Er is een vraagstuk bij: Wie aait de hond?").wait_for(state="attached")
    assert where(one, number) == "Wie zet de bank terug?" and bins(one) == ["Wie zet de bank terug?", "Wie aait de hond?"]
    one.page.context.set_offline(True)
    number = here(one)
    one.press("n")
    one.page.keyboard.type("Wie belt de klok?")
    one.press("Enter", "2")
    for sentence in ("Wie aait de kat?", "Wie aait het paard?"):
        ask_while_sorting(other, sentence)
    all_sent(other)
    one.faults.clear()
    one.page.context.set_offline(False)
    one.page.locator(".bin", has_text="Wie belt de klok?").wait_for()
    one.page.locator("[data-live]", has_text="Er zijn 2 vraagstukken bij.").wait_for(state="attached")
    all_sent(one)
    shown = bins(one)
    assert shown[2:] == ["Wie aait de kat?", "Wie aait het paard?", "Wie belt de klok?"]
    look(one)
    one.page.reload()
    assert bins(one) == shown and where(one, number) == "Wie belt de klok?"
