"""One's notes of the walk on another phone, or on this one after its storage was cleared."""

from datetime import UTC

from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.security import code_from, fingerprint, tidy_code
from app.core.wording import _
from app.gatherings import queries
from app.gatherings.models import Walk, Walker, WalkerPhone
from app.gatherings.operations.walking import seal, walker_with


def make_link(walk: Walk, key: str) -> None:
    """A code that lets one more phone in, once; a code from before opens nothing any more. Raises Refusal."""
    walker = walker_with(walk, key)
    if walker is None:
        raise Refusal(_("There are no notes of this phone here to take along."))
    walker.link_made_at = clock.now()
    walker.link_hash = fingerprint(code_for(walker, key))
    db.session.flush()


def code_for(walker: Walker, key: str) -> str:
    made_at = walker.link_made_at
    moment = f"{made_at.astimezone(UTC):%Y%m%d%H%M%S%f}" if made_at else ""  # a database may tell it in another zone
    return code_from(f"walker:{walker.gathering_id}:{walker.id}:{moment}:{key}")


def link_code(walker: Walker | None, key: str) -> str:
    """The code that waits to be used, for the phone that made it; '' when there is none.

    It is computed and never stored: whoever reads the database does not have it.
    """
    if walker is None or walker.link_hash is None:
        return ""
    code = code_for(walker, key)
    return code if fingerprint(code) == walker.link_hash else ""


def bring(walk: Walk, typed: str, key: str) -> Walker:
    """Lets the phone with this key in with a code; what it did before comes along. Raises NotFound.

    The caller holds the walk: the code works once, also when two phones come at the same moment.
    """
    found = queries.walker_by_link(walk.gathering, fingerprint(tidy_code(typed)))
    own = walker_with(walk, key)
    if own is found:
        return found  # the phone that made it: another one can still use it
    found.link_hash = found.link_made_at = None
    comes = seal(walk, key)
    if own is not None:  # all its phones come along; the first of them is one more from now on
        comes = own.key_hash
        queries.put_together(own, found)
    db.session.add(WalkerPhone(key_hash=comes, walker_id=found.id))
    db.session.flush()
    db.session.expire(found, ["phones"])
    return found


def close_codes() -> int:
    """After an older backup was put back no code waits: it may have been used or closed since. How many did."""
    return queries.forget_links()


def only_this_phone(walk: Walk, key: str) -> None:
    """No other phone shows these notes any more, and no code lets one in."""
    walker = walker_with(walk, key)
    if walker is not None:
        walker.phones.clear()
        walker.link_hash = walker.link_made_at = None
        db.session.flush()
        walker.key_hash = seal(walk, key)
        db.session.flush()
