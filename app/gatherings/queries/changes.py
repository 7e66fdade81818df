"""Finding what people still have to hear of a gathering."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.clock import today
from app.core.database import db
from app.gatherings.models import Change, Gathering, GatheringStatus


def untold_changes() -> list[tuple[Gathering, list[Change]]]:
    """Of each gathering what nobody was told, in the order in which it changed.

    What another worker tells now is passed over.
    """
    wanted = select(Change).where(Change.told_at.is_(None)).options(joinedload(Change.gathering))
    locked = wanted.order_by(Change.gathering_id, Change.id).with_for_update(skip_locked=True, of=Change)
    found = db.session.scalars(locked).all()
    return [(gathering, list(changes)) for gathering, changes in groupby(found, key=lambda change: change.gathering)]


def without_harvest(since: date) -> Sequence[Gathering]:
    """The gatherings from this day until today of which the harvest was not shared."""
    over = Gathering.on >= since, Gathering.on <= today(), Gathering.status == GatheringStatus.PUBLISHED
    wanted = select(Gathering).where(*over, Gathering.harvested_at.is_(None)).order_by(Gathering.on, Gathering.id)
    return db.session.scalars(wanted.with_for_update(skip_locked=True, of=Gathering)).all()
