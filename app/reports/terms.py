"""The terms of a frozen stocktake, in the words of its day, and what became of them since an earlier one."""

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from app.reports.measure import Named
from app.reports.seal import canonical
from app.taxonomy.models import Dimension, Term


@dataclass(frozen=True)
class FrozenTerm:
    """A term of the codebook; others are named by their codes, of the same dimension."""

    dimension: Dimension
    code: str
    name: Named
    scope: str  # what it means, in Dutch
    not_this: str
    synonyms: tuple[str, ...]
    parent: str
    replaced_by: str
    split_into: tuple[str, ...]
    is_group: bool
    since: date | None
    until: date | None

    @property
    def key(self) -> tuple[Dimension, str]:
        return self.dimension, self.code

    def without(self, codes: Set[str]) -> Self:
        """Without these codes of others: a code is made of the first name of its term."""
        if codes.isdisjoint((self.parent, self.replaced_by, *self.split_into)):
            return self
        parent, heir = ("" if code in codes else code for code in (self.parent, self.replaced_by))
        parts = tuple(code for code in self.split_into if code not in codes)
        return replace(self, parent=parent, replaced_by=heir, split_into=parts)

    @property
    def is_in_use(self) -> bool:
        return not self.replaced_by and self.until is None

    @property
    def meaning(self) -> tuple[str, str]:
        return self.scope, self.not_this


def codebook_text(terms: Iterable[Term]) -> str:
    """Every term, in the order of the vocabulary, as canonical JSON; its fingerprint is that of this text."""
    found = list(terms)
    code_of = {term.id: term.code for term in found}
    return canonical([term_record(term, code_of) for term in found])


def term_record(term: Term, code_of: Mapping[int, str]) -> dict[str, Any]:
    return {
        "dimension": term.dimension.value,
        "code": term.code,
        "name": {"nl": term.name_nl, "en": term.name_en},
        "scope": term.scope,
        "not_this": term.not_this,
        "synonyms": term.synonyms,
        "parent": code_of.get(term.parent_id or 0, ""),
        "replaced_by": code_of.get(term.replaced_by_id or 0, ""),
        "split_into": term.split_into,
        "is_group": term.is_group,
        "since": term.since.isoformat() if term.since else None,
        "until": term.until.isoformat() if term.until else None,
    }


def terms_from(content: str) -> tuple[FrozenTerm, ...]:
    return tuple(term_from(known) for known in json.loads(content))


def term_from(known: Mapping[str, Any]) -> FrozenTerm:
    days = {name: date.fromisoformat(known[name]) if known[name] else None for name in ("since", "until")}
    lists = {name: tuple(known[name]) for name in ("synonyms", "split_into")}
    return FrozenTerm(**{**known, "dimension": Dimension(known["dimension"])} | days | lists)


@dataclass(frozen=True)
class OfTerms:
    """How two codebooks differ. What came or went is in use in one of them only; the others are pairs: then, now."""

    came: list[FrozenTerm]
    went: list[FrozenTerm]  # as they were called then
    renamed: list[tuple[FrozenTerm, FrozenTerm]]
    moved: list[tuple[FrozenTerm, FrozenTerm]]
    explained: list[tuple[FrozenTerm, FrozenTerm]]  # what they mean is written otherwise
    heirs: Mapping[tuple[Dimension, str], FrozenTerm]  # what replaced those that went

    @property
    def is_none(self) -> bool:
        return not any((self.came, self.went, self.renamed, self.moved, self.explained))


def between(earlier: Sequence[FrozenTerm], later: Sequence[FrozenTerm]) -> OfTerms:
    then, now = ({term.key: term for term in terms if term.is_in_use} for terms in (earlier, later))
    every = {term.key: term for term in later}
    both = [(then[key], now[key]) for key in then if key in now]
    went = [term for key, term in then.items() if key not in now]
    replaced = {term.key: every[term.key].replaced_by for term in went if term.key in every}
    return OfTerms(
        came=[term for key, term in now.items() if key not in then],
        went=went,
        renamed=[pair for pair in both if pair[0].name != pair[1].name],
        moved=[pair for pair in both if pair[0].parent != pair[1].parent],
        explained=[pair for pair in both if pair[0].meaning != pair[1].meaning],
        heirs={key: every[key[0], code] for key, code in replaced.items() if (key[0], code) in every},
    )
