"""Splitting one question in two, and undoing that while nobody went on with the other one."""

from collections.abc import Mapping, Sequence

from app.accounts.models import User
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.stocktaking import queries
from app.stocktaking.models import News, Question, QuestionChange
from app.stocktaking.operations.earlier import remember
from app.stocktaking.operations.merging import move, number
from app.stocktaking.operations.news import bring, bring_quoted, call_off
from app.stocktaking.operations.questions import ask, forget_asked, is_as_split_off
from app.stocktaking.operations.quoting import in_own_words
from app.stocktaking.operations.statements import MOST_STATEMENTS
from app.stocktaking.queries.merging import went_up_last


def split(question: Question, chosen: Sequence[int], sentence: str, explanation: str, by: User) -> Question:
    """Takes these statements, with their quotes, into a question of their own, for the members until it is published.

    Raises Refusal while the question is judged, when none or all are chosen, and for words not to be quoted.
    """
    queries.hold_question(question)  # before the other one is worded: see already_asked
    if question.stays_out:
        raise Refusal(_("The desk decided that this question stays out of view. So nothing is split off from it."))
    if question.held_at is not None:
        raise Refusal(_("This question is out of view while it is judged. Wait for that."))
    if went_up_last(question.id) != question.id:  # by a colleague, at this moment
        raise Refusal(_("This question went up in another one meanwhile. Split it off there."))
    leaving = [statement for statement in question.statements if statement.id in chosen]
    if not leaving:
        raise Refusal(_("Choose at least one statement to split off."))
    if len(leaving) == len(question.statements):
        raise Refusal(_("Leave at least one statement here. To word the question anew, change its sentence."))
    made = ask(sentence, explanation, by)
    made.kind = question.kind
    leaves = {evidence.contribution_id for statement in leaving for evidence in statement.evidence}
    if question.is_public:
        bring(question, [story for story in queries.used_in_view(question) if story.id in leaves], News.SPLIT)
    stood = {str(statement.id): statement.position for statement in leaving}
    move(leaving, made)
    number(question)
    made.changes.append(QuestionChange(what="split_from", by_id=by.id, note=question.sentence))
    change = QuestionChange(what="split_off", by_id=by.id, note=made.sentence)
    question.changes.append(change)
    db.session.flush()
    remember(change, {"version": made.version, "statements": stood}, {}, split_off=made)
    db.session.flush()
    return made


def bring_home(made: Question, question: Question, stood: Mapping[str, int], version: int, by: User) -> None:
    """Undoes a split: its statements stand again where they `stood`, by their ids, and the question is gone.

    Raises Refusal when somebody went on with it, when there is no room any more, and for words not to be quoted.
    """
    queries.hold_to_forget({made.id})
    back = sorted(made.statements, key=lambda statement: stood.get(str(statement.id), 0))
    if {str(statement.id) for statement in back} != stood.keys() or not is_as_split_off(made, version):
        raise Refusal(
            _("Somebody went on with the question that was split off. Make one question of the two there instead.")
        )
    if len(question.statements) + len(back) > MOST_STATEMENTS:
        raise Refusal(_("There are three statements by now. Take one of those away first, or change one."))
    in_own_words(by, *(statement.text for statement in back), in_public=question.is_public)
    for statement in back:
        question.statements.insert(stood[str(statement.id)] - 1, statement)
    number(question)
    question.changes.append(QuestionChange(what="split_undone", by_id=by.id, note=made.sentence))
    db.session.flush()
    quoted = [evidence for statement in back for evidence in statement.evidence]
    call_off(question, {evidence.contribution_id for evidence in quoted}, News.SPLIT)
    bring_quoted(question, quoted)
    db.session.expire(made, ["statements"])
    forget_asked(made)
