"""What becomes of who goes after a question, and before which day, once two are one, or two again."""

from datetime import date

from app.accounts.models import Organisation, User
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.stocktaking import messages, queries
from app.stocktaking.models import Merge, Question, QuestionChange
from app.stocktaking.operations.ownership import name_of_owner
from app.stocktaking.permissions import may_move_day, may_reassign

# What stood there: the id of the owner, and the day as an ordinal; 0 for none. And the id of the "step" that says so.
Before = dict[str, int]
# How the step that names an owner reads for whoever works on the question, where nobody else may read it.
INSIDE = {"owner_came_along": "owner_came_along_inside", "owner_let_go": "owner_let_go_inside"}


def may_let_go(question: Question, into: Question, by: User) -> None:
    """Raises Refusal when a promise would be dropped by somebody who may not take an owner or a day away either."""
    if question.owner_accepted_at is None or takes_owner(question, into):
        return
    if into.owner is not question.owner and not may_reassign(by, question):
        raise Refusal(
            _(
                "%(name)s goes after this question, and another organisation stands with the other one. A coordinator "
                "can make one of the two.",
                name=name_of_owner(question),
            )
        )
    if not keeps_day(question, into) and not may_move_day(by, question):
        raise Refusal(
            _(
                "%(name)s promised another day for each of the two. It can make one of them itself, and so can a "
                "coordinator.",
                name=name_of_owner(question),
            )
        )


def takes_owner(question: Question, into: Question) -> bool:
    """Whether nobody goes after the other one yet, or only this organisation was proposed for it."""
    free = into.owner is None or (into.owner is question.owner and into.owner_accepted_at is None)
    return question.owner is not None and free


def keeps_day(question: Question, into: Question) -> bool:
    return question.due_on is None or question.due_on == into.due_on or takes_day(question, into)


def takes_day(question: Question, into: Question) -> bool:
    """A day goes with its owner, in the place of a day that nobody promised; else only where there is none."""
    if question.due_on in (None, into.due_on) or not (takes_owner(question, into) or into.owner is question.owner):
        return False
    promised = takes_owner(question, into) and question.owner_accepted_at is not None
    return promised or into.due_on is None


def take_along(question: Question, into: Question, by: User) -> Before:
    """Lets the owner and the day go along, tells them, and says what stood there before."""
    before: Before = {}
    owner, with_day, with_owner = question.owner, takes_day(question, into), takes_owner(question, into)
    if with_day:
        before["day"] = into.due_on.toordinal() if into.due_on else 0
        if into.due_on:
            into.changes.append(QuestionChange(what="day_moved", by_id=by.id, note=f"{into.due_on:%d-%m-%Y}"))
        into.due_on = question.due_on
    if with_owner:
        before["owner"] = into.owner_id or 0
        into.owner, into.owner_accepted_at = owner, question.owner_accepted_at
    if owner is not None:
        before["step"] = note_owner(question, into, by)
        messages.went_up([one for one in queries.members_of(owner) if one != by], into.slug)
    return before


def note_owner(question: Question, into: Question, by: User) -> int:
    """The step that says what became of the owner; its key. One that does not come along from a question that others
    did not read is named to nobody else."""
    stands_there = into.owner is question.owner
    what = "owner_came_along" if stands_there else "owner_let_go"
    seen = what if stands_there or question.is_in_view else INSIDE[what]
    change = QuestionChange(what=seen, by_id=by.id, note=name_of_owner(question))
    into.changes.append(change)
    db.session.flush()
    return change.id


def bring_back(found: Merge, by: User) -> None:
    """Puts the owner and the day that came along back, as they are by now, and tells the owner.

    Who said no meanwhile is no owner again, and another who goes after it by now stays where that was said, with the
    day that it promised.
    """
    question, into, before = found.question, found.into, found.moved.get("before", {})
    goes_home = into.owner_id in (None, question.owner_id) or not has_promised(into, came=question.due_on)
    if "owner" in before:
        still = into.owner_id is not None and into.owner_id == question.owner_id
        question.owner, question.owner_accepted_at = (into.owner, into.owner_accepted_at) if still else (None, None)
        if still:
            into.owner, into.owner_accepted_at = db.session.get(Organisation, before["owner"]), None
    if question.owner is not None:
        messages.stands_alone([one for one in queries.members_of(question.owner) if one != by], question.slug)
    if "day" in before and goes_home:
        question.due_on = into.due_on
        into.due_on = date.fromordinal(before["day"]) if before["day"] else None
    for change in into.changes:
        if change.id == before.get("step"):  # the owner is read there no more
            change.what = INSIDE.get(change.what, change.what)


def has_promised(into: Question, came: date | None) -> bool:
    """Whether the day that stands there is not the one that came along, or its owner accepted that."""
    return into.owner_accepted_at is not None or into.due_on != came
