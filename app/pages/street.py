"""The street on the home page: every contribution a brick, laid in herringbone, and one place still open.

Measured in cells: a brick covers two of them, lying or upright. In herringbone the column minus the row,
modulo four, says which part of which brick a cell holds: 0 and 1 the left and right half of a lying brick,
3 and 2 the upper and lower half of an upright one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

CELL = 20  # the size of a cell in the units of the drawing
MOST = 120  # bricks in one picture; with more of them a brick stands for several contributions
OPEN = "open"  # the one place where the next brick may come
CUT = "cut"  # a brick that the edge of the picture cuts; it counts for nothing

Cell = tuple[int, int]  # column, row


@dataclass(frozen=True)
class Brick:
    """A brick in its place: `kind` is a kind of contribution, OPEN or CUT."""

    kind: str
    column: int
    row: int
    upright: bool

    @property
    def cells(self) -> tuple[Cell, Cell]:
        """The two cells that it covers."""
        step = (0, 1) if self.upright else (1, 0)
        return (self.column, self.row), (self.column + step[0], self.row + step[1])

    @property
    def x(self) -> int:
        """Where its drawing begins; an upright brick is turned about its upper right corner."""
        return (self.column + self.upright) * CELL

    @property
    def y(self) -> int:
        return self.row * CELL


@dataclass(frozen=True)
class Street:
    """A picture: its size in cells and the bricks in it."""

    columns: int
    rows: int
    bricks: tuple[Brick, ...]

    @property
    def width(self) -> int:
        return self.columns * CELL

    @property
    def height(self) -> int:
        return self.rows * CELL


@dataclass(frozen=True)
class Shape:
    """How a picture grows: the ratio it keeps, its smallest size, and the direction it is paved in."""

    ratio: float  # columns to a row
    least_columns: int
    least_rows: int
    most_rows: int
    sideways: bool  # paved from the left to the right, else from the top to the bottom


WIDE = Shape(ratio=5, least_columns=15, least_rows=3, most_rows=9, sideways=True)
NARROW = Shape(ratio=0.65, least_columns=6, least_rows=4, most_rows=30, sideways=False)


def lay(kinds: Sequence[str], shape: Shape = WIDE) -> Street:
    """A street of these bricks, at most MOST of them, with one open place after the last."""
    laid = list(kinds[:MOST])
    columns, rows = size_for(len(laid) + 1, shape)
    coming = iter([*laid, OPEN])
    bricks = []
    for place in places(columns, rows, shape.sideways):
        if not inside(place, columns, rows):
            bricks.append(place)
            continue
        kind = next(coming)
        bricks.append(Brick(kind, place.column, place.row, place.upright))
        if kind == OPEN:
            break
    return Street(columns, rows, tuple(bricks))


def spread(counts: Mapping[str, int], most: int = MOST) -> tuple[list[str], int]:
    """The bricks for these numbers per kind, well mixed, and how many contributions one brick stands for.

    The mixture follows from the numbers alone, so that it tells nothing about who came when.
    """
    each = max(1, -(-sum(counts.values()) // most))
    mixed = []
    for kind, count in counts.items():
        bricks = max(1, round(count / each)) if count else 0
        mixed += [(blake2b(f"{kind} {i}".encode()).digest(), kind) for i in range(bricks)]
    return [kind for _, kind in sorted(mixed)][:most], each


@lru_cache(maxsize=500)
def size_for(count: int, shape: Shape) -> Cell:
    """Columns and rows of the picture nearest to its ratio that holds so many whole bricks."""
    sizes: list[Cell] = []
    for rows in range(shape.least_rows, shape.most_rows + 1):
        sizes.append((columns_for(count, rows, shape), rows))
        if sizes[-1][0] == shape.least_columns:
            break  # more rows would only add sand
    return min(sizes, key=lambda size: abs(size[0] / size[1] - shape.ratio))


def columns_for(count: int, rows: int, shape: Shape) -> int:
    """The least number of columns with which this many rows hold so many whole bricks."""
    columns = max(shape.least_columns, 2 * count // rows)  # fewer have not even the cells
    while sum(inside(place, columns, rows) for place in places(columns, rows, shape.sideways)) < count:
        columns += 1
    return columns


def places(columns: int, rows: int, sideways: bool) -> list[Brick]:
    """Every place in the picture, whole or cut, in the order in which the street is laid."""
    found = list(touching(columns, rows))
    return sorted(found, key=lambda b: (b.column, b.row) if sideways else (b.row, b.column))


def touching(columns: int, rows: int) -> Iterator[Brick]:
    """The places of which at least one cell lies in the picture."""
    for column in range(-1, columns):
        for row in range(-1, rows):
            part = (column - row) % 4
            if part == 0 and row >= 0:
                yield Brick(CUT, column, row, upright=False)
            if part == 3 and column >= 0:
                yield Brick(CUT, column, row, upright=True)


def inside(brick: Brick, columns: int, rows: int) -> bool:
    """Whether the whole brick lies in the picture."""
    return all(0 <= column < columns and 0 <= row < rows for column, row in brick.cells)
