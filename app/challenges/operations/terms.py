"""Keeping what challenges are tagged with in step with the vocabulary."""

from collections.abc import Callable, Collection, Sequence

from app.challenges import queries
from app.challenges.models import Challenge
from app.core.database import db
from app.taxonomy.models import Term

Heard = Callable[[Challenge, Term, Sequence[Term]], None]  # a term that went, and those that were not there yet


def follow_heirs(heard: Heard | None = None) -> int:
    """Tags the challenges with the heirs of replaced terms, each once; how many there were."""
    found = queries.naming_replaced_terms()
    for challenge in found:
        for term in list(challenge.terms):
            if term.replaced_by is not None:
                exchange(challenge, term, [term.replaced_by], heard)
    db.session.flush()
    return len(found)


def follow_parts(term: Term, parts: Sequence[Term], heard: Heard) -> None:
    """Gives the challenges about a split term all its parts: their hosts take away what does not fit."""
    for challenge in queries.about_term(term):
        exchange(challenge, term, parts, heard)
    db.session.flush()


def exchange(challenge: Challenge, term: Term, others: Sequence[Term], heard: Heard | None) -> None:
    new = [other for other in others if other not in challenge.terms]
    challenge.terms = [*(other for other in challenge.terms if other is not term), *new]
    if heard is not None:
        heard(challenge, term, new)


def put_term_back(challenge: Challenge, term: Term, came: Collection[int]) -> None:
    """Takes away what came in the place of a term; when its host took that away since, nothing comes back."""
    there = [other for other in challenge.terms if other.id in came]
    if there or not came:
        challenge.terms = list(dict.fromkeys([*(other for other in challenge.terms if other not in there), term]))
    db.session.flush()
