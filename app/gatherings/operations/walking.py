"""The code that opens a walk, and who walks along with it."""

import secrets

from app.core.clock import today
from app.core.database import db
from app.core.errors import Refusal
from app.core.security import fingerprint
from app.core.wording import _
from app.gatherings import queries
from app.gatherings.models import Gathering, GatheringStatus, Walk, Walker
from app.gatherings.models.walking import MOST_GROUPS

LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"  # without 0, o, 1, l and i, which are read for each other
MOST_EARLIER = 9  # codes that are known again; whoever has an older one asks for the link as well
LETTERS = 10  # about 49 bits: no guessing, behind a throttle


def new_code() -> str:
    return "".join(secrets.choice(LEGIBLE) for _letter in range(LETTERS))


def make_walk(gathering: Gathering) -> Walk:
    """Gives the walk its code; the one that it has when it has one."""
    found = queries.walk_of(gathering)
    if found is None:
        found = Walk(gathering=gathering, code=new_code())
        db.session.add(found)
        db.session.flush()
    return found


def lacks_walk(gathering: Gathering) -> bool:
    """Whether people are going to walk, and nothing opens that walk on a phone yet."""
    is_still_to_come = not gathering.is_cancelled and gathering.on >= today()
    return bool(gathering.stops) and is_still_to_come and queries.walk_of(gathering) is None


def renew_code(walk: Walk) -> None:
    """A new code: the old one opens nothing any more, and says so. What was noted stays, and every phone keeps its own
    notes."""
    earlier = [seal_of_code(walk.code), *walk.earlier_hashes.split()]
    walk.code, walk.earlier_hashes = new_code(), " ".join(earlier[:MOST_EARLIER])
    db.session.flush()


def seal_of_code(code: str) -> str:
    """What is kept of a code that was replaced: enough to know it again, and nothing that opens the walk."""
    return fingerprint(f"code of a walk:{code}")


def replaced_with(code: str) -> Walk | None:
    """The walk that this code opened until it got another one."""
    return queries.walk_with_earlier(seal_of_code(code))


def set_groups(walk: Walk, number: int) -> None:
    """In how many groups people walk; 0 is all together. Raises Refusal."""
    if not 0 <= number <= MOST_GROUPS:
        raise Refusal(_("Choose a number from 0 to %(most)s.", most=MOST_GROUPS))
    walk.groups = number
    db.session.flush()


def takes_notes_now(walk: Walk) -> None:
    """Raises Refusal, which says when, for a walk that is not open on this day."""
    if walk.takes_notes(today()):
        return
    if walk.gathering.status is GatheringStatus.CANCELLED:
        raise Refusal(_("This gathering was cancelled, so there is no walk."))
    if today() < walk.opens_on:
        raise Refusal(_("This walk is not open yet."))
    raise Refusal(_("This walk is over. It takes no more notes."))


def seal(walk: Walk, key: str) -> str:
    """What is stored of the key of a phone: another one at each gathering, so that nobody can follow it around."""
    return fingerprint(f"walker:{walk.gathering_id}:{key}")


def walker_with(walk: Walk, key: str) -> Walker | None:
    """The phone with this key; None when it did nothing yet, or has no key."""
    return queries.walker_by_key(walk.gathering, seal(walk, key)) if key else None


def come_along(walk: Walk, key: str) -> Walker:
    """The phone with this key, which is known from now on. The walk is held, so that two requests make one."""
    found = walker_with(walk, key)
    if found is None:
        found = Walker(gathering_id=walk.gathering_id, key_hash=seal(walk, key))
        db.session.add(found)
        db.session.flush()
    return found


def walk_in_group(walk: Walk, walker: Walker, group: int | None) -> None:
    """Notes in which group somebody walks; None is no group. A group that does not exist is none."""
    walker.group_number = group if group is not None and 1 <= group <= walk.groups else None
    db.session.flush()
