"""A table of a file, with every column explained."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.spreadsheet import Cell
from app.core.wording import _, long_date
from app.reports.frozen import Frozen, said
from app.reports.measure import Named
from app.taxonomy.models import Dimension


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


class Coded(str):
    """The words of a cell, with what a program gets in their place: a code, a day, a truth, names, or a list."""

    plain: Any

    def __new__(cls, words: str, plain: object) -> "Coded":
        cell = super().__new__(cls, words)
        cell.plain = plain
        return cell


def plain(cell: Cell) -> Any:
    """What a program gets; None where a cell for people is empty."""
    if isinstance(cell, Coded):
        return cell.plain
    return None if cell == "" else cell


def title_of(title: str, is_withheld: bool) -> Cell:
    return Coded(_("A contributor, not quoted"), None) if is_withheld else title


def address() -> Column:
    """Of the question that a row is about: two of them may have had the same words."""
    explained = _("Where the question stands on the site, behind /vraagstukken/")
    return Column("slug", _("Address of the question"), explained)


def level_of(members_only: bool) -> Coded:
    return Coded(_("For members only") if members_only else _("Everybody"), "members" if members_only else "public")


def day(of: date | None) -> Coded:
    return Coded(long_date(of) if of else "", of.isoformat() if of else None)


def name(of: Named | None) -> Coded:
    """In the language of who asks; a program gets both."""
    return Coded(said(of), of or None)


def code(frozen: Frozen, dimension: Dimension, of: Named | None) -> Coded:
    """The code of a term beside its name; nothing where none is told, or its codebook was not kept."""
    found = frozen.code_of(dimension, of)
    return Coded(found or "", found)


def code_explained() -> str:
    return _("It never changes: as among the terms of that day. Empty where no term is told")


def listed(words: Iterable[str]) -> Coded:
    found = list(words)
    return Coded("; ".join(found), found)
