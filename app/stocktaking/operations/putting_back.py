"""Letting a question, and what stands with it, say again what it said before: each through what a member does anew.

So the same rights, words not to be quoted and steps of the history hold, and what it says now is remembered in turn.
Whatever was changed in the meantime stays as it is.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from app.accounts.models import User
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.stocktaking import queries
from app.stocktaking.models import (
    Memo,
    Question,
    QuestionStatus,
    Reach,
    Removal,
    Replaced,
)
from app.stocktaking.operations.answers import answer, change_answer, change_decision
from app.stocktaking.operations.earlier import OF_A_DECISION, OF_A_QUESTION, mark_of, said_by, said_by_answer
from app.stocktaking.operations.questions import reword
from app.stocktaking.operations.quoting import in_own_words
from app.stocktaking.operations.splitting import bring_home
from app.stocktaking.operations.statements import change_statement
from app.stocktaking.operations.voices import dissent

T = TypeVar("T")


def put_replaced_back(removal: Removal, replaced: Replaced, question: Question, by: User) -> None:
    """Lets stand what stood there, and forgets that it was kept. Raises Refusal as the deed itself does, and when
    somebody changed it since.
    """
    PUT_BACK[removal.change.what](removal, replaced, question, by)
    replaced.was, replaced.sources = {}, []


def is_as_left(replaced: Replaced, now: Mapping[str, Any]) -> None:
    """Raises Refusal when something else stands there by now than what came in its place."""
    if mark_of(now) != replaced.mark:
        raise changed_since()


def changed_since() -> Refusal:
    return Refusal(_("This was changed in the meantime. See how it stands now."))


def still_there(found: T | None) -> T:
    """What says other words by now. Raises Refusal when it was taken away."""
    if found is None:
        raise Refusal(_("This was taken away since. Put that back first, then its earlier words."))
    return found


def put_question_back(_removal: Removal, replaced: Replaced, question: Question, by: User) -> None:
    was = replaced.was
    is_as_left(replaced, said_by(question, was))
    now = said_by(question, OF_A_QUESTION)
    said = now | was
    reword(
        question,
        by,
        sentence=said["sentence"],
        explanation=said["explanation"],
        kind=still_known("kind", said["kind"], now["kind"]),
        route=still_known("route", said["route"], now["route"]),
        status=QuestionStatus(said["status"]),
        owner=question.owner,
        due_on=date.fromisoformat(said["due_on"]) if said["due_on"] else None,
        tells=False,
    )


def still_known(name: str, code: str | None, now: str | None) -> str | None:
    """The term, as long as it can be chosen; else what stands there `now`. The page with the button says so."""
    known = {None, *(term.code for term in queries.terms_for_questions()[name])}
    return code if code in known else now


def put_statement_words_back(removal: Removal, replaced: Replaced, question: Question, by: User) -> None:
    statement, text = still_there(removal.statement), replaced.was["text"]
    is_as_left(replaced, {"text": statement.text})
    if any(other.text == text for other in question.statements):
        raise Refusal(_("Somebody wrote this statement again. See what stands under it now."))
    change_statement(statement, text, statement.text, by)


def put_split_back(_removal: Removal, replaced: Replaced, question: Question, by: User) -> None:
    made = replaced.split_off
    if made is None:
        raise Refusal(_("The question that was split off is gone."))
    bring_home(made, question, replaced.was["statements"], replaced.was["version"], by)


def put_answer_back(removal: Removal, replaced: Replaced, question: Question, by: User) -> None:
    """An answer that was dropped: as it was, also on what it rested that this person may not read."""
    sources = [source.contribution for source in replaced.sources]
    made = answer(question, by, **said_in(replaced, None), sources=sources, what="answer_put_back")
    as_it_was_written(made, replaced)
    for waits in queries.waiting_within(removal):
        waits.within_id = None
        if waits.replaced is not None:
            waits.replaced.answer = made


def put_answer_words_back(_removal: Removal, replaced: Replaced, _question: Question, by: User) -> None:
    """What it rests on by now that this person may not read, they do not choose: it stays. Nor does it tell whether
    somebody changed it, no more than a story that is gone.
    """
    found = still_there(replaced.answer)
    is_as_left(replaced, said_by_answer(found))
    left, now = replaced.was.get("then_rests_on", []), found.source_ids
    readable = queries.names_of_sources({*left, *now}, by).keys()
    if readable & set(left) != readable & set(now):
        raise changed_since()
    kept = [key for key in now if key not in readable]
    sources = [source.contribution for source in replaced.sources]
    change_answer(found, by, **said_in(replaced, found.route), sources=sources, kept=kept)
    as_it_was_written(found, replaced)


def said_in(replaced: Replaced, route: str | None) -> dict[str, Any]:
    """What an answer said, as the operations take it; its `route` of now stays when that was the same."""
    was = replaced.was
    told = {"steps": was["steps"], "reach": Reach(was["reach"]), "organisation": replaced.organisation}
    return told | {"route": still_known("route", was["route"], route)}


def as_it_was_written(found: Any, replaced: Replaced) -> None:
    """By whom, and when: the words are theirs, whoever put them back."""
    found.at, found.by_id = datetime.fromisoformat(replaced.was["at"]), replaced.wrote_id
    db.session.flush()


def put_decision_back(_removal: Removal, replaced: Replaced, _question: Question, by: User) -> None:
    found, was = still_there(replaced.decision), replaced.was
    is_as_left(replaced, said_by(found, OF_A_DECISION))
    route = still_known("route", was["route"], found.route)
    change_decision(found, by, was["body"], date.fromisoformat(was["on"]), route, was["reason"])


def put_note_back(_removal: Removal, replaced: Replaced, question: Question, by: User) -> None:
    text, at = replaced.was["text"], datetime.fromisoformat(replaced.was["at"])
    in_own_words(by, text)
    db.session.add(Memo(question_id=question.id, text=text, at=at, by_id=by.id))


def put_view_back(_removal: Removal, replaced: Replaced, question: Question, by: User) -> None:
    """The view of an organisation, worded otherwise since or withdrawn."""
    organisation = still_there(replaced.organisation)
    found = queries.dissent_of(organisation, question, to_change=True)
    now = found.text if found else ""
    is_as_left(replaced, {"text": now})
    as_it_was_written(dissent(question, organisation, replaced.was["text"], now, by), replaced)


PUT_BACK: dict[str, Callable[[Removal, Replaced, Question, User], None]] = {
    "reworded": put_question_back,
    "statement_changed": put_statement_words_back,
    "split_off": put_split_back,
    "answer_dropped": put_answer_back,
    "answer_changed": put_answer_words_back,
    "decision_changed": put_decision_back,
    "memo_struck_out": put_note_back,
    "dissented": put_view_back,
    "dissent_withdrawn": put_view_back,
}
