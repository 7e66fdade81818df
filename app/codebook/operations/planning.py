"""Asking for a change of a term: now, or on a later day."""

from datetime import date
from typing import Any

from app.accounts.models import User
from app.codebook import queries
from app.codebook.models import Deed, TermChange
from app.codebook.operations.effect import apply, take_effect
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.taxonomy import operations as terms
from app.taxonomy.models import Dimension, Term
from app.taxonomy.queries import terms_in

AT_ONCE = 200  # texts; each takes about ten milliseconds
# Roles, kinds of organisation and the like are settings of the deal: forms and rights are built on them.
TAGGED = (Dimension.THEME, Dimension.PHASE, Dimension.BARRIER, Dimension.LEVER, Dimension.SCALE)


def try_out(deed: Deed, dimension: Dimension, term: Term | None, wish: dict[str, Any]) -> None:
    """Raises Refusal when this cannot be as the terms stand now. Changes nothing."""
    point = db.session.begin_nested()
    try:
        apply(TermChange(deed=deed, dimension=dimension, term=term, wish=wish, effective_on=clock.today()))
    finally:
        point.rollback()


def plan(
    deed: Deed,
    dimension: Dimension,
    term: Term | None,
    wish: dict[str, Any],
    *,
    reason: str,
    on: date,
    by: User | None,
    seen_version: int,
    may_wait: bool = False,
) -> TermChange:
    """Does it at once, or notes it for its day. Raises Refusal when it cannot be, or somebody else was first.

    With `may_wait` what very many texts carry is left to the job, also today: nobody has to wait for a page that long.
    Not so for changes that happen all together or not at all.
    """
    terms_in(dimension, lock=True)
    if term is not None and term.version != seen_version:
        raise Refusal(stale())
    try_out(deed, dimension, term, wish)
    change = TermChange(deed=deed, dimension=dimension, term=term, wish=wish, reason=reason, effective_on=on)
    change.by_id = by.id if by is not None else None  # the operator
    db.session.add(change)
    db.session.flush()
    waits = may_wait and by is not None and term is not None and is_much(term, by)
    if on <= clock.today() and not waits:
        take_effect(change)
    elif term is not None:
        term.version += 1  # whoever has its page open sees first what is planned
        terms.changed()
    return change


def is_much(term: Term, by: User) -> bool:
    """Over what this person may find: how long it takes tells nothing of what is hidden."""
    return queries.uses([term], by)[term.id] > AT_ONCE


def stale() -> str:
    return _(
        "Somebody else changed this term, or planned something for it, while you worked. Nothing was done yet. "
        "What you filled in is still below. Look at the history of the term first."
    )
