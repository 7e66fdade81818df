"""The balance as a file for a spreadsheet."""

import csv
import io

from app.core.spreadsheet import guarded
from app.stocktaking.matrix import Matrix


def balance_csv(matrix: Matrix, corner: str, total: str) -> str:
    """The counts as CSV with semicolons, as Dutch spreadsheets read it; with totals per row and column."""
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";", lineterminator="\r\n")
    sheet.writerow([guarded(corner), *(guarded(column.name) for column in matrix.columns), guarded(total)])
    for row in matrix.rows:
        counts = [matrix.cells[row.mark, column.mark].total for column in matrix.columns]
        sheet.writerow([guarded(row.name), *counts, matrix.row_totals[row.mark]])
    totals = [matrix.column_totals[column.mark] for column in matrix.columns]
    sheet.writerow([guarded(total), *totals, matrix.total])
    return "\ufeff" + out.getvalue()
