"""ASVS V4, V3.7 and V15.3: methods, hosts, forwarded headers, redirects, and the same name twice."""

import re

import pytest
from sqlalchemy import select

from app.core.database import db
from app.core.outbox import Email
from tests.databases import ONCE
from tests.factories import make_user
from tests.security.world import addresses

pytestmark = ONCE

ELSEWHERE = (
    "//kwaad.example", "/\\kwaad.example", "\\\\kwaad.example", "https://kwaad.example", "https:kwaad.example",
    "javascript:alert(1)", "java\nscript:alert(1)", "\t//kwaad.example", " //kwaad.example", "/\t/kwaad.example",
    "/%0d%0aSet-Cookie:x=1/..//kwaad.example\r\n", "///kwaad.example", "http:/\\kwaad.example", "data:text/html,x", "//kwaad.example/%2f..",
)


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE"])
def test_v4_1_4_methods_that_nothing_uses_are_refused(app, world, insider, method):
    for endpoint, path in addresses(app, "GET", world):
        answer = insider.open(path, method=method)
        assert answer.status_code == 405, f"{endpoint}: {answer.status}"
        assert "GET" in answer.headers["Allow"]


def test_v4_1_1_every_answer_says_what_it_is(app, world, insider):
    for endpoint, path in addresses(app, "GET", world):
        answer = insider.get(path)
        kind = answer.headers["Content-Type"]
        assert kind.startswith(("text/", "application/", "image/", "font/")), endpoint
        if kind.startswith("text/") and endpoint != "static":
            assert "charset=utf-8" in kind.lower(), f"{endpoint}: {kind}"


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_v3_7_2_nothing_leads_to_another_site(app, visitor, sign_in, wanted):
    """CVE-2024-45399 of Indico and CVE-2023-32693 of Decidim: an address that leads away, and one that runs."""
    user = make_user()
    asked = visitor.get("/inloggen", query_string={"next": wanted})
    assert f'value="{wanted.strip()}' not in asked.text and "kwaad.example" not in form_of(asked.text)
    visitor.post("/inloggen", data={"email": user.email, "next": wanted})
    path = re.search(r"http://localhost(/\S+)", db.session.scalars(select(Email.text).order_by(Email.id.desc())).first())[1]
    assert visitor.post(path).location == "/mijn"
    assert visitor.get("/inloggen", query_string={"next": wanted}).location == "/mijn"


def form_of(page):
    return page.split("<form", 1)[1].split("</form>")[0]


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "Forwarded", "X-Host"])
def test_cve_2021_30185_a_mailed_link_stands_on_our_own_address(visitor, header):
    """Of Indico: whoever asks for a link with another Host header must not have it lead to their own site."""
    user, value = make_user(), "host=kwaad.example" if header == "Forwarded" else "kwaad.example"
    visitor.post("/inloggen", data={"email": user.email}, headers={header: value})
    (text,) = db.session.scalars(select(Email.text))
    assert "kwaad.example" not in text and "http://localhost/inloggen/link/" in text


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host"])
def test_cve_2021_30185_no_page_says_the_host_that_was_asked_for(app, world, insider, header):
    for endpoint, path in addresses(app, "GET", world):
        answer = insider.get(path, headers={header: "kwaad.example"})
        told = answer.data.decode("utf-8", "replace")  # some addresses hand out a picture
        assert "kwaad.example" not in told + str(answer.headers), endpoint


def test_v4_1_3_forwarded_headers_are_not_believed(app, world, insider):
    """Unless a number of proxies is set: tests/test_settings.py looks at that."""
    spoofed = {"X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/kwaad", "X-Forwarded-Port": "444", "X-Original-Url": "/beheer", "X-Rewrite-Url": "/beheer"}
    for path in ("/", "/hulp", "/mijn"):
        assert insider.get(path, headers=spoofed).text == insider.get(path).text


def test_v15_3_4_a_made_up_origin_does_not_get_more_tries(visitor):
    answers = [
        visitor.post("/inloggen", data={"email": f"p{n}@x.example"}, headers={"X-Forwarded-For": f"192.0.2.{n}", "X-Real-IP": f"192.0.2.{n}"}).status_code
        for n in range(61)
    ]
    assert answers == [200] * 60 + [429]


QUERY = re.compile(r'\?[^"\s<]*')  # of a link: it repeats what was asked
DOUBLE = {
    "/bijdragen?pagina=1&pagina=9": "/bijdragen?pagina=1",
    "/bijdragen?q=put&q=geheim": "/bijdragen?q=put",
    "/zoeken?q=put&q=geheim": "/zoeken?q=put",
    "/balans?rij=barrier&rij=kind&kolom=phase": "/balans?rij=barrier&kolom=phase",
    "/werkbank?pagina=1&pagina=2": "/werkbank?pagina=1",
    "/uitdagingen?thema=onbekend&thema=ondergrond": "/uitdagingen?thema=onbekend",
}


@pytest.mark.parametrize("path", DOUBLE)
def test_v15_3_7_the_first_of_two_values_counts(world, insider, path):
    """Defined, and the same everywhere: the first one. Filters of which several may be chosen take them all."""
    told = [QUERY.sub("", insider.get(address).text) for address in (path, DOUBLE[path])]
    assert told[0] == told[1]


def test_v15_3_7_the_first_of_two_fields_counts(world, insider):
    insider.post("/mijn/naam", data={"given_name": ["Ada", "Kwaad"], "infix": "", "family_name": "Bos"})
    assert (world.all_roles.given_name, world.all_roles.family_name) == ("Ada", "Bos")


def test_v15_3_7_a_field_in_the_address_is_no_field_of_the_form(world, insider):
    answer = insider.post("/mijn/naam?given_name=Kwaad", data={"infix": "", "family_name": ""})
    assert answer.status_code == 422 and world.all_roles.given_name != "Kwaad"
