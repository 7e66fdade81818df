"""Several phones of one walker: the code that lets one in, and what two of them did, put together."""

from collections.abc import Callable, Sequence

from sqlalchemy import delete, select, update

from app.core.database import db, number_of, one
from app.gatherings.models import Clarifying, FieldNote, Gathering, Tap, Walker, WalkerPhone


def walker_by_link(gathering: Gathering, link_hash: str) -> Walker:
    """Whose code this is, at this gathering. Raises NotFound, also when it was used or replaced."""
    return one(select(Walker).where(Walker.gathering_id == gathering.id, Walker.link_hash == link_hash))


def put_together(left: Walker, kept: Walker) -> None:
    """Everything of one walker is the other's from now on. Of two taps at one card that of the kept one counts."""
    tapped = select(Tap.card_id).where(Tap.walker_id == kept.id)
    db.session.execute(delete(Tap).where(Tap.walker_id == left.id, Tap.card_id.in_(tapped)))
    for table in (Tap, FieldNote, Clarifying, WalkerPhone):
        db.session.execute(update(table).where(table.walker_id == left.id).values(walker_id=kept.id))
    db.session.expire_all()
    db.session.delete(left)
    db.session.flush()


def forget_links() -> int:
    """No code lets a phone in any more; how many did."""
    wanted = update(Walker).where(Walker.link_hash.is_not(None)).values(link_hash=None, link_made_at=None)
    return number_of(db.session.execute(wanted))


def walkers_among(is_wanted: Callable[[str], bool]) -> Sequence[Walker]:
    """Those with a phone of which the stored hash of the key is one that somebody looks for."""
    first = db.session.execute(select(Walker.id, Walker.key_hash)).all()
    further = db.session.execute(select(WalkerPhone.walker_id, WalkerPhone.key_hash)).all()
    ids = {walker_id for walker_id, key_hash in (*first, *further) if is_wanted(key_hash)}
    return db.session.scalars(select(Walker).where(Walker.id.in_(ids)).order_by(Walker.id)).all()
