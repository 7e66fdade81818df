"""Wording a question, putting statements and quotes under it, and finding who goes after the answer."""

from collections.abc import Iterable
from datetime import date

from app.accounts.models import Organisation, User, Visitor
from app.contributions.disclosure import disclosed
from app.contributions.models import Contribution
from app.contributions.operations import tell_contributor
from app.contributions.permissions import fields_for, may_quote, may_view
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.slugs import free_slug
from app.core.wording import _, lazy
from app.stocktaking import messages, queries
from app.stocktaking.models import Evidence, Question, QuestionChange, QuestionNews, QuestionStatus, Stance, Statement
from app.stocktaking.permissions import may_accept, may_take_stock
from app.stocktaking.verbatim import words_taken_over

MOST_STATEMENTS = 3
QUOTABLE = ("facts", "lesson", "opinion")
LONGEST_QUOTE = 600  # characters


def ask(sentence: str, explanation: str, by: User) -> Question:
    """A new question, for the members only until it is published. Raises Refusal for words not to be quoted."""
    in_own_words(by, sentence, explanation)
    question = Question(
        slug=free_slug(sentence, queries.taken_question_slugs()),
        sentence=sentence,
        explanation=explanation,
        created_by_id=by.id,
    )
    question.changes.append(QuestionChange(what="asked", by_id=by.id))
    db.session.add(question)
    db.session.flush()
    return question


def check_version(question: Question, seen: int) -> None:
    """Raises Refusal when somebody else changed the question since it was shown."""
    if seen != question.version:
        raise Refusal(
            _("Somebody else changed this question in the meantime. Look at their version first, then save yours.")
        )


def reword(
    question: Question,
    by: User,
    sentence: str,
    explanation: str,
    kind: str | None,
    route: str | None,
    status: QuestionStatus,
    owner: Organisation | None,
    due_on: date | None,
) -> None:
    """Changes what the question says of itself. Another owner has to accept anew.

    Raises Refusal for words not to be quoted.
    """
    in_own_words(by, sentence, explanation)
    if status is not question.status:
        question.changes.append(QuestionChange(what=status.value, by_id=by.id))
        question.status = status
    if owner is not question.owner:
        question.owner, question.owner_accepted_at = owner, None
        question.changes.append(QuestionChange(what="owner_proposed", by_id=by.id, note=owner.name if owner else ""))
    question.sentence, question.explanation = sentence, explanation
    question.kind, question.route, question.due_on = kind, route, due_on
    db.session.flush()


def accept_ownership(question: Question, by: User) -> None:
    """Makes the proposed owner the owner. Raises Refusal for somebody of another organisation."""
    if not may_accept(by, question):
        raise Refusal(_("Only a member of the proposed organisation can accept this question."))
    question.owner_accepted_at = clock.now()
    question.changes.append(QuestionChange(what="owner_accepted", by_id=by.id))
    db.session.flush()


def state(question: Question, text: str, by: User) -> Statement:
    """Adds a statement "what we see". Raises Refusal when there are three already, or for words not to be quoted."""
    in_own_words(by, text)
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
    in_own_words(by, text)
    statement.question.changes.append(QuestionChange(what="statement_changed", by_id=by.id, note=statement.text))
    statement.text = text
    db.session.flush()


def remove_statement(statement: Statement, by: User) -> None:
    """Takes a statement away, with the quotes under it. Raises Refusal for the last one of a public question."""
    question = statement.question
    if question.is_public and len(question.statements) == 1:
        raise Refusal(
            _("This is the only statement of a public question. Word another one first, or take the question back.")
        )
    question.changes.append(QuestionChange(what="statement_removed", by_id=by.id, note=statement.text))
    question.statements.remove(statement)
    for position, left in enumerate(question.statements, start=1):
        left.position = position
    db.session.flush()


def quote(
    statement: Statement,
    contribution: Contribution,
    by: User,
    field: str,
    words: str,
    stance: Stance,
    start: int | None = None,
) -> Evidence:
    """Puts an exact quote under a statement. Raises Refusal when the source does not say these words.

    Only a field that this person may read can be quoted; the range is counted in characters of that field.
    Without a `start` it is the first place where the words stand.
    """
    start = place_of(words, contribution, by, field, start)
    known = [e for e in statement.evidence if e.contribution_id == contribution.id and e.quote == words]
    if known:
        known[0].stance, known[0].field, known[0].start, known[0].end = stance, field, start, start + len(words)
        return known[0]
    found = Evidence(
        contribution=contribution,
        stance=stance,
        field=field,
        start=start,
        end=start + len(words),
        quote=words,
        added_by_id=by.id,
    )
    statement.evidence.append(found)
    statement.question.changes.append(QuestionChange(what="quoted", by_id=by.id))
    db.session.flush()
    bring_news(statement.question, [found])
    return found


def place_of(words: str, contribution: Contribution, by: User, field: str, start: int | None) -> int:
    """Where these words stand in a field that this person may quote. Raises Refusal, saying why they cannot be."""
    if contribution.not_quoted:
        raise Refusal(_("The contributor does not want to be quoted. You can put the story there without words."))
    if field not in QUOTABLE or field not in fields_for(by, contribution):
        raise Refusal(_("This part of the text cannot be quoted."))
    source: str = getattr(disclosed(contribution, by), field)
    start = source.find(words) if start is None else start
    if not words.strip() or start < 0 or not source.startswith(words, start):
        raise Refusal(_("These words do not stand in the text like this. Copy them exactly, also the full stops."))
    if len(words) > LONGEST_QUOTE:
        raise Refusal(_("Make the quote shorter: at most %(most)d characters.", most=LONGEST_QUOTE))
    return start


def use(statement: Statement, contribution: Contribution, by: User, stance: Stance) -> Evidence:
    """Puts a contribution under a statement without its words. One that stands there already gets this stance.

    Raises Refusal for one that may be quoted: of that, the words are the evidence.
    """
    if not may_view(by, contribution) or may_quote(by, contribution):
        raise Refusal(_("This story may be quoted. Choose the words that say it."))
    known = [e for e in statement.evidence if e.contribution_id == contribution.id]
    if known:
        known[0].stance = stance
        return known[0]
    found = Evidence(
        contribution=contribution, stance=stance, field="facts", start=0, end=0, quote="", added_by_id=by.id
    )
    statement.evidence.append(found)
    statement.question.changes.append(QuestionChange(what="used", by_id=by.id))
    db.session.flush()
    bring_news(statement.question, [found])
    return found


def in_own_words(by: User, *texts: str) -> None:
    """Raises Refusal when one of these texts says word for word what somebody wrote who is not to be quoted.

    Only texts that this person may read are looked through, so that a refusal tells nothing else.
    """
    for text in texts:
        taken = words_taken_over(text, queries.words_not_to_quote(by))
        if taken:
            raise Refusal(
                _("“%(words)s” stands in a story that may not be quoted. Say it in your own words.", words=taken)
            )


def tell_who_quoted(contribution: Contribution) -> None:
    """Its contributor does not want to be quoted any more: whoever works on a question with it hears so."""
    for question in queries.questions_with(contribution):
        people = queries.working_on(question)
        working = [user for user in people if may_take_stock(user) and may_view(user, contribution)]
        messages.quote_out_of_view(working, question.slug)


def remove_quote(evidence: Evidence, by: User) -> None:
    evidence.statement.question.changes.append(QuestionChange(what="quote_removed", by_id=by.id))
    db.session.delete(evidence)
    db.session.flush()


def publish(question: Question, by: User) -> None:
    """Shows the question to everybody. Raises Refusal when it has no statement yet, or says words not to be quoted."""
    in_own_words(by, question.sentence, question.explanation, *(statement.text for statement in question.statements))
    if not question.statements:
        raise Refusal(_("Write at least one statement first: what do you see in the contributions?"))
    question.is_public = True
    question.changes.append(QuestionChange(what="published", by_id=by.id))
    db.session.flush()
    bring_news(question, [evidence for statement in question.statements for evidence in statement.evidence])


def bring_news(question: Question, quoted: Iterable[Evidence]) -> None:
    """Tells contributors that they are quoted where everybody reads it, once for each question.

    Who is quoted in a way that the public question does not show, is not told: there is nothing to see.
    """
    if not question.is_public:
        return
    for evidence in quoted:
        source = evidence.contribution
        shown = may_view(Visitor(), source) and (source.not_quoted or not queries.is_stale(evidence))
        is_news = shown and not queries.was_told_of(question, source)
        used = lazy("Your contribution is used under a question")
        subject = used if source.not_quoted else lazy("Your contribution is quoted under a question")
        if is_news and tell_contributor(source, subject):
            db.session.add(QuestionNews(question_id=question.id, contribution_id=source.id))
            db.session.flush()


def take_back(question: Question, by: User) -> None:
    """Shows the question to the members only again."""
    if question.is_public:
        question.is_public = False
        question.changes.append(QuestionChange(what="taken_back", by_id=by.id))
        db.session.flush()


def hold(question: Question, by: User) -> None:
    """Out of view for everybody but its makers, while somebody judges what was said about it."""
    if question.held_at is None:
        question.held_at = clock.now()
        question.changes.append(QuestionChange(what="held", by_id=by.id))
        db.session.flush()


def let_back(question: Question, by: User) -> None:
    if question.held_at is not None:
        question.held_at = None
        question.changes.append(QuestionChange(what="let_back", by_id=by.id))
        db.session.flush()
