"""The controlled vocabulary as a file that others can use."""

from typing import Any

from app.codebook.queries import to_be_told
from app.taxonomy.models import Term
from app.taxonomy.queries import all_terms


def vocabulary() -> dict[str, Any]:
    """Every term per dimension, with its words in both languages and what it replaces."""
    found: dict[str, list[dict[str, Any]]] = {}
    terms = to_be_told(all_terms())
    codes = {term.id: term.code for term in terms}
    for term in terms:
        found.setdefault(term.dimension.value, []).append(record(term, codes))
    return {"dimensions": found}


def record(term: Term, codes: dict[int, str]) -> dict[str, Any]:
    return {
        "code": term.code,
        "nl": term.name_nl,
        "en": term.name_en,
        "scope_nl": term.scope,
        "synonyms": term.synonyms,
        "parent": codes.get(term.parent_id or 0),
        "replaced_by": codes.get(term.replaced_by_id or 0),
        "split_into": term.split_into,
        "since": term.since.isoformat() if term.since else None,
        "until": term.until.isoformat() if term.until else None,
        "is_group": term.is_group,
    }
