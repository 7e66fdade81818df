"""ASVS V3.4 and S-01 to S-04: what every answer carries, whatever kind of answer it is."""

import re

import pytest

from app import create_app
from app.core.errors import Refusal
from app.core.guard import public
from tests.databases import ONCE
from tests.security.world import addresses

pytestmark = ONCE

HOST = "straatwijs.example"
WITHOUT_QUOTES = re.compile(r"\s+")
FETCHED = ("default-src", "script-src", "object-src")
UNSAFE = ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'")


@pytest.fixture(scope="module")
def secure(tmp_path_factory):
    """The site as it stands on https, with an address that fails and one that refuses."""
    folder = tmp_path_factory.mktemp("secure")
    app = create_app(
        DATA_DIR=folder, SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder}/none/site.db", MODE="development",
        SITE_URL=f"https://{HOST}", TRUSTED_HOSTS=[HOST], SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_NAME="__Host-straatwijs", DRAFT_COOKIE_NAME="__Host-deel",
    )
    app.add_url_rule("/weigert", view_func=public(refuses))
    return app.test_client()


def refuses():
    raise Refusal("nee")


KINDS_OF_ANSWER = {
    "page": ("GET", "/inloggen", 200),
    "fault": ("GET", "/", 500),
    "refusal": ("GET", "/weigert", 409),
    "not found": ("GET", "/bestaat-niet", 404),
    "no such file": ("GET", "/static/css/weg.css", 404),
    "file": ("GET", "/static/css/tokens.css", 200),
    "text": ("GET", "/robots.txt", 200),
    "security.txt": ("GET", "/.well-known/security.txt", 200),
    "health": ("GET", "/healthz", 200),
    "redirect": ("GET", "/mijn", 302),
    "method": ("DELETE", "/hulp", 405),
    "no token": ("POST", "/inloggen", 400),
    "options": ("OPTIONS", "/hulp", 200),
    "head": ("HEAD", "/hulp", 200),
    "english": ("GET", "/en/bestaat-niet", 404),
    "broken": ("GET", "/hulp?q=%00", 404),
}


def answer_of(client, kind):
    method, path, status = KINDS_OF_ANSWER[kind]
    answer = client.open(path, method=method, base_url=f"https://{HOST}")
    assert answer.status_code == status or (status in (200, 302) and answer.status_code == 500), (kind, answer.status)
    return answer


@pytest.mark.parametrize("kind", KINDS_OF_ANSWER)
def test_s_01_to_s_04_every_kind_of_answer_carries_the_headers(secure, kind):
    check(answer_of(secure, kind).headers)


def test_v3_4_1_another_host_gets_the_headers_too(secure):
    """Also what is said to a name that is not ours, where no page can be made."""
    check(secure.get("/", base_url="https://kwaad.example").headers)


def test_v3_4_every_address_carries_them(app, world, insider):
    for endpoint, path in addresses(app, "GET", world):
        check(insider.get(path).headers, endpoint, https=False)


def check(headers, where="", https=True):
    assert policy_faults(headers["Content-Security-Policy"]) == [], where
    assert headers["X-Content-Type-Options"] == "nosniff", where
    assert headers["X-Frame-Options"] == "DENY", where
    assert headers["Referrer-Policy"] in ("same-origin", "no-referrer"), where
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin", where
    assert "Access-Control-Allow-Credentials" not in headers, where
    assert headers.get("Access-Control-Allow-Origin", "*") == "*", where
    if https:
        age = re.match(r"max-age=(\d+); includeSubDomains", headers["Strict-Transport-Security"])
        assert int(age[1]) >= 31_536_000, where


def policy_faults(policy):
    """The rules of internet.nl for a content policy; what it would report, in words."""
    parts = dict((words.split() + [""])[:1] + [words.split()[1:]] for words in policy.split(";") if words.strip())
    for name, sources in parts.items():
        found = {source for source in sources if source in UNSAFE or source in ("http:", "https:", "*", "127.0.0.1")}
        found |= {source for source in sources if "." in source and "://" not in source}  # a host without its scheme
        found |= {source for source in sources if source == "data:" and name in FETCHED}
        assert not found, (name, found)
    faults = [] if set(parts.get("default-src", ["?"])) <= {"'none'", "'self'", "'report-sample'"} else ["default-src"]
    faults += [] if parts.get("frame-src", parts.get("default-src")) in (["'none'"], ["'self'"]) else ["frame-src"]
    faults += [] if parts.get("frame-ancestors") in (["'none'"], ["'self'"]) else ["frame-ancestors"]
    faults += [] if parts.get("base-uri") in (["'none'"], ["'self'"]) else ["base-uri"]
    faults += [] if parts.get("object-src") == ["'none'"] else ["object-src"]
    return faults + ([] if parts.get("form-action") else ["form-action"])


def test_s_01_the_rules_find_a_bad_policy():
    for bad in ("default-src 'self' 'unsafe-inline'", "default-src *", "script-src data:", "img-src elders.example"):
        with pytest.raises(AssertionError):
            policy_faults(bad)
    assert policy_faults("default-src 'self'") == ["frame-ancestors", "base-uri", "object-src", "form-action"]


def test_v3_3_1_to_v3_3_4_cookies_are_for_this_host_and_no_script(secure):
    kept = secure.application.test_client().get("/inloggen", base_url=f"https://{HOST}").headers.getlist("Set-Cookie")
    assert kept, "the token of the forms is kept in the session"
    for cookie in kept:
        assert cookie.startswith("__Host-") and "Path=/" in cookie and "Domain" not in cookie
        for word in ("Secure", "HttpOnly", "SameSite=Lax"):
            assert word in cookie, cookie
