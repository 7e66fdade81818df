"""What came of a question, as one person may read it: answers, decisions, and who did not take it on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Membership, Organisation, Person, User
from app.contributions.cards import Card, cards_to
from app.contributions.disclosure import View
from app.contributions.models import Contribution
from app.contributions.permissions import visible_to as readable_by
from app.core.database import db, one
from app.stocktaking.models import Answer, Decision, DeclinedOwner, Evidence, Question, Reach, Statement
from app.stocktaking.permissions import MAKERS, visible_to


@dataclass(frozen=True)
class AnswerSeen:
    """An answer with those of its sources that one person may read; of who is not to be quoted only how many."""

    id: int
    organisation: str
    reach: Reach
    route: str | None
    steps: str
    at: datetime
    signed_at: datetime | None
    version: int
    sources: list[View]
    withheld: int


def answers_to(question: Question, person: Person, known: Sequence[Card] | None = None) -> list[AnswerSeen]:
    """The answers over time, the newest first, each with what this person may read of its evidence.

    A page that has looked up the texts with this question gives these as `known`.
    """
    whole = joinedload(Answer.organisation), joinedload(Answer.sources)
    wanted = select(Answer).where(Answer.question_id == question.id).options(*whole)
    found = db.session.scalars(wanted.order_by(Answer.at.desc(), Answer.id.desc())).unique().all()
    used = {source.contribution_id for answer in found for source in answer.sources}
    if known is None:
        known = cards_to(person, Contribution.id.in_(used)) if used else ()
    readable = {card.id: card for card in known}
    return [seen(answer, readable) for answer in found]


def seen(answer: Answer, readable: Mapping[int, Card]) -> AnswerSeen:
    sources = [readable[source.contribution_id] for source in answer.sources if source.contribution_id in readable]
    quotable = (card.view for card in sources if not card.not_quoted)
    shown = sorted(quotable, key=lambda view: (view.title, view.id))
    facts = {name: getattr(answer, name) for name in ("id", "reach", "route", "steps", "at", "signed_at", "version")}
    hidden = len(sources) - len(shown)
    return AnswerSeen(organisation=answer.organisation.name, sources=shown, withheld=hidden, **facts)


def answer_by_id(answer_id: int, person: Person) -> Answer:
    """An answer to a question that this person may read. Raises NotFound."""
    wanted = Answer.id == answer_id, visible_to(person)
    shown = joinedload(Answer.question), joinedload(Answer.organisation), selectinload(Answer.sources)
    return one(select(Answer).join(Answer.question).where(*wanted).options(*shown))


def has_signed_answer(question: Question) -> bool:
    wanted = Answer.question_id == question.id, Answer.signed_at.is_not(None)
    return db.session.scalar(select(Answer.id).where(*wanted).limit(1)) is not None


def signed_last(question: Question) -> Answer | None:
    """The answer to this question that was signed off last."""
    wanted = select(Answer).where(Answer.question_id == question.id, Answer.signed_at.is_not(None))
    return db.session.scalar(wanted.order_by(Answer.signed_at.desc(), Answer.id.desc()).limit(1))


def sources_called(public_ids: Sequence[str], person: Person) -> Sequence[Contribution]:
    """Of these contributions the ones that this person may read, in the order of their numbers."""
    wanted = Contribution.public_id.in_(public_ids), readable_by(person)
    return db.session.scalars(select(Contribution).where(*wanted).order_by(Contribution.id)).all()


def names_of_sources(ids: Collection[int], person: Person) -> dict[int, str]:
    """The public ids of those contributions that this person may read, by their numbers."""
    wanted = Contribution.id.in_(ids), readable_by(person)
    return dict(db.session.execute(select(Contribution.id, Contribution.public_id).where(*wanted)).tuples().all())


def quoted_under(question: Question, person: Person) -> list[tuple[str, str]]:
    """The contributions under this question that this person may read: the public id and the title of each."""
    used = select(Evidence.contribution_id).join(Statement).where(Statement.question_id == question.id)
    wanted = Contribution.id.in_(used), readable_by(person)
    rows = db.session.execute(select(Contribution.public_id, Contribution.title).where(*wanted)).tuples()
    return sorted(rows, key=lambda row: (row[1], row[0]))


def decisions_about(question: Question) -> Sequence[Decision]:
    """The decisions, the newest first."""
    wanted = select(Decision).where(Decision.question_id == question.id)
    return db.session.scalars(wanted.order_by(Decision.on.desc(), Decision.id.desc())).all()


def decision_by_id(decision_id: int, person: Person) -> Decision:
    """A decision about a question that this person may read. Raises NotFound."""
    wanted = Decision.id == decision_id, visible_to(person)
    return one(select(Decision).join(Decision.question).where(*wanted).options(joinedload(Decision.question)))


def declined_by(question: Question) -> Sequence[DeclinedOwner]:
    """The organisations that said no, the newest first; not asked for where the history knows of none."""
    if {change.what for change in question.changes}.isdisjoint(("owner_declined", "merged")):
        return []
    wanted = select(DeclinedOwner).where(DeclinedOwner.question_id == question.id)
    shown = wanted.options(joinedload(DeclinedOwner.organisation))
    return db.session.scalars(shown.order_by(DeclinedOwner.at.desc(), DeclinedOwner.id.desc())).all()


def members_of(organisation: Organisation) -> Sequence[User]:
    """Who takes stock for this organisation now."""
    acting = Membership.role.in_(MAKERS), Membership.ended_at.is_(None)
    chosen = select(Membership.user_id).where(Membership.organisation_id == organisation.id, *acting)
    wanted = User.id.in_(chosen), User.closed_at.is_(None)
    return db.session.scalars(select(User).where(*wanted).order_by(User.id)).all()


def texts_of_answers(question: Question) -> list[str]:
    """Every text that was written about what came of it, and that everybody reads who reads the question."""
    steps = db.session.scalars(select(Answer.steps).where(Answer.question_id == question.id)).all()
    decided = [text for found in decisions_about(question) for text in (found.body, found.reason)]
    return [*steps, *decided, *(found.reason for found in declined_by(question))]


def answers_by(user: User) -> Sequence[Answer]:
    return db.session.scalars(select(Answer).where(Answer.by_id == user.id).order_by(Answer.id)).all()


def signed_by(user: User) -> Sequence[Answer]:
    return db.session.scalars(select(Answer).where(Answer.signed_by_id == user.id).order_by(Answer.id)).all()


def decisions_by(user: User) -> Sequence[Decision]:
    return db.session.scalars(select(Decision).where(Decision.by_id == user.id).order_by(Decision.id)).all()


def declined_for(user: User) -> Sequence[DeclinedOwner]:
    """What this person wrote when their organisation said no."""
    wanted = select(DeclinedOwner).where(DeclinedOwner.by_id == user.id)
    return db.session.scalars(wanted.order_by(DeclinedOwner.id)).all()
