"""Somebody who shares a story that began with a note, over the screens."""

import re

from sqlalchemy import select

from app.accounts.queries import organisation_by_name
from app.core.database import db
from app.gatherings.models import CameOut
from tests.contributions.sharing import CHECK, SHARE, STORY, WHERE, code_on, newest
from tests.factories import make_municipality, make_organisation
from tests.gatherings.walked import CODE, all_notes, leave

NAMED = {"names_organisation": "yes", "organisation": "Bureau Kijk"}
WADI = "De wadi bij halte een liep over bij de eerste bui, en het regenwater stond op straat."


def begin_with_note(client, walk, code=CODE, **typed):
    """A note, and the draft that this phone made of it; the address of its screens."""
    leave(client, code=code, **{"text": WADI, "kind": "learned"} | typed)
    note = all_notes(walk)[-1]
    return client.post(f"/lopen/{code}/notities/{note.public_id}/bijdrage").location.rsplit("/", 1)[0]


def go_to_check(client, walk, code=CODE, **share):
    """Every screen but the last."""
    for name, make in (("Ede", make_municipality), ("Bureau Kijk", make_organisation)):
        if organisation_by_name(name) is None:
            make(name=name)
    base = begin_with_note(client, walk, code)
    client.post(f"{base}/verhaal", data=STORY)
    client.post(f"{base}/waar", data=WHERE)
    assert client.post(f"{base}/delen", data=SHARE | share).location == f"{base}/controle"
    return base


def box_on(page):
    """The box about where it came from, as it stands: whether it is ticked, and the way of sharing that it is about."""
    found = re.search(r'name="origin_for" value="([^"]*)".*?<input type="checkbox" id="shows_origin"([^>]*)>', page, re.DOTALL)
    return {"origin_for": found[1], **({"shows_origin": "y"} if "checked" in found[2] else {})}


def share_from_note(client, walk, shows=None, code=CODE, **share):
    """The whole journey. `shows` says what is done with the box; None leaves it as it stands. The story and its code."""
    base = go_to_check(client, walk, code, **share)
    box = box_on(client.get(f"{base}/controle").text)
    if shows is not None:
        box = {"origin_for": box["origin_for"], **({"shows_origin": "y"} if shows else {})}
    answer = client.post(f"{base}/controle", data=CHECK | box)
    assert answer.location == f"{base}/verstuurd", answer.text[-3000:]
    return newest(), code_on(client.get(answer.location))


def links():
    db.session.expire_all()
    return db.session.scalars(select(CameOut)).all()
