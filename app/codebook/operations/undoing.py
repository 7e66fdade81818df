"""Taking a change back: calling off what is planned, and undoing what was done."""

from app.accounts.models import User
from app.challenges.operations import put_term_back
from app.codebook import queries
from app.codebook.models import State, TermChange
from app.codebook.operations.effect import shown_otherwise
from app.contributions.models import Status
from app.contributions.operations import list_anew, put_tag_back, relist
from app.contributions.queries import held_now
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.taxonomy import operations as terms
from app.taxonomy.queries import terms_in


def take_back(change: TermChange, by: User) -> State:
    """Raises Refusal when it was taken back before, or when something after it stands in the way."""
    if change.state in (State.PLANNED, State.FAILED):
        return end(change, State.CALLED_OFF, by)
    if change.state is not State.DONE:
        raise Refusal(_("This was taken back before."))
    there = {term.id: term for term in terms_in(change.dimension, lock=True)}
    late = terms.stands_as(there, change.now)
    if late:
        raise Refusal(in_the_way(change, late))
    terms.put_back(there, change.was, clock.today())
    terms.changed()
    put_tags_back(change)
    list_anew(shown_otherwise(change))
    return end(change, State.UNDONE, by)


def in_the_way(change: TermChange, late: list[int]) -> str:
    later = queries.later_change_of(late, change)
    if later is None:
        return _("The term was changed in another way since. Change it by hand instead.")
    day = clock.local(later.done_at).strftime("%d-%m-%Y") if later.done_at else ""
    number = {"number": later.id, "day": day}
    return _("A later change stands in the way: number %(number)d, of %(day)s. Undo that one first.", **number)


def put_tags_back(change: TermChange) -> None:
    """Everything that carried the old term carries it again. Where people chose otherwise since, that stays."""
    if change.term is None:
        return
    gone = {row.contribution_id: row for row in queries.retagged_by(change)}
    for contribution in held_now(gone.keys()):
        row = gone[contribution.id]
        put_tag_back(contribution, change.term, row.provenance, row.came)
        db.session.flush()
        if contribution.status is Status.PUBLISHED:
            relist(contribution)
    for found in queries.challenges_retagged_by(change):
        put_term_back(found.challenge, change.term, found.came)
    queries.forget_retags(change)


def end(change: TermChange, state: State, by: User) -> State:
    change.state, change.ended_at, change.ended_by_id = state, clock.now(), by.id
    if change.term is not None:
        change.term.version += 1
    db.session.flush()
    return state
