"""The privacy page names every cookie that the site sets, and how long each is kept; the help page tells the truth."""

import re
from datetime import timedelta

import pytest

from app.core.clock import today
from app.core.deal import deal
from app.pages.cookies import cookies
from tests.contributions.sharing import share_story
from tests.factories import make_challenge, make_question, make_user
from tests.gatherings.walked import leave, make_walk


def names_on(page):
    table = page.text.split('<table class="table">')[1].split("</table>")[0]
    return set(re.findall(r'<th scope="row">([^<]+)</th>', table))


def cookies_of(client):
    return {cookie.key for cookie in client._cookies.values()}


@pytest.mark.parametrize("start", ["", "/en"])
def test_the_privacy_page_names_the_cookies_that_the_journeys_set(client, sign_in, start):
    assert cookies_of(client) == set()
    sign_in(make_user())
    share_story(client)
    client.post("/uitloggen")
    client.post(f"/vraagstukken/{make_question().slug}/herkennen", data={"answer": "yes"})
    asked = make_challenge(ask_until=today() + timedelta(days=3))
    client.post(f"/uitdagingen/{asked.slug}/navragen", data={"asked": "Wie beheert dit?"})
    make_walk()
    leave(client)
    assert cookies_of(client) == names_on(client.get(f"{start}/privacy"))


def test_a_draft_is_found_again_for_as_long_as_the_page_says(client):
    answer = client.post("/deel", data={"kind": "good"})
    found = next(cookie for cookie in answer.headers.getlist("Set-Cookie") if cookie.startswith("deel="))
    assert f"Max-Age={deal().draft_days * 24 * 60 * 60}" in found and "HttpOnly" in found
    assert f"{deal().draft_days} dagen na de laatste wijziging" in client.get("/privacy").text


def test_who_only_reads_gets_no_cookie(client):
    for address in ("/", "/bijdragen", "/uitdagingen", "/privacy", "/zoeken?q=put", f"/vraagstukken/{make_question().slug}"):
        client.get(address)
    assert not {"deel", "herkend"} & cookies_of(client)


def test_an_answer_to_a_question_is_known_again_for_as_long_as_the_page_says(client):
    answer = client.post(f"/vraagstukken/{make_question().slug}/herkennen", data={"answer": "no"})
    found = next(cookie for cookie in answer.headers.getlist("Set-Cookie") if cookie.startswith("herkend="))
    assert "HttpOnly" in found and "SameSite=Lax" in found
    assert f"{deal().recognition_months} maanden na het laatste antwoord" in client.get("/privacy").text


def test_a_cookie_that_the_page_does_not_name_is_noticed(client, monkeypatch):
    monkeypatch.setattr("tests.pages.cookies", lambda: cookies()[:1])
    with pytest.raises(AssertionError, match="deel"):
        client.post("/deel", data={"kind": "good"})


def test_help_does_not_promise_a_code_that_we_do_not_have(client):
    page = client.get("/hulp").text
    assert "Dan staat de link in die mail" not in page
    assert "Stuur naar mezelf" in page and "we hebben hem niet" in page
