"""How the terms of a dimension stand, so that a change of them can be told, and taken back."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.taxonomy.models import Term

KEPT = (
    *("name_nl", "name_en", "scope", "not_this", "synonyms", "parent_id", "replaced_by_id"),
    *("since", "until", "split_into"),
)
DAYS = ("since", "until")
Snapshot = dict[str, dict[str, Any]]  # of each term, by its id, what it says; fit to be kept as JSON


def snapshot(terms: Iterable[Term]) -> Snapshot:
    return {str(term.id): {name: plain(getattr(term, name)) for name in KEPT} for term in terms}


def plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, list) else value


def differences(before: Snapshot, after: Snapshot) -> tuple[Snapshot, Snapshot]:
    """Of each term that differs, what it said and what it says. A new term said nothing."""
    was: Snapshot = {}
    now: Snapshot = {}
    for key, says in after.items():
        said = before.get(key, {})
        names = [name for name in says if key not in before or said[name] != says[name]]
        if names:
            was[key] = {name: said[name] for name in names if name in said}
            now[key] = {name: says[name] for name in names}
    return was, now


def stands_as(terms: Mapping[int, Term], says: Snapshot) -> list[int]:
    """The terms that do not stand any more as a change left them, by their ids."""
    standing = snapshot(terms.values())
    return [int(key) for key, told in says.items() if any(standing[key][name] != told[name] for name in told)]


def leaning_on(terms: Mapping[int, Term], said: Snapshot) -> list[int]:
    """The other terms that stand below one that came with this change, or that went up in it, by their ids."""
    new = {int(key) for key, told in said.items() if not told}
    codes = {terms[term_id].code for term_id in new}
    others = (term for term in terms.values() if str(term.id) not in said)
    return [
        term.id
        for term in others
        if (term.parent_id in new and term.is_in_use)
        or term.replaced_by_id in new
        or not codes.isdisjoint(term.split_into)
    ]


def put_back(terms: Mapping[int, Term], said: Snapshot, today: date) -> None:
    """Lets every term say again what it said. A new one never was in use: its code must never get another meaning."""
    for key, told in said.items():
        term = terms[int(key)]
        term.version += 1
        if not told:
            term.since = term.until = today  # it was in use on no day
        for name, value in told.items():
            setattr(term, name, date.fromisoformat(value) if name in DAYS and value else value)
