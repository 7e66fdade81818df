"""The declaration of destruction in words and as a file. The words are those of the processing table."""

import csv
import io
from collections.abc import Iterable

from app.core.clock import local
from app.core.destruction import Destruction
from app.core.spreadsheet import guarded
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
    """With semicolons, as Dutch spreadsheets read it."""
    names, out = kind_names(), io.StringIO()
    sheet = csv.writer(out, delimiter=";", lineterminator="\r\n")
    sheet.writerow([_("Day"), _("What"), _("Table"), _("How many"), _("Rule")])
    for row in found:
        day = f"{local(row.at):%Y-%m-%d %H:%M}"
        sheet.writerow([day, guarded(names.get(row.kind, row.kind)), guarded(row.kind), row.number, guarded(row.rule)])
    return "\ufeff" + out.getvalue()
