"""Journey B: a municipality asks something, up to publishing and closing."""

from datetime import timedelta

import pytest

from app.core.clock import today
from tests.journeys.conftest import DESK, PHONE

MOST_FIELDS = 12
ANSWERS = {
    "#title": "Hoe houd je een plein koel zonder extra water?",
    "#situation": "Het plein is van steen en ligt de hele dag in de zon. Sinds 2019 klagen bewoners over de hitte.",
    "#questions": "Wat werkte bij jullie zonder extra water?",
    "#usable_answer": "Een maatregel die twee zomers is gemeten, met wat het kostte.",
    "#closes_on": f"{today() + timedelta(days=120):%d-%m-%Y}",
    "#second_host": "bram.okafor@gemeente-zoetermeer.example",
}


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_posting_and_closing_a_challenge(visit, viewport, javascript):
    host = visit(viewport, javascript=javascript, role="host").go("/uitdagingen/nieuw")
    host.screen("Nieuwe uitdaging")
    print(f"\njourney B: {fields_at_most(host, MOST_FIELDS)} fields")
    host.tap("main .button--primary")
    host.page.locator(".alert--fout").wait_for()
    host.look()
    address = written(host)
    assert visit(DESK).page.goto(host.page.url).status == 404
    make_visible(host)
    visit(PHONE).go(address).screen("Hoe houd je een plein koel")
    close(host)
    assert "doeken nemen we mee" in visit(DESK).go(address).page.content()
    print(f"journey B: {host.screens} screens, {host.taps} taps, {host.words} required words")


def written(host):
    """Fills in the form, and looks at what others will see; the address of the page."""
    for field, words in ANSWERS.items():
        host.type(field, words, required=True)
    host.tap("main .button--primary")
    host.screen("Hoe houd je een plein koel zonder extra water?")
    return host.page.url.replace(host.site.address, "")


def make_visible(host):
    host.page.locator("main a", has_text="Maak zichtbaar").click()
    host.screen("Maak de uitdaging zichtbaar")
    host.tap("main .button--primary")
    host.screen("Hoe houd je een plein koel")


def close(host, remains=""):
    host.page.locator("main a", has_text="Sluit de uitdaging").click()
    host.screen("Sluit de uitdaging")
    host.type("#note", "Het idee met doeken nemen we mee. Nevel niet, want dat kost te veel water.")
    host.type("#remains", remains)
    host.page.locator("#sure").check()
    host.tap("main .button--primary")
    host.screen("Hoe houd je een plein koel")


def fields_at_most(reader, most):
    """How many fields the form has, which may not be more."""
    fields = count_fields(reader.page)
    assert fields <= most
    return fields


def count_fields(page):
    """What a person sees as one field: an input, a choice list, or a group of boxes under one heading."""
    form = page.locator("main form").first
    single = form.locator("input:not([type=hidden]):not([type=checkbox]), textarea, select").count()
    return single + form.locator("fieldset").count()
