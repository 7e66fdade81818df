"""Taking a quote or a statement away, and putting that and other words back, as long as nothing stands in their way."""

from collections.abc import Callable

from app.accounts.models import User
from app.contributions.disclosure import disclosed
from app.contributions.permissions import fields_for, may_view
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.security import fingerprint
from app.core.wording import _
from app.stocktaking import queries
from app.stocktaking.models import Evidence, Question, QuestionChange, Removal, RemovedQuote, Statement
from app.stocktaking.operations.earlier import BACK_WITHIN
from app.stocktaking.operations.news import bring_quoted
from app.stocktaking.operations.putting_back import put_replaced_back
from app.stocktaking.operations.quoting import in_own_words
from app.stocktaking.operations.statements import MOST_STATEMENTS
from app.stocktaking.queries.moved import earlier_homes


def remove_quote(evidence: Evidence, by: User) -> Removal:
    statement = evidence.statement
    change = QuestionChange(what="quote_removed", by_id=by.id)
    statement.question.changes.append(change)
    removal = Removal(change=change, statement=statement, position=0, quotes=[remembered(evidence)])
    db.session.add(removal)
    statement.evidence.remove(evidence)
    db.session.flush()
    return removal


def remembered(evidence: Evidence) -> RemovedQuote:
    return RemovedQuote(
        contribution_id=evidence.contribution_id,
        stance=evidence.stance,
        field=evidence.field,
        start=evidence.start,
        end=evidence.end,
        words_hash=fingerprint(evidence.quote),
        added_by_id=evidence.added_by_id,
        added_at=evidence.added_at,
    )


def remove_statement(statement: Statement, by: User) -> Removal:
    """Takes a statement away, with the quotes under it. Raises Refusal for the last one of a public question."""
    question = statement.question
    if question.is_public and len(question.statements) == 1:
        raise Refusal(
            _("This is the only statement of a public question. Word another one first, or take the question back.")
        )
    change = QuestionChange(what="statement_removed", by_id=by.id, note=statement.text)
    question.changes.append(change)
    quotes = [remembered(evidence) for evidence in statement.evidence]
    removal = Removal(change=change, position=statement.position, quotes=quotes)
    db.session.add(removal)
    db.session.flush()
    for earlier in queries.taken_from(statement):
        earlier.statement, earlier.within_id = None, removal.id
    for stood in earlier_homes(statement):
        stood.statement, stood.removal = None, removal
    db.session.flush()
    question.statements.remove(statement)
    number(question)
    db.session.flush()
    return removal


def number(question: Question) -> None:
    for position, left in enumerate(question.statements, start=1):
        left.position = position


def put_back(removal: Removal, question: Question, by: User) -> list[RemovedQuote]:
    """Lets it stand where it stood. The quotes of a statement that cannot: their story says it otherwise by now,
    or this person may not read it.

    Raises Refusal for what was put back already, after thirty days, and when somebody else changed what stands there.
    """
    if removal.undone_at is not None:
        raise Refusal(_("This was put back already. See where it stands now."))
    if removal.change.at < clock.now() - BACK_WITHIN:
        raise Refusal(_("This was more than thirty days ago. Write it anew."))
    left_out: list[RemovedQuote] = []
    if removal.replaced is not None:
        put_replaced_back(removal, removal.replaced, question, by)
    elif removal.is_of_a_statement:
        left_out = put_statement_back(removal, question, by)
    else:
        put_quote_back(removal, by)
    removal.undone_at = clock.now()
    db.session.flush()
    return left_out


def put_quote_back(removal: Removal, by: User) -> None:
    statement, quote = removal.statement, removal.quotes[0]
    if statement is None:
        raise Refusal(_("The statement that it stood under was taken away. Put that back first."))
    found = restored(quote, by)
    if found is None:
        raise Refusal(_("The contributor changed the text in the meantime. Look at it again, and choose once more."))
    if any(e.contribution_id == quote.contribution_id and e.quote == found.quote for e in statement.evidence):
        raise Refusal(_("Somebody put these words under the statement again. See what they do there now."))
    statement.evidence.append(found)
    statement.question.changes.append(QuestionChange(what="quote_put_back", by_id=by.id))
    db.session.flush()
    bring_quoted(statement.question, [found])


def restored(quote: RemovedQuote, by: User) -> Evidence | None:
    """The quote as it stood, when the story still says it there and this person may quote it; else None.

    Of a contributor who does not want to be quoted any more it comes back as evidence without words.
    """
    if not may_view(by, quote.contribution):
        return None
    if quote.contribution.not_quoted:
        return made_of(quote, "facts", 0, 0, "")
    if quote.field not in fields_for(by, quote.contribution):
        return None
    source: str = getattr(disclosed(quote.contribution, by), quote.field)
    words = source[quote.start : quote.end]
    same = fingerprint(words) == quote.words_hash
    return made_of(quote, quote.field, quote.start, quote.end, words) if same else None


def made_of(quote: RemovedQuote, field: str, start: int, end: int, words: str) -> Evidence:
    return Evidence(
        contribution_id=quote.contribution_id,
        contribution=quote.contribution,
        stance=quote.stance,
        field=field,
        start=start,
        end=end,
        quote=words,
        added_by_id=quote.added_by_id,
        added_at=quote.added_at,
    )


def once_each(found: list[Evidence]) -> list[Evidence]:
    """Without the second of two that say the same: quotes that came back without words can be."""
    return list({(e.contribution_id, e.stance, e.quote): e for e in reversed(found)}.values())[::-1]


def put_statement_back(removal: Removal, question: Question, by: User) -> list[RemovedQuote]:
    text = removal.change.note
    if any(statement.text == text for statement in question.statements):
        raise Refusal(_("Somebody wrote this statement again. See what stands under it now."))
    if len(question.statements) >= MOST_STATEMENTS:
        raise Refusal(_("There are three statements by now. Take one of those away first, or change one."))
    in_own_words(by, text, in_public=question.is_public)
    statement = Statement(position=removal.position, text=text)
    question.statements.insert(removal.position - 1, statement)
    number(question)
    question.changes.append(QuestionChange(what="statement_put_back", by_id=by.id))
    found = [(quote, restored(quote, by)) for quote in removal.quotes]
    statement.evidence = once_each([evidence for _quote, evidence in found if evidence is not None])
    db.session.flush()
    for waits in queries.waiting_within(removal):
        waits.statement, waits.within_id = statement, None
    for stood in earlier_homes(removal):
        stood.statement, stood.removal = statement, None
    db.session.flush()
    bring_quoted(question, statement.evidence)
    return [quote for quote, evidence in found if evidence is None]


def forget_words(holds: Callable[[str], bool]) -> None:
    """Whatever stood there before in which `holds` finds something, nobody can put back any more."""
    for removal_id, was in queries.what_was_replaced():
        if any(isinstance(said, str) and holds(said) for said in was.values()):
            db.session.delete(db.session.get_one(Removal, removal_id))
    db.session.flush()


def forget_earlier(question: Question) -> None:
    """What it said before, and what stood with it, nobody can put back any more."""
    queries.delete_removals_at(question.id)
