"""What questions said before, since a moment: what was worded otherwise there, or taken away."""

from collections.abc import Collection, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, union_all, update

from app.core.database import db
from app.stocktaking.gone import Gone
from app.stocktaking.models import Merge, Question, QuestionChange, Removal, Replaced, Statement, StoodUnder
from app.stocktaking.queries.merging import went_up_in
from app.stocktaking.queries.moved import texts_beside

# Steps by which words went. Those of the first row keep what a statement said in their note, the others only with what
# can be put back: "dissented" is one of them when an organisation had a view already.
NOTED = ("statement_changed", "statement_removed")
RECORDED = ("decided", "decision_changed")  # their note says by which body, and stays when that is worded otherwise
KEPT = ("reworded", "answer_changed", "answer_dropped", "decision_changed", "dissent_withdrawn")
WENT = (*NOTED, *KEPT, "dissented")
TEXTS = ("sentence", "explanation", "text", "steps", "body", "reason")  # by the names of the columns


@dataclass(frozen=True)
class Earlier:
    """One step by which words went, by its key, and what they were; None when nobody knows that any more."""

    step: int
    texts: frozenset[str] | None


def taken_away_elsewhere(ids: Collection[int], since: datetime) -> dict[int, int]:
    """The statements that stood under one of these questions at the moment `since`, moved, and were taken away where
    they had come: the key of each removal, with that of the question where it was done.
    """
    stood_then = select(func.min(StoodUnder.id)).where(StoodUnder.until >= since, StoodUnder.removal_id.is_not(None))
    wanted = select(Removal.id, QuestionChange.question_id).join(Removal.change)
    wanted = wanted.join(StoodUnder, StoodUnder.removal_id == Removal.id).where(StoodUnder.question_id.in_(ids))
    here = StoodUnder.id.in_(stood_then.group_by(StoodUnder.removal_id))
    return dict(db.session.execute(wanted.where(here, Removal.undone_at.is_(None))).tuples().all())


def earlier_words(ids: Collection[int], since: datetime, removals: Collection[int]) -> list[Earlier]:
    """What went from these questions, and from their statements wherever these stood; and by these `removals`."""
    wanted = select(QuestionChange, Removal.id, Replaced.was).select_from(QuestionChange)
    joined = wanted.outerjoin(Removal, Removal.change_id == QuestionChange.id).outerjoin(Removal.replaced)
    found = joined.outerjoin(Removal.statement).where(*words_went(ids, since, removals))
    rows = db.session.execute(found).tuples()
    return [Earlier(change.id, texts_in(change, removal, was)) for change, removal, was in rows]


def words_went(ids: Collection[int], since: datetime, removals: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    """Of a step, with its removal and the statement of that joined on, whether words went by it there."""
    there = or_(Removal.id.in_(removals), Removal.within_id.in_(removals))
    here = or_(QuestionChange.question_id.in_(ids), Statement.question_id.in_(ids), there)
    return here, QuestionChange.what.in_(WENT), QuestionChange.at >= since


def removals_to_judge(ids: Collection[int], since: datetime) -> set[int]:
    """The keys of what was kept of the words that went from these questions since then."""
    wanted = select(Removal.id).join(Removal.change).outerjoin(Removal.statement)
    return set(db.session.scalars(wanted.where(*words_went(ids, since, taken_away_elsewhere(ids, since)))))


def texts_merged_away(question: Question, since: datetime) -> set[str]:
    """What nobody reads any more because the question went up in another one `since` somebody complained of it."""
    if question.merge is None or question.merge.at < since:
        return set()
    return {question.sentence, question.explanation, *(left.text for left in question.statements)} - {""}


def what_went(ids: Collection[int], stood: Set[int], since: datetime, merged_away: Collection[str]) -> Gone:
    """What these questions, see `judged_along_with`, no longer say since then, and what was `merged_away`. Their words
    `stood` at the questions with these keys: see `where_words_stood`."""
    elsewhere = taken_away_elsewhere(ids, since)
    found = earlier_words(ids, since, elsewhere)
    at = {*stood, *elsewhere.values()}
    texts = [one.texts for one in found if one.texts is not None]
    stands = texts_standing(at)
    return Gone(
        at=frozenset(at),
        texts=frozenset[str](merged_away).union(*texts) - stands,
        stands=frozenset(stands),
        is_unsure=any(one.texts is None for one in found),
        removals=frozenset(elsewhere),
        steps=frozenset(one.step for one in found),
    )


def texts_in(change: QuestionChange, removal: int | None, was: dict[str, object] | None) -> frozenset[str] | None:
    """Of what was put back nothing went: what stood there meanwhile went by a step of its own. Nor did anything go that
    did not go already by another decision: that took it along.
    """
    if change.what in NOTED and change.note:
        return frozenset({change.note})
    if removal is None and (change.what in KEPT or change.what in NOTED):
        return frozenset() if change.is_settled else None
    return frozenset(text for name in TEXTS if isinstance(text := (was or {}).get(name), str) and text)


def sentences_reworded(steps: Collection[int]) -> set[int]:
    """Which questions say another sentence by one of these steps, as far as anybody knows."""
    wanted = QuestionChange.id.in_(steps), QuestionChange.what == "reworded"
    found = select(QuestionChange.question_id, Replaced.was).select_from(Replaced).join(Replaced.removal)
    rows = db.session.execute(found.join(Removal.change).where(*wanted)).tuples()
    return {key for key, was in rows if "sentence" in was}


def texts_standing(ids: Collection[int]) -> set[str]:
    """Every text that members wrote and that is read with one of these questions; of one that went up in another one
    nobody reads its sentence any more, nor the statements that did not move along."""
    alone = Question.id.not_in(select(Merge.question_id))
    said = (select(column).where(Question.id.in_(ids), alone) for column in (Question.sentence, Question.explanation))
    stated = select(Statement.text).join(Statement.question).where(Statement.question_id.in_(ids), alone)
    beside = (text for texts in texts_beside(ids).values() for text in texts)
    return {*db.session.scalars(union_all(*said, stated)), *beside} - {""}


def where_words_stood(ids: Collection[int]) -> set[int]:
    """The keys of these questions, of what went up in them, and of those under which their statements stood before:
    also the statements that were taken away there and can still be put back.
    """
    removed_here = select(Removal.id).join(Removal.change).where(QuestionChange.question_id.in_(ids))
    stated_here = select(Statement.id).where(Statement.question_id.in_(ids))
    came = or_(StoodUnder.statement_id.in_(stated_here), StoodUnder.removal_id.in_(removed_here))
    before = set(db.session.scalars(select(StoodUnder.question_id).where(came)))
    return {*ids, *before, *went_up_in(*ids)}


def note_as_settled(steps: Collection[int]) -> None:
    db.session.execute(update(QuestionChange).where(QuestionChange.id.in_(steps)).values(is_settled=True))


def forget_notes(gone: Gone) -> None:
    """The steps of these questions stay, without what went: what a statement said before, or by which body."""
    noted = QuestionChange.what.in_((*NOTED, *RECORDED)), QuestionChange.note != ""
    for change in db.session.scalars(select(QuestionChange).where(QuestionChange.question_id.in_(gone.at), *noted)):
        if gone.reaches(change.note):
            change.note = ""
    db.session.flush()
