"""The desk covers what may not be seen on a photo: what was under it is gone, the original included."""

from collections.abc import Iterable

from app.accounts.models import User
from app.contributions.models import Photo
from app.contributions.operations.freezing import not_frozen
from app.contributions.operations.photo_files import KIND, judge_anew, let_go_of_files
from app.contributions.operations.photos import judged, note, relist_if_seen
from app.contributions.operations.remembering import remember
from app.core import storage
from app.core.database import db
from app.core.errors import Refusal
from app.core.pictures import Box, covered
from app.core.wording import _


def cover_photo(photo: Photo, by: User, mark: str, boxes: Iterable[Box], people: bool, place: bool) -> None:
    """Burns these boxes in, in both sizes, and deletes the files of before; then it is judged anew.

    `people` and `place` say that nobody and nothing of the place can be recognised any more. Raises Refusal when the
    photo changed since it was looked at, or is kept as it is for a Woo request.
    """
    judged(photo, mark)
    not_frozen(photo.contribution)
    try:
        picture = covered(storage.get(photo.full_file), boxes)
    except storage.Missing:
        raise Refusal(_("The file of this photo is not here any more. Ask the contributor to add it again.")) from None
    remember(photo, "photo_covered")
    let_go_of_files(photo)
    photo.full_file, photo.small_file = storage.put(KIND, picture.full), storage.put(KIND, picture.small)
    photo.people_covered, photo.place_covered = photo.people_covered or people, photo.place_covered or place
    judge_anew(photo)
    note(photo.contribution, "photo_covered", by)
    db.session.flush()
    relist_if_seen(photo.contribution)
