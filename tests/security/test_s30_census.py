"""S-30: every address has its row in the table of tests/census.py; and what slows down a guesser, what may be kept.

A new address fails here until it stands in the table. The table is then held against the site, role by role.
"""

import pytest

from app.accounts.models import Role
from app.accounts.operations import throttling
from app.core.security import POLICY
from app.core.served import SANDBOX
from tests.census import CENSUS, SIGNED_IN, WHO
from tests.databases import ONCE
from tests.factories import make_user
from tests.security.world import addresses

pytestmark = ONCE


def test_s_30_every_address_stands_in_the_table_once(app):
    known = [endpoint for endpoints in CENSUS.values() for endpoint in endpoints.split()]
    assert len(known) == len(set(known))
    assert set(known) == {rule.endpoint for rule in app.url_map.iter_rules()}, "say in the census who may pass"


def test_s_30_what_is_for_everybody_says_so_and_the_rest_does_not(app):
    """`@public` stands on what a visitor may ask for: pages for all, and those that a secret opens."""
    for endpoint, who in WHO.items():
        if endpoint != "static":
            guarded = isinstance(who, tuple) or who == SIGNED_IN
            assert getattr(app.view_functions[endpoint], "is_public", False) is not guarded, endpoint


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_s_30_a_visitor_is_asked_to_sign_in(app, world, browser, method):
    for endpoint, path in addresses(app, method, world, leave_out=("static",)):
        answer, who = browser().open(path, method=method), WHO[endpoint]  # a browser each: some links sign it in
        if isinstance(who, tuple) or who == SIGNED_IN:
            hidden = answer.status_code == 404  # what a visitor may not know of
            leads = answer.status_code == 302 and "/inloggen" in answer.location
            assert hidden or (leads if method == "GET" else answer.status_code == 401), (path, answer.status)
        else:
            assert answer.status_code not in (401, 403) and "/inloggen?" not in (answer.location or ""), (path, answer.status)


@pytest.mark.parametrize("role", [None, *Role])
def test_s_30_a_role_opens_its_own_rows_and_no_others(app, world, browser, sign_in, role):
    client = browser()
    sign_in(make_user(role), client)
    opened = set()
    for endpoint, path in addresses(app, "GET", world, leave_out=("static",)):
        answer, who = client.get(path), WHO[endpoint]
        if isinstance(who, tuple) and role not in who:
            assert answer.status_code in (403, 404), (path, answer.status)
        elif answer.status_code == 200:
            opened.add(endpoint)
    own = [endpoints for who, endpoints in CENSUS.items() if isinstance(who, tuple) and role in who]
    assert "accounts.mine" in opened and (not own or opened & set(own[0].split()))


@pytest.mark.parametrize("role", [None, *Role])
def test_s_30_no_form_of_another_role_is_taken(app, world, browser, sign_in, role):
    client = browser()
    sign_in(make_user(role), client)
    for endpoint, path in addresses(app, "POST", world):
        who = WHO[endpoint]
        if isinstance(who, tuple) and role not in who:
            answer = client.post(path, data={"sure": "y"})
            assert answer.status_code in (403, 404), (path, answer.status)


SLOWED = {  # a guess of the secret in the address is slowed down; the other secrets have 160 bits or more
    *(endpoint for endpoint, who in WHO.items() if who == "whoever holds the secret in the address"),
} - {"accounts.invitation", "accounts.link", "accounts.use_link", "pages.news", "pages.answer_news", "pages.stop_page", "pages.stop_news_at_once", "pages.stop_mail", "following.stop_at_once", "appeals.answer"}


def test_s_30_who_guesses_a_secret_has_to_wait(app, visitor, monkeypatch):
    monkeypatch.setattr(throttling, "GUESSES", 2)
    slowed = set()
    with app.test_request_context():
        urls = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.arguments & {"code", "token"} and WHO[rule.endpoint] != SIGNED_IN:
            method = sorted(rule.methods & {"GET", "POST"})[0]
            path = urls.build(rule.endpoint, dict.fromkeys(rule.arguments, "B" * 26) | {"size": "groot", "number": 1}, method=method, append_unknown=False)
            codes = [visitor.open(path, method=method).status_code for _try in range(4)]
            slowed |= {rule.endpoint} if 429 in codes else set()
    assert slowed == SLOWED


KEPT = ("static", "open_data.vocabulary")  # by browsers and in between: the same for everybody


PHOTOS = ("pages.photo", "pages.own_photo", "review.photo", "review.photo_part", "woo.picture", "gatherings.photo_of_note", "gatherings.own_photo_of_note")  # files that people sent


def test_s_30_every_answer_has_the_one_policy_and_only_what_is_of_all_is_kept(app, world, insider):
    """A photo has the stricter policy of a file; a browser may keep it when it asks each time whether it still may."""
    files = set()
    for endpoint, path in addresses(app, "GET", world):
        answer = insider.get(path)
        if endpoint in PHOTOS and answer.status_code == 200:
            files.add(endpoint)
            assert {name: answer.headers[name] for name in SANDBOX} == SANDBOX, path
        else:
            assert answer.headers["Content-Security-Policy"] == POLICY, path
            assert ("no-store" in answer.headers["Cache-Control"]) is (endpoint not in KEPT), path
    assert files == set(PHOTOS)
