"""A photo that comes along with a draft: kept apart from where it came from, left out, or sent with the story."""

from app.contributions.models import Contribution, Draft, DraftPhoto, Photo, PhotoState, Seen, Step
from app.contributions.operations.photo_files import KIND
from app.core import storage
from app.core.database import db
from app.core.errors import NotFound
from app.core.pictures import Picture
from app.core.security import random_id

OF_PICTURE = ("full_file", "small_file", "width", "height", "small_width", "small_height")


def bring_photo(draft: Draft, picture: Picture, alt: str, is_scanned: bool) -> None:
    """Keeps a picture of somewhere else with a draft, in files of its own: what happens there touches it no more."""
    draft.photo = DraftPhoto(**storage.put_picture(KIND, picture), alt=alt, is_scanned=is_scanned)
    db.session.flush()


def leave_photo_out(draft: Draft) -> None:
    """It does not come along: its files go. A second press changes nothing."""
    if draft.photo is not None:
        for name in draft.photo.files():
            storage.remove(name)
        draft.photo = None
        db.session.flush()


def send_photo_along(draft: Draft, contribution: Contribution) -> None:
    """From now on it is a photo of the story: its contributor says what it shows, and the desk looks, as with any.

    One that was not scanned yet waits for the scanner, as any other.
    """
    brought = draft.photo
    if brought is None:
        return
    photo = Photo(public_id=random_id(), position=1, **{name: getattr(brought, name) for name in OF_PICTURE})
    photo.state = PhotoState.READY if brought.is_scanned else PhotoState.WAITING
    if brought.alt:
        photo.seen, photo.alt = Seen.TEXT, brought.alt
    contribution.photos.append(photo)
    contribution.steps.append(Step(what="photo_added", by_role="contributor"))
    draft.photo = None
    db.session.flush()


def content_of_draft_photo(draft: Draft) -> bytes:
    """The small picture, for whoever holds the draft. Raises NotFound when there is none that may be shown."""
    if draft.photo is None or not draft.photo.is_scanned:
        raise NotFound
    try:
        return storage.get(draft.photo.small_file)
    except storage.Missing:
        raise NotFound from None
