"""Sharing what came of a gathering with everybody, in time."""

from datetime import timedelta

from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.gatherings import messages, queries
from app.gatherings.models import Gathering, GatheringStatus

HARVEST_WITHIN = timedelta(hours=48)  # after the end
JOB_IS_AHEAD = timedelta(hours=2)  # it shares what there is in time, also when one run fails
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
    """Shares what its organisers did not share in time, so that everybody has it within 48 hours; of how many."""
    due = clock.now() - HARVEST_WITHIN + JOB_IS_AHEAD
    over = [one for one in queries.without_harvest(today() - HARVEST_LATEST) if one.ends_at <= due]
    for gathering in over:
        share_harvest(gathering)
    return len(over)
