"""Putting exact words of a contribution under a statement."""

from collections.abc import Iterable

from app.accounts.models import User
from app.contributions.disclosure import disclosed
from app.contributions.models import Contribution
from app.contributions.permissions import fields_for, may_quote, may_view
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.stocktaking import messages, queries
from app.stocktaking.models import Evidence, Question, QuestionChange, Stance, Star, Statement
from app.stocktaking.operations.news import bring_quoted
from app.stocktaking.permissions import may_take_stock
from app.stocktaking.sentences import QUOTABLE
from app.stocktaking.verbatim import words_taken_over
from app.stocktaking.words import STANCE_NAMES

LONGEST_QUOTE = 600  # characters


class StandsThere(Refusal):
    """The words stand under the statement already, and do something else there. `mark` says which and what."""

    def __init__(self, known: Evidence) -> None:
        self.mark = mark_of(known)
        super().__init__(
            _(
                "This stands under the statement already: %(what)s. Do you want to change that? Then press once more.",
                what=STANCE_NAMES[known.stance],
            )
        )


def mark_of(known: Evidence) -> str:
    """Which piece of evidence this is, and what it does: changes when somebody lets it do something else."""
    return f"{known.id}-{known.stance}"


def quote(
    statement: Statement,
    contribution: Contribution,
    by: User,
    field: str,
    words: str,
    stance: Stance,
    start: int | None = None,
    seen: str = "",
) -> Evidence:
    """Puts an exact quote under a statement. Raises Refusal when the source does not say these words.

    Only a field that this person may read can be quoted; the range is counted in characters of that field.
    Without a `start` it is the first place where the words stand. Words that stand under the statement already do
    something else there only for who has `seen` the mark of what they did: else raises StandsThere.
    """
    start = place_of(words, contribution, by, field, start)
    known = [e for e in statement.evidence if e.contribution_id == contribution.id and e.quote == words]
    if known:
        change_stance(known[0], stance, seen)
        known[0].field, known[0].start, known[0].end = field, start, start + len(words)
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
    bring_quoted(statement.question, [found])
    return found


def quote_star(statement: Statement, star: Star, contribution: Contribution, by: User, stance: Stance) -> Evidence:
    """Puts a starred sentence under a statement. The caller holds the contribution.

    Pressed twice it is one quote. Raises Refusal when the text says it otherwise by now, and when somebody else put
    the sentence under this question in another way.
    """
    shining = queries.starred(disclosed(contribution, by), [star])
    if not shining:
        raise Refusal(_("The contributor changed the text in the meantime. Look at it again, and choose once more."))
    words = shining[0][1]
    for other in statement.question.statements:
        known = [e for e in other.evidence if e.contribution_id == contribution.id and e.quote == words]
        if known and other is statement and known[0].stance is stance:
            return known[0]
        if known:
            raise Refusal(_("Somebody put this sentence under the question in the meantime. See where it stands now."))
    return quote(statement, contribution, by, star.field, words, stance, star.start)


def change_stance(known: Evidence, stance: Stance, seen: str) -> None:
    """Lets what stands there do this. Raises StandsThere when it does something else than this member has seen."""
    if known.stance is not stance and mark_of(known) != seen:
        raise StandsThere(known)
    known.stance = stance


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


def use(statement: Statement, contribution: Contribution, by: User, stance: Stance, seen: str = "") -> Evidence:
    """Puts a contribution under a statement without its words. One that stands there already: as with a quote.

    Raises Refusal for one that may be quoted: of that, the words are the evidence.
    """
    if not may_view(by, contribution) or may_quote(by, contribution):
        raise Refusal(_("This story may be quoted. Choose the words that say it."))
    known = [e for e in statement.evidence if e.contribution_id == contribution.id]
    if known:
        change_stance(known[0], stance, seen)
        return known[0]
    found = Evidence(
        contribution=contribution, stance=stance, field="facts", start=0, end=0, quote="", added_by_id=by.id
    )
    statement.evidence.append(found)
    statement.question.changes.append(QuestionChange(what="used", by_id=by.id))
    db.session.flush()
    bring_quoted(statement.question, [found])
    return found


def in_own_words(by: User, *texts: str, in_public: bool = False) -> None:
    """Raises Refusal when one of these texts says word for word what somebody wrote who is not to be quoted.

    `in_public`, where everybody reads the text, neither is a story that not everybody may read.
    Only stories that this person may read are looked through, so that a refusal tells nothing else.
    """
    taken = words_taken_over(texts, queries.words_not_to_quote(by, in_public))
    if taken:
        raise Refusal(
            _("“%(words)s” stands in a story that may not be quoted here. Say it in your own words.", words=taken)
        )


def in_own_words_at(question: Question, by: User, *texts: str) -> None:
    """The same for what everybody reads who reads this question; nobody publishes it meanwhile. Raises Refusal."""
    queries.hold_question(question)
    in_own_words(by, *texts, in_public=question.is_public)


def tell_who_quoted(contribution: Contribution) -> None:
    """Its contributor does not want to be quoted any more: whoever works on a question with it hears so."""
    for question in queries.questions_with(contribution):
        people = queries.working_on(question)
        working = [user for user in people if may_take_stock(user) and may_view(user, contribution)]
        messages.quote_out_of_view(working, question.slug)


def put_under(target: Statement, evidence: Iterable[Evidence]) -> list[Evidence]:
    """Moves these quotes to another statement; those that moved. One that stands there already stays where it was."""
    known = {(e.contribution_id, e.quote) for e in target.evidence}
    moved = [e for e in evidence if (e.contribution_id, e.quote) not in known]
    for found in moved:
        found.statement = target
    return moved
