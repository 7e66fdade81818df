"""Finding challenges."""

from sqlalchemy import select

from app.challenges.models import Challenge
from app.core.database import db


def challenge_by_external_ref(reference: str) -> Challenge | None:
    """The challenge that was imported under this id of elsewhere."""
    return db.session.scalar(select(Challenge).where(Challenge.external_ref == reference))


def taken_slugs() -> set[str]:
    return set(db.session.scalars(select(Challenge.slug)))
