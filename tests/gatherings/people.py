"""Every kind of person there is, seen from one gathering."""

from datetime import timedelta

from app.accounts.models import Role, Visitor
from app.core.clock import now
from app.core.database import db
from app.gatherings.models import Task
from tests.factories import make_user
from tests.gatherings.made import give

RUN_IT = {"an organiser", "an organiser of a cohost", "invited, and a host here"}
HELP = RUN_IT | {"a helper", "invited to help"}
TAKE_NOTES = RUN_IT | {"a note taker"}


def every_kind_of_person(gathering):
    """By name: visitors, every role at the host and elsewhere, and everybody with a task."""
    here, cohost = gathering.organisation, gathering.cohosts[0]
    people = {"visitor": Visitor(), "without a role": make_user()}
    for role in Role:
        people[f"{role} here"] = make_user(role, here)
        people[f"{role} elsewhere"] = make_user(role)
    people["an organiser"] = give(gathering).user
    people["an organiser of a cohost"] = give(gathering, user=make_user(Role.HOST, cohost)).user
    people["an organiser from elsewhere"] = give(gathering, user=make_user(Role.HOST)).user
    people["invited, and a host here"] = invited(gathering, make_user(Role.HOST, here))
    people["invited, and no host yet"] = invited(gathering, make_user())
    people["a helper"] = give(gathering, Task.HELPER, make_user()).user
    people["invited to help"] = invited(gathering, make_user(), Task.HELPER)
    people["a note taker"] = give(gathering, Task.NOTE_TAKER, make_user()).user
    people["a former organiser"] = give(gathering).user
    people["a former organiser"].memberships[0].ended_at = now() - timedelta(1)
    db.session.commit()
    return people


def invited(gathering, user, task=Task.ORGANISER):
    give(gathering, task, user, user_id=None)
    return user
