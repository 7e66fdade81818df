"""What a member does at the sorting table, with a keyboard."""

import re

from tests.journeys.conftest import measure
from tests.journeys.test_keyboard import focus

MANY = 300
WAITING = "Object.keys(localStorage).filter(key => key.startsWith('sorteren:')).length"  # on its way to the server
SENTENCES = [
    f"Wie {verb} als eerste wanneer het {when} wordt?"
    for verb, when in zip(
        ("betaalt", "beheert", "tekent", "kiest", "beslist", "maait", "veegt", "meet", "bouwt", "vraagt"),
        ("droog", "nat", "laat", "vol", "druk", "koud", "warm", "donker", "licht", "duur"),
        strict=True,
    )
]


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
    reader.page.locator("[data-ready]").wait_for()
    reader.press("n")
    reader.page.keyboard.type(sentence)
    reader.press("Enter")
    reader.page.locator("[data-ready] .bin", has_text=sentence).wait_for()


def reload(reader):
    """Loads the table anew, and waits until its keys work."""
    reader.page.reload()
    reader.page.locator("[data-ready]").wait_for()


def told_of(reader, words):
    """What was refused stands in the list, and the line above that says so is there too: nothing moves any more."""
    reader.page.locator("[data-refused] li", has_text=words).wait_for()
    reader.page.locator("[data-trouble]").wait_for()


def here(reader):
    """The number of the card that is shown."""
    return int(reader.page.locator("[data-card]:not([hidden])").get_attribute("data-number"))


def progress(reader):
    return [int(n) for n in re.findall(r"\d+", reader.page.locator("[data-progress]").inner_text())]


def all_sent(reader):
    """Waits until the server has everything that was laid: as long as less and less is on its way."""
    while left := measure(reader.page, WAITING):
        reader.until(f"{WAITING} < {left}")
