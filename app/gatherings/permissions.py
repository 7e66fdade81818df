"""Who may see gatherings, run them, help at the door and take notes."""

from sqlalchemy import ColumnElement, and_, false, not_, or_, select

from app.accounts.models import Membership, Organisation, Person, Role, User
from app.contributions.models import Contribution
from app.contributions.permissions import may_view as may_read
from app.contributions.permissions import visible_to as stories_for
from app.core.clock import today
from app.gatherings.models import CameOut, Gathering, GatheringStatus, Task, TaskHolder
from app.gatherings.models.running import LASTS


def may_plan(person: Person) -> bool:
    return person.has(Role.HOST)


def may_have_tasks(person: Person) -> bool:
    return person.is_authenticated


def may_plan_for(person: Person, organisation_id: int) -> bool:
    return person.works_for(organisation_id, Role.HOST)


def holds(person: Person, gathering: Gathering, task: Task) -> bool:
    """Whether this person has this task, and it did not end."""
    if person.id is None:
        return False
    return any(
        holder.task is task
        and holder.lasts(today())
        and (holder.user_id == person.id or (holder.user_id is None and holder.email == person.email))
        for holder in gathering.holders
    )


def may_organise(person: Person, gathering: Gathering) -> bool:
    """An organiser, as long as they are a host of one of its organisations."""
    works_here = any(may_plan_for(person, number) for number in gathering.organisation_ids)
    return works_here and holds(person, gathering, Task.ORGANISER)


def may_take_up(person: Person, gathering: Gathering) -> bool:
    """A host of the organisation whose gathering it is, once nobody organises or plans it any more."""
    return may_plan_for(person, gathering.organisation_id)


def may_be_asked(person: Person, gathering: Gathering) -> bool:
    """Whether it is named as a host: a host of another organisation that was asked, and organisers."""
    is_theirs = any(may_plan_for(person, cohost.id) for cohost in gathering.cohosts)
    return is_theirs or may_organise(person, gathering)


def may_help(person: Person, gathering: Gathering) -> bool:
    """At the door: who comes, and ticking them off."""
    return may_organise(person, gathering) or holds(person, gathering, Task.HELPER)


def may_take_notes(person: Person, gathering: Gathering) -> bool:
    return may_organise(person, gathering) or holds(person, gathering, Task.NOTE_TAKER)


def may_see_harvest(person: Person, gathering: Gathering) -> bool:
    """Of a gathering that this person may read of: its note takers from the beginning, everybody once it was shared."""
    return gathering.harvested_at is not None or may_take_notes(person, gathering)


def may_view(person: Person, gathering: Gathering) -> bool:
    """Whoever has a task reads it before it is public."""
    return gathering.is_public or may_help(person, gathering) or may_take_notes(person, gathering)


def has_task(person: Person, task: Task) -> ColumnElement[bool]:
    """holds() for a whole list."""
    if person.id is None:
        return false()
    mine = or_(TaskHolder.user_id == person.id, and_(TaskHolder.user_id.is_(None), TaskHolder.email == person.email))
    held = Gathering.holders.any(and_(TaskHolder.task == task, mine))
    return and_(held, Gathering.on >= today() - LASTS[task])


def organised_by(person: Person) -> ColumnElement[bool]:
    """may_organise for a whole list."""
    places = person.workplaces(Role.HOST)
    cohosted = Gathering.cohosts.any(Organisation.id.in_(places))
    return and_(or_(Gathering.organisation_id.in_(places), cohosted), has_task(person, Task.ORGANISER))


def is_organised() -> ColumnElement[bool]:
    """Whether somebody may_organise a gathering, for a whole list."""
    theirs = or_(TaskHolder.user_id == User.id, and_(TaskHolder.user_id.is_(None), TaskHolder.email == User.email))
    here = or_(
        Membership.organisation_id == Gathering.organisation_id,
        Gathering.cohosts.any(Organisation.id == Membership.organisation_id),
    )
    is_host = User.memberships.any(and_(Membership.role == Role.HOST, Membership.ended_at.is_(None), here))
    acts = select(User.id).where(theirs, is_host).correlate(TaskHolder, Gathering).exists()
    return Gathering.holders.any(and_(TaskHolder.task == Task.ORGANISER, acts))


def left_to(person: Person) -> ColumnElement[bool]:
    """The drafts that a person may_take_up because nobody plans them any more, for a whole list."""
    planned = Gathering.status == GatheringStatus.DRAFT, Gathering.on >= today()
    return and_(Gathering.organisation_id.in_(person.workplaces(Role.HOST)), *planned, not_(is_organised()))


def visible_to(person: Person) -> ColumnElement[bool]:
    """may_view for a whole list. A test holds the two to the same answer."""
    public = Gathering.status != GatheringStatus.DRAFT
    if person.id is None:
        return public
    helps, notes = has_task(person, Task.HELPER), has_task(person, Task.NOTE_TAKER)
    return or_(public, organised_by(person), helps, notes)


def may_be_told(came: CameOut) -> bool:
    """Whether what the contributor agreed to still holds for what they wish to show, confirmed or not."""
    with_name, with_place = came.contribution.names_organisation, not came.contribution.hides_place
    return not came.is_over and (came.name_left_out or with_name) and (came.place_left_out or with_place)


def is_agreed(came: CameOut) -> bool:
    """Whether the contributor lets others know what the story came out of, as much as these see of it now."""
    story = came.contribution
    with_name, with_place = story.shows_organisation, not story.hides_place
    return not came.is_over and (came.name_left_out or with_name) and (came.place_left_out or with_place)


def may_see_origin(person: Person, came: CameOut) -> bool:
    """Only with the story itself: a story that somebody may not read did not come out of anything."""
    return is_agreed(came) and came.gathering.is_public and may_read(person, came.contribution)


def origins_for(person: Person) -> ColumnElement[bool]:
    """may_see_origin for a whole list. A test holds the two to the same answer."""
    with_name = and_(Contribution.names_organisation.is_(True), Contribution.confirmed_at.is_not(None))
    with_place = Contribution.hides_place.is_(False)
    agreed = or_(CameOut.name_left_out, with_name), or_(CameOut.place_left_out, with_place)
    public = CameOut.gathering.has(Gathering.status != GatheringStatus.DRAFT)
    return and_(CameOut.is_over.is_(False), CameOut.contribution.has(and_(stories_for(person), *agreed)), public)
