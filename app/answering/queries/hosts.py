"""What hosts are still to hear, what they found of conditions, and the days of a challenge."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import lazyload, selectinload

from app.accounts.models import Visitor
from app.answering.models import ConditionCheck, Holds, HostNews, ToldHosts
from app.answering.queries.answers import Arrived, arrived
from app.answering.responsiveness import Course
from app.challenges.models import Challenge, ChallengeHost, ChallengeStatus
from app.challenges.permissions import visible_to
from app.core.clock import local
from app.core.database import db

Told = tuple[int, int, HostNews]  # challenge, story, what of it


def checks_of(challenge: Challenge) -> dict[str, Holds]:
    """What its hosts found of each condition, by its mark."""
    wanted = select(ConditionCheck).where(ConditionCheck.challenge_id == challenge.id)
    return {check.mark: check.holds for check in db.session.scalars(wanted)}


def check_on(challenge: Challenge, mark: str) -> ConditionCheck | None:
    """What stands there now; nobody changes it before the end of the transaction."""
    wanted = ConditionCheck.challenge_id == challenge.id, ConditionCheck.mark == mark
    statement = select(ConditionCheck).where(*wanted).with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(statement)


def forget_checks(challenge_id: int, but: Collection[str]) -> None:
    """Deletes what was found of conditions that no answer says any more."""
    gone = ConditionCheck.challenge_id == challenge_id, ConditionCheck.mark.not_in(but)
    db.session.execute(delete(ConditionCheck).where(*gone), execution_options={"synchronize_session": "fetch"})


def has_checks(challenge_id: int) -> bool:
    wanted = select(ConditionCheck.mark).where(ConditionCheck.challenge_id == challenge_id).limit(1)
    return db.session.scalar(wanted) is not None


def told_about_on(day: date) -> set[int]:
    """The challenges of which hosts heard on this day."""
    return set(db.session.scalars(select(ToldHosts.challenge_id).where(ToldHosts.on == day)))


def hosts_heard(day: date | None = None) -> set[Told]:
    """What hosts heard, ever or on this day."""
    columns = select(ToldHosts.challenge_id, ToldHosts.contribution_id, ToldHosts.what)
    columns = columns if day is None else columns.where(ToldHosts.on == day)
    return {(challenge, story, what) for challenge, story, what in db.session.execute(columns)}


def hosted(ids: Collection[int]) -> Sequence[Challenge]:
    """Those of these challenges that were published, closed ones too, with their hosts; by title."""
    wanted = Challenge.id.in_(ids), Challenge.status != ChallengeStatus.DRAFT
    hosts = selectinload(Challenge.hosts).selectinload(ChallengeHost.user)
    statement = select(Challenge).where(*wanted).options(hosts, selectinload(Challenge.wanted))
    return db.session.scalars(statement.order_by(Challenge.title, Challenge.id)).all()


def course_of(challenge: Challenge) -> Course:
    """One challenge that everybody may read, with its answers, in one statement."""
    return course(challenge, arrived(challenge))


def courses() -> list[Course]:
    """Every challenge that everybody may read, in two statements."""
    answers: dict[int, list[Arrived]] = {}
    for one in arrived():
        answers.setdefault(one.challenge_id, []).append(one)
    found = db.session.scalars(select(Challenge).where(visible_to(Visitor())).options(lazyload(Challenge.organisation)))
    return [course(challenge, answers.get(challenge.id, [])) for challenge in found]


def course(challenge: Challenge, answers: Sequence[Arrived]) -> Course:
    published = local(challenge.published_at or challenge.created_at).date()
    told = [
        (one.arrival.month, one.arrival.took(one.reacted_at) if one.reacted_at else None)
        for one in answers
        if one.has_term
    ]
    return Course(
        since=max(published, challenge.visible_from or date.min),
        ends_on=challenge.note_due,
        closed_on=local(challenge.closed_at).date() if challenge.closed_at else None,
        answers=told,
        linked=sum(one.is_linked and not one.is_question for one in answers),
    )
