"""The selects of photos."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.contributions.models import Contribution, Freeze, Photo, PhotoState, Status
from app.core.database import db
from app.core.errors import NotFound

AT_A_TIME = 20  # photos that are scanned in one transaction


def photo_of(contribution: Contribution, public_id: str) -> Photo:
    """The photo of this story with this id. Raises NotFound for any other."""
    for photo in contribution.photos:
        if photo.public_id == public_id:
            return photo
    raise NotFound


def photos_to_scan() -> Sequence[Photo]:
    wanted = select(Photo).where(Photo.state == PhotoState.WAITING).order_by(Photo.id).limit(AT_A_TIME)
    return db.session.scalars(wanted.with_for_update(of=Photo)).all()


def visible_with_a_list() -> Sequence[Contribution]:
    """The visible stories without a name of which is known who may not read them along."""
    seen = Contribution.status.in_((Status.PUBLISHED, Status.HELD)), Contribution.names_organisation.is_(False)
    wanted = select(Contribution).where(*seen, Contribution.kept_from.any()).order_by(Contribution.id)
    return db.session.scalars(wanted.with_for_update(of=Contribution)).all()


def unfinished_photos(before: datetime) -> list[Photo]:
    """What was added before this moment and not described since; not of what is frozen."""
    frozen = select(Freeze.contribution_id)
    wanted = select(Photo).where(Photo.added_at < before, Photo.contribution_id.not_in(frozen))
    return [photo for photo in db.session.scalars(wanted) if not photo.is_complete]


def names_of_photo_files() -> set[str]:
    """The names of all files that belong to a photo."""
    rows = db.session.execute(select(Photo.full_file, Photo.small_file))
    return {name for row in rows for name in row if name}
