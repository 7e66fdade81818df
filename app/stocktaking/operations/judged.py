"""Out of view while somebody judges what was said about a question: that one, and wherever its words stand by now."""

from collections.abc import Collection, Sequence
from datetime import datetime

from app.accounts.models import User
from app.core.database import alone_at
from app.stocktaking.models import Question
from app.stocktaking.operations.questions import hold, let_back
from app.stocktaking.operations.removals import forget_earlier
from app.stocktaking.queries.moved import WHERE_WORDS_STAND, judged_along_with
from app.stocktaking.queries.questions import hold_question


def hold_with_its_words(question: Question, since: datetime, by: User) -> Sequence[Question]:
    """Takes the question out of view with all that its words went to `since` somebody complained, or came from: until
    then members did not know of it. Which ones are out of view by this.

    All of them by the same moment: so they come back together, also when nobody knows any more what was split off.
    """
    found = nobody_moves(question, since)
    new = [one for one in found if one.held_at is None]
    hold(question, by)
    for one in new:
        hold(one, by, at=question.held_at)
    return new


def let_back_with_its_words(question: Question, since: datetime, by: User, kept_out: Collection[Question]) -> None:
    """Lets all of them back in view, but for what is `kept_out` by what somebody else said."""
    for one in nobody_moves(question, since):
        if one not in kept_out:
            let_back(one, by)


def forget_earlier_words(question: Question, since: datetime) -> None:
    """What stood there before nobody puts back any more: at none of them."""
    for one in judged_along_with(question, since):
        forget_earlier(one)


def nobody_moves(question: Question, since: datetime) -> Sequence[Question]:
    """All of them, which nobody merges or splits meanwhile: what moved just before is among them."""
    alone_at(WHERE_WORDS_STAND)
    found = judged_along_with(question, since)
    hold_question(*found)
    moved = judged_along_with(question, since)
    hold_question(*moved)
    return moved
