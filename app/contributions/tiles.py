"""The tiles that a reader covers in a photo: twelve beside each other, over all of it or one of nine parts."""

from collections.abc import Iterable

from app.core.pictures import Box, Size

COLUMNS = 12
FEWEST, MOST = 4, 24  # rows
ACROSS = 3  # parts beside and below each other
WHOLE = 0  # the number of the part that is everything; the others are counted from 1, as one reads
PARTS = ACROSS * ACROSS


def part_box(number: int, size: Size) -> Box:
    """The part of a photo with this number, in its pixels. Neighbours share an edge and nothing else."""
    if number == WHOLE:
        return Box(0, 0, size.width, size.height)
    row, column = divmod(number - 1, ACROSS)
    return Box(
        size.width * column // ACROSS,
        size.height * row // ACROSS,
        size.width * (column + 1) // ACROSS,
        size.height * (row + 1) // ACROSS,
    )


def rows_in(part: Box) -> int:
    """How many rows make the tiles about square."""
    return max(FEWEST, min(MOST, round(COLUMNS * (part.bottom - part.top) / (part.right - part.left))))


def boxes_of(tiles: Iterable[int], part: Box) -> list[Box]:
    """The tiles with these numbers in the pixels of the photo: together they leave no line of a pixel open."""
    rows = rows_in(part)
    wide, high = part.right - part.left, part.bottom - part.top

    def box(row: int, column: int) -> Box:
        return Box(
            part.left + wide * column // COLUMNS,
            part.top + high * row // rows,
            part.left + wide * (column + 1) // COLUMNS,
            part.top + high * (row + 1) // rows,
        )

    return [box(*divmod(tile, COLUMNS)) for tile in tiles]
