"""A form about a challenge that was sent too late, or by another site."""

import re

import pytest

from app.challenges.models import ChallengeStatus
from app.core.database import db
from tests.challenges.written import WHOLE, how_many, own_draft, the_one
from tests.factories import make_challenge


def test_a_form_sent_after_signing_out_keeps_its_text_on_the_page(client, host):
    draft = own_draft(host)
    client.delete_cookie("straatwijs")
    for path in ("/uitdagingen/nieuw", f"/uitdagingen/{draft.slug}/bewerken", "/uitdagingen/bestaat-niet/bewerken"):
        answer = client.post(path, data=WHOLE)
        assert answer.status_code == 401 and f'action="{path}"' in answer.text
        assert all(WHOLE[name] in answer.text for name in ("title", "situation", "usable_answer", "neighbourhood"))
        assert "Je bent niet meer ingelogd" in answer.text
    assert how_many() == 1


def test_a_form_with_a_token_that_is_too_old_is_kept_and_asks_once_more(client, host, guarded):
    answer = client.post("/uitdagingen/nieuw", data=WHOLE | {"csrf_token": "oud"})
    assert answer.status_code == 400 and "Druk nog één keer" in answer.text and WHOLE["situation"] in answer.text
    assert the_one().typed_by(host)["title"] == WHOLE["title"] and the_one().title == ""
    token = re.search(r'name="csrf_token" value="([^"]+)"', answer.text)[1]
    path = re.search(r'action="([^"]+bewerken)"', answer.text)[1]
    assert client.post(path, data=WHOLE | {"csrf_token": token}).status_code == 302
    assert the_one().title == WHOLE["title"]


def test_what_is_typed_is_kept_while_the_token_is_too_old(client, host, guarded):
    answer = client.post("/uitdagingen/nieuw", data=WHOLE, headers={"X-Autosave": "1"})
    assert answer.status_code == 200 and the_one().typed_by(host)["title"] == WHOLE["title"]


def test_another_site_keeps_nothing(client, host, guarded):
    answer = client.post("/uitdagingen/nieuw", data=WHOLE, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400 and how_many() == 0


def test_without_a_token_nobody_keeps_a_text_for_somebody_else(client, host, guarded):
    other = make_challenge(status=ChallengeStatus.DRAFT, slug="concept-ander")
    assert client.post("/uitdagingen/concept-ander/bewerken", data=WHOLE).status_code == 404
    db.session.refresh(other)
    assert other.typed is None
    client.delete_cookie("straatwijs")
    assert client.post("/uitdagingen/nieuw", data=WHOLE).status_code == 401


@pytest.mark.parametrize("path", ["publiceren", "sluiten", "meelezen"])
def test_a_deed_needs_its_token(client, host, guarded, path):
    own_draft(host, status=ChallengeStatus.PUBLISHED)
    answer = client.post(f"/uitdagingen/concept-x/{path}", data={"note": "Dank.", "sure": "y", "reader": "mij"})
    assert answer.status_code == 400
    assert the_one().status is ChallengeStatus.PUBLISHED and not the_one().agreements
