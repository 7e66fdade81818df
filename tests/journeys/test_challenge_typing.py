"""What a host types is never lost: while typing, without a script, and after being signed out."""

import re
from urllib.parse import parse_qsl

import pytest

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_drafts import type_before_the_script_is_there

TITLE = "Hoe houd je {} koel als de ondergrond vol ligt?"  # each test has its own square: all write on one site
SITUATION = "Het schoolplein is gloeiend heet. Bomen passen niet, want onder de tegels liggen kabels en leidingen."
REST = {
    "#situation": SITUATION,
    "#questions": "Wat werkte bij jullie met weinig ruimte onder de grond?",
    "#usable_answer": "Wie besliste, en wat het kostte.",
}
SAVED = re.compile(r"Bewaard om \d{1,2}\.\d\d uur")


def fill(host, title):
    for field, words in {"#title": title, **REST}.items():
        host.type(field, words)


def is_kept(answer):
    """Whether this is what the site said to the whole form, sent while it was being filled in."""
    sent = answer.request
    fields = dict(parse_qsl(sent.post_data or ""))
    return "x-autosave" in sent.headers and REST["#usable_answer"] == fields.get("usable_answer")


def reopen(host, title):
    host.go("/mijn/uitdagingen")
    host.tap(host.page.locator("main a", has_text=title).first)
    host.screen("Nieuwe uitdaging")
    assert host.page.locator("#situation").input_value() == SITUATION


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
def test_what_is_typed_is_kept_while_typing(visit, viewport):
    title = TITLE.format(f"plein {viewport['width']}")
    host = visit(viewport, role="host").go("/uitdagingen/nieuw")
    with host.page.expect_response(is_kept):
        fill(host, title)
    said = host.page.locator("[data-status]")
    said.filter(has_text=SAVED).wait_for()
    host.page.locator("summary", has_text="Misschien is dit al eens beantwoord").wait_for()
    assert host.page.locator("[data-refresh]").is_hidden()
    host.tap("summary:has-text('Misschien is dit al eens beantwoord')")
    host.look()
    reopen(host, title)
    host.tap("main form.stack--l .button--primary")
    host.screen(title)
    host.page.locator("main a", has_text="Verander").click()
    host.screen("Verander de uitdaging")
    assert host.page.locator("button[name=forget]").count() == 0, "nothing is left that was not taken over"


def test_what_is_typed_before_the_script_is_there_is_kept_too(visit):
    title = TITLE.format("een vroeg plein")
    host = visit(PHONE, role="host")
    address = f"{host.site.address}/uitdagingen/nieuw"
    with host.page.expect_response(is_kept):
        type_before_the_script_is_there(host, address, "autosave.js", lambda: fill(host, title))
    host.page.locator("[data-status]").filter(has_text=SAVED).wait_for()
    reopen(host, title)


def test_without_a_script_the_buttons_keep_it_and_look_for_what_resembles_it(visit):
    title = TITLE.format("een plein zonder scripts")
    host = visit(PHONE, javascript=False, role="host").go("/uitdagingen/nieuw")
    fill(host, title)
    host.tap("button[name=alike]")
    host.screen("Nieuwe uitdaging")
    assert host.page.locator("#situation").input_value() == SITUATION
    assert host.page.locator("summary", has_text="Misschien is dit al eens beantwoord").is_visible()
    host.tap("button[name=later]")
    host.screen("Mijn uitdagingen")
    reopen(host, title)
    assert host.page.locator("#questions").input_value() == REST["#questions"]


def test_who_was_signed_out_meanwhile_loses_nothing(visit):
    title = TITLE.format("het plein van wie weg was")
    host = visit(PHONE, javascript=False, role="host").go("/uitdagingen/nieuw")
    fill(host, title)
    kept = host.page.context.cookies()
    host.page.context.clear_cookies()
    host.tap("main form.stack--l .button--primary")
    host.page.locator("h2", has_text="Je bent niet meer ingelogd").wait_for()
    host.look()
    assert host.page.locator("#situation").input_value() == SITUATION
    host.page.context.add_cookies(kept)  # as when somebody signs in on another tab
    host.tap("main form.stack--l .button--primary")
    if host.page.locator("h2", has_text="Druk nog één keer").count():
        host.tap("main form.stack--l .button--primary")
    host.screen(title)
