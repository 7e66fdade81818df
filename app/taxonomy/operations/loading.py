"""Loading the deal's vocabulary, and retiring a term in favour of another."""

from collections.abc import Iterable
from typing import Any

from app.core.database import db
from app.core.revisions import next_revision
from app.taxonomy import queries
from app.taxonomy.models import Dimension, Term

SIMPLE = {
    "phases": Dimension.PHASE,
    "scale": Dimension.SCALE,
    "roles": Dimension.ROLE,
    "organisation_types": Dimension.ORGANISATION_KIND,
    "question_types": Dimension.QUESTION_KIND,
    "answer_routes": Dimension.ROUTE,
}
GROUPED = {"barrier_groups": Dimension.BARRIER, "lever_groups": Dimension.LEVER}


def load_vocabulary(vocabulary: dict[str, Any]) -> int:
    """Brings the terms in line with the vocabulary; the number of terms. Codes that vanished stay as they are.

    So does what an administrator changed here: the file is where a vocabulary begins, not where it is kept.

    Raises ValueError when a term is replaced by one that is not there, or in the end by itself. What is tagged with
    a replaced term is brought along by the features above, each by its `follow_heirs`.
    """
    known = {(term.dimension, term.code): term for term in queries.all_terms()}
    count = 0
    for dimension, words, parent in entries(vocabulary):
        code = words["id"]
        term = known.get((dimension, code))
        if term is None:
            term = known[dimension, code] = Term(dimension=dimension, code=code, slug=code.replace("/", "-"))
            db.session.add(term)
        count += 1
        term.position = count
        if term.by_hand:
            continue
        describe(term, words)
        term.parent = known[dimension, parent] if parent else None
        term.is_group = "items" in words
    db.session.flush()
    for dimension, words, _parent in entries(vocabulary):
        heir, term = words.get("replaced_by"), known[dimension, words["id"]]
        if heir and (dimension, heir) not in known:
            raise ValueError(f"'{words['id']}' is replaced by '{heir}', which is not in the vocabulary.")
        if not term.by_hand:
            term.replaced_by = known[dimension, heir] if heir else None
    follow_heirs(known.values())
    changed()
    return count


def changed() -> None:
    """Lets every process read the vocabulary anew, and this one at once."""
    db.session.flush()
    next_revision(queries.VOCABULARY)
    db.session.info.pop(queries.VOCABULARY, None)
    db.session.info[queries.CHANGED] = None


def follow_heirs(terms: Iterable[Term]) -> None:
    """Lets every replaced term name its last heir, and the terms below it stand below that one."""
    for term in terms:
        term.replaced_by = last_heir(term)
    for term in terms:
        heir = term.parent.replaced_by if term.parent else None
        if heir is not None:
            term.parent = heir if heir is not term else None


def last_heir(term: Term) -> Term | None:
    seen = [term]
    while (heir := seen[-1].replaced_by) is not None:
        if heir in seen:
            raise ValueError(f"'{term.code}' is replaced by '{heir.code}', and that in the end by itself.")
        seen.append(heir)
    return seen[-1] if len(seen) > 1 else None


def entries(vocabulary: dict[str, Any]) -> list[tuple[Dimension, dict[str, Any], str | None]]:
    """Every term with its dimension and the code of the term above it, parents first."""
    found: list[tuple[Dimension, dict[str, Any], str | None]] = []
    for theme in vocabulary["themes"]:
        found.append((Dimension.THEME, theme, None))
        found += [(Dimension.THEME, child, theme["id"]) for child in theme.get("children", [])]
    for key, dimension in GROUPED.items():
        for group in vocabulary[key]:
            found.append((dimension, group, None))
            found += [(dimension, item, group["id"]) for item in group["items"]]
    for key, dimension in SIMPLE.items():
        found += [(dimension, words, None) for words in vocabulary[key]]
    return found


def describe(term: Term, words: dict[str, Any]) -> None:
    term.name_nl, term.name_en = words["nl"], words.get("en", "")
    term.scope, term.not_this = words.get("scope_nl", ""), words.get("not_this_nl", "")
    term.synonyms = [*words.get("synonyms_nl", []), *words.get("synonyms_en", [])]
    term.related = list(words.get("related", []))
