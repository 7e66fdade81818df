"""The gaps of the balance that somebody judged, and whether a spot is a gap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyroaring import BitMap
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from app.accounts.models import Person, User
from app.contributions.catalogue import Catalogue, Mark
from app.contributions.filters import Choice, choices
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.core.database import db
from app.stocktaking.gaps import Spot, spot_at, spot_of
from app.stocktaking.models import Gap, GapJudgement
from app.taxonomy.queries import vocabulary

Judged = dict[frozenset[Mark], GapJudgement]
MOST_LISTED = 500


def spot_by_words(first: str, second: str) -> Spot:
    """The spot that an address names. Raises NotFound."""
    return spot_at(first, second, choices(vocabulary()))


def number_at(place: Spot, person: Person) -> int:
    """How many cases lie at a spot, of what this person's audience may find."""
    with catalogue(audience_of(person)) as known:
        return known.number(lying_at(place, known))


def lying_at(place: Spot, known: Catalogue) -> BitMap:
    found = known.everything
    for mark in place.marks:
        found = found & known.holding(mark)
    return found


@dataclass(frozen=True)
class Found:
    """What was found of a spot: under its own words, and under those of terms that went up in one of its own."""

    rows: Sequence[Gap]

    @property
    def judgements(self) -> list[GapJudgement]:
        """The last one holds."""
        return sorted((judgement for row in self.rows for judgement in row.judgements), key=lambda one: one.id)

    @property
    def holds(self) -> GapJudgement | None:
        return self.judgements[-1] if self.judgements else None

    @property
    def version(self) -> int:
        """Grows with each judgement, and with each that is taken back; 0 when nobody ever judged it."""
        return sum(row.version for row in self.rows)


def found_at(place: Spot) -> Found:
    """What was found of a spot, by the same reading of kept words as in `judged_between`."""
    first, second = place.first, place.second
    wanted = [Gap.first_name == first.name, Gap.first_word.in_((first.word, *first.earlier))]
    wanted.append(Gap.second_name == (second.name if second else ""))
    wanted.append(Gap.second_word.in_((second.word, *second.earlier) if second else ("",)))
    offered = choices(vocabulary())
    rows = db.session.scalars(select(Gap).where(*wanted).options(with_judgements())).unique()
    return Found([row for row in rows if marks_of(row, offered) == frozenset(place.marks)])


def marks_of(gap: Gap, offered: Mapping[str, Sequence[Choice]]) -> frozenset[Mark] | None:
    """The values that a kept gap is about by now; None when the vocabulary no longer holds one of its words."""
    place = spot_of(gap.key, offered)
    return frozenset(place.marks) if place else None


def judged_between(names: Sequence[str], offered: Mapping[str, Sequence[Choice]]) -> Judged:
    """What holds for the crossings of two filters, and for whole rows and columns, by their marks."""
    wanted = Gap.first_name.in_(names), Gap.second_name.in_([*names, ""])
    found: Judged = {}
    for gap in db.session.scalars(select(Gap).where(*wanted).options(selectinload(Gap.judgements))):
        marks, holds = marks_of(gap, offered), gap.holds
        if marks is not None and holds is not None and (marks not in found or found[marks].id < holds.id):
            found[marks] = holds  # of a term and one that went up in it: what was found last
    return found


def judged_gaps(most: int | None = MOST_LISTED) -> list[tuple[Spot, GapJudgement]]:
    """Every spot for which a judgement holds, the last judged first; so many, or all."""
    last = select(func.max(GapJudgement.id)).group_by(GapJudgement.gap_id)
    wanted = select(GapJudgement, Gap).join(Gap).where(GapJudgement.id.in_(last)).options(joinedload(GapJudgement.by))
    offered = choices(vocabulary())
    rows = db.session.execute(wanted.order_by(GapJudgement.id.desc()).limit(most))
    found: dict[frozenset[Mark], tuple[Spot, GapJudgement]] = {}
    for judgement, gap in rows:
        place = spot_of(gap.key, offered)
        if place is not None:
            found.setdefault(frozenset(place.marks), (place, judgement))
    return list(found.values())


def gaps_judged_by(user: User) -> Sequence[GapJudgement]:
    """What somebody found of gaps."""
    wanted = select(GapJudgement).where(GapJudgement.by_id == user.id)
    return db.session.scalars(wanted.order_by(GapJudgement.id)).all()


def with_judgements() -> ExecutableOption:
    return selectinload(Gap.judgements).joinedload(GapJudgement.by)
