"""Sheets for a spreadsheet, with text that it must not take for a formula."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableHeaderRows, TableRow
from odf.teletype import addTextToElement
from odf.text import P
from openpyxl import Workbook

Cell = str | int
LONGEST_CELL = 32_767  # characters that Excel takes

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


def reversible(cell: Cell) -> Cell:
    """As `safe`, for a file that comes back: `as_it_was` finds the very same text again."""
    if not isinstance(cell, str) or safe(cell) != cell:
        return safe(cell)
    return f"'{cell}" if cell.startswith("'") and reversible(cell[1:]) == cell else cell


def as_it_was(cell: str) -> str:
    """The text of a cell without the apostrophe that was put before it, and only without that one."""
    return cell[1:] if cell.startswith("'") and reversible(cell[1:]) == cell else cell


def csv_text(rows: Iterable[Iterable[Cell]], guard: Callable[[Cell], Cell] = safe) -> str:
    """With semicolons and a mark at the start, as Dutch spreadsheets read it."""
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";", lineterminator="\r\n")
    sheet.writerows([guard(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def csv_rows(text: str) -> list[list[str]]:
    """The rows of such a text, also when a program wrote it again with commas or tabs. Raises ValueError."""
    plain = text.removeprefix("\ufeff")
    first = plain.split("\n", 1)[0]
    between = max(";,\t", key=first.count)
    try:
        return [[as_it_was(cell) for cell in row] for row in csv.reader(io.StringIO(plain), delimiter=between)]
    except csv.Error as fault:
        raise ValueError(str(fault)) from fault


def xlsx(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    """An Excel file: of each sheet its name, its heads, and its rows. A text in it is never worked out."""
    book = Workbook(write_only=True)
    book.properties.creator = ""
    for name, heads, rows in sheets:
        sheet = book.create_sheet(name[:31])
        sheet.freeze_panes = "A2"
        for row in (heads, *rows):
            sheet.append([str(safe(cell))[:LONGEST_CELL] if isinstance(cell, str) else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


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
        for line in str(safe(value)).split("\n"):
            cell.addElement(paragraph(line))
        row.addElement(cell)
    return row


def paragraph(line: str) -> P:
    """A line of a cell. Who reads OpenDocument takes spaces in a row and the end of a line for one space."""
    found = P()
    addTextToElement(found, line)
    return found
