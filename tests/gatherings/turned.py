"""A note of a walk, and the draft that its writer makes of it."""

import io

from sqlalchemy import select

from app.contributions.models import Draft
from app.core.database import db
from app.gatherings.models import Stop
from tests.contributions.sharing import CHECK, SHARE, STORY, WHERE
from tests.factories import (
    Dimension,
    make_challenge,
    make_municipality,
    make_organisation,
    term,
)
from tests.gatherings.walked import CODE, all_notes, leave, make_walk
from tests.photographs import jpeg

TEXT = "De put ligt op het hoogste punt van het plein."


def walk_to_turn():
    about = {"challenge": make_challenge(slug="de-uitdaging"), "theme": term(Dimension.THEME, "ondergrond")}
    return make_walk(stops=[Stop(number=1, title="De put", **about), Stop(number=2, title="Het plein")])


def noted(client, walk, **typed):
    """What this phone noted: the one note that there is."""
    assert leave(client, **{"text": TEXT, "kind": "learned"} | typed).status_code == 303
    return all_notes(walk)[0]


def tap(client, note, code=CODE, what="bijdrage"):
    return client.post(f"/lopen/{code}/notities/{note.public_id}/{what}")


def draft():
    db.session.expire_all()
    return db.session.scalars(select(Draft)).one()


def rows(table):
    db.session.expire_all()
    return db.session.scalars(select(table)).all()


def with_photo(client, walk):
    return noted(client, walk, photo=(io.BytesIO(jpeg()), "x.jpg"), alt="Een put")


def sent(client, base):
    """The page after sending the story."""
    for name, make in (("Ede", make_municipality), ("Bureau Kijk", make_organisation)):
        make(name=name)
    for word, data in (("verhaal", STORY), ("waar", WHERE), ("delen", SHARE)):
        client.post(f"{base}/{word}", data=data)
    assert "Je foto gaat mee" in client.get(f"{base}/controle").text
    answer = client.post(f"{base}/controle", data=CHECK)
    assert answer.status_code == 303, answer.text
    return client.get(f"{base}/verstuurd").text
