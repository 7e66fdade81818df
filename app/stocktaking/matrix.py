"""The balance: how many contributions lie where two dimensions cross, split by kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from app.contributions.catalogue import Catalogue, Entry, Mark

MOST_STONES = 12  # in one cell; above it one fewer is shown, with the number of the rest
MOST_OF_ALL = 600  # in one picture; above it a stone stands for several contributions of its kind


@dataclass(frozen=True)
class Value:
    """One row or column: its words, the mark that it counts, and how an address names it."""

    name: str
    mark: Mark
    param: str
    word: str


@dataclass(frozen=True)
class Cell:
    """Where a row and a column cross: the number per kind, and the first entries in the public order."""

    counts: dict[str, int]
    total: int
    entries: tuple[Entry, ...] = ()

    def heaps(self, each: int) -> list[tuple[str, int, int]]:
        """Per kind that lies here: its name, its number, and its stones when one stands for `each`; at least one."""
        return [(kind, count, max(1, round(count / each))) for kind, count in self.counts.items() if count]


@dataclass(frozen=True)
class Matrix:
    rows: Sequence[Value]
    columns: Sequence[Value]
    cells: dict[tuple[Mark, Mark], Cell]
    row_totals: dict[Mark, int]
    column_totals: dict[Mark, int]
    total: int  # contributions that lie in at least one row and one column
    everything: int  # all that were counted over
    each: int = 1  # how many contributions a stone stands for

    @property
    def gaps(self) -> list[tuple[Value, Value]]:
        """The crossings where nothing lies."""
        return [(r, c) for r in self.rows for c in self.columns if self.cells[r.mark, c.mark].total == 0]


def balance(
    known: Catalogue, rows: Sequence[Value], columns: Sequence[Value], kinds: Sequence[str], with_stones: bool
) -> Matrix:
    """Counts every crossing over the contributions of these kinds; with the stones to draw if wished."""
    pool = BitMap.union(*(known.holding(("kind", kind)) for kind in kinds)) if kinds else BitMap()
    in_row = {row.mark: known.holding(row.mark) & pool for row in rows}
    in_column = {column.mark: known.holding(column.mark) & pool for column in columns}
    per_kind = {kind: known.holding(("kind", kind)) for kind in kinds}
    hits = {(r, c): rowed & columned for r, rowed in in_row.items() for c, columned in in_column.items()}
    each = standing_for([len(found) for found in hits.values()]) if with_stones else 1
    cells = {}
    for crossing, found in hits.items():
        counts = {kind: found.intersection_cardinality(of_kind) for kind, of_kind in per_kind.items()} if found else {}
        drawn = stones(known, found) if with_stones and each == 1 else ()
        cells[crossing] = Cell(counts, len(found), drawn)
    in_any_row, in_any_column = union(in_row.values()), union(in_column.values())
    return Matrix(
        rows,
        columns,
        cells,
        {mark: len(found & in_any_column) for mark, found in in_row.items()},
        {mark: len(found & in_any_row) for mark, found in in_column.items()},
        len(in_any_row & in_any_column),
        len(pool),
        each,
    )


def standing_for(totals: Sequence[int]) -> int:
    """How many contributions a stone stands for: one, unless the picture would have too many to look at."""
    if sum(min(total, MOST_STONES) for total in totals) <= MOST_OF_ALL:
        return 1
    return -(-max(totals) // MOST_STONES)


def stones(known: Catalogue, hits: BitMap) -> tuple[Entry, ...]:
    """The contributions to draw: all up to twelve, else the first eleven."""
    if not hits:
        return ()
    ids = known.page(hits, 0, MOST_STONES if len(hits) <= MOST_STONES else MOST_STONES - 1)
    return tuple(known.entries[i] for i in ids)


def union(sets: Iterable[BitMap]) -> BitMap:
    found = list(sets)
    return BitMap.union(*found) if found else BitMap()
