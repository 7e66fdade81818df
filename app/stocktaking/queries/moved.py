"""Where the words of a question stand by now: members make one question of two, and two of one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select, union_all
from sqlalchemy.orm import selectinload

from app.core.database import db
from app.stocktaking.models import (
    Answer,
    Decision,
    DeclinedOwner,
    Dissent,
    Merge,
    Question,
    QuestionChange,
    Removal,
    Replaced,
    Statement,
)
from app.stocktaking.queries.merging import went_up_in


def homes_of_words(ids: Collection[int], since: datetime) -> dict[int, set[int]]:
    """Of each of these questions the keys of those where its words stand: its own, the one that it went up in, and
    what was split off `since`, wherever its statements went from there.
    """
    homes, left = split_off(ids, since)
    found = select(Merge.question_id, Merge.into_id, Merge.moved)
    merges = {key: (into, moved) for key, into, moved in db.session.execute(found).tuples()}
    for key in homes.keys() & merges.keys():
        left[key] |= {int(statement) for statement in merges[key][1].get("statement", {})}
    stands = select(Statement.id, Statement.question_id).where(
        Statement.id.in_({one for ids in left.values() for one in ids})
    )
    now = dict(db.session.execute(stands).tuples().all()) if any(left.values()) else {}
    into = {key: merge[0] for key, merge in merges.items()}
    return {
        key: with_heirs(home | {now[statement] for statement in left[key] if statement in now}, into)
        for key, home in homes.items()
    }


def split_off(ids: Collection[int], since: datetime) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Of each of these questions its own key and those of what was split off, and the keys of the statements in it."""
    wanted = select(QuestionChange.question_id, Replaced.split_off_id, Replaced.was).select_from(Replaced)
    wanted = wanted.join(Replaced.removal).join(Removal.change)
    wanted = wanted.where(QuestionChange.question_id.in_(ids), QuestionChange.at >= since, Removal.undone_at.is_(None))
    made, left = {key: {key} for key in ids}, {key: set[int]() for key in ids}
    for key, other, was in db.session.execute(wanted.where(Replaced.split_off_id.is_not(None))).tuples():
        made[key] |= {other} if other is not None else set()
        left[key] |= {int(statement) for statement in was["statements"]}
    return made, left


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


def judged_along_with(question: Question, since: datetime) -> Sequence[Question]:
    """The question, where its words stand, what went up in it, and what is out of view along with it."""
    ids = homes_of_words([question.id], since)[question.id] | went_up_in(question.id)
    if question.held_at is not None:
        ids |= set(db.session.scalars(select(Question.id).where(Question.held_at == question.held_at)))
    return [question, *called(ids - {question.id})]


def called(ids: Collection[int]) -> Sequence[Question]:
    wanted = select(Question).where(Question.id.in_(ids)).options(selectinload(Question.statements))
    return db.session.scalars(wanted.order_by(Question.id)).all() if ids else []
