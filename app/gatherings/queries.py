"""Finding gatherings."""

from sqlalchemy import select

from app.core.database import db
from app.gatherings.models import Gathering


def gathering_by_external_ref(reference: str) -> Gathering | None:
    """The gathering that was imported under this id of elsewhere."""
    return db.session.scalar(select(Gathering).where(Gathering.external_ref == reference))


def taken_gathering_slugs() -> set[str]:
    return set(db.session.scalars(select(Gathering.slug)))
