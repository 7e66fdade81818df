"""The quotes under statements, as one person may see them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from app.accounts.models import Person, User, Visitor
from app.contributions.disclosure import View, disclosed
from app.contributions.models import Contribution
from app.contributions.permissions import may_view, read_at_the_desk_by
from app.contributions.permissions import visible_to as readable_by
from app.core.database import db, one
from app.core.errors import NotFound
from app.stocktaking.models import Evidence, Question, QuestionNews, Stance, Statement


@dataclass(frozen=True)
class Quote:
    """A piece of evidence as one person may see it. Withheld: it counts, but its contributor is not quoted."""

    id: int
    stance: Stance
    text: str
    source: View
    is_stale: bool
    contribution_id: int  # to count by, never shown
    is_withheld: bool = False


@dataclass(frozen=True)
class Seen:
    """A statement with the quotes that one person may read."""

    id: int
    text: str
    quotes: list[Quote]

    @property
    def counts(self) -> dict[Stance, int]:
        """How many of these quotes do what, in the order in which they stand; what none does is left out."""
        every = {stance: sum(quote.stance is stance for quote in self.quotes) for stance in Stance}
        return {stance: count for stance, count in every.items() if count}

    @property
    def is_one_sided(self) -> bool:
        """Whether there are quotes, and all of them support it: then somebody has to ask where it went otherwise."""
        return set(self.counts) == {Stance.SUPPORTS}


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
        return Quote(evidence.id, evidence.stance, "", shown, False, evidence.contribution_id, is_withheld=True)
    gone = is_stale(evidence)
    return Quote(evidence.id, evidence.stance, "" if gone else evidence.quote, source, gone, evidence.contribution_id)


def only_counted(source: View) -> View:
    """What a question page knows of somebody who is not quoted: the tags to count, and none of their words."""
    return View(source.id, source.kind, source.outcome, source.language, terms=source.terms, not_quoted=True)


def is_stale(evidence: Evidence) -> bool:
    """Whether the source no longer says what was quoted."""
    source: str = getattr(evidence.contribution, evidence.field)
    return source[evidence.start : evidence.end] != evidence.quote


def stands_under(used: Sequence[Evidence], contribution_id: int, words: str) -> bool:
    """Whether these words of this contribution are among the quotes."""
    return any(e.contribution_id == contribution_id and e.quote == words for e in used)


def words_not_to_quote(person: Person, in_public: bool) -> Iterator[str]:
    """The texts that this person may read, and nobody may quote; `in_public` also those that not everybody may read.

    To the last belongs what this person reads at the desk: before it is visible, under an embargo, or held.
    """
    texts = (
        *(Contribution.title, Contribution.facts, Contribution.lesson, Contribution.opinion),
        *(Contribution.condition, Contribution.went_wrong),
    )
    wanted = and_(readable_by(person), Contribution.not_quoted.is_(True))
    if in_public:
        read = or_(readable_by(person), read_at_the_desk_by(person))
        wanted = or_(wanted, and_(read, ~readable_by(Visitor())))
    for row in db.session.execute(select(*texts).where(wanted), execution_options={"yield_per": 500}):
        yield "\n".join(row)


def statement_used_last(person: Person) -> int | None:
    """The statement under which this person put a quote most recently."""
    last = Evidence.added_at.desc(), Evidence.id.desc()
    wanted = select(Evidence.statement_id).where(Evidence.added_by_id == person.id).order_by(*last).limit(1)
    return db.session.scalar(wanted)


def was_told_of(question: Question, contribution: Contribution) -> bool:
    """Whether the contributor heard already that this contribution is quoted under this question."""
    return db.session.get(QuestionNews, (question.id, contribution.id)) is not None


def evidence_to_remove(evidence_id: int, person: Person) -> Evidence:
    """A quote whose source this person may read; nobody else takes it away meanwhile.

    Raises NotFound: a hidden one leaves no trace here either.
    """
    found = one(select(Evidence).where(Evidence.id == evidence_id).with_for_update(of=Evidence))
    if not may_view(person, found.contribution):
        raise NotFound
    return found


def quoted_by(user: User) -> Sequence[Evidence]:
    return db.session.scalars(select(Evidence).where(Evidence.added_by_id == user.id).order_by(Evidence.id)).all()
