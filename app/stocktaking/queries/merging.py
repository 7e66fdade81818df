"""Questions that went up in another one, and what stands with a question besides its statements."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person
from app.core.database import db, one
from app.stocktaking.models import (
    Answer,
    Decision,
    DeclinedOwner,
    Dissent,
    Evidence,
    Memo,
    Merge,
    Question,
    QuestionNews,
    Recognition,
    WaitingNews,
)
from app.stocktaking.permissions import in_view, leads_on, may_view, visible_to
from app.stocktaking.queries.sorting import heir_of, with_what_went_up_in

BESIDE: dict[str, Any] = {
    "answer": Answer,
    "decision": Decision,
    "declined": DeclinedOwner,
    "dissent": Dissent,
    "memo": Memo,
}


def now_part_of(slug: str, person: Person) -> Question | None:
    """The question that the one at this address went up in, if this person may read both; else None."""
    found = db.session.scalar(select(Question).where(Question.slug == slug, leads_on(person)))
    steps = 0
    while found is not None and found.merge is not None and steps < 50:
        found, steps = found.merge.into, steps + 1
    return found if steps and found is not None and may_view(person, found) else None


def heirs_among(ids: Collection[int], person: Person) -> dict[int, Question]:
    """Of these questions that went up in another one, by their keys: that one, where this person may read it."""
    heir = heir_of()
    wanted = select(heir.c.question_id, Question).join(Question, Question.id == heir.c.into_id)
    return dict(db.session.execute(wanted.where(heir.c.question_id.in_(ids), visible_to(person))).tuples().all())


def went_up_in(*question_ids: int) -> set[int]:
    """The keys of the questions that went up in one of these, or in one of those."""
    found: set[int] = set()
    last = set(question_ids)
    while last:
        last = set(db.session.scalars(select(Merge.question_id).where(Merge.into_id.in_(last)))) - found
        found |= last
    return found


def followed_here(question_id: int) -> set[int]:
    """The key of this question, and those of what went up in it that everybody could read: who follows one of these
    hears of it."""
    wanted = Question.id.in_(with_what_went_up_in(question_id)), in_view(Question)
    return {question_id, *db.session.scalars(select(Question.id).where(*wanted))}


def went_up_last(question_id: int) -> int:
    """The key of the question in which this one went up at last: of one that stands alone its own."""
    into = db.session.scalar(select(Merge.into_id).where(Merge.question_id == question_id))
    return question_id if into is None else went_up_last(into)


def merges_into(question: Question, since: datetime) -> Sequence[Merge]:
    """What went up in this question and can still be undone, the newest first."""
    wanted = select(Merge).where(Merge.into_id == question.id, Merge.at > since).options(joinedload(Merge.question))
    return db.session.scalars(wanted.order_by(Merge.at.desc(), Merge.id.desc())).all()


def merge_by_id(merge_id: int, person: Person) -> Merge:
    """A merge into a question that this person may read. Raises NotFound."""
    wanted = select(Merge).join(Question, Question.id == Merge.into_id).where(Merge.id == merge_id, visible_to(person))
    return one(wanted)


def is_merged_by(merge_id: int) -> bool:
    """Whether this merge still stands; asked once both questions are held."""
    return db.session.scalar(select(Merge.id).where(Merge.id == merge_id)) is not None


def beside(question: Question) -> dict[str, list[Any]]:
    """The rows that stand with a question besides its statements, by what they are."""
    return {
        name: list(db.session.scalars(select(model).where(model.question_id == question.id).order_by(model.id)))
        for name, model in BESIDE.items()
    }


def along_with(question: Question) -> dict[str, list[Any]]:
    """These, what was said of the question, and its news that waits: nobody tells that meanwhile."""
    said = select(Recognition).where(Recognition.question_id == question.id).order_by(Recognition.id)
    news = select(WaitingNews).where(WaitingNews.question_id == question.id).order_by(WaitingNews.id)
    found = {"recognition": said, "news": news.with_for_update(of=WaitingNews)}
    return beside(question) | {name: list(db.session.scalars(wanted)) for name, wanted in found.items()}


def evidence_called(ids: Sequence[int]) -> dict[int, Evidence]:
    rows = db.session.scalars(select(Evidence).where(Evidence.id.in_(ids)))
    return {evidence.id: evidence for evidence in rows}


def told_of(question: Question) -> set[int]:
    """The contributions whose contributors heard that they are used under this question."""
    wanted = select(QuestionNews.contribution_id).where(QuestionNews.question_id == question.id)
    return set(db.session.scalars(wanted))
