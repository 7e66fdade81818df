"""Letting go of photos: their files go when the transaction is kept, and a night job takes what was left behind."""

from datetime import timedelta

from app.contributions import queries
from app.contributions.models import Contribution, Photo
from app.core import clock, storage
from app.core.database import db
from app.core.deal import deal
from app.core.destruction import destroyed

KIND = "photos"  # how the names of these files begin


def let_go_of_files(photo: Photo) -> None:
    for name in photo.files():
        storage.remove(name)
    photo.full_file = photo.small_file = ""


def let_go(photo: Photo) -> None:
    """Deletes a photo with its files."""
    let_go_of_files(photo)
    photo.contribution.photos.remove(photo)
    db.session.flush()


def let_go_of_all(contribution: Contribution) -> None:
    for photo in list(contribution.photos):
        let_go(photo)


def let_go_of_what_ended(contribution: Contribution) -> None:
    """Deletes the photos that the desk refused, or in which a virus was found, with what was said about them."""
    for photo in [photo for photo in contribution.photos if photo.has_ended]:
        let_go(photo)


def let_go_of_what_nobody_can_finish(contribution: Contribution) -> None:
    """For a story without its author: what was not described yet, and what ended."""
    for photo in [photo for photo in contribution.photos if photo.has_ended or not photo.is_complete]:
        let_go(photo)


def let_go_of_refused_files(contribution: Contribution) -> None:
    """Deletes the files that were kept only because a Woo request asked for them."""
    for photo in contribution.photos:
        if photo.has_ended:
            let_go_of_files(photo)


def forget_makers(contribution: Contribution) -> None:
    """The name of whoever made a photo can lead to whoever shared the story."""
    for photo in contribution.photos:
        photo.credit = ""
    db.session.flush()


def judge_photos_anew(contribution: Contribution) -> None:
    """The photos were found fit for other eyes, or for a story with another name: the desk looks once more."""
    for photo in contribution.photos:
        judge_anew(photo)
    db.session.flush()


def judge_anew(photo: Photo) -> None:
    """What the desk found of it counts no longer, of neither reader."""
    photo.approved_at = None
    photo.found_fit.clear()


def forget_unfinished_photos() -> int:
    """Deletes photos about which nothing was answered for as long as a draft is kept; how many."""
    due = queries.unfinished_photos(clock.now() - timedelta(days=deal().draft_days))
    for photo in due:
        let_go(photo)
    return destroyed("photo", len(due), "draft_days")


def sweep_photos() -> int:
    """Removes the files that belong to no photo (any more); how many. Its photo was declared when that went."""
    return storage.sweep(KIND, queries.names_of_photo_files())
