"""Taking a change back: calling off what is planned, and undoing what was done."""

from app.accounts.models import User
from app.challenges.operations import put_term_back
from app.codebook import queries
from app.codebook.models import State, TermChange
from app.codebook.operations import planning
from app.codebook.operations.effect import shown_otherwise, take_effect_of_today
from app.codebook.operations.proposing import wait_again_without
from app.contributions.models import Status
from app.contributions.operations import list_anew, put_tag_back, relist
from app.contributions.queries import held_now
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.taxonomy import operations as terms
from app.taxonomy.models import Term
from app.taxonomy.queries import terms_in


def take_back(change: TermChange, by: User, may_wait: bool = False) -> State:
    """Raises Refusal when it was taken back before, or when something after it stands in the way.

    With `may_wait` what very many texts carry is left to the job, as the change itself was.
    """
    if change.state in (State.PLANNED, State.FAILED):
        return end(change, State.CALLED_OFF, by.id)
    if change.state is State.UNDOING:
        raise Refusal(_("This is being undone already. Look again in ten minutes."))
    if change.state is not State.DONE:
        raise Refusal(_("This was taken back before."))
    there = as_it_was_left(change)
    if not (may_wait and is_much(change, there, by)):
        return undo(change, there, by.id)
    change.fault = ""
    return left_in(change, State.UNDOING, by.id)


def take_back_what_waits() -> int:
    """Takes back what was left to the job; how many. What cannot be (any more) stands, and says so on its page."""
    found = queries.being_taken_back()
    for change in found:
        try:
            with db.session.begin_nested():
                undo(change, as_it_was_left(change), change.ended_by_id)
        except Refusal as refusal:
            change.state, change.ended_by_id, change.fault = State.DONE, None, str(refusal)
            db.session.flush()
    return len(found)


def is_much(change: TermChange, there: dict[int, Term], by: User) -> bool:
    """Over what this person may find: how long it takes tells nothing of what is hidden."""
    named = [there[term_id] for term_id in shown_otherwise(change) if term_id in there]
    listed_anew = sum(queries.uses(named, by).values())
    return listed_anew + queries.how_many_retagged(change, by) > planning.AT_ONCE


def as_it_was_left(change: TermChange) -> dict[int, Term]:
    """The terms of its dimension. Raises Refusal when those that it changed are not as it left them, or others lean on
    one that it made."""
    there = {term.id: term for term in terms_in(change.dimension, lock=True)}
    late = terms.stands_as(there, change.now) or terms.leaning_on(there, change.was)
    if late:
        raise Refusal(in_the_way(change, late))
    return there


def undo(change: TermChange, there: dict[int, Term], by_id: int | None) -> State:
    terms.put_back(there, change.was, clock.today())
    terms.changed()
    put_tags_back(change)
    wait_again_without(change)
    list_anew(shown_otherwise(change))
    return end(change, State.UNDONE, by_id)


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


def end(change: TermChange, state: State, by_id: int | None) -> State:
    change.ended_at = clock.now()
    return left_in(change, state, by_id)


def left_in(change: TermChange, state: State, by_id: int | None) -> State:
    """Whoever has the page of the term open sees this first."""
    change.state, change.ended_by_id = state, by_id
    if change.term is not None:
        change.term.version += 1
    db.session.flush()
    return state


def do_what_waits() -> int:
    """What was left to the job: first what is taken back, then what is due today."""
    return take_back_what_waits() + take_effect_of_today()
