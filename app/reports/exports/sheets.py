"""A frozen stocktake for a spreadsheet: Excel, ODS, and CSV in a zip with one file for each table."""

import csv
import io
import zipfile
from collections.abc import Sequence

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdfTable
from odf.table import TableCell, TableHeaderRows, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from app.core.spreadsheet import guarded
from app.reports.frozen import Frozen, FrozenQuestion
from app.reports.tables import Cell, Table, tables

WIDEST, LONGEST = 60, 32_767  # characters: of a column, and of a cell as Excel takes it


def safe(cell: Cell) -> Cell:
    """A number stays a number; a text is never taken for a formula."""
    return guarded(cell)[:LONGEST] if isinstance(cell, str) else cell


def csv_of(frozen: Frozen, _about: FrozenQuestion | None = None) -> bytes:
    """With semicolons, as Dutch spreadsheets read it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables(frozen):
            archive.writestr(f"{table.key}.csv", one_csv(table))
    return out.getvalue()


def one_csv(table: Table) -> bytes:
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";", lineterminator="\r\n")
    sheet.writerow([guarded(column.head) for column in table.columns])
    sheet.writerows([[safe(cell) for cell in row] for row in table.rows])
    return ("\ufeff" + out.getvalue()).encode()


def xlsx_of(frozen: Frozen, _about: FrozenQuestion | None = None) -> bytes:
    """Written row by row, so that many contributions fit; the first row of each sheet stays in view."""
    book = Workbook(write_only=True)
    book.properties.title = frozen.name
    book.properties.creator = ""
    for table in tables(frozen):
        sheet = book.create_sheet(table.name[:31])
        sheet.freeze_panes = "A2"
        for at, column in enumerate(table.columns):
            sheet.column_dimensions[chr(ord("A") + at)].width = min(WIDEST, max(14, len(column.head) + 2))
        heads = [WriteOnlyCell(sheet, value=guarded(column.head)) for column in table.columns]
        for head in heads:
            head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True)
        sheet.append(heads)
        for row in table.rows:
            sheet.append([safe(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods_of(frozen: Frozen, _about: FrozenQuestion | None = None) -> bytes:
    document = OpenDocumentSpreadsheet()
    for table in tables(frozen):
        sheet = OdfTable(name=table.name)
        first = TableHeaderRows()
        first.addElement(odf_row([column.head for column in table.columns]))
        sheet.addElement(first)
        for row in table.rows:
            sheet.addElement(odf_row(row))
        document.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def odf_row(cells: Sequence[Cell]) -> TableRow:
    row = TableRow()
    for value in cells:
        kind = {"valuetype": "float", "value": value} if isinstance(value, int) else {"valuetype": "string"}
        cell = TableCell(**kind)
        cell.addElement(P(text=str(safe(value))))
        row.addElement(cell)
    return row
