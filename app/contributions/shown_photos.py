"""The photos of a contribution as one person may see them, and their files: nothing else hands one out."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.contributions.models import Contribution, Maker, People, Photo, PhotoState, Seen, Use
from app.contributions.models.photo import USE_NAMES
from app.contributions.permissions import found_fit_by, needed_to_see
from app.core import storage
from app.core.errors import NotFound
from app.core.security import fingerprint
from app.core.wording import _

SIZES = ("groot", "klein")  # as they stand in an address


@dataclass(frozen=True)
class AtWork:
    """What only its contributor and its readers know of a photo."""

    state: PhotoState
    seen: Seen | None
    alt: str  # as it was typed, also where it is not used now
    credit: str
    people: People | None
    shows_place: bool | None
    members_only: bool
    is_complete: bool
    is_approved: bool
    waits: bool
    needs_people_covered: bool
    needs_place_covered: bool
    has_ended: bool
    reason: str
    found_fit: int  # by how many readers, as long as it waits for another one
    mark: str  # of what a reader judges: when it changed since, a yes is about something else


@dataclass(frozen=True)
class PhotoView:
    """What somebody sees of a photo. Its file has no name but this id, which is random."""

    id: str
    story: str
    alt: str  # what is said instead of it; empty for one that is only there for its looks
    width: int
    height: int
    small_width: int
    small_height: int
    use: Use | None = None
    maker: Maker | None = None
    credit: str = ""
    is_described: bool = False
    at_work: AtWork | None = None

    @property
    def url(self) -> str:
        return url_for("pages.photo", public_id=self.story, photo_id=self.id, size="groot")

    @property
    def small_url(self) -> str:
        return url_for("pages.photo", public_id=self.story, photo_id=self.id, size="klein")

    @property
    def has_file(self) -> bool:
        """Whether there is something to show: what the scanner has not seen yet is shown to nobody."""
        return self.at_work is None or self.at_work.state is PhotoState.READY

    @property
    def credit_line(self) -> str:
        """Who made it, as far as that may be told, and what others may do with it."""
        if self.credit:
            who = _("Photo: %(name)s", name=self.credit)
        elif self.maker is Maker.OTHER:
            who = _("Photo: with permission of who made it")
        else:
            who = _("Photo: made by the contributor")
        return f"{who}. {USE_NAMES[self.use or Use.LOOK]}."

    def on_a_card(self) -> dict[str, Any]:
        """What a listing keeps of it: words of its contributor only, which are the same in every language."""
        names = ("id", "story", "width", "height", "small_width", "small_height")
        return {"alt": self.alt if self.is_described else "", **{name: getattr(self, name) for name in names}}


def photos_of(contribution: Contribution, fields: frozenset[str]) -> tuple[PhotoView, ...]:
    """The photos that somebody with these fields may see, in their order."""
    if "photos" not in fields:
        return ()
    return tuple(view_of_photo(photo, fields) for photo in contribution.photos if needed_to_see(photo) <= fields)


def view_of_photo(photo: Photo, fields: frozenset[str]) -> PhotoView:
    return PhotoView(
        id=photo.public_id,
        story=photo.contribution.public_id,
        alt=words_for(photo),
        width=photo.width,
        height=photo.height,
        small_width=photo.small_width,
        small_height=photo.small_height,
        use=photo.use,
        maker=photo.maker,
        credit=photo.credit if "credit" in fields else "",
        is_described=photo.seen is Seen.TEXT,
        at_work=at_work(photo) if "waiting_photos" in fields else None,
    )


def words_for(photo: Photo) -> str:
    if photo.seen is Seen.TEXT:
        return photo.alt
    return "" if photo.seen is Seen.DECORATIVE else _("A photo that nobody described yet")


def at_work(photo: Photo) -> AtWork:
    contribution = photo.contribution
    hides_place = contribution.hides_place or not contribution.names_organisation
    return AtWork(
        state=photo.state,
        seen=photo.seen,
        alt=photo.alt,
        credit=photo.credit,
        people=photo.people,
        shows_place=photo.shows_place,
        members_only=photo.members_only,
        is_complete=photo.is_complete,
        is_approved=photo.is_approved,
        waits=photo.waits_for_the_desk,
        needs_people_covered=photo.has_people_to_cover,
        needs_place_covered=hides_place and photo.shows_its_place,
        has_ended=photo.has_ended,
        reason=photo.reason,
        found_fit=len(found_fit_by(photo)),
        mark=mark_of_photo(photo),
    )


def mark_of_photo(photo: Photo) -> str:
    """The same for the same picture with the same answers, and for nothing else."""
    told = (photo.full_file, photo.alt, photo.seen, photo.people, photo.shows_place, photo.maker, photo.use)
    return fingerprint(repr(("photo", *map(str, told), photo.credit, photo.members_only)))[:20]


def content_of(contribution: Contribution, shown: tuple[PhotoView, ...], photo_id: str, size: str) -> bytes:
    """The file of a photo that is among the shown ones. Raises NotFound for any other, and when it is not here."""
    wanted = [photo for photo in contribution.photos if photo.public_id == photo_id]
    if not wanted or wanted[0].state is not PhotoState.READY or photo_id not in {view.id for view in shown}:
        raise NotFound
    name = wanted[0].full_file if size == "groot" else wanted[0].small_file
    try:
        return storage.get(name)
    except storage.Missing:
        raise NotFound from None
