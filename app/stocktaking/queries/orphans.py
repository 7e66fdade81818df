"""What hangs loose: questions and statements without evidence, owners that are late, quotes that fell away.

Over what one person may read: evidence out of their sight counts as none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager

from app.accounts.models import Person, Visitor
from app.contributions.models import Contribution
from app.contributions.permissions import audience_of
from app.contributions.permissions import visible_to as readable_by
from app.contributions.queries import catalogue
from app.core.database import db
from app.stocktaking.models import Evidence, Laid, Question, Statement
from app.stocktaking.queries.evidence import is_stale
from app.stocktaking.queries.heap import loose_in, places_laid, used_somewhere
from app.stocktaking.queries.questions import questions


@dataclass(frozen=True)
class Orphans:
    """Each list in the order of the alphabet; and how many cases belong to no question, by where they lie."""

    without_statement: list[Question]
    without_evidence: list[Question]
    bare_statements: list[tuple[Question, Statement]]
    loose: dict[Laid, int]
    in_no_question: int  # of all these together: the voices of one case may lie in two places
    overdue: list[Question]
    unseen: list[Question]  # public, and whoever is not signed in sees no quote under it
    changed: list[Question]  # public, with a quote that its source no longer says

    def __bool__(self) -> bool:
        lists = (self.without_statement, self.without_evidence, self.bare_statements, self.overdue)
        return any((*lists, self.unseen, self.changed, self.in_no_question))


def orphans(person: Person, today: date) -> Orphans:
    found = questions(person)
    carrying = statements_with_evidence(readable_by(person))
    for_all = statements_with_evidence(readable_by(Visitor()))
    stated = [question for question in found if question.statements]
    bare = [(question, s) for question in stated for s in question.statements if s.id not in carrying]
    without = [question for question in stated if not any(s.id in carrying for s in question.statements)]
    public = [question for question in stated if question.is_public and question not in without]
    loose, in_all = in_no_question(person)
    return Orphans(
        without_statement=[question for question in found if not question.statements],
        without_evidence=without,
        bare_statements=[(question, statement) for question, statement in bare if question not in without],
        loose=loose,
        in_no_question=in_all,
        overdue=[question for question in found if question.is_overdue(today)],
        unseen=[question for question in public if not any(s.id in for_all for s in question.statements)],
        changed=with_changed_quotes(public, person),
    )


def statements_with_evidence(readable: ColumnElement[bool]) -> set[int]:
    """The ids of the statements under which a contribution stands that may be read."""
    wanted = select(Evidence.statement_id).join(Evidence.contribution).where(readable).distinct()
    return set(db.session.scalars(wanted))


def with_changed_quotes(public: Sequence[Question], person: Person) -> list[Question]:
    """Of these questions the ones with a quote that its source no longer says, as far as this person may read it."""
    ids = [question.id for question in public]
    quoted = Statement.question_id.in_(ids), readable_by(person), Contribution.not_quoted.is_(False)
    wanted = select(Evidence, Statement.question_id).join(Evidence.contribution).join(Evidence.statement)
    rows = db.session.execute(wanted.where(*quoted).options(contains_eager(Evidence.contribution))).tuples()
    changed = {question_id for evidence, question_id in rows if is_stale(evidence)}
    return [question for question in public if question.id in changed]


def in_no_question(person: Person) -> tuple[dict[Laid, int], int]:
    """How many cases that this person may find belong to no question: by where their texts lie, and in all."""
    used, places = used_somewhere(), places_laid()
    with catalogue(audience_of(person)) as known:
        loose = loose_in(known, used, places)
        return {laid: known.number(found) for laid, found in loose.items() if laid}, known.number(loose[None])
