"""One's notes of the walk on another phone, or on this one after its storage was cleared."""

from dataclasses import dataclass
from datetime import UTC

from app.contributions.operations.remembering import decided, remember, sealed
from app.core import clock
from app.core.again import done_before
from app.core.database import db
from app.core.errors import Refusal
from app.core.security import code_from, fingerprint, random_id, tidy_code
from app.core.wording import _
from app.gatherings import queries
from app.gatherings.models import Walk, Walker, WalkerPhone
from app.gatherings.operations.walking import seal, walker_with

PUT_OUT = "phone_put_out"  # in the log beside the database


@dataclass(frozen=True)
class Phone:
    """A phone, by what is stored of its key: it has no other name."""

    public_id: str


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
    """No other phone shows these notes any more, and no code lets one in. A line beside the database makes that no
    backup brings them back."""
    walker = walker_with(walk, key)
    if walker is not None:
        put_out(walker, {seal(walk, key)})


def put_out(walker: Walker, stay: set[str]) -> None:
    """Only the phones with these hashes of keys show the notes; without any, nobody's does."""
    known = [walker.key_hash, *(phone.key_hash for phone in walker.phones)]
    for key_hash in known:
        if key_hash not in stay:
            remember(Phone(key_hash), PUT_OUT)
    first, *others = [key_hash for key_hash in known if key_hash in stay] or [fingerprint(random_id())]
    walker.phones[:] = [phone for phone in walker.phones if phone.key_hash in others]
    walker.link_hash = walker.link_made_at = None
    db.session.flush()  # the row of a further phone goes before the walker has its key
    walker.key_hash = first
    db.session.flush()


def put_out_again() -> int:
    """Puts out once more the phones that were so after this backup was made; of how many walkers. Run by restore."""
    told = {line["of"] for line in decided() if line["what"] == PUT_OUT}
    found = queries.walkers_among(lambda key_hash: sealed(key_hash) in told)
    with done_before():
        for walker in found:
            known = {walker.key_hash, *(phone.key_hash for phone in walker.phones)}
            put_out(walker, {key_hash for key_hash in known if sealed(key_hash) not in told})
    return len(found)
