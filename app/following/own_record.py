"""What is known of somebody who follows something, for the file with their own data."""

from typing import Any

from app.core.clock import local
from app.following.models import Follower
from app.following.words import name_of


def record_of(follower: Follower) -> dict[str, Any]:
    """What they follow and how soon they hear of it, when they want no mail, and since when."""
    hours = [follower.quiet.start, follower.quiet.until]
    return {
        "since": local(follower.began_at),
        "no_mail": {"from_until": hours, "at_weekends": follower.quiet.at_weekends},
        "may_be_asked": follower.takes_calls,
        "works": {"as": follower.works_as, "at": follower.works_at},
        "follows": [
            {"what": name_of(follow), "how_soon": follow.pace, "confirmed_at": follow.confirmed_at}
            for follow in follower.follows
        ],
    }
