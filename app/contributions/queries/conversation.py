"""What was said about a contribution, to whom, and what of it still waits to be seen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from app.accounts.models import Membership, Person, Role, User, Visitor
from app.challenges.models import Challenge
from app.contributions.models import Contribution, Conversation, Freeze, HostPhone, Reading, Remark, Side, Status
from app.contributions.permissions.conversation import readable_as_host
from app.contributions.queries.finding import in_this_order
from app.core.clock import midnight, today
from app.core.database import db, one


def remarks_on(contribution: Contribution, side: Side | None = None) -> Sequence[Remark]:
    """What was said about it, oldest first; with one side only, or with both."""
    wanted = [Remark.contribution_id == contribution.id, *([Remark.side == side] if side else [])]
    return db.session.scalars(select(Remark).where(*wanted).order_by(Remark.id)).all()


def conversation_of(contribution: Contribution, side: Side) -> Conversation | None:
    return db.session.get(Conversation, (contribution.id, side))


def conversations_on(contribution: Contribution) -> dict[Side, Conversation]:
    wanted = select(Conversation).where(Conversation.contribution_id == contribution.id)
    return {found.side: found for found in db.session.scalars(wanted)}


def delete_conversation(contribution: Contribution, side: Side) -> None:
    """Deletes what was said with this side, and how that stood."""
    db.session.flush()
    for model in (Remark, Conversation):
        wanted = model.contribution_id == contribution.id, model.side == side
        db.session.execute(delete(model).where(*wanted), execution_options={"synchronize_session": "fetch"})
    if side is Side.HOST:
        db.session.execute(delete(HostPhone).where(HostPhone.contribution_id == contribution.id))


def conversation_as_host(public_id: str, person: Person, to_change: bool = False) -> Conversation:
    """The conversation about the contribution at this address, for a host who may ask. Raises NotFound.

    With `to_change` nobody else changes the contribution before the end of the transaction.
    """
    wanted = Contribution.public_id == public_id, readable_as_host(person)
    statement = select(Conversation).join(Conversation.contribution).where(*wanted)
    statement = statement.options(contains_eager(Conversation.contribution))
    return one(statement.with_for_update(of=Contribution) if to_change else statement)


def conversation_open_to(person: Person, contribution: Contribution) -> bool:
    """Whether this person may ask the contributor something as the host of a challenge."""
    wanted = Conversation.contribution_id == contribution.id, readable_as_host(person)
    found = select(Conversation.contribution_id).join(Conversation.contribution).where(*wanted)
    return db.session.scalar(found) is not None


@dataclass(frozen=True)
class Said:
    """A conversation with what was said in it, for lists."""

    conversation: Conversation
    remarks: list[Remark]


def conversations_about(challenge: Challenge, person: Person) -> list[Said]:
    """What this host may read with contributors who answered this challenge, in the order of the titles.

    Not in the order in which anybody spoke: that could tell which contributors are one person.
    """
    wanted = Conversation.challenge_id == challenge.id, readable_as_host(person)
    known = select(Conversation).join(Conversation.contribution).where(*wanted)
    found = with_remarks(db.session.scalars(known).all())
    stories = in_this_order([said.conversation.contribution_id for said in found], Visitor())  # all that is shown
    by_id = {said.conversation.contribution_id: said for said in found}
    return [by_id[story.id] for story in sorted(stories, key=lambda story: (story.title, story.public_id))]


def new_for_hosts(challenge: Challenge, person: Person) -> int:
    """How much contributors who answered this challenge said that arrived, and that none of its hosts read yet."""
    belongs = and_(Remark.contribution_id == Conversation.contribution_id, Remark.side == Conversation.side)
    wanted = (
        *(Conversation.challenge_id == challenge.id, readable_as_host(person)),
        *(Remark.from_contributor.is_(True), Remark.at < midnight(today())),
        or_(Conversation.other_saw_at.is_(None), Remark.at > Conversation.other_saw_at),
    )
    counted = select(func.count(Remark.id)).join(Conversation, belongs).join(Conversation.contribution)
    return db.session.scalar(counted.where(*wanted)) or 0


def conversations_at_the_desk(reader: User) -> list[Said]:
    """The conversations with the desk, and the ones that were reported to it, of what this editor reads."""
    mine = select(Reading.contribution_id).where(Reading.reader_id == reader.id)
    for_desk = or_(Conversation.side == Side.DESK, Conversation.reported_at.is_not(None))
    statement = select(Conversation).join(Conversation.contribution).where(Contribution.id.in_(mine), for_desk)
    shown = contains_eager(Conversation.contribution).options(selectinload(Contribution.readings))
    found = db.session.scalars(statement.options(shown).order_by(Contribution.title, Contribution.public_id))
    return with_remarks(found.unique().all())


def conversations_with(contributions: Collection[Contribution]) -> list[Said]:
    """Everything that is said about these, for the one who shared them, in one statement."""
    if not contributions:
        return []
    wanted = Conversation.contribution_id.in_([contribution.id for contribution in contributions])
    of_it = and_(Remark.contribution_id == Conversation.contribution_id, Remark.side == Conversation.side)
    rows = select(Conversation, Remark).outerjoin(Remark, of_it).where(wanted).order_by(Remark.id)
    said: dict[Conversation, list[Remark]] = {}
    for conversation, remark in db.session.execute(rows):
        said.setdefault(conversation, []).extend([remark] if remark else [])
    return [Said(conversation, remarks) for conversation, remarks in said.items()]


def with_remarks(found: Sequence[Conversation]) -> list[Said]:
    """Each with its remarks, oldest first, in one statement for all."""
    said: dict[tuple[int, Side], list[Remark]] = {(c.contribution_id, c.side): [] for c in found}
    if found:
        wanted = Remark.contribution_id.in_({c.contribution_id for c in found})
        for remark in db.session.scalars(select(Remark).where(wanted).order_by(Remark.id)):
            said.get((remark.contribution_id, remark.side), []).append(remark)
    return [Said(c, said[c.contribution_id, c.side]) for c in found]


def has_readers_left(contribution: Contribution) -> bool:
    """Whether somebody who reads it is still of the desk: `readings_that_count` without loading anybody."""
    still = and_(Membership.user_id == Reading.reader_id, Membership.role == Role.EDITOR, Membership.ended_at.is_(None))
    found = select(Reading.id).join(Membership, still).where(Reading.contribution_id == contribution.id).limit(1)
    return db.session.scalar(found) is not None


def not_told_yet() -> list[Said]:
    """The conversations in which something was said after the other one was told last."""
    new_for_contributor = and_(
        Remark.from_contributor.is_(False),
        or_(Conversation.contributor_told_at.is_(None), Remark.at > Conversation.contributor_told_at),
    )
    new_for_other = and_(
        Remark.from_contributor.is_(True),
        or_(Conversation.other_told_at.is_(None), Remark.at > Conversation.other_told_at),
    )
    belongs = and_(Remark.contribution_id == Conversation.contribution_id, Remark.side == Conversation.side)
    waiting = select(Remark.id).where(belongs, or_(new_for_contributor, new_for_other))
    statement = select(Conversation).where(waiting.exists()).order_by(Conversation.contribution_id, Conversation.side)
    return with_remarks(db.session.scalars(statement).all())


def may_have_ended(moment: datetime) -> Sequence[Conversation]:
    """The conversations about what became visible before this moment and is kept for no Woo request."""
    frozen = select(Freeze.contribution_id)
    wanted = (
        Contribution.status == Status.PUBLISHED,
        Contribution.published_at < moment,
        Contribution.id.not_in(frozen),
    )
    statement = select(Conversation).join(Conversation.contribution).where(*wanted)
    return db.session.scalars(statement.options(contains_eager(Conversation.contribution))).all()


def said_by(user: User) -> Sequence[Remark]:
    """What this person said for the desk or as a host, oldest first."""
    return db.session.scalars(select(Remark).where(Remark.by_id == user.id).order_by(Remark.id)).all()
