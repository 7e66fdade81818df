"""Sheets for a spreadsheet, with text that it must not take for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableHeaderRows, TableRow
from odf.text import P

Cell = str | int

BREAKS = re.compile(r"[\t\r\n]")  # these end a cell, for some readers
# Spaces and marks that nobody sees: a spreadsheet may pass over them, and run what comes behind.
UNSEEN = re.compile(r"[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
# At the start, or behind what ends a cell for a reader that separates in another way than we do.
FORMULA = re.compile(r"(?:^|[\"';,])[=+\-@|%\x00＝＋－＠]")


def guarded(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet could run it, or a part of it."""
    seen = UNSEEN.sub("", BREAKS.sub(";", text))
    return f"'{text}" if text.startswith(("\t", "\r", "\n", "\x00")) or FORMULA.search(seen) else text


def safe(cell: Cell) -> Cell:
    """A number stays a number; a text is never taken for a formula."""
    return guarded(cell) if isinstance(cell, str) else cell


def csv_text(rows: Iterable[Iterable[Cell]]) -> str:
    """With semicolons and a mark at the start, as Dutch spreadsheets read it."""
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";", lineterminator="\r\n")
    sheet.writerows([safe(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def ods(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    """An OpenDocument file: of each sheet its name, its heads, and its rows. A text in it is never worked out."""
    document = OpenDocumentSpreadsheet()
    for name, heads, rows in sheets:
        sheet = Table(name=name)
        first = TableHeaderRows()
        first.addElement(ods_row(heads))
        sheet.addElement(first)
        for row in rows:
            sheet.addElement(ods_row(row))
        document.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def ods_row(cells: Sequence[Cell]) -> TableRow:
    row = TableRow()
    for value in cells:
        kind = {"valuetype": "float", "value": value} if isinstance(value, int) else {"valuetype": "string"}
        cell = TableCell(**kind)
        cell.addElement(P(text=str(safe(value))))
        row.addElement(cell)
    return row
