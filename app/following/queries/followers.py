"""Finding followers and what they follow."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import User
from app.core.database import db, number_of, one
from app.following.models import Follow, Follower


def follower_of(user: User) -> Follower | None:
    return db.session.scalar(select(Follower).where(Follower.user_id == user.id))


def follower_at(mark: str) -> Follower | None:
    """Who follows without an account at the address with this mark."""
    return db.session.scalar(select(Follower).where(Follower.address_mark == mark))


def follower_by_own(own_hash: str) -> Follower:
    """Raises NotFound."""
    return one(select(Follower).where(Follower.own_hash == own_hash))


def follower_by_stop(stop_hash: str) -> Follower:
    """Raises NotFound."""
    return one(select(Follower).where(Follower.stop_hash == stop_hash))


def follower_by_id(public_id: str) -> Follower | None:
    return db.session.scalar(select(Follower).where(Follower.public_id == public_id))


def is_held(follower: Follower) -> bool:
    """Holds them until the end of the transaction; False when they stopped at this very moment."""
    return db.session.scalar(select(Follower.id).where(Follower.id == follower.id).with_for_update()) is not None


def all_followers() -> Sequence[Follower]:
    """By id; to be looked through after a restore."""
    return db.session.scalars(select(Follower).order_by(Follower.id)).all()


def all_follows() -> Sequence[Follow]:
    return db.session.scalars(select(Follow).order_by(Follow.id)).all()


def follow_by_confirm(confirm_hash: str) -> Follow:
    """The wish that a mailed link confirms. Raises NotFound."""
    return one(select(Follow).where(Follow.confirm_hash == confirm_hash).options(joinedload(Follow.follower)))


def follow_of(follower: Follower, **thing: int | str) -> Follow | None:
    """Held: of two presses at once the second sees what the first did."""
    return db.session.scalar(select(Follow).filter_by(follower_id=follower.id, **thing).with_for_update())


def followed_by(follower: Follower) -> list[Follow]:
    """What somebody follows and confirmed, with what it is called."""
    shown = joinedload(Follow.challenge), joinedload(Follow.question), joinedload(Follow.term)
    wanted = Follow.follower_id == follower.id, Follow.confirmed_at.is_not(None)
    found = db.session.scalars(select(Follow).where(*wanted).options(*shown, selectinload(Follow.follower)))
    return list(found.unique())


def delete_unconfirmed(before: datetime) -> tuple[int, int]:
    """Removes wishes that nobody confirmed, and who is left without any and without an account; how many of each."""
    wanted = Follow.confirmed_at.is_(None), Follow.asked_at <= before
    count = number_of(db.session.execute(delete(Follow).where(*wanted)))
    follows = select(Follow.follower_id)
    alone = Follower.user_id.is_(None), Follower.began_at <= before, Follower.id.not_in(follows)
    return count, number_of(db.session.execute(delete(Follower).where(*alone)))
