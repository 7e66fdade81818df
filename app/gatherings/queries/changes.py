"""Finding what people still have to hear of a gathering."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.clock import today
from app.core.database import db
from app.core.outbox import Email
from app.gatherings.models import Change, Gathering, GatheringStatus

PART_OFF = "part-off"  # in the key of the mail that says it


def untold_changes() -> list[tuple[Gathering, list[Change]]]:
    """Of each gathering what nobody was told, in the order in which it changed.

    What another worker tells now is passed over.
    """
    wanted = select(Change).where(Change.told_at.is_(None)).options(joinedload(Change.gathering))
    locked = wanted.order_by(Change.gathering_id, Change.id).with_for_update(skip_locked=True, of=Change)
    found = db.session.scalars(locked).all()
    return [(gathering, list(changes)) for gathering, changes in groupby(found, key=lambda change: change.gathering)]


def told_of_lost_parts(since: datetime) -> dict[str, datetime]:
    """When each registration, by public id, was mailed last since then that a part of theirs is off."""
    begins, middle = "registration-", f"-{PART_OFF}-"
    ours = Email.key.startswith(begins), Email.key.contains(middle, autoescape=True), Email.created_at >= since
    found = db.session.execute(select(Email.key, Email.created_at).where(*ours).order_by(Email.created_at))
    return {key.removeprefix(begins).partition(middle)[0]: at for key, at in found}


def without_harvest(since: date) -> Sequence[Gathering]:
    """The gatherings from this day until today of which the harvest was not shared."""
    over = Gathering.on >= since, Gathering.on <= today(), Gathering.status == GatheringStatus.PUBLISHED
    wanted = select(Gathering).where(*over, Gathering.harvested_at.is_(None)).order_by(Gathering.on, Gathering.id)
    return db.session.scalars(wanted.with_for_update(skip_locked=True, of=Gathering)).all()
