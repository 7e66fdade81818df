"""What waited at the sorting table and was refused, or came too late: nothing jams, nothing goes that was laid since."""

from tests.journeys.conftest import DESK, measure
from tests.journeys.sorting.hands import WAITING, all_sent, here, make_pile, reload, told_of
from tests.journeys.sorting.test_sorting_together import look, open_too, where
from tests.journeys.sorting.test_sorting_waits import SAID, offline

HOLD = """
const held = [];
window.BroadcastChannel = class extends BroadcastChannel {
  addEventListener(kind, hear) { super.addEventListener(kind, (event) => held.push(() => hear(event))); }
};
window.heard = () => held.length;
window.hear = () => held.splice(0).forEach((one) => one());
"""


def twin_of(member, address, script=""):
    """Another window of the same browser."""
    twin = member.page.context.new_page()
    if script:
        twin.add_init_script(script)
    twin.goto(address)
    twin.locator("[data-ready]").wait_for()
    return twin


def answers(page, path, **given):
    """What is sent there meets something else than the site: its status and its page."""
    page.route(f"**{path}", lambda route: route.fulfill(**given) if route.request.method == "POST" else route.continue_())


def test_a_window_that_hears_late_of_a_refusal_takes_nothing_away_that_was_laid_since(visit):
    one, other = visit(DESK, role="member"), visit(DESK, role="coordinator")
    address = make_pile(one, "Laat gehoord")
    open_too(one, other)
    twin = twin_of(one, address, HOLD)
    number = here(one)
    other.press("x")
    all_sent(other)
    one.press("0")
    told_of(one, f"Kaart {number}")
    one.faults.clear()
    one.tap("[data-refused] li a")
    offline(one, True)
    one.press("0")
    one.page.locator("[data-waiting]", has_text="1 wachten op verbinding").wait_for()
    twin.wait_for_function("heard() > 0")
    twin.evaluate("hear()")
    assert measure(one.page, WAITING) == 1
    one.faults.clear()
    offline(one, False)
    all_sent(one)
    one.page.reload()
    assert where(one, number) == "Eén geval, wel leerzaam"


def test_a_page_instead_of_facts_holds_nothing_up(visit):
    member = visit(DESK, role="member")
    make_pile(member, "Niets klem")
    first = here(member)
    for number, status in ((first, 404), (first + 1, 409)):
        answers(member.page, "/kaarten/*", status=status, content_type="text/html", body="<h1>Nee</h1>")
        member.press("x")
        member.page.locator("[data-refused] li", has_text=f"Kaart {number}: Dit is niet bewaard").wait_for()
        member.page.unroute("**/kaarten/*")
        assert where(member, number) == "" and here(member) == number + 1
    member.press("x")
    all_sent(member)
    member.faults.clear()
    look(member)
    answers(member.page, "/vraagstukken*", status=400, content_type="application/json", body='{"message": ""}')
    member.press("n")
    member.page.keyboard.type("Wie verloopt er?")
    member.press("Enter")
    member.page.locator("[data-trouble]", has_text="wat je legde, wacht een dag").wait_for()
    assert measure(member.page, WAITING) == 1, "a token that is too old takes nothing away"
    member.page.unroute("**/vraagstukken*")
    member.faults.clear()
    member.page.reload()
    member.page.locator("[data-ready] .bin", has_text="Wie verloopt er?").wait_for()
    all_sent(member)
    assert member.page.locator("[data-progress]").inner_text() == "2 van 300"


def test_a_refusal_takes_no_card_from_under_somebodys_hands(visit):
    one, other = visit(DESK, role="member"), visit(DESK, role="coordinator")
    make_pile(one, "Onder je handen")
    open_too(one, other)
    number = here(one)
    other.press("x")
    all_sent(other)
    offline(one, True)
    one.press("0")
    one.press("n")
    one.page.keyboard.type("Wie kijkt er naar")
    offline(one, False)
    told_of(one, f"Kaart {number}")
    one.faults.clear()
    assert here(one) == number + 1 and measure(one.page, "document.activeElement.id") == "sentence"
    one.tap("[data-go=next]")
    one.page.locator("#sentence-h", has_text=f"Dit vraagstuk is voor kaart {number + 1}").wait_for()
    one.page.locator("#sentence").press("End")
    one.page.keyboard.type(" deze kaart?")
    one.press("Enter")
    all_sent(one)
    assert here(one) == number + 2
    assert [where(one, at) for at in range(number, number + 3)] == ["Past nergens", "Wie kijkt er naar deze kaart?", ""]


def test_a_star_that_waits_and_is_pressed_again_does_what_was_pressed_last(visit):
    member = visit(DESK, role="member")
    make_pile(member, "Ster wacht")
    member.press("Space")
    member.until("document.activeElement.dataset.zin !== undefined")
    fails = {"application/json", "*/*"}  # who asks for what, by its header

    def goes(route):
        route.fulfill(status=503) if route.request.headers["accept"] in fails else route.continue_()

    member.page.route("**/sterren*", goes)
    member.press("s")
    member.page.locator("[data-waiting]", has_text="1 wachten op verbinding").wait_for()
    fails.remove("*/*")  # a page is answered again; what waits is not yet
    member.press("s")
    member.until(f"{WAITING} === 2")
    assert measure(member.page, "document.activeElement.getAttribute('aria-pressed')") == "false"
    fails.clear()
    member.faults.clear()
    all_sent(member)
    member.faults.clear()
    reload(member)
    member.press("Space")
    member.page.locator("[data-text]", has_text="0 citaten bewaard.").wait_for()


AGE = """
(number) => Object.keys(localStorage).filter((key) => key.startsWith("sorteren:")).forEach((key) => {
  const item = JSON.parse(localStorage[key]);
  if (item.card === document.querySelector(`#k-${number}`).dataset.card && item.fields.vak === "nergens")
    localStorage[key] = JSON.stringify({ ...item, at: item.at - 25 * 60 * 60 * 1000 });
})
"""


def test_what_waited_longer_than_a_day_goes_with_what_rests_on_it_and_that_is_said(visit):
    member = visit(DESK, role="member")
    address = make_pile(member, "Te laat")
    first = here(member)
    member.page.route("**/kaarten/*", lambda route: route.abort())
    member.press("x", "k", "0", "0")  # the first card twice, and the one after it
    member.page.locator("[data-waiting]", has_text="3 wachten op verbinding").wait_for()
    member.page.evaluate(AGE, first)
    twin = member.page.context.new_page()
    twin.goto(f"{member.site.address}/")  # on whichever page
    twin.wait_for_function(f"{WAITING} === 1")
    twin.close()
    member.page.unroute("**/kaarten/*")
    member.faults.clear()
    for _time in range(2):  # until it was read
        member.page.goto(address)
        told_of(member, "meer dan een dag geleden")
        all_sent(member)
    assert (where(member, first), where(member, first + 1)) == ("", "Eén geval, wel leerzaam")
    look(member)
    member.tap("[data-refused] button")
    reload(member)
    assert not member.page.locator("[data-refused]").is_visible()


def test_what_became_too_late_at_an_open_table_is_said_until_it_was_read(visit):
    member = visit(DESK, role="member")
    make_pile(member, "Open gebleven")
    first = here(member)
    member.page.route("**/kaarten/*", lambda route: route.abort())
    member.press("x")
    member.page.locator("[data-waiting]", has_text="1 wachten op verbinding").wait_for()
    member.page.evaluate(AGE, first)
    told_of(member, "meer dan een dag geleden")
    assert where(member, first) == ""
    member.faults.clear()
    reload(member)
    told_of(member, "meer dan een dag geleden")
    member.tap("[data-refused] button")
    reload(member)
    assert not member.page.locator("[data-refused]").is_visible()


def test_each_window_gets_what_was_done_in_it(visit):
    member = visit(DESK, role="member")
    address = make_pile(member, "Eigen venster")
    first = here(member)
    member.press("x")
    all_sent(member)
    twin = twin_of(member, address)
    member.page.evaluate("window.stays = true")
    twin.route("**/terug*", lambda route: route.abort())
    twin.keyboard.press("z")
    twin.locator("[data-waiting]", has_text="1 wachten op verbinding").wait_for()
    member.until(f"{WAITING} === 1")
    member.page.evaluate("dispatchEvent(new Event('online'))")  # now the first window sends it
    twin.wait_for_url("**kaart=*")
    twin.locator("[data-ready]").wait_for()
    assert measure(member.page, "window.stays") is True and where(member, first) == ""
    twin.unroute("**/terug*")
    member.press("n")
    member.page.keyboard.type("Geen vraag")
    member.press("Enter")
    twin.locator("[data-refused] li", has_text="Je schreef: ‘Geen vraag’.").wait_for()
    assert twin.locator("#sentence").input_value() == ""
    assert member.page.locator("#sentence").input_value() == "Geen vraag"
    assert "Je schreef" not in member.page.locator("[data-refused] li").inner_text()
    member.faults.clear()


def test_a_question_without_a_card_is_said_to_be_made_and_numbers_read_as_they_are_written(visit):
    member = visit(DESK, role="member")
    make_pile(member, "Zonder kaart")
    member.page.locator("#zoek").fill("zzzz")
    member.page.locator("[data-empty]", has_text="Geen kaart past").wait_for()
    member.page.locator("#sentence").fill("Wie heeft geen kaart?")
    member.page.locator("#sentence").press("Enter")
    member.page.locator(".bin", has_text="Wie heeft geen kaart?").wait_for()
    member.until(f"{SAID} === 'Het vraagstuk staat er vanaf nu bij.'")
    all_sent(member)
    member.page.locator("#zoek").fill("")
    member.press("Escape")
    offline(member, True)
    for language, written, more in (("nl", "1.234", "1.235"), ("en", "1,234", "1,235")):
        member.page.evaluate(
            "([language, written]) => { document.documentElement.lang = language;"
            "document.querySelector('[value=nergens] [data-number]').textContent = written; }",
            [language, written],
        )
        member.page.keyboard.press("x")
        assert member.page.locator("[value=nergens] [data-number]").inner_text() == more
    member.faults.clear()
    offline(member, False)
    all_sent(member)

