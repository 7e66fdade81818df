"""A frozen stocktake for a spreadsheet: Excel, ODS, and CSV in a zip with one file for each table."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from app.core.spreadsheet import Cell, csv_text, ods, safe
from app.reports.exports.naming import title_of
from app.reports.exports.progress import Tell, silent, watched
from app.reports.frozen import Frozen, FrozenQuestion
from app.reports.tables import Table, tables

WIDEST, LONGEST = 60, 32_767  # characters: of a column, and of a cell as Excel takes it


def heads_of(table: Table) -> list[str]:
    return [column.head for column in table.columns]


def fitting(cell: Cell) -> Cell:
    """As long as Excel takes it, and never taken for a formula."""
    return str(safe(cell))[:LONGEST] if isinstance(cell, str) else cell


def with_rows(frozen: Frozen, tell: Tell) -> Iterator[tuple[Table, Iterator[Sequence[Cell]]]]:
    """Each table with its rows; `tell` hears which part of all rows was taken."""
    found = tables(frozen)
    rows = watched(chain.from_iterable(t.rows for t in found), sum(len(t.rows) for t in found), tell)
    for table in found:
        yield table, islice(rows, len(table.rows))


def csv_of(frozen: Frozen, about: FrozenQuestion | None = None, tell: Tell = silent) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, rows in with_rows(frozen, tell):
            archive.writestr(f"{table.key}.csv", csv_text([heads_of(table), *rows]).encode())
    return out.getvalue()


def csv_of_table(table: Table) -> str:
    """One table by itself, for who reads it from a page."""
    return csv_text([heads_of(table), *table.rows])


def xlsx_of(frozen: Frozen, about: FrozenQuestion | None = None, tell: Tell = silent) -> bytes:
    """Written row by row, so that many contributions fit; the first row of each sheet stays in view."""
    book = Workbook(write_only=True)
    book.properties.title = title_of(frozen, about)
    book.properties.creator = ""
    for table, rows in with_rows(frozen, tell):
        sheet = book.create_sheet(table.name[:31])
        sheet.freeze_panes = "A2"
        for at, column in enumerate(table.columns, start=1):
            sheet.column_dimensions[get_column_letter(at)].width = min(WIDEST, max(14, len(column.head) + 2))
        heads = [WriteOnlyCell(sheet, value=fitting(head)) for head in heads_of(table)]
        for head in heads:
            head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True)
        sheet.append(heads)
        for row in rows:
            sheet.append([fitting(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods_of(frozen: Frozen, about: FrozenQuestion | None = None, tell: Tell = silent) -> bytes:
    return ods((table.name, heads_of(table), rows) for table, rows in with_rows(frozen, tell))
