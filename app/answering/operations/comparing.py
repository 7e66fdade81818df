"""The hosts of a challenge say which conditions hold where they work."""

from collections.abc import Mapping

from sqlalchemy.exc import IntegrityError

from app.answering import queries
from app.answering.models import ConditionCheck, Holds
from app.challenges.models import Challenge
from app.core.database import db


def check(challenge: Challenge, found: Mapping[str, Holds]) -> None:
    """Notes what a host found of these conditions, by their marks; what somebody else found of others stays."""
    for mark, holds in found.items():
        known = queries.check_on(challenge, mark) or begin(challenge, mark, holds)
        known.holds = holds
    db.session.flush()


def begin(challenge: Challenge, mark: str, holds: Holds) -> ConditionCheck:
    """When two hosts are the first at the same moment, the last one stands."""
    try:
        with db.session.begin_nested():
            made = ConditionCheck(challenge_id=challenge.id, mark=mark, holds=holds)
            db.session.add(made)
    except IntegrityError:
        known = queries.check_on(challenge, mark)
        if known is None:
            raise
        return known
    return made
