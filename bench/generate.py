"""Synthetic contributions in great numbers, stored as publishing stores them: with listings and index."""

import random
import sys
from datetime import UTC, datetime, timedelta

import click
from sqlalchemy import insert, select

from app.accounts.models import Organisation
from app.contributions.models import Audience, Contribution, Kind, Listing, Outcome, Status, Tag
from app.core import dutch, fulltext
from app.core.clock import local, now
from app.core.database import db, writing
from app.core.revisions import Revision
from app.core.security import random_id
from app.taxonomy.models import Dimension
from app.taxonomy.queries import mark_of, terms_of

RARE, COMMON = "zandzakken", "rioolbuis"  # in 1 % and in 20 % of the texts
WORDS = (
    "straat plein boom stoep water riool bewoner gemeente ontwerp beheer geld planning aannemer kabel leiding warmte "
    "fiets auto parkeren school speeltuin bank licht groen gras wadi hitte schaduw onderhoud budget raad college wijk "
    "buurt corporatie veiligheid avond winkel markt terras jongeren ouderen ruimte klimaat bodem grond tegel klinker"
).split()
BATCH = 1000


def generate(count: int, seed: int = 1) -> None:
    """Adds `count` published contributions. The same seed gives the same texts."""
    writing.set(True)
    chance = random.Random(seed)  # made-up texts, no secret
    towns = db.session.scalars(select(Organisation).where(Organisation.cbs_code.is_not(None))).all()
    terms = {
        d: terms_of(d) for d in (Dimension.THEME, Dimension.PHASE, Dimension.BARRIER, Dimension.LEVER, Dimension.SCALE)
    }
    revision = db.session.get(Revision, "listings")
    number = revision.number if revision else 0
    with click.progressbar(range(0, count, BATCH), label=f"{count} contributions", file=sys.stderr) as progress:
        for first in progress:
            size = min(BATCH, count - first)
            made = [story(chance, towns, terms) for _n in range(size)]
            ids = db.session.scalars(
                insert(Contribution).returning(Contribution.id, sort_by_parameter_order=True), [m[0] for m in made]
            ).all()
            for contribution_id, (row, town, tags) in zip(ids, made, strict=True):
                number += 2
                store(contribution_id, row, town, tags, number)
            db.session.execute(
                insert(Tag),
                [
                    {"contribution_id": i, "term_id": t.id, "provenance": "import"}
                    for i, m in zip(ids, made, strict=True)
                    for t in m[2]
                ],
            )
            db.session.commit()
    if revision is None:
        db.session.add(Revision(name="listings", number=number))
    else:
        revision.number = number
    db.session.commit()


def story(chance, towns, terms):
    words = chance.choices(WORDS, k=90)
    if chance.random() < 0.01:
        words.append(RARE)
    if chance.random() < 0.2:
        words.append(COMMON)
    title = " ".join(chance.sample(WORDS, 6)).capitalize()
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(6 * 365 * 24 * 60))
    town = chance.choice(towns)
    tags = [
        t
        for d, most in (
            (Dimension.THEME, 3),
            (Dimension.PHASE, 2),
            (Dimension.BARRIER, 2),
            (Dimension.LEVER, 1),
            (Dimension.SCALE, 1),
        )
        for t in chance.sample(list(terms[d]), most)
    ]
    row = {
        "public_id": random_id(),
        "code_hash": random_id(),
        "status": Status.PUBLISHED,
        "kind": chance.choice(list(Kind)),
        "outcome": chance.choice(list(Outcome)),
        "title": title,
        "facts": " ".join(words),
        "lesson": " ".join(chance.choices(WORDS, k=12)),
        "audience": Audience.PUBLIC,
        "place_id": town.id,
        "year": chance.randrange(2010, 2026),
        "submitted_at": moment,
        "published_at": moment,
        "created_at": now(),
        "version": 1,
    }
    row.pop("created_at")
    return row, town, list({t.id: t for t in tags}.values())


def store(contribution_id, row, town, tags, number):
    ids = sorted({i for t in tags for i in (t.id, t.parent_id) if i})
    month = local(row["published_at"]).date().replace(day=1)
    common = {
        "contribution_id": contribution_id,
        "gone": False,
        "month": month,
        "sort_title": row["title"].lower(),
        "public_id": row["public_id"],
        "kind": row["kind"].value,
        "outcome": row["outcome"].value,
        "size": town.size,
        "part": town.part,
        "period": row["year"] - row["year"] % 2,
        "term_ids": ids,
        "title": row["title"],
        "lesson": row["lesson"],
    }
    body = [
        *dutch.terms(f"{row['facts']} {row['lesson']} {' '.join(t.name_nl for t in tags)}"),
        *(mark_of(t.id) for t in tags),
    ]
    for step, audience in enumerate(Audience):
        db.session.execute(insert(Listing), [common | {"audience": audience, "revision": number - step}])
        fulltext.put(audience.value, contribution_id, dutch.terms(row["title"]), body)
