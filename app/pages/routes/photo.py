"""The file of a photo, for whoever may see it on the page of its story; withdrawn and hidden as that page is."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.disclosure import disclosed
from app.contributions.models import Contribution
from app.contributions.queries import contribution_by_public_id, was_withdrawn
from app.contributions.shown_photos import PhotoView, content_of
from app.core import served
from app.core.guard import public
from app.core.pictures import STORED_AS
from app.pages.routes.blueprint import blueprint

SIZE = "<any(groot, klein):size>"
NAME = "foto.jpg"  # the same for all: neither a name nor a number tells how many others there are


@blueprint.get(f"/bijdragen/<public_id>/fotos/<photo_id>/{SIZE}")
@public
def photo(public_id: str, photo_id: str, size: str) -> ResponseReturnValue:
    if was_withdrawn(public_id, current_user):
        return render_template("errors/gone.html"), 410
    found = contribution_by_public_id(public_id, current_user)
    shown = disclosed(found, current_user).photos
    return file_of(found, shown, photo_id, size, is_public=current_user.id is None)  # so everybody sees it


def file_of(
    found: Contribution, shown: tuple[PhotoView, ...], photo_id: str, size: str, is_public: bool = False
) -> Response:
    return served.picture(content_of(found, shown, photo_id, size), STORED_AS, NAME, is_public)
