"""The balance: how many contributions lie where two dimensions cross, split by kind or by how it ended."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pyroaring import BitMap

from app.contributions.catalogue import Catalogue, Entry, Mark
from app.contributions.overlap import DENSE, Countable, Pool

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
    """Where a row and a column cross: the number per kind and per part of the split, and the first in the public order.

    A gap is empty whatever the filters; another empty cell holds something that they leave out.
    """

    counts: dict[str, int]
    total: int
    entries: tuple[Entry, ...] = ()
    parts: dict[str, int] = field(default_factory=dict)
    is_gap: bool = False

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
    total: int  # cases that lie in at least one row and one column
    everything: int  # all that were counted over
    texts: int  # contributions that tell these: more, when some tell one case
    silent: frozenset[Mark]  # rows and columns in which nothing lies, whatever the filters
    absent: frozenset[Mark]  # those in which nothing lies of what was asked for
    each: int = 1  # how many contributions a stone stands for

    @property
    def gaps(self) -> list[tuple[Value, Value]]:
        """The crossings where nothing lies, whatever the filters."""
        return [(r, c) for r in self.rows for c in self.columns if self.cells[r.mark, c.mark].is_gap]

    @property
    def has_few(self) -> bool:
        """Fewer cases than crossings: then many must be empty, and a single one says little."""
        return self.everything < self.crossings

    @property
    def empty_here(self) -> list[Value]:
        """The rows and columns of which nothing lies among what was asked for, while elsewhere something does."""
        return [v for side, _across in self.sides for v in side if v.mark in self.absent - self.silent]

    @property
    def crossings(self) -> int:
        return len(self.rows) * len(self.columns)

    def thin(self, most: int) -> list[tuple[Value, int, int]]:
        """The rows and columns that hold something, with the most gaps first: how many gaps, of how many crossings."""
        gaps = Counter(value for gap in self.gaps for value in gap if value.mark not in self.silent)
        of = {value: len(across) for side, across in self.sides for value in side}
        return [(value, count, of[value]) for value, count in gaps.most_common(most)]

    @property
    def all_silent(self) -> list[Value]:
        return [value for side, _across in self.sides for value in side if value.mark in self.silent]

    @property
    def sides(self) -> tuple[tuple[Sequence[Value], Sequence[Value]], ...]:
        return (self.rows, self.columns), (self.columns, self.rows)


@dataclass(frozen=True)
class Asked:
    """What to count a pool of contributions along, and which parts to tell apart."""

    rows: Sequence[Value]
    columns: Sequence[Value]
    kinds: Sequence[str]
    split: Sequence[Mark]
    with_stones: bool


Cells = dict[tuple[Mark, Mark], Cell]
Held = dict[Mark, BitMap]


def balance(known: Catalogue, pool: BitMap, asked: Asked) -> Matrix:
    """The matrix of a pool of contributions; that of everything is kept until one of them changes."""
    if len(pool) != len(known.everything):
        return counted(known, pool, asked)
    marks = [tuple(value.mark for value in side) for side in (asked.rows, asked.columns)]
    key = "balance", *marks, tuple(asked.kinds), tuple(asked.split), asked.with_stones
    found: Matrix = known.kept(key, lambda: counted(known, pool, asked))
    return replace(found, rows=asked.rows, columns=asked.columns)  # they carry names, in the language of the page


def counted(known: Catalogue, pool: BitMap, asked: Asked) -> Matrix:
    """Counts every crossing over a pool of contributions, per part of the split; with the stones to draw if wished.

    Texts that may be told together as one case count once wherever they lie, and are one stone.
    """
    rows, columns = asked.rows, asked.columns
    in_row = known.among(pool, [row.mark for row in rows])
    in_column = known.among(pool, [column.mark for column in columns])
    each_by_itself = pool.intersect(known.in_a_case)
    cells, each = (case_cells if each_by_itself else text_cells)(known, pool, asked, in_row, in_column)
    in_any_row, in_any_column = union(in_row.values()), union(in_column.values())
    return Matrix(
        rows,
        columns,
        cells,
        {mark: known.number(found & in_any_column) for mark, found in in_row.items()},
        {mark: known.number(found & in_any_row) for mark, found in in_column.items()},
        known.number(in_any_row & in_any_column),
        known.number(pool),
        len(pool),
        frozenset(value.mark for value in (*rows, *columns) if not known.holding(value.mark)),
        frozenset(mark for mark, found in (*in_row.items(), *in_column.items()) if not found),
        each,
    )


def text_cells(known: Catalogue, pool: BitMap, asked: Asked, in_row: Held, in_column: Held) -> tuple[Cells, int]:
    """Every crossing, where no two texts tell one case: only counted, which is quick.

    Making a set costs many times as much as counting one: they are made of the side with the fewest values.
    """
    whole = Pool.of(pool)
    of_row, of_column = known.countable(whole, in_row), known.countable(whole, in_column)
    totals = {(r, c): whole.shared(a, b) for r, a in of_row.items() for c, b in of_column.items()}
    each = standing_for(list(totals.values())) if asked.with_stones else 1
    of_kind = known.among(pool, [("kind", kind) for kind in asked.kinds]) if each > 1 else {}
    of_part = known.among(pool, asked.split)
    is_same = of_kind.keys() == of_part.keys()
    by_column = len(in_column) < len(in_row)
    shared = in_column if by_column else in_row
    kinds = Shared.of(shared, of_kind, whole)
    parts = kinds if is_same else Shared.of(shared, of_part, whole)
    cells = {}
    for (r, c), total in totals.items():
        if not total:
            cells[r, c] = Cell({}, 0, is_gap=is_gap(known, r, c))
            continue
        near, far = (c, of_row[r]) if by_column else (r, of_column[c])
        counts = kinds.counted(near, far, total)
        drawn = stones(known, in_row[r] & in_column[c]) if asked.with_stones and each == 1 else ()
        cells[r, c] = Cell(counts, total, drawn, counts if is_same else parts.counted(near, far, total))
    return cells, each


@dataclass(frozen=True)
class Shared:
    """Of each value of one side its parts: made once, and then only counted against the values of the other side.

    Of a small part the rest of the value is kept instead, when that is kept as bits.
    """

    pool: Pool
    parts: Mapping[Mark, Mapping[Mark, tuple[Countable, bool]]]  # what is counted, and whether that is the rest
    rest: Mark | None

    @classmethod
    def of(cls, side: Held, parts: Held, pool: Pool) -> "Shared":
        rest = left_over(parts, pool.everything)
        told = {mark: part for mark, part in parts.items() if mark != rest}
        made = {value: {m: the_denser(found, part, pool) for m, part in told.items()} for value, found in side.items()}
        return cls(pool, made, rest)

    def counted(self, value: Mark, other: Countable, total: int) -> dict[str, int]:
        """How many of a crossing, of which there are so many in all, lie in each part, by the value of its mark."""
        counts = {}
        for mark, (found, is_rest) in self.parts[value].items():
            number = self.pool.shared(found, other)
            counts[str(mark[1])] = total - number if is_rest else number
        return counts if self.rest is None else counts | {str(self.rest[1]): total - sum(counts.values())}


def the_denser(found: BitMap, part: BitMap, pool: Pool) -> tuple[Countable, bool]:
    """What lies in a part, or the rest when only that is kept as bits; and which of the two it is."""
    inside = found.intersection_cardinality(part)
    rest = len(found) - inside
    if inside * DENSE < pool.span < rest * DENSE:
        return Countable(rest, found - part), True
    return pool.countable(found & part), False


def left_over(parts: Held, pool: BitMap) -> Mark | None:
    """The last part, when each of the pool lies in exactly one: its number is what the others leave."""
    if not parts or sum(map(len, parts.values())) != len(pool) or union(parts.values()) != pool:
        return None
    return next(reversed(parts))


def case_cells(known: Catalogue, pool: BitMap, asked: Asked, in_row: Held, in_column: Held) -> tuple[Cells, int]:
    """Every crossing with one text for each case; what lies there is looked at, which takes longer."""
    told = {(r, c): known.one_of_each(a & b) for r, a in in_row.items() for c, b in in_column.items()}
    each = standing_for([len(found) for found in told.values()]) if asked.with_stones else 1
    of_kind = known.among(pool, [("kind", kind) for kind in asked.kinds]) if each > 1 else {}
    of_part = known.among(pool, asked.split)
    cells = {}
    for (r, c), found in told.items():
        drawn = stones(known, found) if asked.with_stones and each == 1 else ()
        is_empty = not found and is_gap(known, r, c)
        cells[r, c] = Cell(shares(found, of_kind), len(found), drawn, shares(found, of_part), is_empty)
    return cells, each


def is_gap(known: Catalogue, row: Mark, column: Mark) -> bool:
    """Whether nothing lies at a crossing, whatever the filters."""
    return not known.holding(row).intersect(known.holding(column))


def shares(found: BitMap, parts: Mapping[Mark, BitMap]) -> dict[str, int]:
    """How many of these lie in each part, by the value of its mark."""
    return {str(mark[1]): found.intersection_cardinality(part) for mark, part in parts.items()}


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
