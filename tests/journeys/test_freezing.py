"""From a pile to a frozen stocktake that everybody reads, by keyboard and without scripts."""

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.sorting.hands import all_sent, ask_while_sorting
from tests.journeys.test_keyboard import focus
from tests.journeys.test_states import look


def new_pile(reader, name):
    reader.go("/werkbank/stapels/nieuw")
    reader.type("#name", name)
    reader.tap("main form button[type=submit]")
    reader.screen(f"{name}: wat hier ligt")
    return reader.page.url


def frozen(reader, site, name):
    """Presses, lets the job do it, and opens the stocktake, by links alone."""
    reader.tap("main form button[type=submit]")
    reader.screen("Leg deze stapel vast als balans")
    for _run in range(2):
        site.run(*site.flask, "job", "freeze-piles")
    reader.page.reload()
    reader.tap(f"main >> a:has-text('{name}')")
    reader.screen(name)


def test_a_pile_is_frozen_and_shown_without_scripts(visit, site):
    member = visit(viewport=PHONE, javascript=False, role="member")
    new_pile(member, "Zomerstapel")
    member.tap("text=Leg vast als balans")
    member.screen("Leg deze stapel vast als balans")
    member.type("#name", "Zomertour op papier")
    member.tap("main form button[type=submit]")
    member.screen("Leg deze stapel vast als balans")
    site.run(*site.flask, "job", "freeze-piles")
    member.tap("text=Kijk hoe ver het is")
    member.look()
    site.run(*site.flask, "job", "freeze-piles")
    member.tap("text=Kijk hoe ver het is")
    member.tap("main >> a:has-text('Zomertour op papier')")
    member.screen("Zomertour op papier")
    address = member.page.url
    member.tap("main >> button:has-text('Aan iedereen laten zien')")
    member.screen("Zomertour op papier")
    visitor = visit(viewport=PHONE, javascript=False)
    visitor.page.goto(address)
    visitor.screen("Zomertour op papier")
    assert "Dit is geen steekproef." in visitor.page.content()
    visitor.tap("text=Alle bijdragen erin")
    visitor.screen("Alle bijdragen erin")


def reword(member, question):
    member.go(question).type("#explanation", "Het gaat om de goten langs de stoep.")
    member.tap("main >> button:has-text('Bewaar het vraagstuk')")
    member.page.locator("main", has_text="Het gaat om de goten").wait_for()


def test_by_keyboard_and_compared_with_an_earlier_one(visit, site):
    member = visit(viewport=DESK, role="member")
    pile = new_pile(member, "Herfststapel")
    member.page.goto(pile + "/sorteren")
    ask_while_sorting(member, "Wie veegt het blad in de herfst?")
    all_sent(member)
    for name in ("Herfst een", "Herfst twee"):
        if name == "Herfst twee":
            reword(member, "/werkbank/vraagstukken/wie-veegt-het-blad-in-de-herfst")
        member.page.goto(pile + "/vastleggen")
        member.page.locator("#name").focus()
        member.press("Control+a")
        member.page.keyboard.type(name)
        member.enter()
        member.screen("Leg deze stapel vast als balans")
        for _run in range(2):
            site.run(*site.flask, "job", "freeze-piles")
        member.page.locator("main li a", has_text=name).click()  # the page follows by itself
        member.screen(name)
    look(member)
    link = member.page.locator("a", has_text="Herfst een")
    link.focus()
    member.enter()
    member.screen("Wat er veranderde sinds Herfst een")
    assert "De toelichting is anders verwoord" in member.page.content()
    look(member)
    look(member, "/balansen")
    member.go("/balans/herfst-twee").page.locator("main a", has_text="Wie veegt het blad").first.click()
    member.screen("Wie veegt het blad in de herfst?")
    look(member)
    look(member, "/balans/herfst-twee/bijdragen")
    title = member.page.locator("main article h3 a").first
    told = title.inner_text()
    title.focus()
    member.enter()
    member.screen(told)
    assert "Zoals het er stond op" in member.page.content()
    look(member)
    member.go("/balans/herfst-twee")
    member.page.locator("main a", has_text="Lees de begrippen van die dag").focus()
    member.enter()
    member.screen("De begrippen van die dag")
    look(member)
    member.page.locator("main nav a", has_text="Wat hielp").focus()
    member.enter()
    assert member.page.url.endswith("#soort-lever")


def test_a_file_is_asked_for_and_fetched_without_scripts(visit, site):
    member = visit(viewport=PHONE, javascript=False, role="member")
    pile = new_pile(member, "Bestandstapel")
    member.page.goto(pile + "/vastleggen")
    member.type("#name", "Balans met bestand")
    frozen(member, site, "Balans met bestand")
    member.tap("text=Maak er een bestand van")
    member.screen("Bestanden van Balans met bestand")
    member.tap("text=JSON, voor computers")
    member.tap("main >> button:has-text('Maak het bestand')")
    member.screen("Bestanden van Balans met bestand")
    for _run in range(2):
        site.run(*site.flask, "job", "make-reports")
    member.tap("text=Kijk hoe ver het is")
    member.screen("Bestanden van Balans met bestand")
    fetches(member, "balans-met-bestand.json")
    member.page.set_viewport_size(DESK)
    member.look()


def fetches(reader, name):
    with reader.page.expect_download() as fetched:
        reader.tap("main >> a:has-text('Ophalen')")
    assert fetched.value.suggested_filename == name


def test_who_waits_sees_how_far_it_is_and_that_it_is_ready(visit, site):
    """The page follows by itself, and says so once it is ready; what has the focus is left alone till it goes on."""
    member = visit(viewport=PHONE, role="member")
    pile = new_pile(member, "Wachtstapel")
    member.page.goto(pile + "/vastleggen")
    member.type("#name", "Balans om op te wachten")
    frozen(member, site, "Balans om op te wachten")
    member.tap("text=Maak er een bestand van")
    member.tap("text=Excel")
    member.tap("main >> button:has-text('Maak het bestand')")
    member.screen("Bestanden van Balans om op te wachten")
    site.run(*site.flask, "job", "make-reports")
    member.page.locator("progress").wait_for()
    look(member)
    focus(member, "main li button")
    site.run(*site.flask, "job", "make-reports")
    member.page.locator("[role=status]", has_text="Je lijst met bestanden is veranderd.").wait_for(state="attached")
    assert member.page.locator("progress").is_visible(), "it holds the focus"
    member.press("Tab")
    member.page.locator("main a", has_text="Ophalen").wait_for()
    assert member.page.locator("text=Kijk hoe ver het is").count() == 0
    look(member)
    fetches(member, "balans-om-op-te-wachten.xlsx")
