"""Taking in a codebook: everything is tried out first, and then all of it happens or nothing."""

from collections.abc import Mapping, Sequence

from app.accounts.models import User
from app.codebook.models import TermChange
from app.codebook.operations.effect import apply
from app.codebook.operations.planning import TAGGED, plan
from app.codebook.sheet import Fault, Line, Wish, asked, line_of, lines_in, tidy_line
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.taxonomy.models import Dimension, Term
from app.taxonomy.queries import all_terms

MOST_LINES = 5000


def look_through(rows: Sequence[Sequence[str]]) -> tuple[list[Wish], list[Fault]]:
    """What a file asks for, and every fault in it. Changes nothing."""
    if len(rows) > MOST_LINES:
        return [], [Fault(1, _("This file has more than %(most)d lines. Take in a part at a time.", most=MOST_LINES))]
    terms = {term.id: term for term in all_terms()}
    known = {(term.dimension.value, term.code): tidy_line(line_of(term, terms, 0)) for term in terms.values()}
    gone = {(term.dimension.value, term.code) for term in terms.values() if not term.is_in_use}
    wishes, faults = asked(lines_in(rows), known, gone)
    return wishes, sorted([*faults, *tried(wishes, known)], key=lambda fault: fault.line)


def tried(wishes: Sequence[Wish], known: Mapping[tuple[str, str], Line]) -> list[Fault]:
    """Does all of it, one after the other, on terms only; and takes it all back again."""
    faults = []
    point = db.session.begin_nested()
    try:
        for wish in wishes:
            if wish.dimension not in TAGGED:
                text = _("This kind is a setting of the deal. Take the line out, or put back what the export said.")
                faults.append(Fault(wish.line, text))
                continue
            try:
                with db.session.begin_nested():
                    apply(change_of(wish, terms_by_key()))
            except Refusal as refusal:
                faults.append(Fault(wish.line, str(refusal)))
    finally:
        point.rollback()
    return faults


def terms_by_key() -> dict[tuple[Dimension, str], Term]:
    return {(term.dimension, term.code): term for term in all_terms()}


def change_of(wish: Wish, terms: Mapping[tuple[Dimension, str], Term]) -> TermChange:
    term = terms.get((wish.dimension, wish.code))
    return TermChange(deed=wish.deed, dimension=wish.dimension, term=term, wish=wish.words, effective_on=clock.today())


def take_in(rows: Sequence[Sequence[str]], reason: str, by: User | None) -> int:
    """Does what the file asks, each as a change with its own undo; how many. Raises Refusal when a line is wrong."""
    wishes, faults = look_through(rows)
    if faults:
        first = faults[0]
        raise Refusal(_("Nothing was taken in. Line %(line)d: %(said)s", line=first.line, said=first.text))
    for wish in wishes:
        term = terms_by_key().get((wish.dimension, wish.code))
        seen = term.version if term is not None else 0
        plan(wish.deed, wish.dimension, term, wish.words, reason=reason, on=wish.on, by=by, seen_version=seen)
    return len(wishes)
