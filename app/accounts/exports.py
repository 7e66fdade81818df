"""Who may do what, as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from app.accounts.models import Membership
from app.accounts.queries import Right
from app.core.clock import local
from app.core.forms import one_line
from app.core.spreadsheet import guarded


def rights_csv(rights: Iterable[Right], heads: Iterable[str], role_names: dict[str, str]) -> str:
    """The rights as CSV with semicolons, as Dutch spreadsheets read it; a formula stays a text."""
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";", lineterminator="\r\n")
    sheet.writerow([guarded(head) for head in heads])
    for right in rights:
        role: Membership = right.membership
        given_by = role.given_by.email if role.given_by else ""
        cells = (role.user.name, role.user.email, role_names[role.role.value], role.organisation.name)
        days = [f"{local(moment):%Y-%m-%d}" if moment else "" for moment in (role.since, right.signed_in, right.seen)]
        sheet.writerow([*(guarded(one_line(cell)) for cell in cells), days[0], guarded(given_by), *days[1:]])
    return "\ufeff" + out.getvalue()
