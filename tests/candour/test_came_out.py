"""A note became a story whose contributor tells nobody where it came from: no door tells its writer or the gathering.

Two worlds: in the one two phones that walked along made a story of their note, one for everybody and one for members; in
the other both were shared by themselves. Whoever looks, members, organisers and note takers of that very gathering too, receives the same, to the byte.
"""

import pytest

from app.accounts.models import Role
from app.accounts.operations import begin_session
from app.contributions import operations
from app.core.clock import midnight, today
from app.core.database import db
from app.gatherings.models import NoteQuestion, Task, Walk
from app.gatherings.models import Stop as WalkStop
from tests.candour.normal import begin_anew, received
from tests.contributions.sharing import CHECK, SHARE, STORY, WHERE, newest
from tests.databases import ONCE, WALK
from tests.doors import doors
from tests.factories import make_municipality, make_user, save
from tests.gatherings.made import give, make_gathering
from tests.gatherings.shared_from import box_on, links
from tests.gatherings.walked import make_note

pytestmark = [ONCE, WALK]

CODE = "wandeling2"
WAYS = ({}, {"audience": "members"})
STORIES = ["v" * 25 + f"{number}" for number in range(len(WAYS))]
LOOKERS = ("visitor", "member", "organiser", "note taker", "editor", "administrator")
REGISTERS = ("accounts.mine", "accounts.factors")  # random keys, see tests/candour/test_whole_url_map.py


def told(app, turned, shows=False):
    """The stories, sent and visible; with the question of a note taker beside each note."""
    begin_anew()
    walk = save(Walk(gathering=gathering(), code=CODE))
    for number, way in enumerate(WAYS):
        tell(app, walk, number, turned, way, shows)
    db.session.commit()
    assert len(links()) == (len(WAYS) if shows else 0)
    return walk.gathering


def tell(app, walk, number, turned, way, shows):
    key = f"de telefoon van iemand die meeliep 12345678{number}"
    note = make_note(walk, key=key, text="De wadi liep over bij de eerste bui.")
    note.public_id, note.written_at = "n" * 25 + f"{number}", midnight(today())  # note takers read at what time
    save(NoteQuestion(note_id=note.id, asked_at=midnight(today())))
    phone = app.test_client()
    phone.set_cookie(app.config["WALKER_COOKIE_NAME"], key)
    address = f"/lopen/{CODE}/notities/{note.public_id}/bijdrage" if turned else "/deel"
    base = phone.post(address, data={"kind": "learned"}).location.rsplit("/", 1)[0]
    for name, data in (("soort", {"kind": "learned"}), ("verhaal", STORY), ("waar", WHERE), ("delen", SHARE | way)):
        assert phone.post(f"{base}/{name}", data=data).status_code == 303
    page = phone.get(f"{base}/controle").text
    box = {"origin_for": box_on(page)["origin_for"], **({"shows_origin": "y"} if shows else {})} if turned else {}
    assert phone.post(f"{base}/controle", data=CHECK | box).status_code == 303
    story = newest()
    story.public_id = STORIES[number]
    operations.publish(story)


def gathering():
    make_municipality(name="Ede", slug="gemeente-ede", cbs_code="GM0228")
    host = make_municipality(name="Voorbeeldwijk", slug="gemeente-voorbeeldwijk", cbs_code="GM0001")
    stops = [WalkStop(number=1, title="De put", public_id="s" * 26)]
    return make_gathering(slug="de-tour", on=today(), stops=stops, organisation=host, changed_at=midnight(today()))


def browser_of(app, who, gathering):
    known = {"public_id": "k" * 26, "email": "kijk@voorbeeld.example", "given_name": "Kim"}
    if who == "visitor":
        return app.test_client()
    roles = {"member": Role.MEMBER, "editor": Role.EDITOR, "administrator": Role.ADMINISTRATOR, "organiser": Role.HOST}
    user = make_user(roles.get(who), gathering.organisation, **known)
    if who in ("organiser", "note taker"):
        give(gathering, Task.ORGANISER if who == "organiser" else Task.NOTE_TAKER, user)
    client = app.test_client()
    token = begin_session(user, "a test")
    db.session.commit()
    with client.session_transaction() as session:
        session["sid"] = token
    return client


def is_compared(endpoint, path):
    """All but the draft itself, which only its own browser opens, and files of bytes: who comes, and sheets to print."""
    return endpoint not in REGISTERS and "/deel/" not in path and "/namens/" not in path and not path.endswith((".xlsx", ".pdf"))


def seen(app, who, turned, shows=False):
    client = browser_of(app, who, told(app, turned, shows))
    found = {}
    with app.test_request_context():
        every = [path for endpoint, path in doors(app, in_english=1) if is_compared(endpoint, path)]
    for path in every:
        db.session.expunge_all()
        found[path] = received(client.get(path))
    return found


@pytest.mark.parametrize("who", LOOKERS)
def test_no_door_tells_that_notes_became_these_stories(app, monkeypatch, who):
    monkeypatch.setattr("tests.pages.inspect_page", lambda *_page: None)  # done by other tests
    turned, by_itself = (seen(app, who, is_turned) for is_turned in (True, False))
    assert turned.keys() == by_itself.keys() and len(turned) > 100
    assert not [path for path in turned if turned[path] != by_itself[path]]
    assert "/bijeenkomsten/de-tour" in turned and f"/bijdragen/{STORIES[0]}" in turned


def test_where_its_contributor_says_so_both_pages_differ(app, monkeypatch):
    """The comparison can fail."""
    monkeypatch.setattr("tests.pages.inspect_page", lambda *_page: None)
    shown, by_itself = seen(app, "visitor", True, shows=True), seen(app, "visitor", False)
    different = {path for path in shown if shown[path] != by_itself[path] and not path.startswith("/en")}
    assert different == {"/bijeenkomsten/de-tour", f"/bijdragen/{STORIES[0]}"}
