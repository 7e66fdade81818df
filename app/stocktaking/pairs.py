"""Two stories with the same lever (or barrier) that ended the opposite way, and in what they differ.

What helped in one place and not in another is what members can learn most from. It is shown as a pair to read, never
as a cause: nobody chose these stories at random.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from app.contributions.catalogue import Catalogue, Entry, Mark
from app.contributions.models import Outcome

SUCCEEDED, STOPPED = (("outcome", outcome.value) for outcome in (Outcome.SUCCEEDED, Outcome.STOPPED))
LOOKED_AT = 60  # stories on each side, the first in the public order: comparing all would take long with very many
MOST_PAIRS = 10
MOST_ALONE = 5  # of those in no pair, on each side; their list has the others


@dataclass(frozen=True)
class Pair:
    """A story that succeeded and one that stopped: which conditions only the one has, only the other, and both."""

    succeeded: Entry
    stopped: Entry
    only_succeeded: frozenset[Mark]
    only_stopped: frozenset[Mark]
    both: frozenset[Mark]

    @property
    def rank(self) -> tuple[int, int]:
        """Those that differ least come first, and of these the ones that have most in common."""
        return len(self.only_succeeded) + len(self.only_stopped), -len(self.both)


@dataclass(frozen=True)
class Side:
    """The cases that ended one way: how many, the first of those that stand in no pair, and how many more of these."""

    number: int
    alone: list[Entry]
    more: int
    is_cut: bool  # only the first of its stories were looked at


@dataclass(frozen=True)
class Contradiction:
    """What succeeded and stopped with one lever or barrier, so that every case that is counted can be found."""

    pairs: list[Pair]
    succeeded: Side
    stopped: Side
    has_more: bool  # more pairs could be made than are shown


def sides_of(known: Catalogue, pool: BitMap, mark: Mark) -> tuple[BitMap, BitMap]:
    """Those of the pool that carry this mark: which succeeded, and which stopped."""
    carrying = known.holding(mark) & pool
    return carrying & known.holding(SUCCEEDED), carrying & known.holding(STOPPED)


def contradicted(known: Catalogue, pool: BitMap, mark: Mark) -> tuple[int, int] | None:
    """In how many cases with this mark it succeeded and in how many it stopped; None unless these are two cases.

    Two voices of one case that end differently do not contradict each other as two places do.
    """
    succeeded, stopped = sides_of(known, pool, mark)
    if not succeeded or not stopped or known.number(succeeded | stopped) < 2:
        return None
    return known.number(succeeded), known.number(stopped)


def contradiction(known: Catalogue, pool: BitMap, mark: Mark, conditions: Iterable[Mark]) -> Contradiction | None:
    """The pairs over this mark and what stands in none; None when it does not contradict: see `contradicted`."""
    if not contradicted(known, pool, mark):
        return None
    sides = sides_of(known, pool, mark)
    pairs, has_more = pairs_of(known, sides, frozenset(conditions) - {mark})
    succeeded = beside(known, sides[0], [pair.succeeded for pair in pairs])
    return Contradiction(pairs, succeeded, beside(known, sides[1], [pair.stopped for pair in pairs]), has_more)


def beside(known: Catalogue, side: BitMap, in_pairs: Sequence[Entry]) -> Side:
    """One side and what of it stands in no pair; another voice of a case that stands in one there is not told again."""
    paired_off = {entry.told for entry in in_pairs}
    one_of_each = known.one_of_each(side)
    voices = [i for i in one_of_each & known.in_a_case if known.entries[i].told in paired_off]
    alone = one_of_each - BitMap([entry.id for entry in in_pairs]) - BitMap(voices)
    shown = [known.entries[i] for i in known.page(alone, 0, MOST_ALONE)]
    return Side(known.number(side), shown, len(alone) - len(shown), len(side) > LOOKED_AT)


def pairs_of(known: Catalogue, sides: tuple[BitMap, BitMap], told: frozenset[Mark]) -> tuple[list[Pair], bool]:
    """The pairs that differ least, each case in one pair at most, and whether more could be made.

    The voices of one case are no pair.
    """
    first, other = (entries_of(known, side) for side in sides)
    every = [paired(one, two, told) for one in first for two in other if one.told != two.told]
    taken: set[int] = set()
    found: list[Pair] = []
    for pair in sorted(every, key=lambda pair: (pair.rank, pair.succeeded.key, pair.stopped.key)):
        if taken & {pair.succeeded.told, pair.stopped.told}:
            continue
        if len(found) == MOST_PAIRS:
            return found, True
        taken |= {pair.succeeded.told, pair.stopped.told}
        found.append(pair)
    return found, False


def entries_of(known: Catalogue, side: BitMap) -> list[Entry]:
    return [known.entries[i] for i in known.page(side, 0, LOOKED_AT)]


def paired(succeeded: Entry, stopped: Entry, told: frozenset[Mark]) -> Pair:
    one, two = told.intersection(succeeded.marks), told.intersection(stopped.marks)
    return Pair(succeeded, stopped, one - two, two - one, one & two)


def counted_together(
    known: Catalogue, pool: BitMap, first: Sequence[Mark], second: Sequence[Mark]
) -> dict[tuple[Mark, Mark], int]:
    """How many cases of the pool carry both marks, for every two that one carries; each two of one list once."""
    of_first, of_second = known.among(pool, first), known.among(pool, second)
    same = first == second
    found = {}
    for at, one in enumerate(first):
        for other in second[at + 1 :] if same else second:
            count = known.number_in_both(of_first[one], of_second[other])
            if count:
                found[one, other] = count
    return found
