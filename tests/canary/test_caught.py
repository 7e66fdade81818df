"""The crawl can fail: each canary that is put in an answer, in whichever part of it, is caught for every role."""

from dataclasses import replace
from urllib.parse import quote

import pytest
from flask import Response, session

from tests.canary.answers import leaks_in
from tests.canary.conftest import ROLES
from tests.databases import ONCE, WALK

pytestmark = [ONCE, WALK]


def in_the_session(told):
    session["_flashes"] = [("message", told)]
    return Response("")


PARTS = {
    "the body": lambda told: Response(told),
    "a header": lambda told: Response("", headers={"X-About": told}),
    "a redirect": lambda told: Response("", 302, headers={"Location": f"/over?{told}"}),
    "a cookie": lambda told: Response("", headers={"Set-Cookie": f"deel={quote(told)}; Path=/"}),
    "the session": in_the_session,
    "an error": lambda told: Response(told, 404),
}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("role", ROLES)
def test_every_canary_in_an_answer_is_caught(planted, looks, monkeypatch, role, part):
    looker = replace(looks(role), browser=planted.browser())
    monkeypatch.setitem(planted.app.config, "MAX_COOKIE_SIZE", 0)
    told = " ".join(planted.secrets.words)
    monkeypatch.setitem(planted.app.view_functions, "pages.healthy", lambda: PARTS[part](told))
    caught = leaks_in(looker.get("/healthz"), "/healthz", "pages.healthy", looker, planted.secrets)
    assert caught.keys() == looker.hidden
    columns = {column for found in caught.values() for column in found}
    assert len(columns) > 60 and len(caught) > 300


def test_each_role_is_shown_what_is_meant_for_it(planted, looks):
    """What the crawl does not call hidden is what the rights table gives: more to a member than to a visitor."""
    hidden = {role: looks(role).hidden for role in ROLES}
    assert hidden["member"] < hidden["visitor"] == hidden["host"] == hidden["administrator"] == hidden["another contributor"]
    shown = hidden["visitor"] - hidden["member"]
    assert {"kanarie01factsx", "kanarie08municipalityx"} <= shown
    assert not shown & {"kanarie01municipalityx", "kanarie02factsx", "kanarie06factsx", "kanarie08answerx"}


def test_a_leak_on_one_page_is_found_by_the_walk(planted, looks, monkeypatch):
    """A view that forgets to ask for the rights: the real page of the desk, shown to a visitor."""
    desk = planted.page("first", f"/redactie/{planted.stories[2].public_id}")
    monkeypatch.setitem(planted.app.view_functions, "pages.about", lambda: desk)
    looker = looks("visitor")
    caught = leaks_in(looker.get("/over"), "/over", "pages.about", looker, planted.secrets)
    assert {"kanarie02factsx", "kanarie02neighbourhoodx", "kanarie02answerx"} <= caught.keys()
