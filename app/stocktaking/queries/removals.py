"""What was taken away from a question and can be put back, as one person may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Person, User
from app.contributions.disclosure import View, disclosed
from app.contributions.models import Contribution
from app.contributions.permissions import visible_to as readable_by
from app.contributions.queries import with_what_is_shown
from app.core.database import db, number_of, one
from app.core.errors import NotFound
from app.core.security import fingerprint
from app.stocktaking.models import Question, QuestionChange, Removal, RemovedQuote, Stance, Statement
from app.stocktaking.permissions import visible_to
from app.stocktaking.queries.questions import hold_question

MOST_LISTED = 20


@dataclass(frozen=True)
class TakenAway:
    """A statement, with how many of its quotes this person may read; or one quote, of a story that they may read."""

    id: int
    at: datetime
    by: str  # empty when that person left
    statement: str  # what it said; empty for a quote
    number: int
    source: View | None  # of a quote
    stance: Stance | None
    words: str  # of the quote, as the story says them now; empty when it no longer does, or is not to be quoted


def taken_away(question_id: int, since: datetime, person: Person) -> list[TakenAway]:
    """The last things that can be put back, the newest first. A quote that this person may not read leaves no trace."""
    wanted = (
        select(Removal, User)
        .join(Removal.change)
        .outerjoin(Removal.statement)
        .outerjoin(User, User.id == QuestionChange.by_id)
        .where(belongs_to() == question_id, QuestionChange.at > since, Removal.undone_at.is_(None))
        .options(joinedload(Removal.change), selectinload(Removal.quotes))
    )
    rows = db.session.execute(wanted.order_by(Removal.id.desc())).tuples().all()
    views = views_of({quote.contribution_id for removal, _user in rows for quote in removal.quotes}, person)
    found = [seen(removal, user, views) for removal, user in rows]
    return [taken for taken in found if taken.statement or taken.source][:MOST_LISTED]


def belongs_to() -> ColumnElement[int]:
    """The question that something is put back at: that of the statement, which may have moved to another one."""
    return func.coalesce(Statement.question_id, QuestionChange.question_id)


def views_of(ids: set[int], person: Person) -> dict[int, View]:
    """These stories as far as this person may read them."""
    if not ids:
        return {}
    wanted = select(Contribution).where(Contribution.id.in_(ids), readable_by(person))
    read = db.session.scalars(wanted.options(*with_what_is_shown(in_few=True))).unique()
    return {contribution.id: disclosed(contribution, person) for contribution in read}


def seen(removal: Removal, user: User | None, views: dict[int, View]) -> TakenAway:
    readable = [quote for quote in removal.quotes if quote.contribution_id in views]
    change, by = removal.change, user.name if user else ""
    if removal.is_of_a_statement:
        return TakenAway(removal.id, change.at, by, change.note, len(readable), None, None, "")
    if not readable:
        return TakenAway(removal.id, change.at, by, "", 0, None, None, "")
    quote, source = readable[0], views[readable[0].contribution_id]
    return TakenAway(removal.id, change.at, by, "", 1, source, quote.stance, words_now(quote, source))


def words_now(quote: RemovedQuote, source: View) -> str:
    if source.not_quoted:
        return ""
    words: str = getattr(source, quote.field)[quote.start : quote.end]
    return words if fingerprint(words) == quote.words_hash else ""


def removal_by_id(removal_id: int, person: Person) -> tuple[Removal, Question]:
    """To put it back, and the question where it goes; nobody else changes what stands there meanwhile.

    Raises NotFound, also for a quote that this person may not read.
    """
    wanted = select(belongs_to()).select_from(Removal).join(Removal.change).outerjoin(Removal.statement)
    key = db.session.scalar(wanted.where(Removal.id == removal_id))
    question = hold_question(one(select(Question).where(Question.id == key, visible_to(person))))
    found = one(select(Removal).where(Removal.id == removal_id).with_for_update(of=Removal))
    if not found.is_of_a_statement and not views_of({quote.contribution_id for quote in found.quotes}, person):
        raise NotFound
    return found, question


def quotes_taken_from(statement: Statement) -> Sequence[Removal]:
    """The quotes that stood under this statement and can still be put back."""
    wanted = Removal.statement_id == statement.id, Removal.undone_at.is_(None)
    return db.session.scalars(select(Removal).where(*wanted)).all()


def waiting_within(removal: Removal) -> Sequence[Removal]:
    """The quotes that were taken away before the statement under which they stood was."""
    return db.session.scalars(select(Removal).where(Removal.within_id == removal.id)).all()


def quotes_removed_of(user: User) -> Sequence[RemovedQuote]:
    """What somebody quoted, and is taken away."""
    return db.session.scalars(select(RemovedQuote).where(RemovedQuote.added_by_id == user.id)).all()


def delete_removals_before(moment: datetime) -> int:
    old = select(QuestionChange.id).where(QuestionChange.at < moment)
    return number_of(db.session.execute(delete(Removal).where(Removal.change_id.in_(old))))
