"""Covering what may not be seen on a photo: faces, number plates, the name of a street."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions import operations as contributions
from app.contributions.disclosure import at_the_desk
from app.contributions.models import Contribution
from app.contributions.queries import photo_of
from app.contributions.shown_photos import PhotoView, content_of
from app.contributions.tiles import COLUMNS, PARTS, WHOLE, boxes_of, part_box, rows_in
from app.core import served
from app.core.errors import NotFound
from app.core.guard import allow
from app.core.pictures import STORED_AS, Box, Size, part_of
from app.core.typed import shows_again
from app.core.wording import _
from app.review import permissions
from app.review.forms import CoverForm
from app.review.routes.blueprint import blueprint
from app.review.routes.reading import mine

PART = f"<int(max={PARTS}):part>"


def photo_to_cover(found: Contribution, photo_id: str, part: int) -> tuple[PhotoView, Box]:
    """The photo, and the part of it that is looked at. Raises NotFound when there is nothing to cover."""
    shown = at_the_desk(found, current_user).photos
    photo = next((photo for photo in shown if photo.id == photo_id), None)
    if photo is None or photo.at_work is None or not (photo.has_file and photo.at_work.is_complete):
        raise NotFound
    return photo, part_box(part, Size(photo.width, photo.height))


@blueprint.get(f"/redactie/<public_id>/fotos/<photo_id>/deel/{PART}")
def photo_part(public_id: str, photo_id: str, part: int) -> ResponseReturnValue:
    """One of the nine parts, as large as it is kept."""
    found = mine(public_id)
    allow(permissions.may_read(current_user, found))
    _photo, box = photo_to_cover(found, photo_id, part)
    whole = content_of(found, at_the_desk(found, current_user).photos, photo_id, "groot")
    return served.picture(part_of(whole, box), STORED_AS, "foto.jpg")


@blueprint.get(f"/redactie/<public_id>/fotos/<photo_id>/afdekken/{PART}")
def cover_photo(public_id: str, photo_id: str, part: int) -> ResponseReturnValue:
    found = mine(public_id)
    allow(permissions.may_read(current_user, found))
    photo, box = photo_to_cover(found, photo_id, part)
    contributions.log_view(found, by=current_user)
    return page(found, photo, part, CoverForm.of(rows_in(box) * COLUMNS, None))


@blueprint.post(f"/redactie/<public_id>/fotos/<photo_id>/afdekken/{PART}")
@shows_again
def burn_in(public_id: str, photo_id: str, part: int) -> ResponseReturnValue:
    found = mine(public_id)
    allow(permissions.may_read(current_user, found))
    photo, box = photo_to_cover(found, photo_id, part)
    form = CoverForm.of(rows_in(box) * COLUMNS, request.form)
    if not form.validate_on_submit():
        return page(found, photo, part, form)
    contributions.cover_photo(
        photo_of(found, photo_id),
        by=current_user,
        mark=request.form.get("mark", ""),
        boxes=boxes_of(form.chosen(), box),
        people=form.people.data,
        place=form.place.data,
    )
    flash(_("This is covered now, in every version that we keep. Look whether it is enough."))
    if part != WHOLE:
        return redirect(url_for("review.cover_photo", public_id=public_id, photo_id=photo_id, part=part))
    return redirect(url_for("review.read", public_id=public_id, _anchor=f"foto-{photo_id}"))


def page(found: Contribution, photo: PhotoView, part: int, form: CoverForm) -> tuple[str, int]:
    return render_template(
        "review/cover.html",
        c=found,
        p=photo,
        part=part,
        box=part_box(part, Size(photo.width, photo.height)),
        columns=COLUMNS,
        parts=part_names(),
        form=form,
    ), form.status


def part_names() -> list[str]:
    """How the parts are called, the whole first."""
    return [
        *(_("The whole photo"), _("Top left"), _("Top middle"), _("Top right"), _("Middle left"), _("In the middle")),
        *(_("Middle right"), _("Bottom left"), _("Bottom middle"), _("Bottom right")),
    ]
