"""Saying which of the new terms a text of a split term gets, and putting that back."""

from collections.abc import Collection

from app.accounts.models import User
from app.codebook import queries
from app.codebook.models import Retag, TermChange
from app.contributions.models import Contribution
from app.contributions.operations import choose_instead, chosen_by_the_desk, put_tag_back
from app.contributions.queries import held_now
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _


def choose(change: TermChange, contribution: Contribution, codes: Collection[str], by: User) -> None:
    """One or more of the new terms, or none. Raises Refusal when somebody else was first, or the text is frozen."""
    held = in_hand(contribution)
    if queries.retag_of(change, held) is not None:
        raise Refusal(_("Somebody else chose for this text just now. Their choice stands; here is the next one."))
    tag = next((tag for tag in held.tags if tag.term_id == change.term_id), None)
    if tag is None:
        raise Refusal(_("Somebody took this term from the text in the meantime. Nothing is left to choose there."))
    terms = [term for term in queries.choices_of(change) if term.code in codes]
    provenance = tag.provenance
    came = choose_instead(held, tag, terms, by)
    gone = Retag(change_id=change.id, contribution_id=held.id, provenance=provenance, came=[term.id for term in came])
    gone.by_id = by.id
    db.session.add(gone)
    db.session.flush()


def choose_again(change: TermChange, contribution: Contribution, by: User) -> None:
    """Puts a choice back: the text waits again. Raises Refusal when there is none."""
    held = in_hand(contribution)
    row = queries.retag_of(change, held)
    if row is None or change.term is None:
        raise Refusal(_("This choice was put back before."))
    put_tag_back(held, change.term, row.provenance, row.came)
    chosen_by_the_desk(held, by)
    db.session.delete(row)
    db.session.flush()


def in_hand(contribution: Contribution) -> Contribution:
    """The text as it is now, while nobody else changes it."""
    held = next(held_now([contribution.id]), None)
    if held is None:
        raise Refusal(_("This text is frozen for a request under the Woo. It waits until that is over."))
    return held
