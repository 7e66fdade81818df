"""Who reads and writes in a conversation: asked at every request, and the same in a list."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role, Visitor
from app.challenges.models import ChallengeHost, ChallengeStatus, WantedHost
from app.challenges.operations import close
from app.contributions import operations
from app.contributions.models import Audience, Contribution, Conversation, Side, Status
from app.contributions.permissions.conversation import may_read_as_host, may_write_as_host, readable_as_host
from app.core.clock import now, today
from app.core.database import db
from tests.contributions.followed import fresh
from tests.contributions.talking import answer_to, conversation, host_of
from tests.factories import make_challenge, make_organisation, make_user, save


def every_kind_of_person(challenge):
    host = db.session.scalars(select(ChallengeHost).where(ChallengeHost.challenge_id == challenge.id)).first().user
    former = make_user(Role.HOST, challenge.organisation)
    save(ChallengeHost(challenge_id=challenge.id, user_id=former.id))
    former.memberships[0].ended_at = now()
    wanted = make_user(Role.HOST, challenge.organisation)
    save(WantedHost(challenge_id=challenge.id, email=wanted.email))
    colleague = make_user(Role.HOST, challenge.organisation)  # of the municipality, not of this challenge
    others = [make_user(role) for role in Role]
    db.session.commit()
    return [Visitor(), host, former, wanted, colleague, make_user(), *others]


def listed(person):
    found = select(Conversation).join(Conversation.contribution).where(readable_as_host(person))
    return db.session.scalars(found).all()


CHANGES = {
    "nothing": {},
    "members only": {"audience": Audience.MEMBERS},
    "embargo": {"visible_from": today() + timedelta(days=3)},
    "being read again": {"status": Status.READING},
    "withdrawn": {"status": Status.WITHDRAWN},
    "long ago": {"published_at": now() - timedelta(days=150)},
    "almost as long as it may be": {"published_at": now() - timedelta(days=89)},
    "long ago, and in sight later": {"published_at": now() - timedelta(days=200), "visible_from": today() - timedelta(days=9)},
}
STATES = {
    "allowed": {},
    "allowed today": {"allowed_at": now},
    "closed": {"closed_at": now()},
    "stopped": {"stopped_at": now()},
    "never allowed": {"allowed_at": None},
    "allowed long ago": {"allowed_at": now() - timedelta(days=400)},
    "with the desk": {"side": Side.DESK},
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("change", CHANGES)
def test_the_rule_and_its_sql_agree(app, change, state):
    challenge = make_challenge()
    story = answer_to(challenge)
    for name, value in (CHANGES[change] | {"challenge": challenge}).items():
        setattr(story, name, value)
    found = conversation(story)
    for name, value in STATES[state].items():
        setattr(found, name, value() if callable(value) else value)
    db.session.commit()
    people = every_kind_of_person(challenge)
    found = db.session.scalars(select(Conversation)).one()
    may = [may_read_as_host(person, found) for person in people]
    assert may == [found in listed(person) for person in people]
    open_now = {"nothing", "almost as long as it may be", "long ago, and in sight later"}
    expected = change in open_now and state in ("allowed", "allowed long ago")
    expected |= state == "allowed" and change == "long ago"  # it was allowed yesterday
    assert may == [False, expected, False, expected, *[False] * 7]


def test_nobody_of_an_organisation_that_may_not_read_along_is_let_in(app):
    """Not the municipality, and not somebody who works there and also for the other one."""
    challenge = make_challenge()
    story = answer_to(challenge, names_organisation=True)
    host, excluded = host_of(story), make_organisation()
    double = make_user(Role.HOST, challenge.organisation, works_at=excluded)
    save(ChallengeHost(challenge_id=challenge.id, user_id=double.id))
    story.kept_from.append(excluded)
    db.session.commit()
    found = conversation(story)
    assert may_read_as_host(host, found) and listed(host) == [found]
    assert not may_read_as_host(double, found) and listed(double) == []


def test_after_the_challenge_was_closed_a_host_reads_and_does_not_write(app):
    story = answer_to()
    host = host_of(story)
    assert may_write_as_host(host, conversation(story))
    close(story.challenge, "Dit nemen we mee.")
    assert may_read_as_host(host, conversation(story)) and not may_write_as_host(host, conversation(story))
    assert story.challenge.status is ChallengeStatus.CLOSED


def test_who_became_a_host_reads_and_who_is_none_any_more_does_not(app):
    """A challenge that changes hands takes its conversations along."""
    story = answer_to()
    first, next_one = host_of(story), make_user(Role.HOST, story.challenge.organisation)
    assert not may_read_as_host(next_one, conversation(story))
    story.challenge.hosts = [ChallengeHost(user_id=next_one.id)]
    db.session.commit()
    assert may_read_as_host(next_one, conversation(fresh(story)))
    assert not may_read_as_host(first, conversation(fresh(story)))


def test_the_host_may_be_the_contributor(app):
    """Nobody learns it from what the site does."""
    story = answer_to()
    host = host_of(story)
    story.author_id, story.organisation_id = host.id, story.challenge.organisation_id
    db.session.commit()
    assert may_write_as_host(host, conversation(fresh(story)))


def test_without_a_challenge_there_is_no_host_to_allow(app):
    story = answer_to(allowed=False)
    story.challenge = None
    db.session.commit()
    assert not operations.offers_host(db.session.get(Contribution, story.id), None)
