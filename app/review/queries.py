"""What waits at the desk, and for whom."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from app.accounts.models import User
from app.contributions.models import Contribution, Kind, Reading, Side, Status
from app.contributions.operations import has_photos_to_judge, is_too_near, readings_that_count
from app.contributions.permissions.conversation import may_talk_at_the_desk
from app.contributions.queries import (
    conversations_at_the_desk,
    with_photos_that_wait_for,
    with_what_is_shown,
    with_who_found_it_fit,
)
from app.contributions.talk import is_asked, lines_at_the_desk
from app.core.clock import today
from app.core.database import db, one
from app.core.deal import deal
from app.core.errors import NotFound
from app.review.waiting import days_waited

AT_THE_DESK = (Status.RECEIVED, Status.READING, Status.RETURNED, Status.WAITING_FOR_APPROVAL)


@dataclass(frozen=True)
class Waiting:
    """A contribution in the queue: what the desk may see of it before somebody opens it."""

    id: str
    title: str
    kind: Kind
    status: Status
    days: int
    is_paused: bool
    readers: int
    is_mine: bool
    asks_more: bool
    takes_readers: bool


@dataclass(frozen=True)
class Talking:
    """A story of which this editor is a reader, and what its contributor said that the desk did not see."""

    id: str
    title: str
    language: str
    status: Status
    new: int
    is_reported: bool


def queue(person: User) -> list[Waiting]:
    """What waits, the longest first. What is too near to this reader is not in it."""
    wanted = Contribution.status.in_(AT_THE_DESK)
    readers = selectinload(Contribution.readings).joinedload(Reading.reader)
    statement = select(Contribution).where(wanted).options(readers, joinedload(Contribution.on_behalf))
    found = [c for c in db.session.scalars(statement) if not is_too_near(c, person)]
    lines = [line(contribution, person) for contribution in found]
    return sorted(lines, key=lambda waiting: (waiting.is_paused, -waiting.days, waiting.title))


def not_in_the_queue(contribution: Contribution, person: User) -> None:
    """Raises NotFound for what waits no longer, or is too near to this editor: the two look the same."""
    waits = contribution.status in AT_THE_DESK or has_photos_to_judge(contribution)
    if not waits or is_too_near(contribution, person):
        raise NotFound


def photos_waiting_for(person: User) -> list[Waiting]:
    """The visible contributions with photos that nobody judged yet: those that this editor reads, and those that
    have too few readers left."""
    wanted = Contribution.status == Status.PUBLISHED, Contribution.id.in_(with_photos_that_wait_for(person))
    shown = (
        selectinload(Contribution.readings).joinedload(Reading.reader),
        selectinload(Contribution.photos),
        joinedload(Contribution.on_behalf),
    )
    found = db.session.scalars(select(Contribution).where(*wanted).options(*shown).order_by(Contribution.title))
    return [line(c, person) for c in found if may_take_up(c, person)]


def may_take_up(contribution: Contribution, person: User) -> bool:
    if contribution.is_read_by(person.id):
        return True
    return takes_readers(contribution) and not is_too_near(contribution, person)


def takes_readers(contribution: Contribution) -> bool:
    """Whether somebody more can become a reader now."""
    is_open = contribution.status in (Status.RECEIVED, Status.READING) or has_photos_to_judge(contribution)
    return is_open and len(readings_that_count(contribution)) < deal().readers


def line(contribution: Contribution, person: User) -> Waiting:
    return Waiting(
        id=contribution.public_id,
        title=contribution.title,
        kind=contribution.kind,
        status=contribution.status,
        days=days_waited(contribution, today()),
        is_paused=contribution.clock_since is None,
        readers=len(contribution.readings),
        is_mine=contribution.is_read_by(person.id),
        asks_more=contribution.remove_more,
        takes_readers=takes_readers(contribution),
    )


def at_the_desk(public_id: str, to_change: bool = False) -> Contribution:
    """A contribution that the desk may have to do with, whoever asks; the route decides who may read it.

    With `to_change` nobody else changes it before the end of the transaction.
    """
    shown = (
        *with_what_is_shown(),
        selectinload(Contribution.proposals),
        selectinload(Contribution.steps),
        with_who_found_it_fit(),
        joinedload(Contribution.own_words),
        joinedload(Contribution.freezes),
        joinedload(Contribution.on_behalf),
        lazyload(Contribution.kept_from),  # asked for before somebody becomes a reader, not while they read
    )
    statuses = Contribution.status.in_((*AT_THE_DESK, Status.PUBLISHED, Status.HELD))
    wanted = select(Contribution).where(Contribution.public_id == public_id, statuses).options(*shown)
    return one(wanted.with_for_update(of=Contribution) if to_change else wanted)


def talking(person: User) -> list[Talking]:
    """The stories that this editor reads and in which the desk is to read or look at something, by title."""
    found: dict[str, Talking] = {}
    for said in conversations_at_the_desk(person):
        conversation, story = said.conversation, said.conversation.contribution
        if not may_talk_at_the_desk(person, story):
            continue
        before = found.get(story.public_id)
        with_desk = conversation.side is Side.DESK
        lines = lines_at_the_desk(said, person) if with_desk else ()
        found[story.public_id] = Talking(
            id=story.public_id,
            title=story.title,
            language=story.language,
            status=story.status,
            new=sum(line.is_new for line in lines) + (before.new if before else 0),
            is_reported=is_asked(said, person) or (before is not None and before.is_reported),
        )
    return [talk for talk in found.values() if talk.new or talk.is_reported]
