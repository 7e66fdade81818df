"""Questions of the round before people answer."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select, update

from app.accounts.models import Person, User
from app.challenges.models import Challenge, ChallengeStatus, RoundQuestion
from app.core.database import db

AS_LAID = RoundQuestion.position, RoundQuestion.text, RoundQuestion.public_id  # never in the order of asking


def lock(challenge: Challenge) -> None:
    """Reads again how a challenge stands, while nobody else can change it."""
    db.session.execute(select(Challenge.id).where(Challenge.id == challenge.id).with_for_update())
    days = ("ask_from", "ask_until", "closes_on", "visible_from")
    db.session.refresh(challenge, ["status", "replied_at", "held_at", *days])


def questions_of(challenge: Challenge) -> Sequence[RoundQuestion]:
    """Everything that was asked, for its hosts."""
    wanted = select(RoundQuestion).where(RoundQuestion.challenge_id == challenge.id)
    return db.session.scalars(wanted.order_by(*AS_LAID)).all()


def number_unanswered(challenge: Challenge) -> int:
    """How many questions have no answer on the page yet, for its hosts."""
    if challenge.replied_at is not None:
        return 0
    asked = select(func.count()).where(RoundQuestion.challenge_id == challenge.id)
    return db.session.scalar(asked) or 0


def replied_questions(challenge: Challenge) -> Sequence[RoundQuestion]:
    """What the hosts answered, for everybody; nothing before they put it on the page."""
    if challenge.replied_at is None:
        return []
    return [question for question in questions_of(challenge) if not question.left_out]


def own_questions(challenge: Challenge, person: Person, mark: str) -> Sequence[RoundQuestion]:
    """What this person asked: with this account, else with the browser of this mark."""
    whose = RoundQuestion.browser_hash == mark if mark else false()
    if person.is_authenticated:
        whose = RoundQuestion.asked_by_id == person.id
    wanted = select(RoundQuestion).where(RoundQuestion.challenge_id == challenge.id, whose)
    return db.session.scalars(wanted.order_by(RoundQuestion.text)).all()


def is_asked(public_id: str) -> bool:
    return db.session.scalar(select(RoundQuestion.id).where(RoundQuestion.public_id == public_id)) is not None


def forget_askers(challenge: Challenge) -> None:
    gone = update(RoundQuestion).where(RoundQuestion.challenge_id == challenge.id)
    db.session.execute(gone.values(browser_hash=None, asked_by_id=None))


def owes_replies(day: date) -> ColumnElement[bool]:
    """Whether the round of a challenge is over and somebody who asked something waits, also when it will be left out.

    It is over after its last day, and from the moment that the challenge is closed.
    For its hosts, and for whoever keeps the deal going and calls them: others learn only later that somebody asked, and
    of what is left out never.
    """
    had_round = Challenge.ask_until.is_not(None), Challenge.status != ChallengeStatus.DRAFT
    over = or_(Challenge.ask_until < day, Challenge.status == ChallengeStatus.CLOSED)
    waits = Challenge.replied_at.is_(None), Challenge.held_at.is_(None)
    return and_(*had_round, over, *waits, exists().where(RoundQuestion.challenge_id == Challenge.id))


def rounds_over(day: date) -> Sequence[Challenge]:
    """The challenges that owe an answer on this day, by title."""
    wanted = select(Challenge).where(owes_replies(day))
    return db.session.scalars(wanted.order_by(Challenge.title, Challenge.id)).all()


def owing_replies(found: Collection[Challenge], day: date) -> set[int]:
    """The ids of those of these challenges that owe an answer on this day."""
    wanted = select(Challenge.id).where(owes_replies(day), Challenge.id.in_([one.id for one in found]))
    return set(db.session.scalars(wanted))


def asked_by(user: User) -> Sequence[RoundQuestion]:
    """What somebody asked with their account, as long as that is known."""
    wanted = select(RoundQuestion).where(RoundQuestion.asked_by_id == user.id)
    return db.session.scalars(wanted.order_by(RoundQuestion.id)).all()


def replied_by(user: User) -> Sequence[RoundQuestion]:
    """The questions that somebody wrote at last, as a host."""
    wanted = select(RoundQuestion).where(RoundQuestion.replied_by_id == user.id)
    return db.session.scalars(wanted.order_by(RoundQuestion.id)).all()
