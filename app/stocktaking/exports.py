"""The balance as a file for a spreadsheet."""

from collections.abc import Iterator, Sequence

from app.core.spreadsheet import Cell, csv_text
from app.stocktaking.matrix import Matrix


def balance_csv(matrix: Matrix, corner: str, total: str) -> str:
    """The counts as CSV, with totals per row and column."""
    return csv_text(lines(matrix, corner, total))


def lines(matrix: Matrix, corner: str, total: str) -> Iterator[Sequence[Cell]]:
    yield [corner, *(column.name for column in matrix.columns), total]
    for row in matrix.rows:
        counts = [matrix.cells[row.mark, column.mark].total for column in matrix.columns]
        yield [row.name, *counts, matrix.row_totals[row.mark]]
    totals = [matrix.column_totals[column.mark] for column in matrix.columns]
    yield [total, *totals, matrix.total]
