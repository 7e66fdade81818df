"""Finding gatherings."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.challenges.models import Challenge
from app.core.clock import today
from app.core.database import db, one
from app.gatherings.models import Gathering, Stop


def gathering_by_slug(slug: str) -> Gathering:
    """A published gathering. Raises NotFound."""
    shown = (
        selectinload(Gathering.parts),
        selectinload(Gathering.stops).selectinload(Stop.challenge),
        selectinload(Gathering.challenges),
    )
    return one(select(Gathering).where(Gathering.slug == slug, Gathering.is_published.is_(True)).options(*shown))


def coming_gatherings() -> Sequence[Gathering]:
    """The published gatherings from today on, the first one on top."""
    wanted = Gathering.is_published.is_(True), Gathering.on >= today()
    return db.session.scalars(select(Gathering).where(*wanted).order_by(Gathering.on, Gathering.starts)).all()


def past_gatherings() -> Sequence[Gathering]:
    """The published gatherings of before today, the last one on top."""
    wanted = Gathering.is_published.is_(True), Gathering.on < today()
    return db.session.scalars(select(Gathering).where(*wanted).order_by(Gathering.on.desc()).limit(50)).all()


def gatherings_about(challenge: Challenge) -> Sequence[Gathering]:
    """The published gatherings at which this challenge is talked about."""
    wanted = Gathering.challenges.any(Challenge.id == challenge.id), Gathering.is_published.is_(True)
    return db.session.scalars(select(Gathering).where(*wanted).order_by(Gathering.on)).all()


def gathering_by_external_ref(reference: str) -> Gathering | None:
    """The gathering that was imported under this id of elsewhere."""
    return db.session.scalar(select(Gathering).where(Gathering.external_ref == reference))


def taken_gathering_slugs() -> set[str]:
    return set(db.session.scalars(select(Gathering.slug)))
