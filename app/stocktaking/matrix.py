"""The balance: how many contributions lie where two dimensions cross, split by kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from app.contributions.catalogue import Catalogue, Mark

MOST_STONES = 12  # in one cell; above it one fewer is shown, with the number of the rest


@dataclass(frozen=True)
class Value:
    """One row or column: its words, the mark that it counts, and how an address names it."""

    name: str
    mark: Mark
    param: str
    word: str


@dataclass(frozen=True)
class Cell:
    """Where a row and a column cross: the number per kind, and the first ids in the public order."""

    counts: dict[str, int]
    total: int
    ids: tuple[int, ...]


@dataclass(frozen=True)
class Matrix:
    rows: Sequence[Value]
    columns: Sequence[Value]
    cells: dict[tuple[Mark, Mark], Cell]
    row_totals: dict[Mark, int]
    column_totals: dict[Mark, int]
    total: int  # contributions that lie in at least one row and one column
    everything: int  # all that were counted over

    @property
    def gaps(self) -> list[tuple[Value, Value]]:
        """The crossings where nothing lies."""
        return [(r, c) for r in self.rows for c in self.columns if self.cells[r.mark, c.mark].total == 0]


def balance(
    known: Catalogue, rows: Sequence[Value], columns: Sequence[Value], kinds: Sequence[str], with_stones: bool
) -> Matrix:
    """Counts every crossing over the contributions of these kinds; with the ids of the stones to draw if wished."""
    pool = BitMap.union(*(known.holding(("kind", kind)) for kind in kinds)) if kinds else BitMap()
    in_row = {row.mark: known.holding(row.mark) & pool for row in rows}
    in_column = {column.mark: known.holding(column.mark) & pool for column in columns}
    per_kind = {kind: known.holding(("kind", kind)) for kind in kinds}
    cells = {}
    for row in rows:
        for column in columns:
            hits = in_row[row.mark] & in_column[column.mark]
            counts = {kind: hits.intersection_cardinality(found) for kind, found in per_kind.items()} if hits else {}
            cells[row.mark, column.mark] = Cell(counts, len(hits), stones(known, hits) if with_stones else ())
    anywhere = union(in_row.values()) & union(in_column.values())
    return Matrix(
        rows,
        columns,
        cells,
        {mark: len(found & union(in_column.values())) for mark, found in in_row.items()},
        {mark: len(found & union(in_row.values())) for mark, found in in_column.items()},
        len(anywhere),
        len(pool),
    )


def stones(known: Catalogue, hits: BitMap) -> tuple[int, ...]:
    """The ids to draw: all up to twelve, else the first eleven."""
    if not hits:
        return ()
    return tuple(known.page(hits, 0, MOST_STONES if len(hits) <= MOST_STONES else MOST_STONES - 1))


def union(sets: Iterable[BitMap]) -> BitMap:
    found = list(sets)
    return BitMap.union(*found) if found else BitMap()
