"""What was taken away from a question or worded otherwise and can be put back, as one person may see it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from app.accounts.models import Person, User
from app.contributions.disclosure import View, disclosed
from app.contributions.models import Contribution
from app.contributions.permissions import visible_to as readable_by
from app.contributions.queries import with_what_is_shown
from app.core.database import db, number_of, one
from app.core.errors import NotFound
from app.core.security import fingerprint
from app.stocktaking.models import (
    Answer,
    Decision,
    Question,
    QuestionChange,
    Removal,
    RemovedQuote,
    Replaced,
    Stance,
    Statement,
)
from app.stocktaking.permissions import may_put_back, visible_to
from app.stocktaking.queries.merging import went_up_in, went_up_last
from app.stocktaking.queries.questions import hold_question

HOMES = Statement.question_id, Answer.question_id, Decision.question_id
BESIDE = ("answer_dropped", "answer_changed", "memo_struck_out", "dissented", "dissent_withdrawn")
Row = TypeVarTuple("Row")


@dataclass(frozen=True)
class TakenAway:
    """A statement, with how many of its quotes this person may read; one quote, of a story that they may read; or what
    stood there before.
    """

    id: int
    what: str  # the step of the history
    at: datetime
    by: str  # empty when that person left
    statement: str  # what it said; empty for a quote
    number: int
    source: View | None  # of a quote
    stance: Stance | None
    words: str  # of the quote, as the story says them now; empty when it no longer does, or is not to be quoted
    was: Mapping[str, Any]  # what stood there before, by the names of the columns; empty for a statement or a quote
    whose: str = ""  # the organisation of an answer or a view; of a split the new question


def taken_away(question_id: int, since: datetime, person: Person) -> list[TakenAway]:
    """Everything that can be put back, the newest first. A quote that this person may not read leaves no trace."""
    wanted = (
        with_their_place(select(Removal, User))
        .outerjoin(User, User.id == QuestionChange.by_id)
        .where(is_put_back_at(question_id), QuestionChange.at > since, Removal.undone_at.is_(None))
        .where(~was_judged_since(question_id))
        .options(joinedload(Removal.change), selectinload(Removal.quotes))
        .options(contains_eager(Removal.replaced).joinedload(Replaced.organisation))
    )
    rows = db.session.execute(wanted.order_by(Removal.id.desc())).tuples().all()
    rows = [(removal, user) for removal, user in rows if may_put_back(person, removal)]
    views = views_of({quote.contribution_id for removal, _user in rows for quote in removal.quotes}, person)
    found = [seen(removal, user, views) for removal, user in rows]
    return [taken for taken in found if taken.statement or taken.source or taken.was]


def with_their_place(wanted: Select[*Row]) -> Select[*Row]:
    """With what each of them belongs to joined on, as far as it is there."""
    joined = wanted.select_from(Removal).join(Removal.change).outerjoin(Removal.statement)
    return joined.outerjoin(Removal.replaced).outerjoin(Replaced.answer).outerjoin(Replaced.decision)


def belongs_to() -> ColumnElement[int]:
    """The question that something is put back at: where what it belongs to stands, which may have moved."""
    return func.coalesce(*HOMES, QuestionChange.question_id)


def goes_along() -> ColumnElement[bool]:
    """What stood beside a question and stands nowhere now: when its question goes up in another, it is put back there.
    """
    return and_(QuestionChange.what.in_(BESIDE), *(home.is_(None) for home in HOMES))


def is_put_back_at(question_id: int) -> ColumnElement[bool]:
    """Where `place_of` says, for a whole list."""
    came_along = and_(goes_along(), QuestionChange.question_id.in_(went_up_in(question_id)))
    return or_(belongs_to() == question_id, came_along)


def was_judged_since(question_id: int) -> ColumnElement[bool]:
    """Whether a complaint about its question was taken up or settled after it: what was complained of stays away.

    Of the question that it is put back at now, and of the one where it was done.
    """
    judged = aliased(QuestionChange)
    about = or_(judged.question_id == question_id, judged.question_id == QuestionChange.question_id)
    return exists().where(about, judged.what.in_(("held", "let_back")), judged.id > QuestionChange.id)


def views_of(ids: set[int], person: Person) -> dict[int, View]:
    """These stories as far as this person may read them."""
    if not ids:
        return {}
    wanted = select(Contribution).where(Contribution.id.in_(ids), readable_by(person))
    read = db.session.scalars(wanted.options(*with_what_is_shown(in_few=True))).unique()
    return {contribution.id: disclosed(contribution, person) for contribution in read}


def seen(removal: Removal, user: User | None, views: dict[int, View]) -> TakenAway:
    readable = [quote for quote in removal.quotes if quote.contribution_id in views]
    change = removal.change
    told = removal.id, change.what, change.at, user.name if user else ""
    if removal.replaced is not None:
        organisation = removal.replaced.organisation
        whose = organisation.name if organisation else change.note if change.what == "split_off" else ""
        return TakenAway(*told, "", 0, None, None, "", removal.replaced.was, whose)
    if removal.is_of_a_statement:
        return TakenAway(*told, change.note, len(readable), None, None, "", {})
    if not readable:
        return TakenAway(*told, "", 0, None, None, "", {})
    quote, source = readable[0], views[readable[0].contribution_id]
    return TakenAway(*told, "", 1, source, quote.stance, words_now(quote, source), {})


def words_now(quote: RemovedQuote, source: View) -> str:
    if source.not_quoted:
        return ""
    words: str = getattr(source, quote.field)[quote.start : quote.end]
    return words if fingerprint(words) == quote.words_hash else ""


def removal_by_id(removal_id: int, person: Person) -> tuple[Removal, Question]:
    """To put it back, and the question where it goes; nobody else changes what stands there meanwhile.

    Raises NotFound, also for a quote that this person may not read, for what they may not put back, and for what said
    something before a complaint about it was judged.
    """
    question = one(select(Question).where(Question.id == place_of(removal_id), visible_to(person)))
    hold_question(question)
    wanted = select(Removal).join(Removal.change).where(Removal.id == removal_id, ~was_judged_since(question.id))
    found = one(wanted.with_for_update(of=Removal))
    is_of_a_quote = found.replaced is None and not found.is_of_a_statement
    if is_of_a_quote and not views_of({quote.contribution_id for quote in found.quotes}, person):
        raise NotFound
    if not may_put_back(person, found):
        raise NotFound
    return found, question


def place_of(removal_id: int) -> int | None:
    """The key of the question that it is put back at; None when there is no such removal."""
    wanted = with_their_place(select(belongs_to(), goes_along())).where(Removal.id == removal_id)
    key, along = db.session.execute(wanted).tuples().one_or_none() or (None, False)
    return went_up_last(key) if key is not None and along else key


def taken_from(statement: Statement) -> Sequence[Removal]:
    """The quotes that stood under this statement, and its earlier words, that can still be put back."""
    wanted = Removal.statement_id == statement.id, Removal.undone_at.is_(None)
    return db.session.scalars(select(Removal).where(*wanted)).all()


def waiting_within(removal: Removal) -> Sequence[Removal]:
    """What was taken away or worded otherwise before the statement, or the answer, that it belonged to was."""
    return db.session.scalars(select(Removal).where(Removal.within_id == removal.id)).all()


def wordings_of(answer: Answer) -> Sequence[Replaced]:
    """The earlier words of this answer that can still be put back."""
    wanted = Replaced.answer_id == answer.id, Removal.undone_at.is_(None)
    return db.session.scalars(select(Replaced).join(Replaced.removal).where(*wanted)).all()


def words_replaced_of(user: User) -> Sequence[tuple[datetime, str]]:
    """What somebody had worded, and was worded otherwise or taken away since: when, and the words."""
    wanted = or_(Replaced.wrote_id == user.id, Replaced.only_for_id == user.id)
    found = select(QuestionChange.at, Replaced.was).select_from(Replaced).join(Replaced.removal).join(Removal.change)
    rows = db.session.execute(found.where(wanted).order_by(Replaced.removal_id)).tuples()
    return [(at, was.get("steps") or was.get("text", "")) for at, was in rows if was]


def what_was_replaced() -> Sequence[tuple[int, Mapping[str, Any]]]:
    """Everything that stood there before, by the number of its removal. In the column an é is written otherwise."""
    return db.session.execute(select(Replaced.removal_id, Replaced.was)).tuples().all()


def quotes_removed_of(user: User) -> Sequence[RemovedQuote]:
    """What somebody quoted, and is taken away."""
    return db.session.scalars(select(RemovedQuote).where(RemovedQuote.added_by_id == user.id)).all()


def delete_removals_at(question_id: int) -> None:
    """All that could be put back at this question, or was done there."""
    here = or_(is_put_back_at(question_id), QuestionChange.question_id == question_id)
    ids = db.session.scalars(with_their_place(select(Removal.id)).where(here)).all()
    delete_removals(ids)


def delete_removals(ids: Collection[int]) -> None:
    """Nobody puts back any more what went by these, nor what was said before that."""
    db.session.execute(delete(Removal).where(or_(Removal.id.in_(ids), Removal.within_id.in_(ids))))


def delete_removals_before(moment: datetime, kept: Collection[int]) -> int:
    """How many that were; not those that are `kept`, by their keys."""
    old = select(QuestionChange.id).where(QuestionChange.at < moment)
    return number_of(db.session.execute(delete(Removal).where(Removal.change_id.in_(old), Removal.id.not_in(kept))))
