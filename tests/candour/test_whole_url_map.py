"""Worlds like those of tests/test_candour.py, at every address of the site, as each kind of reader asks for them.

Those differ at random, and are seen at a few addresses. These are three that differ in everything that is hidden.
"""

import pytest
from flask import g

from app.accounts.models import Role
from app.core.database import db
from tests.candour.normal import begin_anew, received
from tests.databases import ONCE, WALK
from tests.doors import doors, things
from tests.factories import make_contribution, make_organisation, make_user
from tests.test_candour import SEES_AS, WRITTEN, build, photo_ids, resembling

pytestmark = WALK

READERS = [  # what the database is asked for differs by what is listed: for everybody, or for members
    pytest.param(reader, id=reader or "visitor", marks=() if reader in (None, Role.MEMBER) else ONCE) for reader in SEES_AS
]
LATER = {"If-None-Match": "*", "If-Modified-Since": "Sat, 01 Jan 2035 00:00:00 GMT"}
OF_ONESELF = ("accounts.mine", "accounts.factors")  # the register with all names, random keys: see tests/canary
QUEUE = ("/redactie", "/redactie?toon=niemand", "/redactie?toon=mijn", f"/redactie/{'h' * 25}0")  # what waits, for an editor to take up
KNOWN = ["a" * 25 + "0", "a" * 25 + "3", "p" * 26, "h" * 25 + "0", "w" * 26]  # three to be seen, one hidden, one taken back
USUAL = {
    "towns": [0, 1, 2, 3], "neighbourhood": "abc", "role": None, "odd_year": False, "hour": 3, "order": [0, 1, 2, 3],
    "author": False, "more": 2, "quoted": False, "not_quoted": False, "placeless": "never told", "came_out": True, "asker": True, "linked": True, "talks": 1,
}
OTHERWISE = {
    "towns": [3, 1, 0, 2], "neighbourhood": "hee gab", "role": "projectleider", "odd_year": True, "hour": 22, "order": [2, 0, 3, 1],
    "author": True, "more": 3, "quoted": True, "not_quoted": True, "placeless": "left out", "came_out": False, "asker": False, "linked": False, "talks": 2,
}
WITHOUT_MORE = USUAL | {"towns": [1, 3, 2, 0], "neighbourhood": "cccc", "role": "beheerder", "hour": 0, "order": [3, 2, 1, 0], "more": 0, "talks": 0}


def world(app, sign_in, reader, hidden):
    """Builds it, with somebody who looks around in it; and what they receive."""
    begin_anew()
    client = app.test_client()
    if reader is not None:
        office = make_organisation(name="Bureau Kijk", slug="bureau-kijk")
        sign_in(make_user(reader, office, public_id="k" * 26, email="kijk@voorbeeld.example", given_name="Kim"), client)
    build(hidden, SEES_AS[reader])
    return seen(app, client, reader)


def seen(app, client, reader):
    """Every answer and its headers, apart from tokens; to a visitor also with the page already at hand; and the public export."""
    photos = {photo_id: story for story in KNOWN for photo_id in photo_ids(story)}
    offered = dict.fromkeys(things(), []) | {
        "public_id": KNOWN, "drafts": ["d" * 26, KNOWN[0]], "code": [KNOWN[0], "A" * 26], "appeals": ["geraden"], "token": ["geraden"], "number": [1],
        "first": ["thema:ondergrond"], "second": ["fase:ontwerp"],
        "word": ["verhaal"], "step": ["story"], "role": ["member"], "filename": ["x"], "questions": ("wie-beslist",), "question_slug": ("wie-beslist",), "pile_slug": ("de-stapel",), "size": ["groot", "klein"], "part": [1],
        "z": [8], "x": [131], "y": [84],
        "photo_id": list(photos), "stories_of_photos": photos,
        "slugs": {"themas": ("ondergrond",), "uitdagingen": ("de-uitdaging",), "bijeenkomsten": ("de-tour", "geen")},
    }
    found = {}
    for endpoint, path in doors(app, offered=offered, in_english=1, role=reader):
        for way in ({}, LATER) if reader is None else ({},):
            db.session.expunge_all()
            g.pop("csrf_token", None)  # a real request begins with none, and makes one when its page has a form
            answer = client.get(path, headers=way)
            found[path, len(way)] = received(answer) if not may_differ(reader, endpoint, path) else None
    return found | resembling(client, reader) | {"export": exported(app)}


def may_differ(reader, endpoint, path):
    return endpoint in OF_ONESELF or (reader is Role.EDITOR and path.removeprefix("/en") in QUEUE)


def exported(app):
    path = app.config["DATA_DIR"] / "world.json"
    assert app.test_cli_runner().invoke(args=["export", str(path)]).exit_code == 0
    text = path.read_text()
    path.unlink()
    return text


@pytest.mark.parametrize("reader", READERS)
def test_worlds_that_differ_in_what_is_hidden_are_the_same_at_every_address(app, sign_in, monkeypatch, reader):
    monkeypatch.setattr("tests.pages.inspect_page", lambda *_page: None)  # done by other tests, and the slowest part here
    assert all(OTHERWISE[name] != value for name, value in USUAL.items())
    usual = world(app, sign_in, reader, USUAL)
    assert len(usual) > 200
    for hidden in (OTHERWISE, WITHOUT_MORE):
        other = world(app, sign_in, reader, hidden)
        assert other.keys() == usual.keys()
        assert not [where for where in usual if usual[where] != other[where]]


@ONCE
@pytest.mark.parametrize("reader", [None, Role.MEMBER], ids=["visitor", "member"])
def test_one_story_more_that_they_may_read_is_seen(app, sign_in, monkeypatch, reader):
    """The comparison can fail."""
    monkeypatch.setattr("tests.pages.inspect_page", lambda *_page: None)
    before = world(app, sign_in, reader, USUAL)
    monkeypatch.setattr("tests.test_candour.hide", lambda *_hidden: make_contribution(title="Een openbaar verhaal", facts=WRITTEN))
    after = world(app, sign_in, reader, USUAL)
    different = {where for where in before if before[where] != after[where]}
    assert {("/", 0), ("/bijdragen", 0), "/lijkt/story", "export"} <= different
    assert ("/over", 0) not in different
