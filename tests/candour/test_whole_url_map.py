"""The two worlds of tests/test_candour.py once more, now at every address of the site, as a visitor asks for them.

Only a visitor's pages are compared here. What members, hosts and editors receive is compared in tests/test_candour.py,
at the addresses that it names: their own pages hold tokens and times of a session, which differ without telling anything.
"""

from flask import g
from hypothesis import HealthCheck, given, settings

from app.core.database import db
from tests.candour.normal import begin_anew, received
from tests.doors import doors, things
from tests.factories import make_contribution
from tests.test_candour import HIDDEN, WRITTEN, build

LATER = {"If-None-Match": "*", "If-Modified-Since": "Sat, 01 Jan 2035 00:00:00 GMT"}
KNOWN = ["a" * 25 + "0", "a" * 25 + "3", "p" * 26, "h" * 25 + "0", "w" * 26]  # three to be seen, one hidden, one taken back
USUAL = {
    "towns": [0, 1, 2, 3], "neighbourhood": "abc", "role": None, "odd_year": False, "hour": 3, "order": [0, 1, 2, 3],
    "author": False, "more": 2, "quoted": False, "not_quoted": False, "placeless": "never told", "talks": 1,
}


def seen_by_a_visitor(app):
    """Every answer and its headers, apart from tokens; also to a browser that has the page already; and the public export."""
    offered = dict.fromkeys(things(), []) | {
        "public_id": KNOWN, "drafts": ["d" * 26, KNOWN[0]], "code": [KNOWN[0], "A" * 26], "appeals": ["geraden"], "token": ["geraden"], "number": [1],
        "word": ["verhaal"], "step": ["story"], "role": ["member"], "filename": ["x"], "questions": ("wie-beslist",),
        "slugs": {"themas": ("ondergrond",), "uitdagingen": ("de-uitdaging",), "bijeenkomsten": ("geen",)},
    }
    found, client = {}, app.test_client()
    for _endpoint, path in doors(app, offered=offered, in_english=1):
        for way in ({}, LATER):
            db.session.expunge_all()
            g.pop("csrf_token", None)  # a real request begins with none, and makes one when its page has a form
            found[path, len(way)] = received(client.get(path, headers=way))
    return found | {"export": exported(app)}


def exported(app):
    path = app.config["DATA_DIR"] / "world.json"
    assert app.test_cli_runner().invoke(args=["export", str(path)]).exit_code == 0
    text = path.read_text()
    path.unlink()
    return text


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
@given(one=HIDDEN, other=HIDDEN)
def test_a_visitor_receives_the_same_of_two_worlds_at_every_address(app, monkeypatch, one, other):
    monkeypatch.setattr("tests.pages.inspect_page", lambda *_page: None)  # done by other tests, and the slowest part here
    answers = []
    for world in (one, other):
        begin_anew()
        build(world, None)
        answers.append(seen_by_a_visitor(app))
    assert answers[0].keys() == answers[1].keys() and len(answers[0]) > 200
    assert not [where for where in answers[0] if answers[0][where] != answers[1][where]]


def test_one_story_more_that_everybody_may_read_is_seen(app, monkeypatch):
    """The comparison can fail."""
    monkeypatch.setattr("tests.pages.inspect_page", lambda *_page: None)
    build(USUAL, None)
    before = seen_by_a_visitor(app)
    make_contribution(title="Een openbaar verhaal", facts=WRITTEN)
    after = seen_by_a_visitor(app)
    different = {where for where in before if before[where] != after[where]}
    assert {("/", 0), ("/bijdragen", 0), "export"} <= different
    assert ("/over", 0) not in different
