"""Saying of a public question whether it plays here as well: given with one tap, changed, and taken back."""

from app.accounts.models import Person, Recognised
from app.accounts.operations.one_answer import forget_browsers_in, say_once
from app.core.errors import Refusal
from app.core.wording import _
from app.stocktaking import queries
from app.stocktaking.models import Question, Recognition
from app.stocktaking.permissions import may_be_recognised
from app.stocktaking.queries.recognition import Marks, said_by_browser


def recognise(
    question: Question, by: Person, organisation_id: int | None, marks: Marks, answer: Recognised | None
) -> Recognised | None:
    """Keeps this answer in place of the earlier one; None takes it back. What a colleague had said, if one had.

    A browser that had answered two questions, of which one went up in the other since, counts once from here on: what
    it said of the one goes back there, and counts again when they are two. The caller holds the question. Raises
    Refusal.
    """
    if not may_be_recognised(question):
        raise Refusal(_("You can answer this once the question is public."))
    homes = {mark: key for key, mark in marks.items()}
    said = said_by_browser(question, marks)
    for twice in said[1:]:
        twice.question_id = homes[twice.browser_hash or ""]
    mark = (said[0].browser_hash if said else None) or marks[question.id]
    return say_once(queries.about(question), by, organisation_id, mark, answer)


def forget_browsers() -> int:
    """Deletes what browsers said so long ago that their cookie is gone: nobody could change it any more; how many."""
    return forget_browsers_in(Recognition)
