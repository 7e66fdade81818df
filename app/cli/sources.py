"""Reading the rows of a file that somebody wants to import: JSON, CSV, Excel or OpenDocument."""

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from xml.sax import SAXException

import openpyxl
from odf.namespaces import TEXTNS
from odf.opendocument import load as load_ods
from odf.table import Table, TableCell, TableRow
from odf.teletype import extractText
from openpyxl.utils.exceptions import InvalidFileException

Row = dict[str, Any]
MOST_ROWS = 200_000
# What the readers of sheets raise on a file that is damaged, locked, or of another kind than its name says.
DAMAGED = (
    *(OSError, EOFError, ValueError, KeyError, IndexError, TypeError, AttributeError, RuntimeError, SyntaxError),
    *(zipfile.BadZipFile, zlib.error, SAXException, InvalidFileException),
)
KINDS = ("challenges", "events", "contributions")
PARAGRAPHS = {(TEXTNS, "p"), (TEXTNS, "h")}
LISTS = ("themes", "subthemes", "phases", "barriers", "levers")


class Unreadable(Exception):
    """The file as a whole cannot be read; the text says what to do about it."""


def read(path: Path) -> dict[str, list[Row]]:
    """The rows per kind: 'challenges', 'events' and 'contributions'. Raises Unreadable."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise Unreadable(f"{path.name}: use a file that ends in {', '.join(READERS)}.")
    try:
        if not path.is_file():
            raise Unreadable(f"{path}: there is no such file.")
        return reader(path)
    except OSError as fault:
        raise Unreadable(f"{path}: this file cannot be opened ({fault.strerror}).") from fault


def read_json(path: Path) -> dict[str, list[Row]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as fault:  # also a number of thousands of digits
        raise Unreadable(f"{path.name}: this is not JSON in UTF-8 ({fault}).") from fault
    if isinstance(found, list):
        found = {"contributions": found}
    if not isinstance(found, dict) or not any(isinstance(found.get(kind), list) for kind in KINDS):
        raise Unreadable(f"{path.name}: expected an object with 'contributions', 'challenges' or 'events'.")
    wrong = [kind for kind in KINDS if not isinstance(found.get(kind) or [], list)]
    if wrong:
        raise Unreadable(f"{path.name}: '{wrong[0]}' must be a list.")
    return {kind: found.get(kind) or [] for kind in KINDS}


def read_csv(path: Path) -> dict[str, list[Row]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unreadable(f"{path.name}: save the file as CSV in UTF-8 ({fault.reason}).") from fault
    lines = io.StringIO(text, newline=None)  # also the line ends of an old Macintosh
    head = lines.readline()
    lines.seek(0)
    # A field that is too long is the fault of its row, not of the file; other readers keep their usual limit.
    csv.field_size_limit(max(len(text), 131_072))
    try:
        return table(csv.reader(lines, delimiter=max(";,\t", key=head.count)), path)
    except csv.Error as fault:
        raise Unreadable(f"{path.name}: this is not CSV ({fault}).") from fault


def read_xlsx(path: Path) -> dict[str, list[Row]]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        lines = [[as_text(cell) for cell in row] for row in some(book.worksheets[0].iter_rows(values_only=True))]
    except DAMAGED as fault:
        raise Unreadable(f"{path.name}: this is not an Excel file (.xlsx) ({fault}).") from fault
    return table(lines, path)


def read_ods(path: Path) -> dict[str, list[Row]]:
    try:
        book = load_ods(str(path))
        lines = list(some(ods_rows(book.spreadsheet.getElementsByType(Table)[0])))
    except DAMAGED as fault:
        raise Unreadable(f"{path.name}: this is not an OpenDocument sheet (.ods) ({fault}).") from fault
    return table(lines, path)


def some(lines: Iterable[Any]) -> Iterator[Any]:
    """The lines, as far as `table` needs them to see that there are too many."""
    return islice(iter(lines), MOST_ROWS + 2)


def ods_rows(sheet: Table) -> Iterator[list[str]]:
    for row in sheet.getElementsByType(TableRow):
        cells: list[str] = []
        for cell in row.getElementsByType(TableCell):
            repeated = int(cell.getAttribute("numbercolumnsrepeated") or 1)
            cells += [ods_text(cell)] * min(repeated, 100)
        yield cells


def ods_text(cell: TableCell) -> str:
    """Each paragraph is a line of its own; a comment beside the cell is no part of it."""
    return "\n".join(extractText(part) for part in cell.childNodes if getattr(part, "qname", None) in PARAGRAPHS)


def table(lines: Iterable[Sequence[str]], path: Path) -> dict[str, list[Row]]:
    """Rows under the names of the first line. A cell that begins as a formula is kept as the text it is."""
    lines = iter(lines)
    names = [str(name or "").strip() for name in next(lines, [])]
    if "title" not in names:
        raise Unreadable(f"{path.name}: the first line must hold the column names; 'title' is missing.")
    rows: list[Row] = []
    for line in lines:
        row = {name: str(value or "").strip() for name, value in zip(names, line, strict=False) if name}
        if any(row.values()):
            rows.append({name: listed(value) if name in LISTS else value for name, value in row.items()})
        if len(rows) > MOST_ROWS:
            raise Unreadable(f"{path.name}: at most {MOST_ROWS:,} rows at a time; split the file.")
    return {"challenges": [], "events": [], "contributions": rows}


def listed(value: str) -> list[str]:
    """'a | b' or 'a; b' or 'a, b' as a list."""
    separator = next((mark for mark in "|;," if mark in value), "|")
    return [part.strip() for part in value.split(separator) if part.strip()]


def as_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if hasattr(cell, "isoformat") else str(cell)


READERS = {".json": read_json, ".csv": read_csv, ".xlsx": read_xlsx, ".ods": read_ods}
