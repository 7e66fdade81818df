"""Sharing an experience: the four screens, the check page, sending, and what must never be lost."""

import re

import pytest
from sqlalchemy import func, select

from app.contributions.models import Audience, CallbackAddress, Contribution, Draft, Kind, NewsAddress, Outcome, Status
from app.core.database import db
from app.core.outbox import Email
from app.core.security import fingerprint, tidy_code
from tests.factories import make_challenge, make_municipality, make_user

FACTS = (
    "Wij legden op een plein een plek voor jongeren aan met banken en een dak. Er komt geen jongere. "
    "Het is te ver van de school en het is er te donker. Wij hadden ze zelf moeten vragen waar ze staan."
)
STORY = {"facts": FACTS, "lesson": "Vraag eerst waarom ze op die plek staan.", "opinion": ""}
SHARE = {"audience": "public", "names_organisation": "no", "municipality": "Ede", "year": "2018"}
CHECK = {"title": "De plek waar niemand komt", "outcome": "stopped", "unchanged": "no"}


def begin(client, kind="learned"):
    """Starts a draft and returns the address of its screens."""
    answer = client.post("/deel", data={"kind": kind})
    assert answer.status_code == 303
    return answer.location.rsplit("/", 1)[0]


def go_to_check(client, kind="learned", **share):
    make_municipality(name="Ede")
    base = begin(client, kind)
    assert client.post(f"{base}/verhaal", data=STORY).location == f"{base}/waar"
    assert client.post(f"{base}/waar", data={"phase": "", "scale": ""}).location == f"{base}/delen"
    assert client.post(f"{base}/delen", data=SHARE | share).location == f"{base}/controle"
    return base


def share_story(client, kind="learned", **share):
    """The whole journey; the contribution and the code on the last page."""
    base = go_to_check(client, kind, **share)
    answer = client.post(f"{base}/controle", data=CHECK)
    assert answer.location == f"{base}/verstuurd"
    page = client.get(answer.location)
    code = tidy_code(re.search(r'class="code">([A-Z2-7-]+)<', page.text)[1])
    return db.session.scalars(select(Contribution)).one(), code


def test_a_story_goes_from_the_first_screen_to_the_desk(client):
    story, code = share_story(client)
    assert (story.kind, story.outcome, story.status) == (Kind.LEARNED, Outcome.STOPPED, Status.RECEIVED)
    assert (story.facts, story.lesson, story.title) == (FACTS, STORY["lesson"], CHECK["title"])
    assert (story.audience, story.names_organisation, story.unchanged_is_fine) == (Audience.PUBLIC, False, False)
    assert story.place.name == "Ede" and story.year == 2018
    assert story.code_hash == fingerprint(code) and len(code) == 26


def test_every_screen_can_be_opened_again_with_what_was_typed(client):
    base = go_to_check(client)
    assert "Er komt geen jongere" in client.get(f"{base}/verhaal").text
    assert 'value="Ede"' in client.get(f"{base}/delen").text
    for word in ("soort", "waar", "controle"):
        assert client.get(f"{base}/{word}").status_code == 200
