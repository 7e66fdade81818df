"""ASVS V3.5: a form counts when a page of this session asked for it, and looking changes nothing."""

import re

import pytest

from tests.databases import ONCE
from tests.security.world import addresses, everything

pytestmark = ONCE

FROM_ELSEWHERE = {"Sec-Fetch-Site": "cross-site", "Origin": "https://kwaad.example"}
# What a look may write: who read a hidden text, and when a session was seen.
READING_LOG = ("view_of_hidden", "appeal_step", "user_session.seen_at")
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def token_of(browser, path):
    return TOKEN.search(browser.get(path).text)[1]


def test_v3_5_1_a_form_without_a_token_changes_nothing(app, guarded, world, insider):
    """CVE-2023-47635 of Decidim was one page on which the check was off: here every address is tried."""
    before = everything(READING_LOG)
    tried = 0
    for endpoint, path in addresses(app, "POST", world):
        answer = insider.post(path, data={"sure": "y", "email": "kwaad@x.example"}, headers=FROM_ELSEWHERE)
        assert answer.status_code == 400, f"{endpoint} takes a form without a token: {answer.status}"
        tried += 1
    assert tried > 60
    assert everything(READING_LOG) == before


def test_v3_5_1_a_token_of_another_session_changes_nothing(app, guarded, world, insider, visitor):
    stolen = token_of(visitor, "/inloggen")
    before = everything(READING_LOG)
    for endpoint, path in addresses(app, "POST", world):
        answer = insider.post(path, data={"csrf_token": stolen, "sure": "y"}, headers=FROM_ELSEWHERE)
        assert answer.status_code == 400, f"{endpoint} takes the token of somebody else: {answer.status}"
    assert everything(READING_LOG) == before


def test_v3_5_1_the_own_token_is_taken(guarded, world, insider):
    """The two tests above can fail: with the token of this session the form counts."""
    data = {"csrf_token": token_of(insider, "/mijn"), "given_name": "Ada", "infix": "", "family_name": "Bos"}
    assert insider.post("/mijn/naam", data=data, headers=FROM_ELSEWHERE).status_code == 302


def test_v3_5_1_no_address_is_exempt(app):
    assert app.extensions["csrf"]._exempt_views == set()
    assert app.extensions["csrf"]._exempt_blueprints == set()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_v3_5_3_looking_changes_nothing(app, world, insider, method):
    before = everything(READING_LOG)
    shown = 0
    for endpoint, path in addresses(app, "GET", world):
        answer = insider.open(path, method=method)
        assert answer.status_code < 500, f"{endpoint}: {answer.status}"
        shown += answer.status_code == 200
    assert shown > 55, "the walk must come inside"
    after = everything(READING_LOG)
    assert {name for name in before if before[name] != after[name]} == set()
