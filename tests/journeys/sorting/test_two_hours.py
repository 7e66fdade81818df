"""Journey C from its start to its harvest, with nothing but a keyboard: three hundred contributions, ten public questions.

Each step counts its decisions and the keys that took them. What leads from one page to the next is counted by itself.
"""

import time

from tests.journeys.conftest import DESK
from tests.journeys.sorting.hands import MANY, SENTENCES, all_sent, ask_while_sorting, here, make_pile, progress
from tests.journeys.test_keyboard import focus, follow

QUESTIONS, PAIRS, CHECKED = 10, 6, 20
MOST_KEYS = 2  # for one decision
PLACES = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "x"]
NAME = "Drie honderd"
STATEMENT = "Niemand is eigenaar van wat er daarna komt."


class Hands:
    """Notes for each step of the journey how many decisions were taken, with how many keys, and in what time."""

    def __init__(self, reader):
        self.reader, self.steps, self.began = reader, {}, time.monotonic()
        reader.keys = 0

    def done(self, step, decisions):
        now = time.monotonic()
        self.steps[step] = (decisions, self.reader.keys, now - self.began)
        self.reader.keys, self.began = 0, now

    def told(self):
        return "; ".join(f"{step}: {n} in {keys} keys, {took:.0f} s" for step, (n, keys, took) in self.steps.items())


def test_three_hundred_contributions_become_ten_public_questions_and_a_balance(visit, big_site):
    big_site.run(*big_site.flask, "duplicates")
    member = visit(DESK, role="member")
    hands = Hands(member)
    table = make_pile(member, NAME)
    pile = table.replace(big_site.address, "").removesuffix("/sorteren")
    hands.done("start", 1)
    compare(member, pile)
    hands.done("duplicates", PAIRS)
    sort(member, table)
    hands.done("sort", MANY + QUESTIONS)  # a star with each question
    judge_a_gap(member, pile)
    hands.done("balance", 1)
    for sentence in SENTENCES:
        publish(member, pile, sentence)
    hands.done("question pages", 3 * QUESTIONS)  # what we see, what the quote does with it, and everybody reads it
    check(member, pile)
    hands.done("check", CHECKED)
    freeze(member, big_site, pile)
    hands.done("harvest", 2)
    print(f"\njourney C, {sum(took for *_n, took in hands.steps.values()):.0f} s. Decisions: {hands.told()}")
    for step in ("duplicates", "sort", "check"):
        decisions, keys, _took = hands.steps[step]
        assert keys <= decisions * MOST_KEYS, step
    assert hands.steps["sort"][1] == MANY + 3 * QUESTIONS, "a card is one key; a question with a quote is four"
    everybody_reads(visit(DESK))


def compare(member, pile):
    """From the pile to the texts of it that look alike: the keys after that, one for each pair."""
    member.go(pile)
    focus(member, "main a[href*='/dubbel?stapel=']")
    member.enter()
    member.look()
    member.keys = 0
    for key in ("g", "n", "l", "ArrowRight", "n", "g"):
        member.started().enter(key)
    member.page.locator(".alert", has_text="liggen nu bij elkaar").first.wait_for()


def sort(member, table):
    """Each question takes the card that it came from, and keeps a sentence of it as a quote."""
    member.page.goto(table)
    member.page.locator("[data-ready]").wait_for()
    assert progress(member) == [0, MANY]
    member.keys = 0
    for sentence in SENTENCES:
        star(member)
        ask_while_sorting(member, sentence)
    member.look()
    for at in range(MANY - QUESTIONS):
        before = here(member)
        member.press(PLACES[at % len(PLACES)])
        if at < MANY - QUESTIONS - 1:
            member.until(f"document.querySelector('[data-card]:not([hidden])')?.dataset.number !== '{before}'")
    all_sent(member)
    member.page.goto(table)
    assert progress(member) == [MANY, MANY]
    member.page.locator("text=Elke kaart ligt ergens.").wait_for()
    member.look()


def star(member):
    """The first sentence of the card of now: one key opens the text and goes there, one keeps it."""
    member.press("s")
    member.until("document.activeElement.dataset.zin !== undefined")
    member.press("s")
    member.page.locator("[data-card]:not([hidden]) [data-text]", has_text="1 citaat bewaard.").wait_for()


def judge_a_gap(member, pile):
    """To an empty place of the paving, and what we found about it."""
    member.go(pile)
    focus(member, "main a[href*='/balans?']")
    member.enter()
    member.go("/balans?rij=organisation_kind&kolom=part").look()
    focus(member, ".paving .gat a")
    member.enter()
    member.page.locator("h1", has_text="Gat in de balans").wait_for()
    focus(member, "input[name=verdict]")
    member.press("Space")
    focus(member, "form:has(input[name=verdict]) button")
    member.enter()
    member.page.locator("text=zonder je naam").first.wait_for()


def publish(member, pile, sentence):
    """What we see, the sentence that was kept under it, and everybody reads it."""
    member.go(pile)
    follow(member, sentence, sentence)
    focus(member, "#text")
    member.page.keyboard.type(STATEMENT)
    focus(member, "form:has(#text) button")
    member.enter()
    focus(member, "button[name=stance]")
    member.enter()
    member.page.locator(".alert--goed").wait_for()
    focus(member, "form[action$=publiceren] button")
    member.enter()
    member.page.locator("main", has_text="Wie pakt dit op?").wait_for()


def check(member, pile):
    """Twenty cards once more, without seeing where they lie: a key for the place, and Enter for the next card."""
    member.go(f"{pile}/controle")
    focus(member, "form[action*=opnieuw] button")
    member.enter()
    member.keys = 0
    for card in range(CHECKED):
        member.page.locator("h1", has_text=f"Kaart {card + 1} van {CHECKED}, blind").wait_for()
        member.started().press(PLACES[card % len(PLACES)])
        member.enter()
    member.page.locator("h1", has_text="Controle:").wait_for()
    assert f"van de {CHECKED} kaarten" in member.page.locator("main").inner_text()
    member.look()


def freeze(member, site, pile):
    """The stocktake is fixed, and everybody reads it."""
    member.go(f"{pile}/vastleggen")
    focus(member, "main form button")
    member.enter()
    for _run in range(2):
        site.run(*site.flask, "job", "freeze-piles")
    member.page.locator("main a[href^='/balans/']").first.wait_for()
    focus(member, "main a[href^='/balans/']")
    member.enter()
    member.page.locator("h1", has_text=NAME).wait_for()
    focus(member, "main form[action$=openbaar] button")
    member.enter()
    member.look()


def everybody_reads(visitor):
    """Ten questions that rest on a quote each, and the stocktake with what is missing in it."""
    visitor.go("/vraagstukken")
    assert [visitor.page.locator("h2 a", has_text=sentence).count() for sentence in SENTENCES] == [1] * QUESTIONS
    visitor.go("/balansen")
    visitor.page.locator("main a", has_text=NAME).click()
    visitor.screen(NAME)
    assert all(sentence in visitor.page.content() for sentence in SENTENCES)
