"""Somebody who shares a story over the screens, as the tests need it."""

import re

from sqlalchemy import func, select

from app.contributions.models import (
    Contribution,
)
from app.core.database import db
from app.core.security import tidy_code
from tests.factories import make_municipality

FACTS = (
    "Wij legden op een plein een plek voor jongeren aan met banken en een dak. Er komt geen jongere. "
    "Het is te ver van de school en het is er te donker. Wij hadden ze zelf moeten vragen waar ze staan."
)
STORY = {"facts": FACTS, "lesson": "Vraag eerst waarom ze op die plek staan.", "opinion": ""}
WADI = "De wadi liep over bij een hoosbui en het regenwater stond op straat."
WHERE = {"phase": "", "scale": ""}
SHARE = {"audience": "public", "names_organisation": "no", "municipality": "Ede", "year": "2018"}
CHECK = {"title": "De plek waar niemand komt", "outcome": "stopped", "unchanged": "no"}


def begin(client, kind="learned"):
    """Starts a draft; the address that its screens stand under."""
    answer = client.post("/deel", data={"kind": kind})
    assert answer.status_code == 303
    return answer.location.rsplit("/", 1)[0]


def go_to_check(client, kind="learned", **share):
    if db.session.scalar(select(func.count()).select_from(Contribution)) == 0:
        make_municipality(name="Ede")
    base = begin(client, kind)
    assert client.post(f"{base}/verhaal", data=STORY).location == f"{base}/waar"
    assert client.post(f"{base}/waar", data=WHERE).location == f"{base}/delen"
    assert client.post(f"{base}/delen", data=SHARE | share).location == f"{base}/controle"
    return base


def share_story(client, kind="learned", **share):
    """The whole journey; the contribution and the code on the last page."""
    base = go_to_check(client, kind, **share)
    answer = client.post(f"{base}/controle", data=CHECK)
    assert answer.location == f"{base}/verstuurd"
    return newest(), code_on(client.get(answer.location))


def newest():
    return db.session.scalars(select(Contribution).order_by(Contribution.id.desc())).first()


def code_on(page):
    return tidy_code(re.search(r'class="code">([A-Z2-7-]+)<', page.text)[1])


def flat(page):
    return re.sub(r"\s+", " ", page.text)


def number_of(model):
    return db.session.scalar(select(func.count()).select_from(model))
