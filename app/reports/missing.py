"""What a frozen stocktake covers and what is missing in it, counted over the contributions that are still in it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from app.contributions.catalogue import Mark, cases_among
from app.core.wording import _, ngettext, number
from app.reports.frozen import Frozen, FrozenContribution, said
from app.reports.measure import FrozenGap, FrozenSide, Measure, Named
from app.stocktaking.words import known_in_words
from app.workbench.coverage import FAILURES, SUCCESSES, Bias, Count, Group

COVERED = ("kind", "outcome", "theme", "phase", "organisation_kind")  # as the page of a pile tells it


@dataclass(frozen=True)
class Lying:
    """Which contributions lie at each side, and the case that each of them tells."""

    at: Mapping[Mark, set[int]]
    case: Mapping[int, int]

    def cases(self, found: Set[int]) -> int:
        return cases_among(self.case[one] for one in found)


@dataclass(frozen=True)
class Missing:
    """`crossings` is how many the two dimensions of the balance have, `empty` those in which nothing lies."""

    groups: list[Group]
    names: Mapping[Mark, Named]  # of each side in both languages
    bias: list[Bias]
    switched_off: list[FrozenSide]
    crossings: int
    empty: list[tuple[FrozenSide, FrozenSide]]
    known: Mapping[frozenset[Mark], FrozenGap]  # of where nothing lies

    def gap_at(self, row: FrozenSide, column: FrozenSide) -> FrozenGap | None:
        """The gap of which more was known at an empty crossing: that itself, or the whole row or column."""
        marks = frozenset((row.mark, column.mark)), frozenset((row.mark,)), frozenset((column.mark,))
        return next((self.known[one] for one in marks if one in self.known), None)

    def known_of(self, row: FrozenSide, column: FrozenSide) -> str:
        gap = self.gap_at(row, column)
        return gap_in_words(gap) if gap else ""

    @property
    def apart(self) -> list[FrozenGap]:
        """The gaps of which more was known and that are none of the empty crossings."""
        listed = {frozenset((row.mark, column.mark)) for row, column in self.empty}
        return [gap for marks, gap in self.known.items() if marks not in listed]


def gap_in_words(gap: FrozenGap) -> str:
    return known_in_words(gap.verdict, gap.on, gap.asked, gap.to_come)


def how_it_was_counted() -> str:
    return _("Counted over what is still in it, by the words of that day. What was withdrawn since does not count.")


def crossings_in_words(missing: Missing) -> str:
    """Of how many crossings of the balance nothing is told in this stocktake."""
    told: str = ngettext(
        "Of %(all)s crossings of the balance %(num)s is empty in this stocktake.",
        "Of %(all)s crossings of the balance %(num)s are empty in this stocktake.",
        len(missing.empty),
        all=number(missing.crossings),
    )
    doubt = _("That nobody has told about it does not mean that it does not happen.") if missing.empty else ""
    return f"{told} {doubt}".rstrip()


def missing_in(frozen: Frozen) -> Missing | None:
    """None for a stocktake of before this was kept, and for the part of one that is about one question."""
    measure = frozen.measure
    if measure is None:
        return None
    marks = {found.source: marks_of(found, measure) for found in frozen.contributions}
    at: dict[Mark, set[int]] = defaultdict(set)
    for source, carried in marks.items():
        for mark in carried:
            at[mark].add(source)
    lying = Lying(at, {found.source: found.told for found in frozen.contributions})
    there = {axis: counted_sides(measure, axis, lying) for axis in {*COVERED, *measure.crossed}}
    rows, columns = (there[axis] for axis in measure.crossed) if measure.crossed else ([], [])
    taken = {crossing for carried in marks.values() for crossing in crossings_of(carried, measure)}
    counted = {axis: [count_of(side, lying) for side in there[axis]] for axis in COVERED}
    return Missing(
        groups=[Group(axis, counts, *shown_of(axis, lying)) for axis, counts in counted.items()],
        names={side.mark: side.name for axis in COVERED for side in there[axis]},
        bias=[bias_of(side, lying) for side in there["theme"]],
        switched_off=[side for side in measure.along("theme") if side.code in measure.switched_off],
        crossings=len(rows) * len(columns),
        empty=[(row, column) for row in rows for column in columns if (row.mark, column.mark) not in taken],
        known={gap.marks: gap for gap in measure.gaps if is_a_gap(gap, lying)},
    )


def marks_of(found: FrozenContribution, measure: Measure) -> set[Mark]:
    """At which sides it lies. Its kind of organisation was kept by its names only, and of who may be quoted."""
    marks: set[Mark] = {("kind", found.kind.value), ("outcome", found.outcome.value)}
    marks |= {tag.mark for tag in found.tags}
    kinds = measure.along("organisation_kind") if found.organisation_kind else []
    return marks | {side.mark for side in kinds if side.name == found.organisation_kind}


def counted_sides(measure: Measure, axis: str, lying: Lying) -> list[FrozenSide]:
    """Without the themes that were switched off, and without terms that nobody was to use any more and nobody does."""
    off = measure.switched_off if axis == "theme" else ()
    sides = (side for side in measure.along(axis) if side.code not in off)
    return [side for side in sides if not side.retired or lying.at.get(side.mark)]


def is_a_gap(gap: FrozenGap, lying: Lying) -> bool:
    """Not where something is left, nor where a term was retired that nothing carries any more."""
    held = [lying.at.get(mark, set()) for mark in gap.marks]
    is_to_be_filled = all(lying.at.get(side.mark) for side in gap.sides if side.retired)
    return is_to_be_filled and not set.intersection(*held)


def crossings_of(marks: Set[Mark], measure: Measure) -> Iterator[tuple[Mark, Mark]]:
    if measure.crossed:
        first, second = measure.crossed
        yield from ((a, b) for a in marks if a[0] == first for b in marks if b[0] == second)


def shown_of(axis: str, lying: Lying) -> tuple[int, ...]:
    """Of how many cases the kind of organisation was kept, and how many there are; nothing for what is always shown."""
    if axis != "organisation_kind":
        return ()
    shown: set[int] = set().union(*(found for (dimension, _code), found in lying.at.items() if dimension == axis))
    return lying.cases(shown), lying.cases(lying.case.keys())


def count_of(side: FrozenSide, lying: Lying) -> Count:
    return Count(said(side.name), side.mark, lying.cases(lying.at.get(side.mark, set())))


def bias_of(side: FrozenSide, lying: Lying) -> Bias:
    held = lying.at.get(side.mark, set())
    failed, succeeded = (set().union(*(lying.at.get(mark, ()) for mark in marks)) for marks in (FAILURES, SUCCESSES))
    return Bias(said(side.name), *map(lying.cases, (held, held & failed, held & succeeded)))
