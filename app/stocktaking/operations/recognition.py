"""Saying of a public question whether it plays here as well: given with one tap, changed, and taken back."""

from app.accounts.models import Person, Recognised
from app.accounts.operations.one_answer import forget_browsers_in, say_once
from app.core.errors import Refusal
from app.core.wording import _
from app.stocktaking import queries
from app.stocktaking.models import Question, Recognition
from app.stocktaking.permissions import may_be_recognised


def recognise(
    question: Question, by: Person, organisation_id: int | None, mark: str, answer: Recognised | None
) -> Recognised | None:
    """Keeps this answer in place of the earlier one; None takes it back. What a colleague had said, if one had.

    The caller holds the question. Raises Refusal.
    """
    if not may_be_recognised(question):
        raise Refusal(_("You can answer this once the question is public."))
    return say_once(queries.about(question), by, organisation_id, mark, answer)


def forget_browsers() -> int:
    """Deletes what browsers said so long ago that their cookie is gone: nobody could change it any more; how many."""
    return forget_browsers_in(Recognition)
