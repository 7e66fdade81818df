"""The photos of a contribution at the desk: looked at, found fit, or refused with a reason."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions import operations as contributions
from app.contributions.disclosure import at_the_desk
from app.contributions.queries import photo_of
from app.contributions.shown_photos import content_of
from app.core import served
from app.core.guard import allow
from app.core.pictures import STORED_AS
from app.core.typed import shows_again
from app.core.wording import _
from app.review import permissions, queries
from app.review.forms import ReasonForm
from app.review.routes.blueprint import blueprint
from app.review.routes.reading import mine, page

SIZE = "<any(groot, klein):size>"


@blueprint.get(f"/redactie/<public_id>/fotos/<photo_id>/{SIZE}")
def photo(public_id: str, photo_id: str, size: str) -> ResponseReturnValue:
    allow(permissions.may_use_the_desk(current_user))
    found = queries.at_the_desk(public_id)
    content = content_of(found, at_the_desk(found, current_user).photos, photo_id, size)
    if size == "groot":  # the small ones belong to a page that was noted
        contributions.log_view_at_once(found, by=current_user)
    return served.picture(content, STORED_AS, "foto.jpg")


@blueprint.post("/redactie/<public_id>/fotos/<photo_id>/goed")
def approve_photo(public_id: str, photo_id: str) -> ResponseReturnValue:
    found = mine(public_id)
    allow(permissions.may_read(current_user, found))
    photo = photo_of(found, photo_id)
    contributions.approve_photo(photo, current_user, request.form.get("mark", ""))
    seen = _("The photo is fit to be seen. Others see it as soon as they see the story.")
    flash(seen if photo.is_approved else _("You find this photo fit. A second reader still has to look at it."))
    return redirect(url_for("review.read", public_id=public_id, _anchor="fotos"))


@blueprint.post("/redactie/<public_id>/fotos/<photo_id>/af")
@shows_again
def refuse_photo(public_id: str, photo_id: str) -> ResponseReturnValue:
    found = mine(public_id)
    allow(permissions.may_read(current_user, found))
    form = ReasonForm(prefix=f"foto-{photo_id}-")
    if not form.validate_on_submit():
        return page(found, form.status, photo_forms={photo_id: form})
    contributions.refuse_photo(photo_of(found, photo_id), current_user, request.form.get("mark", ""), form.reason.data)
    flash(_("The photo is not shown. Its contributor reads why."))
    return redirect(url_for("review.read", public_id=public_id, _anchor="fotos"))
