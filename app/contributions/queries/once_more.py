"""Finding stories, photos and addresses for news of which only a fingerprint is known."""

from collections.abc import Callable, Sequence

from sqlalchemy import select

from app.contributions.models import Contribution, NewsAddress, Photo
from app.core.database import db


def stories_among(is_wanted: Callable[[str], bool]) -> Sequence[Contribution]:
    rows = db.session.execute(select(Contribution.id, Contribution.public_id))
    ids = [key for key, public_id in rows if is_wanted(public_id)]
    return db.session.scalars(select(Contribution).where(Contribution.id.in_(ids)).order_by(Contribution.id)).all()


def photos_among(is_wanted: Callable[[str], bool]) -> Sequence[Photo]:
    ids = [key for key, public_id in db.session.execute(select(Photo.id, Photo.public_id)) if is_wanted(public_id)]
    return db.session.scalars(select(Photo).where(Photo.id.in_(ids)).order_by(Photo.id)).all()


def news_addresses_among(is_wanted: Callable[[str], bool]) -> Sequence[NewsAddress]:
    rows = db.session.execute(select(NewsAddress.contribution_id, NewsAddress.token_hash))
    ids = [key for key, token_hash in rows if is_wanted(token_hash)]
    wanted = select(NewsAddress).where(NewsAddress.contribution_id.in_(ids)).order_by(NewsAddress.contribution_id)
    return db.session.scalars(wanted).all()
