"""Sharing what came of a gathering with everybody, in time."""

from datetime import UTC, datetime, time, timedelta

from app.accounts.models import User
from app.core import clock
from app.core.clock import AMSTERDAM, today
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.gatherings import messages, queries
from app.gatherings.models import Gathering, GatheringStatus, Task

HARVEST_WITHIN = timedelta(hours=48)  # after the end
JOB_IS_AHEAD = timedelta(hours=2)  # it shares what there is in time, also when one run fails
ANNOUNCED_AT = time(9)  # the morning after the day itself
HARVEST_LATEST = timedelta(days=7)  # what was not shared by then is left to its organisers


def share_harvest(gathering: Gathering) -> None:
    """Opens the page of the harvest to everybody, and mails its link to who signed up, and who walked in and asked.

    Raises Refusal before the end.
    """
    if gathering.status is not GatheringStatus.PUBLISHED or clock.now() < gathering.ends_at:
        raise Refusal(_("The harvest can be shared once the gathering is over."))
    if gathering.harvested_at is None:
        gathering.harvested_at = clock.now()
        for registration in queries.everybody_at(gathering):
            messages.harvest(registration)
        for arrival in queries.to_hear_of_harvest(gathering):
            messages.harvest_for_walk_in(arrival)
            arrival.harvest_to = ""  # it was given for this alone
        db.session.flush()


def share_harvests() -> int:
    """Shares what its organisers did not share in time, so that everybody has it within 48 hours; of how many.

    The morning after the day itself who runs it hears that this is going to happen, and what is missing.
    """
    waiting = queries.without_harvest(today() - HARVEST_LATEST)
    over = [one for one in waiting if opens_at(one) <= clock.now()]
    for gathering in over:
        share_harvest(gathering)
    for gathering in waiting:
        if gathering not in over and is_to_announce(gathering):
            announce(gathering)
    return len(over)


def opens_at(gathering: Gathering) -> datetime:
    """When the job opens the harvest, where nobody did."""
    return gathering.ends_at.astimezone(UTC) + HARVEST_WITHIN - JOB_IS_AHEAD


def is_to_announce(gathering: Gathering) -> bool:
    morning = datetime.combine(gathering.on + timedelta(days=1), ANNOUNCED_AT, tzinfo=AMSTERDAM)
    return gathering.announced_of != gathering.on and max(morning, gathering.ends_at) <= clock.now()


def announce(gathering: Gathering) -> None:
    """Tells its organisers once that the harvest opens by itself; note takers when something is missing in it."""
    gathering.announced_of = gathering.on
    told = queries.summaries_at(gathering)
    missing = sum(stop.id not in told for stop in gathering.stops)
    cards = sum(card.shown_at is None and not card.is_empty for card in queries.cards_at(gathering))
    asked = {Task.ORGANISER, Task.NOTE_TAKER} if missing or cards else {Task.ORGANISER}
    tasks: dict[User, set[Task]] = {}
    for holder, user in queries.with_accounts(gathering):
        if user is not None and holder.task in asked:
            tasks.setdefault(user, set()).add(holder.task)
    given = {"until": opens_at(gathering), "missing": missing, "cards": cards}
    for user, own in tasks.items():
        messages.harvest_opens(user, gathering, is_organiser=Task.ORGANISER in own, **given)
    db.session.flush()
