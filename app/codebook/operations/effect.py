"""Letting a change happen: the terms first, then everything that carries them."""

from collections.abc import Mapping, Sequence

from app.challenges.models import Challenge
from app.challenges.operations import follow_heirs as follow_heirs_of_challenges
from app.challenges.operations import follow_parts
from app.codebook import queries
from app.codebook.models import ChallengeRetag, Deed, Retag, State, TermChange
from app.contributions.models import Contribution, Tag
from app.contributions.operations import follow_heirs as follow_heirs_of_contributions
from app.contributions.operations import list_anew
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.taxonomy import operations as terms
from app.taxonomy.models import Term
from app.taxonomy.queries import terms_in

SHOWN = ("name_nl", "name_en", "parent_id")  # what lists and the index of words hold of a term


def take_effect(change: TermChange) -> None:
    """Does what the change says. Raises Refusal when that cannot be (any more)."""
    before = terms.snapshot(terms_in(change.dimension, lock=True))
    made = apply(change)
    change.was, change.now = terms.differences(before, terms.snapshot(terms_in(change.dimension)))
    change.state, change.done_at, change.fault = State.DONE, clock.now(), ""
    terms.changed()
    if change.deed is Deed.SPLIT and change.term is not None:
        follow_parts(change.term, made, note_challenge)
    if change.deed is Deed.MERGE:
        follow()
    list_anew(shown_otherwise(change))


def shown_otherwise(change: TermChange) -> list[int]:
    """The terms that a change gave another name or place; of a new one nothing is listed yet."""
    return [int(key) for key, told in change.was.items() if told.keys() & set(SHOWN)]


def apply(change: TermChange) -> Sequence[Term]:
    """The deed itself, on terms only; the terms that came in the place of the changed one."""
    there = {term.code: term for term in terms_in(change.dimension)}
    wish, on, term = change.wish, change.effective_on, change.term
    above = named(there, wish["parent"]) if wish.get("parent") else None
    if change.deed is Deed.ADD:
        change.term = terms.add(change.dimension, wish, above, on)
        return ()
    assert term is not None  # noqa: S101  # every other deed is with a term
    if change.deed is Deed.SPLIT:
        return terms.split(term, wish["parts"], on)
    if change.deed is Deed.RENAME:
        terms.rename(term, wish)
    elif change.deed is Deed.MOVE:
        terms.move(term, above)
    elif change.deed is Deed.MERGE:
        terms.merge(term, named(there, wish["heir"]), on)
    else:
        terms.retire(term, on)
    return ()


def named(there: Mapping[str, Term], code: str) -> Term:
    if code not in there:
        raise Refusal(_("One of the terms is not in use any more. Choose again."))
    return there[code]


def take_effect_of_today() -> int:
    """Lets happen what was planned for today or before; how many. What cannot be says so on its page."""
    found = queries.due(clock.today())
    for change in found:
        try:
            with db.session.begin_nested():
                take_effect(change)
        except Refusal as refusal:
            change.state, change.fault = State.FAILED, str(refusal)
            db.session.flush()
    return len(found)


def follow() -> None:
    """Brings along what carries a merged term. What is frozen for a request under the Woo is brought along later."""
    follow_heirs_of_challenges(note_challenge)
    follow_heirs_of_contributions(note)


def note(contribution: Contribution, tag: Tag, came: Sequence[Term]) -> None:
    """So that an undo knows which texts carried the old term, and by whom."""
    change = queries.change_that_took(tag.term)
    if change is not None:
        gone = Retag(contribution_id=contribution.id, provenance=tag.provenance, came=[term.id for term in came])
        gone.change_id = change.id
        db.session.merge(gone)


def note_challenge(challenge: Challenge, term: Term, came: Sequence[Term]) -> None:
    change = queries.change_that_took(term)
    if change is not None:
        ids = [other.id for other in came]
        db.session.merge(ChallengeRetag(change_id=change.id, challenge_id=challenge.id, came=ids))
