"""Nobody notices a challenge that is not public yet: two worlds, with and without it, look the same to others."""

import re
from datetime import time, timedelta

import pytest

from app.accounts.models import Role
from app.challenges.models import ChallengeStatus
from app.core.clock import today
from app.core.database import db
from app.gatherings.models import Gathering, GatheringStatus, Stop
from tests.conftest import empty_tables
from tests.factories import (
    Dimension,
    make_challenge,
    make_contribution,
    make_municipality,
    make_organisation,
    make_user,
    save,
    term,
)

PAGES = (
    "/",
    "/uitdagingen",
    "/uitdagingen?thema=ondergrond",
    "/uitdagingen/wie-beslist",
    "/uitdagingen/geheim",
    "/uitdagingen/geheim/bewerken",
    "/uitdagingen/geheim/publiceren",
    "/bijeenkomsten",
    "/bijeenkomsten/tour",
    "/bijdragen?q=geheim",
    "/zoeken?q=geheim",
    "/deel?uitdaging=geheim",
    "/themas/ondergrond",
    "/sitemap.xml",
    "/en/uitdagingen",
)
READERS = {"visitor": None, "member": Role.MEMBER, "host": Role.HOST, "administrator": Role.ADMINISTRATOR}
HIDDEN = {
    "a draft": {"status": ChallengeStatus.DRAFT},
    "an embargo": {"visible_from": today() + timedelta(days=1)},
    "a closed one in embargo": {"status": ChallengeStatus.CLOSED, "visible_from": today() + timedelta(days=1)},
}


def build(hidden):
    theme = term(Dimension.THEME, "ondergrond")
    place = make_municipality(name="Voorbeeldwijk")
    open_one = make_challenge(slug="wie-beslist", title="Wie beslist?", organisation=place, terms=[theme])
    make_contribution(public_id="a" * 26, title="De put", challenge=open_one, terms=[theme], place=place)
    gathering = Gathering(
        slug="tour",
        title="De tour",
        organisation=place,
        on=today() + timedelta(days=9),
        starts=time(12, 30),
        status=GatheringStatus.PUBLISHED,
        challenges=[open_one],
        stops=[Stop(number=1, title="Het plein")],
    )
    save(gathering)
    if hidden is not None:
        secret = make_challenge(slug="geheim", title="Een geheim?", organisation=place, terms=[theme], **hidden)
        secret.typed = {"1": {"title": "Nog een geheim"}}
        gathering.challenges.append(secret)
        gathering.stops[0].challenge = secret
        db.session.commit()


def seen(client, role, sign_in):
    if role is not None:
        sign_in(make_user(role, make_organisation(name="Kantoor")))
    found = {}
    for path in PAGES:
        answer = client.get(path)
        body = re.sub(r'name="csrf_token" value="[^"]*"', "", answer.text)
        body = re.sub(r'name="organisation" value="\d+"', "", body)  # their own, made anew for each world
        headers = {
            name: value for name, value in answer.headers if name not in ("Set-Cookie", "Date", "Content-Length")
        }
        found[path] = (answer.status_code, headers, body)
    return found


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_nobody_notices_what_is_not_public(app, client, sign_in, reader, hidden):
    worlds = []
    for changes in (None, HIDDEN[hidden]):
        empty_tables()
        client.delete_cookie("straatwijs")
        build(changes)
        worlds.append(seen(client, READERS[reader], sign_in))
    for path in PAGES:
        assert worlds[0][path] == worlds[1][path], path


def test_what_is_public_is_noticed(app, client, sign_in):
    """The comparison can fail."""
    worlds = []
    for changes in (None, {}):
        empty_tables()
        build(changes)
        worlds.append(seen(client, None, sign_in))
    differs = {path for path in PAGES if worlds[0][path] != worlds[1][path]}
    assert {"/", "/uitdagingen", "/bijeenkomsten/tour", "/sitemap.xml", "/uitdagingen/geheim"} <= differs
