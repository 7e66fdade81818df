"""Finding a walk, what was noted on it, and what note takers made of that."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import User
from app.core.database import db, one
from app.core.errors import NotFound
from app.gatherings.models import (
    FieldNote,
    Gathering,
    GatheringStatus,
    NotePhoto,
    Stop,
    StopSummary,
    Walk,
    Walker,
    WalkerPhone,
)
from app.gatherings.models.walking import NOTES_LAST

THERE = FieldNote.taken_back_at.is_(None)


def walk_by_code(code: str, to_change: bool = False) -> Walk:
    """The walk that a code opens. Raises NotFound, also while its gathering is a draft.

    `to_change` holds it until the transaction ends, so that whoever sends to it goes one by one.
    """
    public = Gathering.status != GatheringStatus.DRAFT
    wanted = select(Walk).join(Walk.gathering).where(Walk.code == code, public)
    shown = joinedload(Walk.gathering).selectinload(Gathering.stops)
    return one(wanted.options(shown).with_for_update(of=Walk) if to_change else wanted.options(shown))


def walk_with_earlier(code_hash: str) -> Walk | None:
    """The walk that once had the code with this fingerprint, unless its gathering is a draft."""
    wanted = select(Walk).join(Walk.gathering).options(joinedload(Walk.gathering))
    had_it = Walk.earlier_hashes.contains(code_hash)
    return db.session.scalar(wanted.where(had_it, Gathering.status != GatheringStatus.DRAFT))


def walk_of(gathering: Gathering) -> Walk | None:
    return db.session.get(Walk, gathering.id)


def open_walk_of(gathering: Gathering, day: date) -> Walk | None:
    """The walk that opens on phones on this day; None without a link, before it, after it, or when it is cancelled."""
    walk = walk_of(gathering)
    return walk if walk is not None and walk.takes_notes(day) else None


def walker_by_key(gathering: Gathering, key_hash: str) -> Walker | None:
    """Who walks with the phone that has this key, as far as it did something at this gathering."""
    further = select(WalkerPhone.walker_id).where(WalkerPhone.key_hash == key_hash)
    theirs = or_(Walker.key_hash == key_hash, Walker.id.in_(further))
    return db.session.scalar(select(Walker).where(Walker.gathering_id == gathering.id, theirs))


def note_by_key(key: str) -> FieldNote | None:
    return db.session.scalar(select(FieldNote).where(FieldNote.key == key))


def notes_of(walker: Walker | None) -> Sequence[FieldNote]:
    """What one phone noted and did not take back, the last on top."""
    if walker is None:
        return []
    wanted = select(FieldNote).where(FieldNote.walker_id == walker.id, THERE).options(joinedload(FieldNote.stop))
    return db.session.scalars(wanted.order_by(FieldNote.written_at.desc(), FieldNote.id.desc())).all()


def own_note(walker: Walker | None, public_id: str) -> FieldNote:
    """A note of this phone. Raises NotFound for somebody else's."""
    if walker is None:
        raise NotFound
    return one(select(FieldNote).where(FieldNote.public_id == public_id, FieldNote.walker_id == walker.id, THERE))


def notes_at(gathering: Gathering) -> Sequence[FieldNote]:
    """Everything that was noted at a gathering and not taken back, by stop and in the order in which it was written."""
    wanted = select(FieldNote).where(FieldNote.gathering_id == gathering.id, THERE).outerjoin(FieldNote.stop)
    ordered = wanted.options(joinedload(FieldNote.stop)).order_by(Stop.number, FieldNote.written_at, FieldNote.id)
    return db.session.scalars(ordered).unique().all()


def note_at(gathering: Gathering, public_id: str) -> FieldNote:
    """One note of a gathering. Raises NotFound."""
    return one(
        select(FieldNote).where(FieldNote.public_id == public_id, FieldNote.gathering_id == gathering.id, THERE)
    )


def summaries_at(gathering: Gathering, drafts: bool = False) -> dict[int, StopSummary]:
    """What note takers tell of the stops, by the id of the stop; only what is published, unless drafts are asked."""
    wanted = select(StopSummary).join(StopSummary.stop).where(Stop.gathering_id == gathering.id)
    if not drafts:
        wanted = wanted.where(StopSummary.published_at.is_not(None))
    return {found.stop_id: found for found in db.session.scalars(wanted.options(joinedload(StopSummary.by)))}


def summaries_by(user: User) -> Sequence[StopSummary]:
    """What somebody wrote of stops, as note taker."""
    wanted = select(StopSummary).where(StopSummary.by_id == user.id).options(joinedload(StopSummary.stop))
    return db.session.scalars(wanted.order_by(StopSummary.stop_id)).all()


def notes_of_before(day: date) -> Sequence[FieldNote]:
    """The notes of gatherings that are so long ago that they go on this day."""
    wanted = select(FieldNote).where(FieldNote.gathering_id.in_(over_on(day)))
    return db.session.scalars(wanted.options(selectinload(FieldNote.photo))).all()


def notes_among(is_wanted: Callable[[str], bool]) -> Sequence[FieldNote]:
    """The notes that were not taken back, of which the public id is one that somebody looks for."""
    there = db.session.execute(select(FieldNote.id, FieldNote.public_id).where(FieldNote.taken_back_at.is_(None)))
    ids = [key for key, public_id in there if is_wanted(public_id)]
    return db.session.scalars(select(FieldNote).where(FieldNote.id.in_(ids)).order_by(FieldNote.id)).all()


def walkers_of_before(day: date) -> Sequence[Walker]:
    return db.session.scalars(select(Walker).where(Walker.gathering_id.in_(over_on(day)))).all()


def over_on(day: date) -> Select[int]:
    return select(Gathering.id).where(Gathering.on <= day - NOTES_LAST)


def photos_to_scan() -> Sequence[NotePhoto]:
    """The photos that came in while the scanner did not answer."""
    waits = NotePhoto.is_scanned.is_(False), NotePhoto.full_file != ""
    return db.session.scalars(select(NotePhoto).where(*waits).order_by(NotePhoto.note_id).limit(50)).all()


def names_of_note_photos() -> set[str]:
    """The names of all files of photos of notes."""
    wanted = select(NotePhoto.full_file, NotePhoto.small_file).where(
        or_(NotePhoto.full_file != "", NotePhoto.small_file != "")
    )
    return {name for row in db.session.execute(wanted) for name in row if name}
