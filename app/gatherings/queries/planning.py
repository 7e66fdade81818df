"""Finding what somebody plans, and the pieces of it."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from app.accounts.models import Person
from app.challenges.models import Challenge
from app.challenges.permissions import visible_to
from app.core.clock import today
from app.core.database import db, one
from app.gatherings.models import Change, Gathering, GatheringStatus, Part, Stop, Task
from app.gatherings.permissions import has_task, left_to, organised_by
from app.gatherings.permissions import visible_to as readable_by


def own_gatherings(person: Person) -> Sequence[Gathering]:
    """Those at which this person has a task that did not end, the last day on top."""
    has_one = or_(organised_by(person), has_task(person, Task.HELPER), has_task(person, Task.NOTE_TAKER))
    wanted = select(Gathering).where(has_one).options(selectinload(Gathering.holders))
    return db.session.scalars(wanted.order_by(Gathering.on.desc(), Gathering.title).limit(200)).all()


def left_drafts(person: Person) -> Sequence[Gathering]:
    """What organisations of which this person is a host planned and nobody plans any more, the first day on top."""
    wanted = select(Gathering).where(left_to(person)).order_by(Gathering.on, Gathering.title)
    return db.session.scalars(wanted.limit(50)).all()


def gathering_to_take_up(slug: str, person: Person) -> Gathering | None:
    """One that this person may read of, or a draft that is left to them; None for any other, be there one or not."""
    wanted = select(Gathering).where(Gathering.slug == slug, or_(readable_by(person), left_to(person)))
    return db.session.scalar(wanted.options(selectinload(Gathering.holders)))


def gathering_at(slug: str) -> Gathering | None:
    """The gathering at this address, whoever may read of it."""
    return db.session.scalar(select(Gathering).where(Gathering.slug == slug))


def gathering_begun(slug: str) -> Gathering:
    return one(select(Gathering).where(Gathering.slug == slug))


def lock(gathering: Gathering) -> None:
    """Nobody else changes the programme or the walk until this is kept; reads both again."""
    db.session.execute(select(Gathering.id).where(Gathering.id == gathering.id).with_for_update())
    db.session.refresh(gathering, ["parts", "stops", "status"])


def part_of(gathering: Gathering, public_id: str) -> Part:
    """A part of this programme. Raises NotFound."""
    return one(select(Part).where(Part.gathering_id == gathering.id, Part.public_id == public_id))


def stop_of(gathering: Gathering, public_id: str) -> Stop:
    """A stop of this walk. Raises NotFound."""
    return one(select(Stop).where(Stop.gathering_id == gathering.id, Stop.public_id == public_id))


def offered_challenges(
    person: Person, organisations: Collection[int], but: Sequence[Challenge] = ()
) -> Sequence[Challenge]:
    """The challenges of these organisations that this person may see, and those chosen before, by title."""
    here = or_(Challenge.organisation_id.in_(organisations), Challenge.id.in_([one.id for one in but]))
    wanted = select(Challenge).where(here, visible_to(person), Challenge.title != "")
    return db.session.scalars(wanted.order_by(Challenge.title).limit(100)).all()


def series_titles() -> Sequence[str]:
    """The names of all series, by name."""
    wanted = Gathering.status != GatheringStatus.DRAFT, Gathering.series != ""
    return db.session.scalars(select(Gathering.series).where(*wanted).distinct().order_by(Gathering.series)).all()


def of_the_series(gathering: Gathering) -> Sequence[Gathering]:
    """The other gatherings of its series that anybody may read of, by day."""
    if not gathering.series:
        return []
    wanted = Gathering.series == gathering.series, Gathering.status != GatheringStatus.DRAFT
    others = select(Gathering).where(*wanted, Gathering.id != gathering.id)
    return db.session.scalars(others.order_by(Gathering.on, Gathering.title).limit(50)).all()


def gatherings_of_the_feed() -> Sequence[Gathering]:
    """What a calendar shows: everything that was ever published and is not older than a year, by day."""
    recent = Gathering.on >= today().replace(year=today().year - 1, day=1)
    wanted = select(Gathering).where(Gathering.status != GatheringStatus.DRAFT, recent)
    shown = wanted.options(selectinload(Gathering.parts))
    return db.session.scalars(shown.order_by(Gathering.on, Gathering.slug)).all()


def shown_changes(gathering: Gathering) -> Sequence[Change]:
    """What changed after people could read of it, the last on top."""
    wanted = select(Change).where(Change.gathering_id == gathering.id)
    return db.session.scalars(wanted.order_by(Change.at.desc(), Change.id.desc()).limit(20)).all()
