"""An index in memory of what one audience may find: who carries which mark, in which order.

It holds sets of contribution ids as compressed bitmaps, so that counting a facet or a cell of the balance
is one intersection. It is fed with listings only, which hold disclosed values and nothing else.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar

from pyroaring import BitMap

from app.contributions.overlap import MANY, Countable, Pool

T = TypeVar("T")
Key = tuple[int, str, str, int]  # how the list is ordered: newest month first, then title, then a random id
Mark = tuple[str, str | int]  # a facet and a value of it: ("kind", "good"), ("term", 12)
MOST_KEPT = 100  # things that are kept until something changes
FEW = 20  # below one in so many, sorting the hits is quicker than walking the whole list


def what_it_tells(contribution_id: int, case: int | None) -> int:
    """The same for texts that may be told together as one case, its own for every other."""
    return -contribution_id if case is None else case


def cases_among(told: Iterable[int]) -> int:
    """How many cases texts tell of, each by `what_it_tells`. Whatever takes stock counts with this: no group is two."""
    return len(set(told))


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalogue keeps of one contribution."""

    id: int
    month: date
    sort_title: str
    public_id: str
    title: str
    kind: str
    marks: Sequence[Mark]
    case: int | None = None  # the same for texts that may be told together

    @property
    def told(self) -> int:
        return what_it_tells(self.id, self.case)

    @property
    def key(self) -> Key:
        return (-self.month.toordinal(), self.sort_title, self.public_id, self.id)


class Catalogue:
    """The contributions of one audience. Not safe for threads by itself: see `queries.catalogue`."""

    def __init__(self) -> None:
        self.everything = BitMap()
        self.sets: dict[Mark, BitMap] = defaultdict(BitMap)
        self.entries: dict[int, Entry] = {}
        self.order: list[Key] = []
        self.in_a_case = BitMap()
        self._kept: dict[Hashable, Any] = {}
        self._outside: dict[Mark, BitMap] = {}  # who does not carry a mark; made when it is wanted, and follows then
        self._countable: dict[Mark, Countable] = {}  # as it is now, like what is kept

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made of this catalogue as it is now; it is made anew once an entry changes."""
        if key not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    def load(self, entries: Iterable[Entry]) -> None:
        """Takes many entries at once into an empty catalogue, as when a process starts."""
        carrying: dict[Mark, list[int]] = defaultdict(list)  # a set is made faster of a list than one by one
        for entry in entries:
            self.entries[entry.id] = entry
            self.order.append(entry.key)
            for mark in entry.marks:
                carrying[mark].append(entry.id)
        self.everything = BitMap(self.entries)
        self.in_a_case = BitMap([key for key, entry in self.entries.items() if entry.case is not None])
        self.sets.update((mark, BitMap(ids)) for mark, ids in carrying.items())
        self.order.sort()
        self._let_go()
        self._outside.clear()

    def put(self, entry: Entry) -> None:
        """Takes one entry, in the place of what was known of it."""
        self.forget(entry.id)
        self._mark(entry)
        insort(self.order, entry.key)

    def forget(self, contribution_id: int) -> None:
        """Drops an entry; nothing happens when it is not there."""
        self._let_go()
        entry = self.entries.pop(contribution_id, None)
        if entry is None:
            return
        self.everything.discard(entry.id)
        self.in_a_case.discard(entry.id)
        for mark in entry.marks:
            self.sets[mark].discard(entry.id)
        for others in self._outside.values():
            others.discard(entry.id)
        del self.order[bisect_left(self.order, entry.key)]

    def _let_go(self) -> None:
        """Of what holds for the entries as they are now."""
        self._kept.clear()
        self._countable.clear()

    def _mark(self, entry: Entry) -> None:
        self.entries[entry.id] = entry
        self.everything.add(entry.id)
        if entry.case is not None:
            self.in_a_case.add(entry.id)
        for mark in entry.marks:
            self.sets[mark].add(entry.id)
        for mark in self._outside.keys() - set(entry.marks):
            self._outside[mark].add(entry.id)

    def holding(self, mark: Mark) -> BitMap:
        """The ids that carry this mark."""
        return self.sets.get(mark, BitMap())

    def matching(self, filters: Mapping[str, Iterable[Mark]]) -> BitMap:
        """The ids that carry, for each filter with choices, at least one of its marks."""
        hits = self.everything
        for marks in filters.values():
            chosen = [self.holding(mark) for mark in marks]
            if chosen:
                hits = hits & BitMap.union(*chosen)
        return hits

    def counts(self, marks: Iterable[Mark], hits: BitMap) -> dict[Mark, int]:
        """How many of these hits carry each mark."""
        if len(self.everything) < MANY:
            return {mark: self.holding(mark).intersection_cardinality(hits) for mark in marks}
        pool = Pool.of(self.everything)
        wanted = pool.countable(hits & self.everything)
        return {mark: pool.shared(wanted, self._of_all(pool, mark)) for mark in marks}

    def countable(self, pool: Pool, held: Mapping[Mark, BitMap]) -> dict[Mark, Countable]:
        """Those of a pool that carry each mark, ready to be counted against others of it."""
        if pool.size != len(self.everything):
            return {mark: pool.countable(found) for mark, found in held.items()}
        return {mark: self._of_all(pool, mark) for mark in held}

    def _of_all(self, pool: Pool, mark: Mark) -> Countable:
        """Those of all entries that carry this mark."""
        if mark not in self._countable:
            self._countable[mark] = pool.countable(self.holding(mark), partial(self.outside, mark))
        return self._countable[mark]

    def outside(self, mark: Mark) -> BitMap:
        """The ids that do not carry this mark."""
        if mark not in self._outside:
            self._outside[mark] = self.everything - self.holding(mark)
        return self._outside[mark]

    def among(self, pool: BitMap, marks: Iterable[Mark]) -> dict[Mark, BitMap]:
        """For each mark those of the pool that carry it."""
        if len(pool) == len(self.everything):
            return {mark: self.holding(mark) for mark in marks}
        return {mark: self.holding(mark) & pool for mark in marks}

    def number(self, hits: BitMap) -> int:
        """How many cases these hits tell of: see `cases_among`. A list that shows every text counts those instead."""
        return len(hits) - self._told_again(hits & self.in_a_case)

    def number_in_both(self, one: BitMap, other: BitMap) -> int:
        """How many cases the texts that lie in both tell of, without making the set of these: there may be many."""
        return one.intersection_cardinality(other) - self._told_again(one & self.in_a_case & other)

    def _told_again(self, together: BitMap) -> int:
        """How many of these texts, that all lie in a case, tell one that another of them tells as well."""
        return len(together) - cases_among(self.entries[i].told for i in together)

    def told(self, ids: Iterable[int]) -> dict[int, int]:
        """What each of these texts tells, to count cases by; one that is no longer here tells its own."""
        found = {i: self.entries.get(i) for i in ids}
        return {i: entry.told if entry else what_it_tells(i, None) for i, entry in found.items()}

    def one_of_each(self, hits: BitMap) -> BitMap:
        """These hits with one text for each case: the one that comes first in the order."""
        first: dict[int, int] = {}
        for key in sorted(self.entries[i].key for i in hits & self.in_a_case):
            first.setdefault(self.entries[key[-1]].told, key[-1])
        return (hits - self.in_a_case) | BitMap(first.values())

    def page(self, hits: BitMap, first: int, size: int, first_those_in: BitMap | None = None) -> list[int]:
        """The ids on a page of the hits in their order; `first` counts from 0. Empty beyond the end.

        With `first_those_in` the hits that are in it come before the others, each part in the order.
        """
        if first_those_in is not None:
            before, after = hits & first_those_in, hits - first_those_in
            found = self.page(before, first, size)
            return found + self.page(after, max(0, first - len(before)), size - len(found))
        if len(hits) * FEW < len(self.order):
            return [key[-1] for key in sorted(self.entries[i].key for i in hits)[first : first + size]]
        if len(hits) == len(self.order):
            return [key[-1] for key in self.order[first : first + size]]
        return self._walk(hits, first, size)

    def _walk(self, hits: BitMap, first: int, size: int) -> list[int]:
        """Walks the order from the nearer end, past the hits before the page."""
        last = min(first + size, len(hits))
        if first <= len(hits) // 2:
            return self._take((key[-1] for key in self.order), hits, first, last)
        backwards = (key[-1] for key in reversed(self.order))
        return self._take(backwards, hits, len(hits) - last, len(hits) - first)[::-1]

    @staticmethod
    def _take(ids: Iterable[int], hits: BitMap, first: int, last: int) -> list[int]:
        found: list[int] = []
        at = 0
        for contribution_id in ids:
            if at >= last:
                break
            if contribution_id in hits:
                if at >= first:
                    found.append(contribution_id)
                at += 1
        return found
