"""The codebook as a file, and taking one in: first what it would change, then all of it or nothing."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.codebook import exports, operations, permissions
from app.codebook.forms import SheetForm
from app.codebook.routes.blueprint import blueprint
from app.codebook.words import DEED_NAMES
from app.core.clock import today
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _


@blueprint.get("/beheer/begrippen.csv")
def codebook() -> Response:
    allow(permissions.may_change_terms(current_user))
    answer = Response(exports.codebook(current_user), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="codeboek-{today():%Y-%m-%d}.csv"'
    return answer


@blueprint.route("/beheer/begrippen/inlezen", methods=["GET", "POST"])
@shows_again
def take_in() -> ResponseReturnValue:
    allow(permissions.may_change_terms(current_user))
    form = SheetForm()
    if not form.validate_on_submit():
        return page(form, form.status)
    wishes, faults = operations.look_through(form.rows())
    if faults:
        return page(form, 422, faults=faults)
    if request.form.get("action") != "doe":
        return page(form, wishes=wishes, is_sure=True)
    count = operations.take_in(form.rows(), form.reason.data, current_user)
    flash(_("Taken in: %(count)d changes.", count=count))
    return redirect(url_for("codebook.terms"))


def page(form: SheetForm, status: int = 200, **shown: Any) -> tuple[str, int]:
    return render_template("codebook/sheet.html", form=form, names=DEED_NAMES, **shown), status
