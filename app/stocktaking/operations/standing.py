"""How far two questions are on the way to an answer, once they are one, or two again: as the signed answers say."""

from app.accounts.models import User
from app.stocktaking import queries
from app.stocktaking.models import Merge, Question, QuestionChange, QuestionStatus
from app.stocktaking.operations.answers import STATUS_BY_REACH
from app.stocktaking.operations.questions import ANSWERED
from app.stocktaking.queries.answers import signed_last


def as_far_as(question: Question, into: Question, by: User) -> None:
    """One that goes up with its answer makes the other as answered as it is. Asked before that answer moves."""
    answered = question.status in ANSWERED and queries.has_signed_answer(question)
    if answered and into.status is not QuestionStatus.ANSWERED:
        gets(into, question.status, by)


def as_its_answers_say(question: Question, found: Merge, by: User) -> None:
    """Of each of two that came apart. Without an answer it is as far as it was before; one that was signed off
    since the two were one counts where it went home."""
    signed = signed_last(question)
    if signed is None and question.status in ANSWERED:
        gets(question, before_an_answer(question), by)
    elif signed is not None and signed.signed_at is not None and signed.signed_at >= found.at:
        gets(question, STATUS_BY_REACH[signed.reach], by)


def before_an_answer(question: Question) -> QuestionStatus:
    known = [status for change in question.changes for status in QuestionStatus if status.value == change.what]
    return next((status for status in reversed(known) if status not in ANSWERED), QuestionStatus.NEW)


def gets(question: Question, status: QuestionStatus, by: User) -> None:
    if question.status is not status:
        question.status = status
        question.changes.append(QuestionChange(what=status.value, by_id=by.id))
