"""Where contributions lie: at which questions, as one case, nowhere, or not yet anywhere."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, Row, Select, func, literal, select

from app.contributions.disclosure import View
from app.contributions.models import Contribution
from app.core.database import db
from app.core.security import fingerprint
from app.stocktaking.models import Laid, Merge, Placement, Sorted, Star
from app.stocktaking.sentences import QUOTABLE


@dataclass(frozen=True)
class Lies:
    """Where one contribution lies. `version` grows each time somebody lays it elsewhere; 0 when nobody did."""

    laid: Laid = Laid.OPEN
    questions: frozenset[int] = frozenset()
    version: int = 0
    by_id: int | None = None  # who laid it there; nobody for whom has left

    @property
    def is_open(self) -> bool:
        return self.laid is Laid.OPEN


def where_they_lie(ids: Collection[int]) -> dict[int, Lies]:
    """Where each of these contributions lies; one that nobody touched is there too.

    What was laid at a question that went up in another one lies at that one, for as long as the two are one.
    """
    placed: dict[int, set[int]] = {}
    heir = heir_of()
    now = func.coalesce(heir.c.into_id, Placement.question_id)
    lying = select(now, Placement.contribution_id).outerjoin(heir, heir.c.question_id == Placement.question_id)
    for question_id, contribution_id in db.session.execute(lying.where(Placement.contribution_id.in_(ids))):
        placed.setdefault(contribution_id, set()).add(question_id)
    touched = db.session.execute(
        select(Sorted.contribution_id, Sorted.laid, Sorted.version, Sorted.by_id).where(Sorted.contribution_id.in_(ids))
    )
    rows = {row.contribution_id: row for row in touched}
    return {i: lies(rows[i], placed.get(i, set())) if i in rows else Lies() for i in ids}


def lies(row: Row[int, Laid, int, int | None], questions: Collection[int]) -> Lies:
    """A card of which the only question was deleted is open again."""
    laid = Laid.OPEN if row.laid is Laid.QUESTIONS and not questions else row.laid
    return Lies(laid, frozenset(questions), row.version, row.by_id)


def sorted_row(contribution: Contribution) -> Sorted | None:
    return db.session.get(Sorted, contribution.id)


def placements_of(contribution: Contribution) -> Sequence[Placement]:
    return db.session.scalars(select(Placement).where(Placement.contribution_id == contribution.id)).all()


def ids_at(question_id: int) -> Sequence[int]:
    """The contributions that lie at a question or at one that went up in it. Show only what the reader may see."""
    lying = select(Placement.contribution_id).where(Placement.question_id.in_(with_what_went_up_in(question_id)))
    return db.session.scalars(lying.distinct().order_by(Placement.contribution_id)).all()


def with_what_went_up_in(question_id: int) -> Select[tuple[int]]:
    """The question, those that went up in it, and those that went up in these."""
    here = select(literal(question_id).label("id")).cte("here", recursive=True)
    here = here.union(select(Merge.question_id).join(here, Merge.into_id == here.c.id))
    return select(here.c.id)


def heir_of() -> CTE:
    """Of each question that went up in another one (question_id): which question it is part of now (into_id)."""
    step = select(Merge.question_id, Merge.into_id).cte("step", recursive=True)
    step = step.union(select(step.c.question_id, Merge.into_id).join(Merge, Merge.question_id == step.c.into_id))
    return select(step).where(step.c.into_id.not_in(select(Merge.question_id))).cte("heir")


def heirs() -> dict[int, int]:
    """The same as a map, for what was written down with the ids of then."""
    return dict(db.session.execute(select(heir_of())).tuples().all())


def kept_place(kept: Mapping[str, Any], stands_for: Mapping[int, int]) -> tuple[Laid, frozenset[int]]:
    """A place that was written down, {"laid": word, "questions": [id]}, with the questions as they stand now."""
    return Laid(kept["laid"]), frozenset(stands_for.get(i, i) for i in kept["questions"])


def stars_at(question_id: int) -> dict[int, list[Star]]:
    """The contributions that `ids_at` gives, each with its stars, read at once."""
    lying = select(Placement.contribution_id, Star).outerjoin(Star, Star.contribution_id == Placement.contribution_id)
    wanted = lying.where(Placement.question_id.in_(with_what_went_up_in(question_id)))
    found: dict[int, list[Star]] = {}
    for contribution_id, star in db.session.execute(wanted.order_by(Placement.contribution_id, Star.id)).tuples():
        known = found.setdefault(contribution_id, [])
        if star is not None and star not in known:
            known.append(star)
    return {i: sorted(stars, key=lambda star: (star.field, star.start)) for i, stars in found.items()}


def stars_on(ids: Collection[int]) -> Sequence[Star]:
    """The stars on these contributions, as they stand in the texts."""
    wanted = Star.contribution_id.in_(ids)
    return db.session.scalars(select(Star).where(wanted).order_by(Star.field, Star.start, Star.id)).all()


def starred(view: View, stars: Sequence[Star]) -> list[tuple[Star, str]]:
    """The stars that still shine in this text, with their words. What was changed since is left out."""
    if view.not_quoted:
        return []
    found = [(star, getattr(view, star.field)[star.start : star.end]) for star in stars if star.field in QUOTABLE]
    return [(star, words) for star, words in found if words and fingerprint(words) == star.words_hash]
