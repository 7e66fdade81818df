"""A table of a file, with every column explained."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.spreadsheet import Cell
from app.core.wording import _


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


def level_of(members_only: bool) -> str:
    return _("For members only") if members_only else _("Everybody")
