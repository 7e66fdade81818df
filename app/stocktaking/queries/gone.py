"""What questions said before, since a moment: what was worded otherwise there, or taken away."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select, update

from app.core.database import db
from app.stocktaking.models import Question, QuestionChange, Removal, Replaced, Statement, StoodUnder
from app.stocktaking.queries.merging import went_up_in
from app.stocktaking.queries.moved import texts_beside

# Steps by which words went. Those of the first row keep what a statement said in their note, the others only with what
# can be put back: "dissented" is one of them when an organisation had a view already.
NOTED = ("statement_changed", "statement_removed")
KEPT = ("reworded", "answer_changed", "answer_dropped", "decision_changed", "dissent_withdrawn")
WENT = (*NOTED, *KEPT, "dissented")
TEXTS = ("sentence", "explanation", "text", "steps", "body", "reason")  # by the names of the columns


@dataclass(frozen=True)
class Earlier:
    """One step by which words went: when, and what they were; None when nobody knows that any more."""

    at: datetime
    texts: frozenset[str] | None


def earlier_words(ids: Collection[int], since: datetime) -> list[Earlier]:
    """What went from these questions, and from their statements wherever these stood."""
    here = or_(QuestionChange.question_id.in_(ids), Statement.question_id.in_(ids))
    wanted = select(QuestionChange.what, QuestionChange.at, QuestionChange.note, Removal.id, Replaced.was)
    joined = wanted.select_from(QuestionChange).outerjoin(Removal, Removal.change_id == QuestionChange.id)
    found = joined.outerjoin(Removal.replaced).outerjoin(Removal.statement)
    rows = db.session.execute(found.where(here, QuestionChange.what.in_(WENT), QuestionChange.at >= since)).tuples()
    return [Earlier(at, texts_in(what, note, removal, was)) for what, at, note, removal, was in rows]


def texts_in(what: str, note: str, removal: int | None, was: dict[str, object] | None) -> frozenset[str] | None:
    """Of what was put back nothing went: what stood there meanwhile went by a step of its own."""
    if what in NOTED and note:
        return frozenset({note})
    if removal is None and (what in KEPT or what in NOTED):
        return None
    return frozenset(text for name in TEXTS if isinstance(text := (was or {}).get(name), str) and text)


def texts_standing(ids: Collection[int]) -> set[str]:
    """Every text that members wrote and that is read with one of these questions."""
    said = select(Question.sentence, Question.explanation).where(Question.id.in_(ids))
    stated = select(Statement.text).where(Statement.question_id.in_(ids))
    found = {text for row in db.session.execute(said).tuples() for text in row}
    beside = (text for texts in texts_beside(ids).values() for text in texts)
    return {*found, *db.session.scalars(stated), *beside} - {""}


def where_words_stood(ids: Collection[int]) -> set[int]:
    """The keys of these questions, of what went up in them, and of those under which their statements stood before:
    also the statements that were taken away there and can still be put back.
    """
    removed_here = select(Removal.id).join(Removal.change).where(QuestionChange.question_id.in_(ids))
    stated_here = select(Statement.id).where(Statement.question_id.in_(ids))
    came = or_(StoodUnder.statement_id.in_(stated_here), StoodUnder.removal_id.in_(removed_here))
    before = set(db.session.scalars(select(StoodUnder.question_id).where(came)))
    return {*ids, *before}.union(*(went_up_in(key) for key in ids))


def forget_notes(ids: Collection[int], texts: Collection[str]) -> None:
    """The steps of these questions stay, without what a statement said before."""
    said = QuestionChange.question_id.in_(ids), QuestionChange.what.in_(NOTED), QuestionChange.note.in_(texts)
    db.session.execute(update(QuestionChange).where(*said).values(note=""))
