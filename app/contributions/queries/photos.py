"""The selects of photos."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, lazyload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from app.accounts.models import Person, User
from app.contributions.models import Contribution, DraftPhoto, FoundFit, Freeze, Photo, PhotoState, Seen, Status
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


def with_who_found_it_fit() -> ExecutableOption:
    """Whose yes a photo has that still waits for another reader, in the statement that finds the photos."""
    reader = selectinload(Contribution.photos).joinedload(Photo.found_fit).joinedload(FoundFit.reader)
    return reader.options(joinedload(User.memberships), lazyload(User.addresses))


def with_photos_that_wait_for(person: Person) -> Select[int]:
    """The ids of stories with a photo that the desk can judge (`waits_for_the_desk`) and this reader did not, yet."""
    asked = (Photo.seen, Photo.people, Photo.shows_place, Photo.maker, Photo.use)
    told = *(column.is_not(None) for column in asked), or_(Photo.seen != Seen.TEXT, Photo.alt != "")
    waits = Photo.state == PhotoState.READY, Photo.approved_at.is_(None)
    by_this_one = Photo.found_fit.any(FoundFit.reader_id == person.id)
    return select(Photo.contribution_id).where(*waits, *told, ~by_this_one)


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
    """The names of all files that belong to a photo, of a story or of a draft.

    Drafts first: a photo goes from a draft to a story and never back, so one that goes meanwhile is seen there.
    """
    tables = (select(table.full_file, table.small_file) for table in (DraftPhoto, Photo))
    return {name for wanted in tables for row in db.session.execute(wanted) for name in row if name}
