"""Stating what we see under a question: at most three times. Taking a statement away: see removals.py."""

from app.accounts.models import User
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.stocktaking.models import Question, QuestionChange, Statement
from app.stocktaking.operations.earlier import remember
from app.stocktaking.operations.quoting import in_own_words_at

MOST_STATEMENTS = 3


def state(question: Question, text: str, by: User) -> Statement:
    """Adds a statement "what we see". Raises Refusal when there are three already, or for words not to be quoted."""
    in_own_words_at(question, by, text)
    if len(question.statements) >= MOST_STATEMENTS:
        raise Refusal(_("A question carries at most three statements. Change one of them, or word another question."))
    statement = Statement(position=len(question.statements) + 1, text=text)
    question.statements.append(statement)
    question.changes.append(QuestionChange(what="stated", by_id=by.id))
    db.session.flush()
    return statement


def change_statement(statement: Statement, text: str, was: str, by: User) -> None:
    """Words a statement anew. Raises Refusal when it no longer says what this member saw."""
    if was != statement.text:
        raise Refusal(
            _("Somebody else changed this statement in the meantime. Look at their version first, then save yours.")
        )
    if text == statement.text:
        return
    in_own_words_at(statement.question, by, text)
    change = QuestionChange(what="statement_changed", by_id=by.id, note=statement.text)
    statement.question.changes.append(change)
    remember(change, {"text": statement.text}, {"text": text}).statement = statement
    statement.text = text
    db.session.flush()
