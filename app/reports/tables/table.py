"""A table of a file, with every column explained."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.spreadsheet import Cell
from app.core.wording import _, long_date
from app.reports.frozen import said
from app.reports.measure import Named


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


def listed(words: Iterable[str]) -> Coded:
    found = list(words)
    return Coded("; ".join(found), found)
