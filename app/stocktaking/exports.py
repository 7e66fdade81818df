"""The balance as a file for a spreadsheet."""

from collections.abc import Callable, Iterator, Sequence

from app.core.spreadsheet import Cell, csv_text
from app.stocktaking.matrix import Matrix, Value

Said = Callable[[Value, Value], str]  # what is said of a crossing where nothing lies, whatever the filters


def balance_csv(matrix: Matrix, corner: str, total: str, of_gap: Said, notes: Sequence[Sequence[Cell]]) -> str:
    """The counts as CSV, with totals per row and column; a gap in words, and below it what its reader has to know."""
    return csv_text([*lines(matrix, corner, total, of_gap), [], *notes])


def lines(matrix: Matrix, corner: str, total: str, of_gap: Said) -> Iterator[Sequence[Cell]]:
    yield [corner, *(column.name for column in matrix.columns), total]
    for row in matrix.rows:
        counts = [count(matrix, row, column, of_gap) for column in matrix.columns]
        yield [row.name, *counts, matrix.row_totals[row.mark]]
    totals = [matrix.column_totals[column.mark] for column in matrix.columns]
    yield [total, *totals, matrix.total]


def count(matrix: Matrix, row: Value, column: Value, of_gap: Said) -> Cell:
    cell = matrix.cells[row.mark, column.mark]
    return of_gap(row, column) if cell.is_gap else cell.total
