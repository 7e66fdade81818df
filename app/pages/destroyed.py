"""The declaration of destruction in words and as a file. The words are those of the processing table."""

from collections.abc import Iterable

from app.core.clock import local
from app.core.destruction import Destruction
from app.core.spreadsheet import csv_text
from app.core.wording import _
from app.pages.processing import PROCESSING


def kind_names() -> dict[str, str]:
    """What stood in each table or file, as the processing table calls it: the first row that names it."""
    names: dict[str, str] = {}
    for kept in PROCESSING:
        for place in filter(None, (*kept.columns, kept.file)):
            names.setdefault(place.partition(".")[0], str(kept.what))
    return names


def as_csv(found: Iterable[Destruction]) -> str:
    names = kind_names()
    heads = (_("Day"), _("What"), _("Table"), _("How many"), _("Rule"))
    rows = ((day_of(row), names.get(row.kind, row.kind), row.kind, row.number, row.rule) for row in found)
    return csv_text([heads, *rows])


def day_of(row: Destruction) -> str:
    return f"{local(row.at):%Y-%m-%d %H:%M}"
