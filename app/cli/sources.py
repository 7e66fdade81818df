"""Reading the rows of a file that somebody wants to import: JSON, CSV, Excel or OpenDocument."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from odf.opendocument import load as load_ods
from odf.table import Table, TableCell, TableRow
from odf.teletype import extractText
from openpyxl.utils.exceptions import InvalidFileException

Row = dict[str, Any]
MOST_ROWS = 200_000
LISTS = ("themes", "subthemes", "phases", "barriers", "levers")


class Unreadable(Exception):
    """The file as a whole cannot be read; the text says what to do about it."""


def read(path: Path) -> dict[str, list[Row]]:
    """The rows per kind: 'challenges', 'events' and 'contributions'. Raises Unreadable."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise Unreadable(f"{path.name}: use a file that ends in {', '.join(READERS)}.")
    if not path.is_file():
        raise Unreadable(f"{path}: there is no such file.")
    return reader(path)


def read_json(path: Path) -> dict[str, list[Row]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as fault:
        raise Unreadable(f"{path.name}: this is not JSON in UTF-8 ({fault}).") from fault
    if isinstance(found, list):
        found = {"contributions": found}
    kinds = ("challenges", "events", "contributions")
    if not isinstance(found, dict) or not any(isinstance(found.get(kind), list) for kind in kinds):
        raise Unreadable(f"{path.name}: expected an object with 'contributions', 'challenges' or 'events'.")
    return {kind: list(found.get(kind) or []) for kind in kinds}


def read_csv(path: Path) -> dict[str, list[Row]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unreadable(f"{path.name}: save the file as CSV in UTF-8 ({fault.reason}).") from fault
    head = text.split("\n", 1)[0]
    separator = max(";,\t", key=head.count)
    return table(csv.reader(io.StringIO(text), delimiter=separator), path)


def read_xlsx(path: Path) -> dict[str, list[Row]]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, KeyError, ValueError, InvalidFileException) as fault:
        raise Unreadable(f"{path.name}: this is not an Excel file (.xlsx) ({fault}).") from fault
    sheet = book.worksheets[0]
    return table(([as_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)), path)


def read_ods(path: Path) -> dict[str, list[Row]]:
    try:
        book = load_ods(str(path))
    except Exception as fault:
        raise Unreadable(f"{path.name}: this is not an OpenDocument sheet (.ods) ({fault}).") from fault
    return table(ods_rows(book.spreadsheet.getElementsByType(Table)[0]), path)


def ods_rows(sheet: Table) -> Iterator[list[str]]:
    for row in sheet.getElementsByType(TableRow):
        cells: list[str] = []
        for cell in row.getElementsByType(TableCell):
            repeated = int(cell.getAttribute("numbercolumnsrepeated") or 1)
            cells += [extractText(cell)] * min(repeated, 100)
        yield cells


def table(lines: Iterator[Sequence[str]] | Any, path: Path) -> dict[str, list[Row]]:
    """Rows under the names of the first line. A cell that begins as a formula is kept as the text it is."""
    names = [str(name or "").strip() for name in next(iter(lines), [])]
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
