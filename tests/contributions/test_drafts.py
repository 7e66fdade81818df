"""What is typed is never lost: drafts, old tokens, copies that arrive late."""

import re

import pytest

from app.contributions.models import (
    Contribution,
    Draft,
)
from app.contributions.routes import steps
from app.core.security import fingerprint
from tests.contributions.sharing import (
    CHECK,
    STORY,
    begin,
    code_on,
    go_to_check,
    newest,
    number_of,
)
from tests.factories import make_user


def test_somebody_elses_draft_does_not_exist(app, client):
    base = go_to_check(client)
    stranger = app.test_client()
    for word in ("soort", "verhaal", "waar", "delen", "controle", "verstuurd"):
        assert stranger.get(f"{base}/{word}").status_code == 404
    for path in ("verhaal", "bewaar/story", "voorbeeld/share", "lijkt/story", "bereiken"):
        assert stranger.post(f"{base}/{path}", data={"facts": "van een ander"}).status_code == 404
    assert "Er komt geen jongere" in client.get(f"{base}/verhaal").text


def test_whoever_is_signed_in_goes_on_in_another_browser(app, client, sign_in):
    user = make_user()
    sign_in(user)
    base = go_to_check(client)
    other = app.test_client()
    sign_in(user, other)
    page = other.get(f"{base}/controle")
    assert "Vraag eerst waarom" in page.text
    answer = other.post(f"{base}/controle", data=CHECK)
    code = code_on(other.get(answer.location))
    assert newest().author_id == user.id and newest().code_hash == fingerprint(code)
    page = client.get(answer.location).text
    assert 'class="code"' not in page and f"/volg/{newest().public_id}" in page
    assert client.get(f"/volg/{newest().public_id}").status_code == 200


def test_the_cookie_of_a_draft_cannot_be_read_by_scripts_or_sent_from_other_sites(client):
    answer = client.post("/deel", data={"kind": "good"})
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("deel="))
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie


def test_looking_writes_no_draft(client):
    assert client.get("/deel").status_code == 200
    assert number_of(Draft) == 0 and client.get_cookie("deel") is None


@pytest.fixture
def strict(app):
    """The check of tokens as it is in real life."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield
    app.config["WTF_CSRF_ENABLED"] = False


def test_a_form_that_stood_open_too_long_loses_nothing(client, strict, app):
    app.config["WTF_CSRF_ENABLED"] = False
    base = begin(client)
    app.config["WTF_CSRF_ENABLED"] = True
    answer = client.post(f"{base}/verhaal", data=STORY | {"csrf_token": "oud"})
    assert answer.status_code == 400
    assert "Er komt geen jongere" in answer.text and "Druk nog één keer op de knop" in answer.text
    assert "Er komt geen jongere" in client.get(f"{base}/verhaal").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', answer.text)[1]
    assert client.post(f"{base}/verhaal", data=STORY | {"csrf_token": token}).location == f"{base}/waar"


def test_another_site_writes_nothing_into_a_draft(client, strict, app):
    app.config["WTF_CSRF_ENABLED"] = False
    base = begin(client)
    app.config["WTF_CSRF_ENABLED"] = True
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(f"{base}/verhaal", data={"facts": "van een ander"}, headers=headers).status_code == 400
    assert "van een ander" not in client.get(f"{base}/verhaal").text


def test_sending_asks_for_a_fresh_token(client, strict, app):
    app.config["WTF_CSRF_ENABLED"] = False
    base = go_to_check(client)
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post(f"{base}/controle", data=CHECK).status_code == 400
    assert number_of(Contribution) == 0


def test_a_first_screen_with_an_old_token_keeps_the_choice(client, strict):
    answer = client.post("/deel", data={"kind": "question"})
    assert answer.status_code == 400
    assert re.search(r'<input[^>]*checked[^>]*value="question"', answer.text)


def test_autosave_keeps_half_a_sentence(client):
    base = begin(client)
    answer = client.post(f"{base}/bewaar/story", data={"facts": "Wij begonnen", "copy": "5"})
    assert answer.json == {"kept": True, "copy": 5}
    assert "Wij begonnen" in client.get(f"{base}/verhaal").text


def test_a_copy_that_arrives_late_does_not_bring_an_old_sentence_back(client):
    base = begin(client)
    client.post(f"{base}/bewaar/story", data={"facts": "De nieuwe zin", "copy": "8"})
    answer = client.post(f"{base}/bewaar/story", data={"facts": "De oude zin", "copy": "7"})
    assert answer.json == {"kept": False, "copy": 8}
    assert "De nieuwe zin" in client.get(f"{base}/verhaal").text


def test_a_refused_form_was_kept_first(client):
    base = begin(client)
    answer = client.post(f"{base}/verhaal", data={"facts": "Te kort", "lesson": "Een les"})
    assert answer.status_code == 422 and "Te kort" in answer.text and 'class="alert alert--fout"' in answer.text
    assert "Een les" in client.get(f"{base}/verhaal").text


def test_who_begins_very_many_stories_has_to_wait(client, monkeypatch):
    """And goes on with what was begun."""
    monkeypatch.setattr(steps, "STORIES", 2)
    base = [begin(client), begin(client)][-1]
    answer = client.post("/deel", data={"kind": "learned"})
    assert answer.status_code == 429 and int(answer.headers["Retry-After"]) > 0
    assert number_of(Draft) == 2
    assert client.post(f"{base}/verhaal", data=STORY).location == f"{base}/waar"
