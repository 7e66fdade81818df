"""What came of a question that went up in another one, and came along: an answer that was signed off, or a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.core.database import db
from app.stocktaking.models import Answer, Decision, Merge, News, Question
from app.stocktaking.permissions import for_everybody

KINDS = {News.ANSWERED: "answer", News.DECIDED: "decision"}


@dataclass(frozen=True)
class CameAlong:
    into_id: int  # the question that it came to
    what: News  # ANSWERED or DECIDED
    key: int  # of the answer or the decision; of several the last one


def came_along_since(moment: datetime) -> list[CameAlong]:
    """Where everybody can read it now; of each question that went up one of each kind, the oldest merge first.

    An answer that was signed off since it came along is an answer of the question where it stands.
    """
    wanted = select(Merge).join(Question, Question.id == Merge.into_id).where(for_everybody(), Merge.at >= moment)
    found = []
    for merge in db.session.scalars(wanted.order_by(Merge.id)):
        for what, name in KINDS.items():
            keys = [int(key) for key in merge.moved.get(name, {})]
            here = keys_here(what, keys, merge) if keys else []
            found += [CameAlong(merge.into_id, what, max(here))] if here else []
    return found


def keys_here(what: News, keys: Sequence[int], merge: Merge) -> Sequence[int]:
    """Which of these still stand where they came to."""
    if what is News.DECIDED:
        decided = Decision.id.in_(keys), Decision.question_id == merge.into_id
        return db.session.scalars(select(Decision.id).where(*decided)).all()
    signed = Answer.id.in_(keys), Answer.question_id == merge.into_id, Answer.signed_at < merge.at
    return db.session.scalars(select(Answer.id).where(*signed)).all()


def stands_at(question: Question, what: News, key: int) -> bool:
    """Whether this answer or decision, that came along, is (still) of this question."""
    model = Answer if what is News.ANSWERED else Decision
    return db.session.scalar(select(model.question_id).where(model.id == key)) == question.id


def came_from(what: News, key: int) -> tuple[set[int], set[int]]:
    """The keys of the questions that brought it along, one in the other; and of the one among them that it was of."""
    name = KINDS[what]
    merges = [merge for merge in db.session.scalars(select(Merge)) if str(key) in merge.moved.get(name, {})]
    through = {merge.question_id: merge.into_id for merge in merges}
    return set(through), through.keys() - set(through.values())
