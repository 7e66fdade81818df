"""Every kind of person there is, seen from one challenge."""

from app.accounts.models import Role, Visitor
from app.challenges.models import ChallengeHost, WantedHost
from app.core.clock import now
from app.core.database import db
from tests.factories import make_user, save

RUN_IT = {"its host", "invited, and a host here"}  # who of them runs the challenge


def every_kind_of_person(challenge):
    """By name: visitors, every role at the municipality and elsewhere, and hosts of each kind."""
    here = challenge.organisation
    people = {"visitor": Visitor(), "without a role": make_user()}
    for role in Role:
        people[f"{role} here"] = make_user(role, here)
        people[f"{role} elsewhere"] = make_user(role)
    people["its host"] = challenge.hosts[0].user
    people["a former host"] = former_host(challenge)
    people["invited, and a host here"] = invited(challenge, make_user(Role.HOST, here))
    people["invited, and no host yet"] = invited(challenge, make_user())
    people["its host from elsewhere"] = host_from_elsewhere(challenge)
    return people


def former_host(challenge):
    """Named as host of the challenge, but no longer a host of its municipality."""
    user = make_user(Role.HOST, challenge.organisation)
    save(ChallengeHost(challenge_id=challenge.id, user_id=user.id))
    user.memberships[0].ended_at = now()
    db.session.commit()
    return user


def invited(challenge, user):
    save(WantedHost(challenge_id=challenge.id, email=user.email))
    db.session.refresh(challenge)
    return user


def host_from_elsewhere(challenge):
    user = make_user(Role.HOST)
    save(ChallengeHost(challenge_id=challenge.id, user_id=user.id))
    return user
