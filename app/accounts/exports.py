"""Who may do what, as a file for a spreadsheet."""

from collections.abc import Iterable, Sequence

from app.accounts.queries import Right
from app.core.clock import local
from app.core.forms import one_line
from app.core.spreadsheet import csv_text


def rights_csv(rights: Iterable[Right], heads: Sequence[str], role_names: dict[str, str]) -> str:
    """The rights as CSV, one line for each role of each person."""
    return csv_text([heads, *(cells_of(right, role_names) for right in rights)])


def cells_of(right: Right, role_names: dict[str, str]) -> Sequence[str]:
    role = right.membership
    given_by = role.given_by.email if role.given_by else ""
    cells = (role.user.name, role.user.email, role_names[role.role.value], role.organisation.name)
    days = [f"{local(moment):%Y-%m-%d}" if moment else "" for moment in (role.since, right.signed_in, right.seen)]
    return [*map(one_line, cells), days[0], given_by, *days[1:]]
