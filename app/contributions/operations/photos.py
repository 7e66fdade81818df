"""What happens with the photos of a story: added and described by its contributor, found fit or refused by the desk."""

from dataclasses import dataclass

from app.accounts.models import User
from app.contributions import messages, queries
from app.contributions.models import Contribution, FoundFit, Maker, People, Photo, PhotoState, Seen, Status, Step, Use
from app.contributions.operations.contact import bring_news, call_back
from app.contributions.operations.follow import has_not_ended
from app.contributions.operations.freezing import not_frozen
from app.contributions.operations.kept_out import let_go_of_list
from app.contributions.operations.photo_files import KIND, judge_anew, let_go, let_go_of_files
from app.contributions.operations.publication import relist
from app.contributions.operations.reading import is_too_near
from app.contributions.operations.remembering import remember
from app.contributions.permissions import found_fit_by
from app.contributions.shown_photos import mark_of_photo
from app.core import clock, scanner, storage
from app.core.database import db
from app.core.deal import deal
from app.core.errors import Refusal
from app.core.pictures import Picture, picture_from
from app.core.security import random_id
from app.core.wording import _, lazy

MOST_PHOTOS = 6  # with one story
MOST_A_DAY = 40  # from one place, whoever sends them


@dataclass(frozen=True)
class Received:
    """A file that came in: the picture in it, drawn anew, and whether the scanner has seen the file."""

    picture: Picture
    is_scanned: bool


@dataclass(frozen=True)
class Answers:
    """What a contributor says of a photo; None is not answered yet."""

    seen: Seen | None = None
    alt: str = ""
    people: People | None = None
    shows_place: bool | None = None
    maker: Maker | None = None
    use: Use | None = None
    credit: str = ""
    members_only: bool = False


def received(content: bytes) -> Received:
    """Scans a file, and draws its picture anew. Raises Refusal for a virus and for what is no photo.

    A scanner that does not answer holds nobody up: the picture is kept out of sight until it does.
    """
    try:
        verdict = scanner.scan(content)
    except scanner.Unreachable:
        return Received(picture_from(content), is_scanned=False)
    if not verdict.is_clean:
        raise Refusal(_("Our virus scanner found something in this file, so we did not keep it. Have it looked at."))
    return Received(picture_from(content), is_scanned=True)


def may_get_photos(contribution: Contribution, number: int = 1) -> None:
    """Raises Refusal when no photos can be added to this story, or not so many."""
    has_not_ended(contribution)
    not_frozen(contribution)
    room = MOST_PHOTOS - len(contribution.photos)
    if number > room:
        raise Refusal(
            _("A story has at most %(most)s photos. There is room for %(room)s more.", most=MOST_PHOTOS, room=room)
        )


def add_photo(contribution: Contribution, what: Received) -> Photo:
    """Adds a photo, of which its contributor has to say something before anybody else sees it. Raises Refusal."""
    may_get_photos(contribution)
    photo = Photo(
        public_id=random_id(),
        position=max((other.position for other in contribution.photos), default=0) + 1,
        state=PhotoState.READY if what.is_scanned else PhotoState.WAITING,
        **storage.put_picture(KIND, what.picture),
    )
    contribution.photos.append(photo)
    note(contribution, "photo_added")
    db.session.flush()
    return photo


def describe_photo(photo: Photo, answers: Answers) -> None:
    """Keeps what its contributor says of a photo. Whatever changes, the desk looks again; stricter works at once.

    Raises Refusal when the story has ended; and when it is frozen, unless it is only made stricter.
    """
    contribution = photo.contribution
    has_not_ended(contribution)
    told = vars(answers)
    changed = {name for name, value in told.items() if getattr(photo, name) != value}
    if not changed or photo.has_ended:
        return
    only_stricter = changed == {"members_only"} and answers.members_only
    was_approved = photo.approved_at is not None
    if not only_stricter:
        not_frozen(contribution)
    if was_approved or (answers.members_only and "members_only" in changed):
        what = "photo_stricter" if only_stricter else "photo_described"
        remember(photo, what, {"members_only": answers.members_only})
    if not only_stricter:
        judge_anew(photo)
    was_known = photo.is_complete and not was_approved
    for name in changed:
        setattr(photo, name, told[name])
    db.session.flush()
    if photo.is_complete and photo.approved_at is None and not was_known:
        messages.moved_by_contributor()
    relist_if_seen(contribution)


def remove_photo(photo: Photo) -> None:
    """Its contributor takes it back: it is out of every list at once, and its files go. Raises Refusal when frozen."""
    contribution = photo.contribution
    not_frozen(contribution)
    remember(photo, "photo_removed")
    let_go(photo)
    note(contribution, "photo_removed")
    relist_if_seen(contribution)
    let_go_of_list(contribution)


def approve_photo(photo: Photo, by: User, mark: str) -> None:
    """One reader finds it fit to be seen. When all needed readers do, others see it.

    Raises Refusal when something has to be covered first, it has changed, or this reader is too near to somebody.
    """
    judged(photo, mark)
    contribution = photo.contribution
    if photo.has_people_to_cover:
        raise Refusal(_("There are people or number plates on it that must be covered first."))
    if photo.shows_its_place and (contribution.hides_place or not contribution.names_organisation):
        raise Refusal(_("It shows the place of a story whose place is not told. Cover that first, or refuse it."))
    if by.id in found_fit_by(photo):
        return
    may_be_the_next(photo, by)
    photo.found_fit.append(FoundFit(reader_id=by.id, reader=by, at=clock.now()))
    note(contribution, "photo_approved", by)
    if len(found_fit_by(photo)) >= deal().readers:
        photo.found_fit.clear()
        photo.approved_at = clock.now()
        relist_if_seen(contribution)
        let_go_of_list(contribution)


def may_be_the_next(photo: Photo, by: User) -> None:
    """Raises Refusal for who is too near to the story, or of the organisation of who found it fit before."""
    if is_too_near(photo.contribution, by):
        raise Refusal(_("You cannot read this one: it is too near to an organisation that you work for."))
    counted = found_fit_by(photo)
    if any(found.reader.employers() & by.employers() for found in photo.found_fit if found.reader_id in counted):
        raise Refusal(_("Somebody of your organisation found this photo fit already. Another reader has to look."))


def refuse_photo(photo: Photo, by: User, mark: str, why: str) -> None:
    """The desk does not show it; its contributor reads why. The files go, unless a Woo request keeps them."""
    judged(photo, mark)
    turn_down(photo, by, why)


def turn_down(photo: Photo, by: User | None, why: str) -> None:
    contribution = photo.contribution
    remember(photo, "photo_refused")
    photo.state, photo.reason = PhotoState.REFUSED, why
    judge_anew(photo)
    if not contribution.is_frozen:
        let_go_of_files(photo)
    note(contribution, "photo_refused", by)
    call_back(contribution, lazy("The desk did not take a photo of yours"))
    bring_news(contribution, lazy("The desk did not take a photo of yours"))
    relist_if_seen(contribution)
    let_go_of_list(contribution)


def judged(photo: Photo, mark: str) -> None:
    if photo.state is not PhotoState.READY or not photo.is_complete:
        raise Refusal(_("This photo cannot be judged now. Look at the page again."))
    if mark != mark_of_photo(photo):
        raise Refusal(_("This photo was changed after you opened this page. Look at it once more."))


def scan_waiting_photos() -> int:
    """Lets the scanner look at what came in while it did not answer; how many it saw. It stops at the first silence."""
    count = 0
    for photo, is_clean in scanner.scan_waiting(queries.photos_to_scan()):
        if is_clean:
            photo.state = PhotoState.READY
        else:
            photo.state = PhotoState.INFECTED
            let_go_of_files(photo)
        count += 1
    db.session.flush()
    return count


def relist_if_seen(contribution: Contribution) -> None:
    if contribution.status is Status.PUBLISHED:
        relist(contribution)


def note(contribution: Contribution, what: str, by: User | None = None) -> None:
    role = "editor" if by else "contributor"
    contribution.steps.append(Step(what=what, by_role=role, by_id=by.id if by else None))
    db.session.flush()
