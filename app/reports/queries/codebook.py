"""The codebooks by which stocktakes were frozen, as far as they may still be told."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import select

from app.codebook.queries import to_be_told, words_taken_back
from app.core.database import db
from app.reports.models import Codebook
from app.reports.terms import FrozenTerm, terms_from
from app.taxonomy.models import Dimension, Term
from app.taxonomy.queries import all_terms


def codebook_of(fingerprint: str) -> tuple[FrozenTerm, ...]:
    """The terms by which a stocktake was frozen, as far as they may still be told; none of before they were kept."""
    return codebooks_of({fingerprint}).get(fingerprint, ())


def codebooks_of(fingerprints: Collection[str]) -> dict[str, tuple[FrozenTerm, ...]]:
    """The same of several, by their fingerprints; as many selects as for one."""
    wanted = select(Codebook.fingerprint, Codebook.content).where(Codebook.fingerprint.in_(fingerprints))
    kept = db.session.execute(wanted).tuples().all()
    if not kept:
        return {}
    taken_back = words_taken_back()
    told = {(term.dimension, term.code): term for term in to_be_told(all_terms())}
    return {key: tuple(still_told(terms_from(content), told, taken_back)) for key, content in kept}


def still_told(
    frozen: Iterable[FrozenTerm], told: Mapping[tuple[Dimension, str], Term], taken_back: Mapping[int, set[str]]
) -> Iterator[FrozenTerm]:
    """Without the terms and other words that were undone since: those may be of a contributor who did not mean them."""
    terms = list(frozen)
    untold = {term.key for term in terms} - told.keys()
    for term in terms:
        now = told.get(term.key)
        if now is not None:
            gone = taken_back.get(now.id, set()) - set(now.synonyms)
            words = replace(term, synonyms=tuple(word for word in term.synonyms if word not in gone)) if gone else term
            yield words.without({code for dimension, code in untold if dimension is term.dimension})


def codebook_text_of(fingerprint: str) -> str | None:
    return db.session.scalar(select(Codebook.content).where(Codebook.fingerprint == fingerprint))


def keeps_codebook(fingerprint: str) -> bool:
    return db.session.scalar(select(Codebook.fingerprint).where(Codebook.fingerprint == fingerprint)) is not None
