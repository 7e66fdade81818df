"""Who may see, post and change challenges."""

from sqlalchemy import ColumnElement, and_, false, or_

from app.accounts.models import Person, Role, User
from app.challenges.models import Challenge, ChallengeHost, ChallengeStatus, WantedHost
from app.core.clock import today


def may_post(person: Person) -> bool:
    return person.has(Role.HOST)


def may_see_unfinished(person: Person) -> bool:
    return person.has(Role.COORDINATOR)


def may_post_for(person: Person, organisation_id: int) -> bool:
    return person.works_for(organisation_id, Role.HOST)


def runs(person: Person, challenge: Challenge) -> bool:
    """A host of this challenge, or who was invited as one."""
    if person.id is None:
        return False
    return any(host.user_id == person.id for host in challenge.hosts) or any(
        wanted.email == person.email for wanted in challenge.wanted
    )


def may_edit(person: Person, challenge: Challenge) -> bool:
    """A host of this challenge, as long as they are a host of its municipality."""
    return may_post_for(person, challenge.organisation_id) and runs(person, challenge)


def is_colleague(person: Person, challenge: Challenge) -> bool:
    """A host of its municipality who does not run this challenge, or not any more."""
    return may_post_for(person, challenge.organisation_id) and not runs(person, challenge)


def hosts_now(challenge: Challenge) -> list[User]:
    """Who runs it today: its hosts, as long as they are a host of its municipality."""
    return [host.user for host in challenge.hosts if may_post_for(host.user, challenge.organisation_id)]


def may_view(person: Person, challenge: Challenge) -> bool:
    return challenge.is_public(today()) or may_edit(person, challenge)


def run_by(person: Person) -> ColumnElement[bool]:
    """may_edit for a whole list."""
    if person.id is None:
        return false()
    return and_(
        or_(
            Challenge.hosts.any(ChallengeHost.user_id == person.id),
            Challenge.wanted.any(WantedHost.email == person.email),
        ),
        Challenge.organisation_id.in_(person.workplaces(Role.HOST)),
    )


def visible_to(person: Person) -> ColumnElement[bool]:
    """may_view for a whole list. A test holds the two to the same answer."""
    public = and_(
        Challenge.status != ChallengeStatus.DRAFT,
        Challenge.held_at.is_(None),
        or_(Challenge.visible_from.is_(None), Challenge.visible_from <= today()),
    )
    return or_(public, run_by(person))
