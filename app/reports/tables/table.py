"""A table of a file, with every column explained."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.spreadsheet import Cell


@dataclass(frozen=True)
class Column:
    key: str  # for computers; never translated
    head: str
    explained: str


@dataclass(frozen=True)
class Table:
    key: str
    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
