"""What the hosts of a challenge did with its answers."""

from collections.abc import Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload, lazyload

from app.accounts.models import Person, User
from app.answering.models import AnswerMark, LinkedAnswer
from app.answering.permissions import stands, visible_to
from app.challenges.models import Challenge
from app.contributions.models import Contribution, Conversation, HostPhone
from app.contributions.permissions.conversation import readable_as_host
from app.contributions.queries.host_phone import is_offered_now
from app.core.database import db


def mark_on(challenge: Challenge, story: Contribution) -> AnswerMark | None:
    """What stands there now, whatever was read before; nobody changes it before the end of the transaction."""
    wanted = AnswerMark.challenge_id == challenge.id, AnswerMark.contribution_id == story.id
    statement = select(AnswerMark).where(*wanted).with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(statement)


def marks_on(challenge: Challenge) -> dict[int, AnswerMark]:
    """By the id of the story."""
    only_name = joinedload(AnswerMark.by).options(lazyload(User.memberships), lazyload(User.addresses))
    wanted = select(AnswerMark).where(AnswerMark.challenge_id == challenge.id).options(only_name)
    return {mark.contribution_id: mark for mark in db.session.scalars(wanted).unique()}


def marks_on_story(story: Contribution, person: Person) -> Sequence[AnswerMark]:
    """What this person may know of what is done with this story, by the title of the challenge."""
    wanted = select(AnswerMark).join(AnswerMark.challenge).join(AnswerMark.contribution)
    wanted = wanted.where(Contribution.id == story.id, visible_to(person)).options(joinedload(AnswerMark.challenge))
    return db.session.scalars(wanted.order_by(Challenge.title, Challenge.id)).unique().all()


def standing_marks_on(story: Contribution) -> Sequence[AnswerMark]:
    """What is done with a story where it still stands. The caller knows that whoever reads it may."""
    wanted = select(AnswerMark).join(AnswerMark.challenge).join(AnswerMark.contribution)
    wanted = wanted.where(AnswerMark.contribution_id == story.id, stands())
    wanted = wanted.options(joinedload(AnswerMark.challenge)).order_by(Challenge.title, Challenge.id)
    return db.session.scalars(wanted).unique().all()


def every_mark_on(story: Contribution) -> Sequence[AnswerMark]:
    """Also what was said of it with a challenge that it does not stand with any more."""
    known = joinedload(AnswerMark.link), joinedload(AnswerMark.challenge)
    wanted = select(AnswerMark).where(AnswerMark.contribution_id == story.id).options(*known)
    return db.session.scalars(wanted.order_by(AnswerMark.challenge_id)).unique().all()


def marks_with_a_reason() -> Sequence[AnswerMark]:
    """Every one in which a municipality says why, for a restore; nobody changes them before the end of it."""
    known = joinedload(AnswerMark.contribution), joinedload(AnswerMark.challenge)
    wanted = select(AnswerMark).where(AnswerMark.reason != "").options(*known).with_for_update(of=AnswerMark)
    return db.session.scalars(wanted.order_by(AnswerMark.challenge_id, AnswerMark.contribution_id)).unique().all()


def linked_with(story: Contribution) -> Sequence[Challenge]:
    """The challenges that somebody put this story with."""
    wanted = select(Challenge).join(LinkedAnswer, LinkedAnswer.challenge_id == Challenge.id)
    wanted = wanted.where(LinkedAnswer.contribution_id == story.id, LinkedAnswer.taken_away_at.is_(None))
    return db.session.scalars(wanted.order_by(Challenge.id)).unique().all()


def may_be_asked(challenge: Challenge, person: Person) -> dict[int, bool]:
    """The ids of the stories whose contributors let this host ask something; and whether the host may call as well."""
    wanted = select(Contribution.id, HostPhone.contribution_id.is_not(None))
    wanted = wanted.join(Conversation, Conversation.contribution_id == Contribution.id)
    offered = and_(HostPhone.contribution_id == Contribution.id, is_offered_now())
    wanted = wanted.outerjoin(HostPhone, offered)
    readable = Conversation.challenge_id == challenge.id, readable_as_host(person)
    return {story: bool(calls) for story, calls in db.session.execute(wanted.where(*readable))}


def have_to_be_told() -> Sequence[AnswerMark]:
    """What contributors did not hear of yet, the first to wait on top."""
    is_new = and_(
        AnswerMark.verdict.is_not(None),
        or_(AnswerMark.told_at.is_(None), AnswerMark.at > AnswerMark.told_at),
    )
    is_thanked = and_(
        AnswerMark.thanked_at.is_not(None),
        or_(AnswerMark.told_at.is_(None), AnswerMark.thanked_at > AnswerMark.told_at),
    )
    wanted = select(AnswerMark).join(AnswerMark.contribution).where(or_(is_new, is_thanked), stands())
    wanted = wanted.options(joinedload(AnswerMark.contribution))
    order = AnswerMark.reacted_at, AnswerMark.challenge_id, AnswerMark.contribution_id
    return db.session.scalars(wanted.order_by(*order)).unique().all()


def marked_by(user: User) -> Sequence[AnswerMark]:
    """What this person found of answers, for the file with their own data."""
    wanted = select(AnswerMark).where(AnswerMark.by_id == user.id)
    return db.session.scalars(wanted.order_by(AnswerMark.at, AnswerMark.contribution_id)).all()
