"""What others told already of the challenge that somebody answers, as everybody may read it.

Only a floor above knows which stories stand with a challenge, so it is asked here.
"""

from collections.abc import Callable, Sequence

from app.challenges.models import Challenge
from app.contributions.disclosure import View
from app.core.clock import today

MOST = 3

Told = Callable[[Challenge], Sequence[View]]
told_by: dict[str, Told] = {}  # by feature


def said_already(challenge: Challenge | None) -> list[View]:
    """The first few; the same for everybody, whoever answers. None while not everybody may read the challenge."""
    if challenge is None or not challenge.is_public(today()):
        return []
    return [view for _feature, told in sorted(told_by.items()) for view in told(challenge)][:MOST]
