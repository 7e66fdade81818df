"""How much carries a term, counted over what somebody may find: nothing here tells of a text that is hidden."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select

from app.accounts.models import Person, Visitor
from app.challenges.queries import challenges, term_ids_of
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.core.database import db
from app.stocktaking.models import Evidence, Question, Statement
from app.stocktaking.permissions import visible_to
from app.taxonomy.models import Term
from app.taxonomy.queries import Word, vocabulary

AnyTerm = TypeVar("AnyTerm", Term, Word)


@dataclass(frozen=True)
class Reach:
    """What a change of a term touches, as far as somebody may see it."""

    contributions: int
    challenges: int
    questions: int  # with a quote of one of those contributions


def uses(terms: Iterable[Term | Word], person: Person) -> dict[int, int]:
    """For each term how many contributions carry it, or a term below it, among those that this person may find."""
    with catalogue(audience_of(person)) as known:
        return {term.id: len(known.holding(("term", term.id))) for term in terms}


def to_be_told(terms: Iterable[AnyTerm]) -> list[AnyTerm]:
    """All of them but additions that were undone, unless a text that everybody may find carries those."""
    found = list(terms)
    carried = uses([term for term in found if term.never_was], Visitor())
    return [term for term in found if not term.never_was or carried[term.id]]


def not_to_be_told() -> list[Word]:
    """The others of the vocabulary."""
    undone = [word for word in vocabulary() if word.never_was]
    told = to_be_told(undone) if undone else []
    return [word for word in undone if word not in told]


def reach_of(term: Term, person: Person) -> Reach:
    with catalogue(audience_of(person)) as known:
        carrying = known.holding(("term", term.id)).copy()
    tagged = term_ids_of(challenges(person))
    quoted = (
        select(Evidence.contribution_id, Statement.question_id)
        .join(Statement, Statement.id == Evidence.statement_id)
        .join(Question, Question.id == Statement.question_id)
        .where(visible_to(person))
    )
    rows = db.session.execute(quoted.distinct()).tuples()
    questions = {question for contribution, question in rows if contribution in carrying}
    return Reach(len(carrying), sum(term.id in ids for ids in tagged.values()), len(questions))
