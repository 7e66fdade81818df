"""The photos of one's own story: added, described and removed on one page, which is one form."""

from datetime import timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import FileStorage

from app.accounts.operations import may_try_again
from app.contributions import operations
from app.contributions.disclosure import own
from app.contributions.forms.kept_out import KeptOutForm
from app.contributions.forms.photos import PhotoForm, form_of_photo, prefix_of, sent_form_of_photo
from app.contributions.models import Contribution
from app.contributions.operations import MOST_A_DAY, MOST_PHOTOS
from app.contributions.privacy import Shown, after_button, shown_hints
from app.contributions.queries import photo_of
from app.contributions.shown_photos import PhotoView
from app.core import pictures
from app.core.database import keep_now, undo_now
from app.core.errors import Refusal
from app.core.forms import one_line
from app.core.guard import public
from app.core.storage import Unavailable
from app.core.typed import has_expired, shows_again
from app.core.uploads import MEGABYTE, takes_files
from app.core.wording import _
from app.pages.routes import kept_out
from app.pages.routes.blueprint import blueprint
from app.pages.routes.follow import back, mine
from app.pages.routes.photo import SIZE, file_of

MOST_TOGETHER = MOST_PHOTOS * pictures.MOST_BYTES + 2 * MEGABYTE
DAY = timedelta(days=1)
Forms = dict[str, PhotoForm]  # by the id of the photo


@blueprint.get("/volg/<code>/fotos")
@public
def own_photos(code: str) -> ResponseReturnValue:
    return photos_page(code, mine(code), {})


@blueprint.get(f"/volg/<code>/fotos/<photo_id>/{SIZE}")
@public
def own_photo(code: str, photo_id: str, size: str) -> ResponseReturnValue:
    found = mine(code)
    return file_of(found, own(found).photos, photo_id, size)


@blueprint.post("/volg/<code>/fotos")
@public
@shows_again
@takes_files(MOST_TOGETHER)
def keep_photos(code: str) -> ResponseReturnValue:
    """Keeps what was typed first, whatever comes of the files; then does what the button says."""
    contribution = mine(code)
    forms = {photo.id: sent_form_of_photo(photo) for photo in to_describe(contribution)}
    named = kept_out.list_sent(contribution)
    if has_expired():
        return photos_page(code, contribution, forms, named=named)
    kept_out.keep(contribution, named)
    action = request.form.get("action", "")
    keep_typed(contribution, forms, action)
    refused = add_files(code, [file for file in request.files.getlist("photos") if file.filename])
    contribution = mine(code)
    if action.startswith("remove:"):
        operations.remove_photo(photo_of(contribution, action.partition(":")[2]))
        keep_now()  # whatever there is to say of the files that came with it
    is_understood = kept_out.is_understood(named)
    if not refused and is_understood and (action or all_answered(forms)):
        return back_to_photos(code)
    return photos_page(code, contribution, {} if action else forms, refused, named)


def back_to_photos(code: str) -> ResponseReturnValue:
    return back(code, "inhoud", "pages.own_photos")


def to_describe(contribution: Contribution) -> list[PhotoView]:
    return [photo for photo in own(contribution).photos if photo.at_work and not photo.at_work.has_ended]


def keep_typed(contribution: Contribution, forms: Forms, action: str) -> None:
    """Keeps the answers as far as they go; a button may first leave a word out of one of them."""
    for photo_id, form in forms.items():
        if form.seen.name not in request.form and form.alt.name not in request.form:
            continue  # this photo came while the page was open elsewhere: nothing was said about it
        said = after_button({prefix_of(photo_id): form.alt.data or ""}, action, contribution.language)
        form.alt.data = said[prefix_of(photo_id)]
        operations.describe_photo(photo_of(contribution, photo_id), form.answers())
    keep_now()


def all_answered(forms: Forms) -> bool:
    wrong = [form for form in forms.values() if not form.validate()]  # each of them, so that each says what it misses
    return not wrong


def add_files(code: str, files: list[FileStorage]) -> list[str]:
    """Adds the photos that can be taken, each kept by itself; for every other one its name and what to do instead."""
    refused: list[str] = []
    for file in files:
        try:
            operations.may_get_photos(mine(code))
            add_file(code, file)
        except Unavailable as fault:
            undo_now()  # one of its two sizes may be stored already
            return [*refused, str(fault)]
        except Refusal as reason:
            refused.append(f"{one_line(file.filename)[:60]}: {reason}")
    return refused


def add_file(code: str, file: FileStorage) -> None:
    who = current_user.public_id if current_user.is_authenticated else request.remote_addr or ""
    if not may_try_again("photo from", who, MOST_A_DAY, DAY):  # lets go of the lock as well: drawing takes a while
        raise Refusal(_("You added many photos today. Go on tomorrow: what you added is kept."))
    received = operations.received(file.stream.read(pictures.MOST_BYTES + 1))
    operations.add_photo(mine(code), received)
    keep_now()  # typed or not, the next file may be refused and this one stays


def photos_page(
    code: str,
    contribution: Contribution,
    sent: Forms,
    refused: list[str] | None = None,
    named: KeptOutForm | None = None,
) -> tuple[str, int]:
    shown = own(contribution).photos
    forms = {photo.id: form_of_photo(photo) for photo in to_describe(contribution)} | sent
    named = named or kept_out.list_asked(contribution)
    asked = [*sent.values(), *([named] if named else [])]
    status = next((form.status for form in asked if form.status != 200), 200)
    page = render_template(
        "pages/follow_photos.html",
        code=code,
        c=contribution,
        photos=shown,
        forms=forms,
        refused=refused or [],
        kept_out=named,
        faulty=[form for form in (*forms.values(), named) if form and form.errors],
        hints=hints_in(contribution, shown),
        room=MOST_PHOTOS - len(shown),
        most=MOST_PHOTOS,
        megabytes=pictures.MOST_BYTES // MEGABYTE,
        types=",".join(pictures.TYPES),
    )
    return page, 422 if refused and status == 200 else status


def hints_in(contribution: Contribution, photos: tuple[PhotoView, ...]) -> list[Shown]:
    texts = {prefix_of(photo.id): photo.at_work.alt for photo in photos if photo.at_work and photo.at_work.alt}
    return shown_hints(texts, contribution.language)
