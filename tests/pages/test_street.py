"""The street: whole bricks, no two in one place, and as many as there are contributions."""

from collections import Counter
from itertools import pairwise

import pytest

from app.pages.street import CUT, MOST, NARROW, OPEN, WIDE, Street, lay, spread

KINDS = ("good", "learned", "experience", "question")
SHAPES = pytest.mark.parametrize("shape", [WIDE, NARROW], ids=["wide", "narrow"])
COUNTS = pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 24, 60, 61, 97, 119, 120])


def kinds(count):
    return [KINDS[i % 4] for i in range(count)]


def whole(street: Street):
    return [brick for brick in street.bricks if brick.kind != CUT]


@SHAPES
@COUNTS
def test_no_two_bricks_share_a_place(shape, count):
    cells = Counter(cell for brick in lay(kinds(count), shape).bricks for cell in brick.cells)
    assert max(cells.values()) == 1


@SHAPES
@COUNTS
def test_only_grey_bricks_are_cut_by_the_edge(shape, count):
    street = lay(kinds(count), shape)
    frame = {(column, row) for column in range(street.columns) for row in range(street.rows)}
    for brick in street.bricks:
        seen = frame.intersection(brick.cells)
        assert len(seen) == (1 if brick.kind == CUT else 2), brick


@SHAPES
@COUNTS
def test_each_contribution_is_a_brick_and_one_place_stays_open(shape, count):
    laid = Counter(brick.kind for brick in whole(lay(kinds(count), shape)))
    assert laid.pop(OPEN) == 1
    assert laid == Counter(kinds(count))


@SHAPES
def test_the_open_place_comes_last(shape):
    assert whole(lay(kinds(60), shape))[-1].kind == OPEN


@SHAPES
def test_more_than_fit_are_left_out(shape):
    assert len(whole(lay(kinds(5000), shape))) == MOST + 1


@SHAPES
@COUNTS
def test_the_picture_keeps_its_shape(shape, count):
    street = lay(kinds(count), shape)
    stretch = (street.columns / street.rows) / shape.ratio
    assert (0.85 <= stretch <= 1.15) if count >= 40 else (0.75 <= stretch <= 2.5)


@SHAPES
@pytest.mark.parametrize("count", [24, 60, 120])
def test_a_filled_street_is_paved_to_its_end(shape, count):
    street = lay(kinds(count), shape)
    frame = {(column, row) for column in range(street.columns) for row in range(street.rows)}
    bare = frame - {cell for brick in street.bricks for cell in brick.cells}
    assert len(bare) <= 2 * (street.rows if shape.sideways else street.columns)


def test_an_upright_brick_covers_the_cells_below_its_upper_right_corner():
    brick = next(b for b in lay(kinds(9)).bricks if b.upright and b.row >= 0)
    assert brick.x == (brick.column + 1) * 20
    assert brick.y == brick.row * 20
    assert brick.cells == ((brick.column, brick.row), (brick.column, brick.row + 1))


def test_few_bricks_stand_for_one_contribution_each():
    counts = {"good": 18, "learned": 25, "experience": 9, "question": 8}
    bricks, each = spread(counts)
    assert each == 1
    assert Counter(bricks) == counts


def test_many_contributions_share_a_brick_and_no_kind_disappears():
    bricks, each = spread({"good": 6000, "learned": 3990, "experience": 9, "question": 1})
    assert each == 84
    assert len(bricks) <= MOST
    assert set(bricks) == set(KINDS)
    assert 70 <= bricks.count("good") <= 72


def test_kinds_lie_mixed():
    bricks, _ = spread({"good": 30, "learned": 30})
    for half in (bricks[:30], bricks[30:]):
        assert 10 <= half.count("good") <= 20
    assert sum(before != after for before, after in pairwise(bricks)) >= 20


def test_the_mixture_does_not_depend_on_the_order_of_the_numbers():
    counts = {"good": 18, "learned": 25, "experience": 9, "question": 8}
    assert spread(counts) == spread(dict(reversed(counts.items())))


def test_nothing_gives_an_open_place_only():
    assert spread({}) == ([], 1)
    assert [brick.kind for brick in whole(lay([]))] == [OPEN]
