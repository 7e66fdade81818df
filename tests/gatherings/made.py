"""Gatherings for tests, and who runs them."""

from datetime import time, timedelta
from itertools import count

from app.accounts.models import Role
from app.core.clock import today
from app.core.security import fingerprint, random_id
from app.core.waiting_mail import mail_to
from app.gatherings.messages import token_of
from app.gatherings.models import CameOut, Gathering, GatheringStatus, Registration, Seat, Task, TaskHolder
from tests.factories import make_municipality, make_user, save

number = count(1)


def make_gathering(**changes):
    usual = {
        "slug": f"bijeenkomst-{random_id()}",
        "title": "Zomertour Voorbeeldwijk",
        "on": today() + timedelta(days=20),
        "starts": time(12, 30),
        "place": "Wijkhuis",
        "status": GatheringStatus.PUBLISHED,
    } | changes
    usual["organisation"] = usual.get("organisation") or make_municipality()
    return save(Gathering(**usual))


def save_task(user, task=Task.ORGANISER, **of_the_gathering):
    """A task of this person at a new gathering."""
    gathering = make_gathering(**of_the_gathering)
    return save(TaskHolder(gathering=gathering, task=task, email=user.email, user_id=user.id))


def give(gathering, task=Task.ORGANISER, user=None, **who):
    """Gives somebody a task; without a user a host of its organisation."""
    user = user or make_user(Role.HOST, gathering.organisation)
    usual = {"email": user.email, "user_id": user.id} | who
    return save(TaskHolder(gathering=gathering, task=task, **usual))


def mails_to(email):
    """The texts of the mails to this address that have not left."""
    return [mail.text for mail in mail_to(email)]


def save_registration(gathering, *parts, **changes):
    """Somebody who signed up for these parts, else for the whole, and did not confirm it."""
    n, public_id = next(number), random_id()
    usual = {"name": f"Bezoeker {n}", "email": f"bezoeker{n}@voorbeeld.example", "public_id": public_id}
    made = Registration(token_hash=fingerprint(token_of(public_id)), gathering_id=gathering.id, **usual | changes)
    made.seats = [Seat(part_id=part.id if part else None) for part in parts or [None]]
    return save(made)


def came(story, gathering=None, stop=None, **changes):
    """That its contributor lets others know what it came out of, with as little beside it as they show."""
    gathering = gathering or make_gathering()
    usual = {"name_left_out": not story.names_organisation, "place_left_out": story.hides_place}
    return save(CameOut(contribution_id=story.id, gathering_id=gathering.id, stop_id=stop and stop.id, **usual | changes))
