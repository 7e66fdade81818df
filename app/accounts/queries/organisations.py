"""Finding organisations and municipalities."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import func, select

from app.accounts.models import (
    Organisation,
)
from app.accounts.places import size_of
from app.core.database import db, one


def municipalities() -> Sequence[Organisation]:
    """The municipalities of today, by name."""
    wanted = Organisation.cbs_code.is_not(None), Organisation.valid_to.is_(None)
    return db.session.scalars(select(Organisation).where(*wanted).order_by(Organisation.name)).all()


def classes_of_municipalities(coarse: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The class of size and the part of the country of every municipality of today, before anything is dropped."""
    wanted = Organisation.cbs_code.is_not(None), Organisation.valid_to.is_(None), Organisation.inhabitants.is_not(None)
    rows = db.session.execute(select(Organisation.inhabitants, Organisation.part).where(*wanted))
    return [(size_of(row.inhabitants, coarse), row.part or "") for row in rows]


def number_of_municipalities(size: str | None, part: str | None) -> int:
    """How many municipalities of today are shown with this size (or with none) in this part of the country."""
    today = Organisation.cbs_code.is_not(None), Organisation.valid_to.is_(None)
    alike = Organisation.size.is_not_distinct_from(size), Organisation.part.is_not_distinct_from(part)
    return db.session.scalar(select(func.count()).select_from(Organisation).where(*today, *alike)) or 0


@dataclass(frozen=True)
class Place:
    """A municipality of today as a map shows it; latitude and longitude in degrees."""

    id: int
    slug: str
    name: str
    part: str | None
    latitude: float
    longitude: float


def places() -> list[Place]:
    """The municipalities of today of which the centre is known, by name."""
    wanted = (
        Organisation.cbs_code.is_not(None),
        Organisation.valid_to.is_(None),
        Organisation.latitude.is_not(None),
        Organisation.longitude.is_not(None),
    )
    columns = (getattr(Organisation, field.name) for field in fields(Place))
    rows = db.session.execute(select(*columns).where(*wanted).order_by(Organisation.name, Organisation.cbs_code))
    return [Place(*row) for row in rows]


def municipality_centres() -> list[tuple[float, float]]:
    """The latitude and longitude of every municipality of today, in degrees; in an order that no row tells."""
    wanted = (
        Organisation.cbs_code.is_not(None),
        Organisation.valid_to.is_(None),
        Organisation.latitude.is_not(None),
        Organisation.longitude.is_not(None),
    )
    columns = select(Organisation.latitude, Organisation.longitude)
    rows = db.session.execute(columns.where(*wanted).order_by(Organisation.cbs_code))
    return [(row.latitude, row.longitude) for row in rows]


def organisations() -> Sequence[Organisation]:
    """All organisations of today, by name."""
    return db.session.scalars(
        select(Organisation).where(Organisation.valid_to.is_(None)).order_by(Organisation.name)
    ).all()


def organisations_like(words: str) -> list[Organisation]:
    """The organisations with all these words in a name or the province, also those that are gone."""
    wanted = plain(words).split()
    everything = db.session.scalars(select(Organisation).order_by(Organisation.name, Organisation.id))
    texts = ((o, plain(f"{o.name} {o.other_names} {o.province or ''}")) for o in everything)
    return [organisation for organisation, text in texts if all(word in text for word in wanted)]


def plain(text: str) -> str:
    """A text as somebody in a hurry types it: small letters, no accents."""
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def municipality_by_name(name: str) -> Organisation | None:
    """A municipality by its name or another name that it is known by; None when there is none."""
    wanted = " ".join(name.lower().split())
    by_name = select(Organisation).where(Organisation.cbs_code.is_not(None), func.lower(Organisation.name) == wanted)
    found = db.session.scalar(by_name.order_by(Organisation.valid_to.is_not(None), Organisation.id).limit(1))
    if found is not None:
        return found
    also = select(Organisation).where(Organisation.cbs_code.is_not(None), Organisation.other_names != "")
    known_as = (o for o in db.session.scalars(also) if wanted in o.other_names.lower().split("\n"))
    return next(known_as, None)


def organisation_by_name(name: str) -> Organisation | None:
    """Any organisation by its name, municipalities first."""
    found = municipality_by_name(name)
    wanted = func.lower(Organisation.name) == " ".join(name.lower().split())
    return found or db.session.scalar(select(Organisation).where(wanted).order_by(Organisation.id).limit(1))


def organisations_by_cbs_code() -> dict[str, Organisation]:
    found = db.session.scalars(select(Organisation).where(Organisation.cbs_code.is_not(None)))
    return {str(organisation.cbs_code): organisation for organisation in found}


def outside_the_register() -> Sequence[Organisation]:
    """The organisations that are no municipalities."""
    wanted = select(Organisation).where(Organisation.cbs_code.is_(None))
    return db.session.scalars(wanted.order_by(Organisation.id)).all()


def slugs_like(slug: str) -> set[str]:
    return set(db.session.scalars(select(Organisation.slug).where(Organisation.slug.startswith(slug))))


def organisation_by_id(organisation_id: int) -> Organisation:
    return one(select(Organisation).where(Organisation.id == organisation_id))
