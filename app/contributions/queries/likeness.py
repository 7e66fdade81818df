"""What was computed to propose texts about the same case, and what is to be computed (again)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Select, delete, func, insert, or_, select, update

from app.contributions.models import Audience, Contribution, Gist, Likeness, Listing, Outcome
from app.contributions.queries.finding import with_what_is_shown
from app.contributions.similarity import MEANING, WORDS, Kept, Pair, Told, years_in
from app.core.database import db, in_batches

BATCH = 500  # rows in one statement


def to_compare(audience: Audience, most: int) -> list[tuple[int, int]]:
    """The ids and revisions of listings that changed since their gist was made, the oldest change first."""
    done = select(func.max(Gist.revision)).where(Gist.audience == audience).scalar_subquery()
    wanted = Listing.audience == audience, Listing.gone.is_(False), Listing.revision > func.coalesce(done, 0)
    found = select(Listing.contribution_id, Listing.revision).where(*wanted).order_by(Listing.revision).limit(most)
    return [(key, revision) for key, revision in db.session.execute(found)]


def with_gist_among(audience: Audience, ids: Collection[int]) -> set[int]:
    wanted = Gist.audience == audience, Gist.contribution_id.in_(ids)
    return set(db.session.scalars(select(Gist.contribution_id).where(*wanted)))


def contributions_with(ids: Collection[int]) -> Sequence[Contribution]:
    """In a fixed order: the last digits of a meaning differ by which texts are computed next to each other."""
    wanted = select(Contribution).where(Contribution.id.in_(ids)).options(*with_what_is_shown())
    return db.session.scalars(wanted.order_by(Contribution.id)).unique().all()


def keep_gist(audience: Audience, key: int, revision: int, words: Kept, meaning: Kept | None) -> None:
    kept = None if meaning is None else meaning.tobytes()
    db.session.merge(
        Gist(audience=audience, contribution_id=key, revision=revision, words=words.tobytes(), meaning=kept)
    )


def follow_revisions(audience: Audience, revisions: Mapping[int, int]) -> None:
    """Notes that these gists still hold: what changed of the listing is not what they were made from, but the rest."""
    for key, revision in revisions.items():
        wanted = Gist.audience == audience, Gist.contribution_id == key
        db.session.execute(update(Gist).where(*wanted).values(revision=revision, compared=False))


def not_compared(audience: Audience) -> set[int]:
    """The texts that were not compared with the others yet, as they are now."""
    wanted = Gist.audience == audience, Gist.compared.is_(False)
    return set(db.session.scalars(select(Gist.contribution_id).where(*wanted)))


def note_compared(audience: Audience, ids: Collection[int]) -> None:
    for some in in_batches(ids):
        wanted = Gist.audience == audience, Gist.contribution_id.in_(some)
        db.session.execute(update(Gist).where(*wanted).values(compared=True))


def gist_revisions(audience: Audience) -> dict[int, int]:
    """Of every text with a gist for this audience, from which revision of its listing it was made."""
    found = select(Gist.contribution_id, Gist.revision).where(Gist.audience == audience)
    return dict(db.session.execute(found).tuples().all())


def hold_unchanged(audience: Audience, revisions: Mapping[int, int]) -> set[int]:
    """Which of these listings (id: revision) are still the same; nobody changes those before the transaction ends."""
    rows = Listing.contribution_id, Listing.revision
    return held_as(revisions, select(*rows).where(Listing.audience == audience, Listing.gone.is_(False)))


def hold_compared(audience: Audience, revisions: Mapping[int, int]) -> set[int]:
    """The same of gists."""
    return held_as(revisions, select(Gist.contribution_id, Gist.revision).where(Gist.audience == audience))


def held_as(revisions: Mapping[int, int], rows: Select[int, int]) -> set[int]:
    """Of `rows`, ids with revisions, those that are as given. Whoever changes one of the texts now is waited for."""
    key = rows.selected_columns[0]
    same: set[int] = set()
    for some in in_batches(revisions):
        wanted = select(Contribution.id).where(Contribution.id.in_(some)).order_by(Contribution.id)
        db.session.execute(wanted.with_for_update(read=True))
        now = db.session.execute(rows.where(key.in_(some))).tuples()
        same |= {number for number, revision in now if revisions[number] == revision}
    return same


def texts_told(audience: Audience) -> list[Told]:
    """Everything of an audience that can be compared, in the order of the ids."""
    both = Listing.audience == Gist.audience, Listing.contribution_id == Gist.contribution_id
    columns = (
        *(Gist.contribution_id, Gist.words, Gist.meaning, Listing.term_ids, Listing.part, Listing.size),
        *(Listing.exact_place, Listing.years, Listing.kind, Listing.outcome),
    )
    wanted = Gist.audience == audience, Listing.gone.is_(False)
    found = select(*columns).join(Listing, (both[0]) & (both[1])).where(*wanted).order_by(Gist.contribution_id)
    return [told(row) for row in db.session.execute(found)]


def told(row: Any) -> Told:
    return Told(
        id=row.contribution_id,
        words=numbers(row.words, WORDS),
        meaning=None if row.meaning is None else numbers(row.meaning, MEANING),
        tags=frozenset(row.term_ids),
        part=row.part,
        size=row.size,
        exact_place=row.exact_place.split(",")[0],  # the municipality: a quarter is not always told
        years=years_in(row.years),
        kind=row.kind,
        outcome="" if row.outcome == Outcome.NOT_APPLICABLE else row.outcome,
    )


def numbers(kept: bytes, length: int) -> Kept:
    found = np.frombuffer(kept, np.float16)
    return found if len(found) == length else np.zeros(length, np.float16)


def forget_gist(audience: Audience, contribution: Contribution) -> None:
    """Deletes what was computed of this text for this audience."""
    wanted = Gist.audience == audience, Gist.contribution_id == contribution.id
    db.session.execute(delete(Gist).where(*wanted))
    forget_likeness(audience, [contribution.id])


def forget_likeness(audience: Audience, ids: Collection[int]) -> None:
    """Deletes the pairs of which one is among these."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        either = or_(Likeness.one_id.in_(some), Likeness.other_id.in_(some))
        db.session.execute(delete(Likeness).where(Likeness.audience == audience, either))


def keep_likeness(audience: Audience, pairs: Sequence[Pair]) -> None:
    rows = [{"audience": audience, "one_id": a, "other_id": b, "score": value} for a, b, value in pairs]
    for start in range(0, len(rows), BATCH):
        db.session.execute(insert(Likeness), rows[start : start + BATCH])


def likeness_of(audience: Audience) -> list[Pair]:
    """Every pair that was found for this audience, of texts that it may find now."""
    shown = select(Listing.contribution_id).where(Listing.audience == audience, Listing.gone.is_(False))
    wanted = Likeness.audience == audience, Likeness.one_id.in_(shown), Likeness.other_id.in_(shown)
    found = db.session.execute(select(Likeness.one_id, Likeness.other_id, Likeness.score).where(*wanted))
    return [(one, other, value) for one, other, value in found]


def names_outside(ids: Collection[int]) -> dict[int, str]:
    """How others call these contributions: the reference of the import, or else the public id."""
    named = func.coalesce(Contribution.external_ref, Contribution.public_id)
    wanted = sorted(ids)
    found: dict[int, str] = {}
    for start in range(0, len(wanted), BATCH):
        some = Contribution.id.in_(wanted[start : start + BATCH])
        found.update((key, name) for key, name in db.session.execute(select(Contribution.id, named).where(some)))
    return found
