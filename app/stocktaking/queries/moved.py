"""Where the words of a question stand by now: members make one question of two, and two of one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select, union_all
from sqlalchemy.orm import selectinload

from app.core.database import db
from app.stocktaking.models import (
    Answer,
    Decision,
    DeclinedOwner,
    Dissent,
    Merge,
    Question,
    Removal,
    Statement,
    StoodUnder,
)
from app.stocktaking.queries.merging import went_up_in

# Who makes one question of two, or takes these apart, and who hides words wherever they stand, is alone at that: each
# of them holds several questions, and finds only by holding the one which others there are.
WHERE_WORDS_STAND = "where the words of questions stand"


def homes_of_words(ids: Collection[int], since: datetime) -> dict[int, set[int]]:
    """Of each of these questions the keys of those where its words stand: its own, the one that it went up in, and
    wherever the statements went that stood under it at the moment `since`.
    """
    homes = {key: {key} for key in ids}
    stood_then = select(func.min(StoodUnder.id)).where(StoodUnder.until >= since).group_by(StoodUnder.statement_id)
    stood = select(StoodUnder.question_id, Statement.question_id).join(StoodUnder.statement)
    wanted = StoodUnder.question_id.in_(ids), StoodUnder.id.in_(stood_then)
    for key, now in db.session.execute(stood.where(*wanted)).tuples():
        homes[key].add(now)
    into = dict(db.session.execute(select(Merge.question_id, Merge.into_id)).tuples().all())
    return {key: with_heirs(found, into) for key, found in homes.items()}


def earlier_homes(of: Statement | Removal) -> Sequence[StoodUnder]:
    """Where a statement stood before: one that stands somewhere, or one that waits in its removal."""
    wanted = StoodUnder.statement_id if isinstance(of, Statement) else StoodUnder.removal_id
    return db.session.scalars(select(StoodUnder).where(wanted == of.id)).all()


def with_heirs(ids: set[int], into: Mapping[int, int]) -> set[int]:
    found = set(ids)
    last = ids
    while last:
        last = {into[key] for key in last if key in into} - found
        found |= last
    return found


def texts_beside(ids: Collection[int]) -> dict[int, set[str]]:
    """Every text that members wrote beside the statements of each of these questions, and everybody reads with it."""
    columns = Answer.steps, Decision.body, Decision.reason, DeclinedOwner.reason, Dissent.text
    each = (select(column.class_.question_id, column).where(column.class_.question_id.in_(ids)) for column in columns)
    found: dict[int, set[str]] = {key: set() for key in ids}
    for key, text in db.session.execute(union_all(*each)).tuples():
        found[key].add(text)
    return found


def where_its_words_stand(question: Question, since: datetime) -> Sequence[Question]:
    """The question, and the others where its words stand by now."""
    return [question, *called(homes_of_words([question.id], since)[question.id] - {question.id})]


def where_its_words_are(question: Question, since: datetime) -> Sequence[Question]:
    """The question, where its words stand, and what went up in it."""
    return [question, *called(keys_of_its_words(question, since) - {question.id})]


def keys_of_its_words(question: Question, since: datetime) -> set[int]:
    return homes_of_words([question.id], since)[question.id] | went_up_in(question.id)


def judged_along_with(question: Question, since: datetime) -> Sequence[Question]:
    """These, and what is out of view along with the question."""
    return [question, *called(keys_judged_along_with(question, since) - {question.id})]


def keys_judged_along_with(question: Question, since: datetime) -> set[int]:
    found = keys_of_its_words(question, since)
    if question.held_at is None:
        return found
    return {*found, *db.session.scalars(select(Question.id).where(Question.held_at == question.held_at))}


def merges_since(question: Question, since: datetime) -> Sequence[Merge]:
    """By which this question, or another with its words, became one with one that stands alone: those by which the
    words went further first, and of these the newest.
    """
    ids = homes_of_words([question.id], since)[question.id]
    wanted = select(Merge).where(Merge.at >= since, or_(Merge.question_id.in_(ids), Merge.into_id.in_(ids)))
    alone = Merge.into_id.not_in(select(Merge.question_id))
    order = Merge.question_id.in_(ids).desc(), Merge.at.desc(), Merge.id.desc()
    return db.session.scalars(wanted.where(alone).order_by(*order)).all()


def called(ids: Collection[int]) -> Sequence[Question]:
    wanted = select(Question).where(Question.id.in_(ids)).options(selectinload(Question.statements))
    return db.session.scalars(wanted.order_by(Question.id)).all() if ids else []
