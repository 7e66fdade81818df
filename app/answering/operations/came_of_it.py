"""Half a year after a challenge ended: one question to who can know, and the story that tells what came of it."""

from datetime import date, timedelta

from app.accounts.models import Person, Role, User
from app.accounts.queries import hosts_at, people_with
from app.answering import messages, queries
from app.challenges.models import Challenge
from app.challenges.operations import is_first, is_told_of
from app.challenges.permissions import hosts_now, may_post_for
from app.contributions.models import Draft
from app.contributions.operations import begin
from app.core import clock
from app.core.clock import local, months_after
from app.core.quiet import is_decent

MONTHS = 6
WINDOW = timedelta(days=60)  # what stood still longer is asked no more


def ask_what_came() -> int:
    """Asks it of each challenge once, at decent hours, whatever the clock did; of how many. Also of one without a note.

    Of one of which everybody can read it already nothing is asked. One that passed its last day without a note is
    asked of half a year after that day, and not once more when the note comes later.
    """
    if not is_decent(clock.now()):
        return 0
    today, asked = clock.today(), 0
    for challenge in queries.closed_between(months_after(today, -MONTHS - 3), today):
        if not is_due(challenge, today) or queries.is_told(challenge):
            continue
        people = who_can_know(challenge)
        if people and is_first_time(challenge, today):
            for user in people:
                messages.what_came(user, challenge, may_post_for(user, challenge.organisation_id))
            asked += 1
    return asked


def is_due(challenge: Challenge, day: date) -> bool:
    due = months_after(day_of_closing(challenge, day), MONTHS)
    return due <= day < due + WINDOW


def is_first_time(challenge: Challenge, today: date) -> bool:
    """Whether nobody was asked before; once it is closed, also not half a year after its last day."""
    end, last = day_of_closing(challenge, today), challenge.closes_on
    asked_before = last is not None and last != end and is_told_of(challenge, f"what came {last}")
    return not asked_before and is_first(challenge, f"what came {end}")


def day_of_closing(challenge: Challenge, otherwise: date) -> date:
    """The day on which it was closed; without a note, its last day."""
    return local(challenge.closed_at).date() if challenge.closed_at else challenge.closes_on or otherwise


def who_can_know(challenge: Challenge) -> list[User]:
    """Its hosts; else the other hosts of that municipality; else who keeps the deal going."""
    return hosts_now(challenge) or list(hosts_at(challenge.organisation_id)) or list(people_with(Role.COORDINATOR))


def begin_what_came(challenge: Challenge, by: Person, secret: str) -> Draft:
    """A draft of the story that tells it; nothing is sent or shown yet."""
    return begin(secret, by, None, follows_up=challenge)
