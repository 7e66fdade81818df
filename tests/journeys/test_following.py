"""Somebody without an account follows a challenge on a phone, hears of it, settles when, and stops with one press."""

import re

import pytest

from tests.journeys.conftest import PHONE
from tests.journeys.test_hosting import asked

NARROW = {"width": 320, "height": 640}


@pytest.mark.parametrize(("viewport", "javascript"), [(PHONE, True), (NARROW, False)], ids=["phone", "plain"])
def test_follow_hear_settle_and_stop(visit, site, viewport, javascript):
    site.run(*site.flask, "job", "tell-followers")  # what was there before is no news
    followers, heard = how_many(site)
    reader = visit(viewport, javascript=javascript).go("/uitdagingen")
    page = reader.page.locator("main .opgave h2 a").nth(0 if javascript else 1).get_attribute("href")
    reader.go(page).tap('main a:has-text("Volgen")')
    reader.page.locator("h1", has_text="Volgen").wait_for()
    reader.look()
    reader.tap("main form .button--primary")  # no address: it says what to do
    reader.page.locator(".alert--fout").wait_for()
    reader.look()
    address = f"volger-{viewport['width']}@voorbeeld.example"
    reader.type("[name=email]", address)
    reader.tap("main form .button--primary")
    reader.screen("Kijk in je mailbox")
    reader.go(newest_link(reader, "/volgen/bevestigen/"))
    reader.look()
    reader.tap("main form .button--primary")
    reader.page.locator("h1", has_text="Wat je volgt").wait_for()
    reader.page.locator("select[name^=ritme-]").select_option("at_once")
    for hour in ("still_from", "still_until"):
        reader.page.locator(f"#{hour}").select_option("0")
    if reader.page.locator("#still_weekends").is_checked():
        reader.page.locator("#still_weekends").uncheck()
    reader.tap("main form .button--primary")
    reader.page.locator("h1", has_text="Wat je volgt").wait_for()
    assert reader.page.locator("select[name^=ritme-]").input_value() == "at_once"
    reader.look()
    asked(site, "UPDATE challenge SET closes_on = date('now', '+3 days') WHERE slug = ?", page.rsplit("/", 1)[1])
    for _round in range(2):
        site.run(*site.flask, "job", "tell-followers")
    assert how_many(site) == (followers + 1, heard + 1), "once, however often the job runs"
    reader.go(newest_link(reader, "/volgen/stoppen/"))
    reader.screen("Stoppen met alles wat je volgt?")
    reader.tap("main form .button--primary")
    reader.page.locator("h1", has_text="Het is gestopt").wait_for()
    reader.look()
    assert how_many(site) == (followers, heard), "with all that they were told"


def how_many(site):
    """Who follows something, and what they were told; the demonstration has a follower of its own."""
    return asked(site, "SELECT (SELECT count(*) FROM follower), (SELECT count(*) FROM telling WHERE told_at IS NOT NULL)")[0]


def newest_link(reader, start):
    """The path of the newest link that begins so, in the mailbox of the demonstration."""
    return re.search(rf"{start}[0-9a-f]+", reader.go("/postvak").page.content())[0]
