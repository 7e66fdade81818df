"""Finding requests: the list of the desk, one to judge, and the answer on a link."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.orm import selectinload

from app.accounts.models import Person, User
from app.appeals.models import Appeal, AppealJudge, AppealKind, AppealStep, Decision, Part
from app.challenges.models import Challenge
from app.contributions.models import Contribution, Freeze
from app.core.database import db, number_of, one
from app.stocktaking.models import Question

Thing = Contribution | Challenge | Question


def open_appeals() -> Sequence[Appeal]:
    """What waits for an answer, the shortest term first."""
    soonest = func.coalesce(Appeal.hide_by, Appeal.due_on)
    wanted = select(Appeal).where(Appeal.decided_at.is_(None)).options(selectinload(Appeal.judges))
    return db.session.scalars(wanted.order_by(soonest, Appeal.due_on, Appeal.id)).all()


def answered_appeals(most: int = 50) -> Sequence[Appeal]:
    wanted = select(Appeal).where(Appeal.decided_at.is_not(None)).options(selectinload(Appeal.judges))
    return db.session.scalars(wanted.order_by(Appeal.decided_at.desc(), Appeal.id).limit(most)).all()


def appeal_to_judge(public_id: str, person: Person, to_change: bool = False) -> Appeal:
    """A request that this person was drawn for. Raises NotFound: others do not learn what it is about."""
    drawn = Appeal.judges.any(AppealJudge.user_id == person.id)
    wanted = select(Appeal).where(Appeal.public_id == public_id, drawn)
    return one(wanted.with_for_update(of=Appeal) if to_change else wanted)


def appeal_by_token(token_hash: str) -> Appeal:
    """The request whose answer is read on this link. Raises NotFound."""
    return one(select(Appeal).where(Appeal.token_hash == token_hash))


def appeals_of(user: User) -> Sequence[Appeal]:
    """What this person asked while signed in, the newest first."""
    return db.session.scalars(select(Appeal).where(Appeal.user_id == user.id).order_by(Appeal.id.desc())).all()


def judged_by(user: User) -> Sequence[Appeal]:
    """The requests that this person was drawn for."""
    wanted = Appeal.judges.any(AppealJudge.user_id == user.id)
    return db.session.scalars(select(Appeal).where(wanted).order_by(Appeal.id)).all()


def steps_taken_by(user: User) -> Sequence[AppealStep]:
    return db.session.scalars(select(AppealStep).where(AppealStep.by_id == user.id).order_by(AppealStep.id)).all()


def about(thing: Thing) -> ColumnElement[bool]:
    columns = {Contribution: Appeal.contribution_id, Challenge: Appeal.challenge_id, Question: Appeal.question_id}
    return columns[type(thing)] == thing.id


def others_about(appeal: Appeal) -> Sequence[Appeal]:
    """The other requests about the same text, oldest first."""
    thing = appeal.thing
    if thing is None:
        return []
    return db.session.scalars(select(Appeal).where(about(thing), Appeal.id != appeal.id).order_by(Appeal.id)).all()


def held_about_questions() -> Sequence[Appeal]:
    """The requests about a question by which that was taken out of view, whatever was decided since."""
    wanted = Appeal.question_id.is_not(None), Appeal.held_at.is_not(None)
    return db.session.scalars(select(Appeal).where(*wanted).options(selectinload(Appeal.question))).all()


def complaints_about_questions() -> Sequence[tuple[Question, datetime]]:
    """The questions about which requests wait for an answer, and when each of these came."""
    wanted = select(Question, Appeal.received_at).join(Appeal, Appeal.question_id == Question.id)
    return db.session.execute(wanted.where(Appeal.decided_at.is_(None)).order_by(Appeal.id)).tuples().all()


def first_received(ids: Collection[int]) -> datetime | None:
    """When the first request came of those about these questions that wait for an answer."""
    wanted = select(func.min(Appeal.received_at)).where(Appeal.question_id.in_(ids), Appeal.decided_at.is_(None))
    return db.session.scalar(wanted)


def reasons_for_makers(question: Question) -> Sequence[str]:
    """Why a question is out of view, for whoever words it: of the requests by which it is, or another one with it."""
    along = select(Question.id).where(Question.held_at == question.held_at)
    keeps = or_(Appeal.decided_at.is_(None), Appeal.decision == Decision.STAYS_OUT)
    wanted = Appeal.question_id.in_(along), Appeal.held_at.is_not(None), keeps, Appeal.reason != ""
    found = db.session.scalars(select(Appeal.reason).where(*wanted).order_by(Appeal.id)).all()
    return list(dict.fromkeys(found))


def told_about(thing: Thing) -> Sequence[Appeal]:
    """The requests of which whoever wrote this text hears something: it was hidden, or decided about."""
    heard = or_(Appeal.held_at.is_not(None), Appeal.decided_at.is_not(None))
    wanted = about(thing), heard, Appeal.part != Part.REASON  # that was written by somebody else
    return db.session.scalars(select(Appeal).where(*wanted).order_by(Appeal.id)).all()


def open_mention_of(thing: Thing, part: Part) -> Appeal | None:
    """One by which this part is looked at already: whoever judges a text reads the reasons along, not the reverse."""
    parts = Appeal.part.in_({Part.TEXT, part})
    wanted = about(thing), Appeal.kind == AppealKind.MENTION, Appeal.decided_at.is_(None), parts
    return db.session.scalar(select(Appeal).where(*wanted))


def with_an_address() -> Sequence[Appeal]:
    return db.session.scalars(select(Appeal).where(Appeal.email != "")).all()


def delete_due(day: date) -> int:
    """Removes what was answered and whose day has come; not of a text that is frozen."""
    frozen = select(Freeze.contribution_id)
    kept = and_(Appeal.contribution_id.is_not(None), Appeal.contribution_id.in_(frozen))
    return number_of(db.session.execute(delete(Appeal).where(Appeal.delete_on <= day, ~kept)))
