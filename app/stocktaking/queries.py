"""Finding questions with the evidence that somebody may read, and counting the balance."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyroaring import BitMap
from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from app.accounts.models import Organisation, Person, User
from app.contributions.cards import cards
from app.contributions.disclosure import View, disclosed
from app.contributions.filters import Choice, choices, marks
from app.contributions.models import Contribution, Kind, Outcome
from app.contributions.permissions import audience_of, may_view
from app.contributions.permissions import visible_to as readable_by
from app.contributions.queries import catalogue, with_what_is_shown
from app.core import fulltext
from app.core.database import db, one
from app.core.dutch import query_terms
from app.core.errors import NotFound
from app.core.wording import language
from app.stocktaking.matrix import Matrix, Value, balance
from app.stocktaking.models import Evidence, Question, QuestionChange, QuestionNews, Stance, Statement
from app.stocktaking.permissions import for_everybody, visible_to
from app.taxonomy.models import Dimension, Term
from app.taxonomy.queries import names, top_terms, vocabulary

PAGE = 30  # contributions on a page of the workbench
AXES = {  # as the deal names them, and how an address does
    "theme": "thema",
    "phase": "fase",
    "barrier": "belemmering",
    "lever": "hefboom",
    "scale": "schaal",
    "kind": "soort",
    "outcome": "uitkomst",
}


@dataclass(frozen=True)
class Quote:
    """A piece of evidence as one person may see it. Withheld: it counts, but its contributor is not quoted."""

    id: int
    stance: Stance
    text: str
    source: View
    is_stale: bool
    is_withheld: bool = False


@dataclass(frozen=True)
class Seen:
    """A statement with the quotes that one person may read."""

    id: int
    text: str
    quotes: list[Quote]


@dataclass(frozen=True)
class Heap:
    """A page of what lies on the workbench, how many texts lie there, and how many of all are used nowhere."""

    views: list[View]
    not_quoted: set[str]  # the ids of those that may be used, but not quoted
    total: int
    unused: int
    page: int
    last: int


def question_by_slug(slug: str, person: Person) -> Question:
    """The question at this address. Raises NotFound when this person may not read it."""
    wanted = Question.slug == slug, visible_to(person)
    shown = selectinload(Question.statements).options(evidence_as_shown())
    return one(select(Question).where(*wanted).options(shown, selectinload(Question.changes)))


def statement_by_id(statement_id: int, person: Person) -> Statement:
    """A statement of a question that this person may read, with its evidence. Raises NotFound."""
    wanted = Statement.id == statement_id, visible_to(person)
    return one(select(Statement).join(Statement.question).where(*wanted).options(evidence_as_shown()))


def evidence_as_shown() -> Any:  # an option of a private type
    """Reads the evidence of statements with its sources, in a fixed number of selects."""
    sources = selectinload(Statement.evidence).selectinload(Evidence.contribution)
    return sources.options(*with_what_is_shown())  # type: ignore[arg-type]  # the same options, under a wider name


def questions(person: Person) -> Sequence[Question]:
    """The questions that this person may read, in the order of the alphabet: never of who came first."""
    shown = selectinload(Question.statements)
    return db.session.scalars(
        select(Question).where(visible_to(person)).options(shown).order_by(Question.sentence)
    ).all()


def seen_by(question: Question, person: Person, at_work: bool = False) -> list[Seen]:
    """The statements, each with the quotes whose source this person may read. The rest leaves no trace."""
    return [Seen(s.id, s.text, quotes_under(s, person, at_work)) for s in question.statements]


def quotes_under(statement: Statement, person: Person, at_work: bool = False) -> list[Quote]:
    """The quotes whose source this person may read: those that support first, then by title.

    Of a contributor who is not to be quoted it shows that there is one, last and once for each stance; who is
    `at_work` on the question sees which contribution it is, and every row of it.
    """
    readable = [e for e in statement.evidence if may_view(person, e.contribution)]
    quotes = [quote_of(e, disclosed(e.contribution, person), at_work) for e in readable]
    once = quotes if at_work else list({(q.stance, q.source.id) if q.is_withheld else q.id: q for q in quotes}.values())
    return sorted(once, key=rank)


def rank(quote: Quote) -> tuple[int, bool, str, str, str]:
    source = quote.source
    return list(Stance).index(quote.stance), quote.is_withheld, source.title, quote.text, source.id


def quote_of(evidence: Evidence, source: View, at_work: bool) -> Quote:
    """The quote. Without its words when the contributor is not to be quoted, or has taken them out of the text."""
    if source.not_quoted:
        shown = source if at_work else only_counted(source)
        return Quote(evidence.id, evidence.stance, "", shown, is_stale=False, is_withheld=True)
    gone = is_stale(evidence)
    return Quote(evidence.id, evidence.stance, "" if gone else evidence.quote, source, gone)


def only_counted(source: View) -> View:
    """What a question page knows of somebody who is not quoted: the tags to count, and none of their words."""
    return View(source.id, source.kind, source.outcome, source.language, terms=source.terms, not_quoted=True)


def is_stale(evidence: Evidence) -> bool:
    """Whether the source no longer says what was quoted."""
    source: str = getattr(evidence.contribution, evidence.field)
    return source[evidence.start : evidence.end] != evidence.quote


def questions_using(contribution: Contribution, person: Person) -> Sequence[Question]:
    """The questions under which this contribution is quoted, as far as this person may read them."""
    quoted = (
        select(Statement.question_id)
        .join(Evidence, Evidence.statement_id == Statement.id)
        .where(Evidence.contribution_id == contribution.id)
    )
    wanted = Question.id.in_(quoted), visible_to(person)
    return db.session.scalars(select(Question).where(*wanted).order_by(Question.sentence)).all()


def taken_question_slugs() -> set[str]:
    return set(db.session.scalars(select(Question.slug)))


def public_question_slugs() -> Sequence[str]:
    return db.session.scalars(select(Question.slug).where(for_everybody()).order_by(Question.slug)).all()


def helped_elsewhere(seen: Sequence[Seen]) -> list[tuple[str, int]]:
    """The levers of the quoted contributions that this person may read, with how many name each."""
    sources = {quote.source.id: quote.source for statement in seen for quote in statement.quotes}
    counts: dict[str, int] = {}
    for source in sources.values():
        for lever in source.levers:
            counts[lever.name] = counts.get(lever.name, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def for_the_workbench(
    person: Person, words: str, picked: Mapping[str, Sequence[Choice]], only_unused: bool, page: int
) -> Heap:
    """A page of the contributions to quote from that hold these words and pass these filters.

    A page beyond the end is the last page.
    """
    audience = audience_of(person)
    quoted = BitMap(db.session.scalars(select(Evidence.contribution_id).distinct()).all())
    with catalogue(audience) as known:
        unused = known.everything - quoted
        hits = known.matching(marks(picked)) & (unused if only_unused else known.everything)
        if words:
            hits = hits & fulltext.matches(audience.value, query_terms(words, names().marks))
        last = max(1, -(-len(hits) // PAGE))
        page = min(page, last)
        ids = known.page(hits, (page - 1) * PAGE, PAGE)
    return Heap(cards(ids, person), not_quoted_among(ids), len(hits), len(unused), page, last)


def not_quoted_among(ids: Sequence[int]) -> set[str]:
    wanted = Contribution.id.in_(ids), Contribution.not_quoted.is_(True)
    return set(db.session.scalars(select(Contribution.public_id).where(*wanted)))


def words_not_to_quote(person: Person) -> Iterator[str]:
    """The texts that this person may read, and nobody may quote."""
    texts = Contribution.title, Contribution.facts, Contribution.lesson, Contribution.opinion
    wanted = readable_by(person), Contribution.not_quoted.is_(True)
    for row in db.session.execute(select(*texts).where(*wanted), execution_options={"yield_per": 500}):
        yield "\n".join(row)


def working_on(question: Question) -> Sequence[User]:
    """Who worded something under this question, or put a quote there."""
    changed = select(QuestionChange.by_id).where(QuestionChange.question_id == question.id)
    quoted = select(Evidence.added_by_id).join(Statement).where(Statement.question_id == question.id)
    wanted = or_(User.id.in_(changed), User.id.in_(quoted))
    return db.session.scalars(select(User).where(wanted).order_by(User.id)).all()


def questions_with(contribution: Contribution) -> Sequence[Question]:
    """Every question under which it stands, whoever may read that."""
    found = select(Statement.question_id).join(Evidence).where(Evidence.contribution_id == contribution.id)
    return db.session.scalars(select(Question).where(Question.id.in_(found)).order_by(Question.id)).all()


def statement_used_last(person: Person) -> int | None:
    """The statement under which this person put a quote most recently."""
    last = Evidence.added_at.desc(), Evidence.id.desc()
    wanted = select(Evidence.statement_id).where(Evidence.added_by_id == person.id).order_by(*last).limit(1)
    return db.session.scalar(wanted)


def was_told_of(question: Question, contribution: Contribution) -> bool:
    """Whether the contributor heard already that this contribution is quoted under this question."""
    return db.session.get(QuestionNews, (question.id, contribution.id)) is not None


def evidence_by_id(evidence_id: int, person: Person) -> Evidence:
    """A quote whose source this person may read. Raises NotFound: a hidden one leaves no trace here either."""
    found = one(select(Evidence).where(Evidence.id == evidence_id))
    if not may_view(person, found.contribution):
        raise NotFound
    return found


def partners() -> Sequence[Organisation]:
    """The organisations that may own a question: the partners of the deal."""
    return db.session.scalars(
        select(Organisation).where(Organisation.is_partner.is_(True)).order_by(Organisation.name)
    ).all()


def terms_for_questions() -> dict[str, Sequence[Term]]:
    return {"kind": top_terms(Dimension.QUESTION_KIND), "route": top_terms(Dimension.ROUTE)}


def axis_values(axis: str, offered: dict[str, list[Choice]]) -> list[Value]:
    """The values of an axis of the balance, in the order of the vocabulary."""
    return [
        Value(name_of(choice), choice.mark, choice.name, choice.word)
        for choice in offered[AXES[axis]]
        if axis != "theme" or (choice.term is not None and choice.term.parent_id is None)
    ]


def name_of(choice: Choice) -> str:
    """A choice in the words of the page's language."""
    if choice.term is not None:
        return choice.term.name(language())
    facet, value = choice.mark
    return Kind(str(value)).label if facet == "kind" else Outcome(str(value)).label


def balance_of(person: Person, row_axis: str, column_axis: str, kinds: Sequence[Kind], with_stones: bool) -> Matrix:
    """The balance over what this person's audience may find."""
    offered = choices(vocabulary())
    rows, columns = axis_values(row_axis, offered), axis_values(column_axis, offered)
    with catalogue(audience_of(person)) as known:
        return balance(known, rows, columns, [kind.value for kind in kinds], with_stones)


def worded_by(user: User) -> Sequence[Question]:
    """The questions that somebody worded first."""
    return db.session.scalars(select(Question).where(Question.created_by_id == user.id).order_by(Question.id)).all()


def changes_by(user: User) -> Sequence[QuestionChange]:
    return db.session.scalars(
        select(QuestionChange).where(QuestionChange.by_id == user.id).order_by(QuestionChange.id)
    ).all()


def quoted_by(user: User) -> Sequence[Evidence]:
    return db.session.scalars(select(Evidence).where(Evidence.added_by_id == user.id).order_by(Evidence.id)).all()
