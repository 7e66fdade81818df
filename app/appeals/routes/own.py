"""What somebody with an account asks about themselves, and objects to."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.permissions import may_have_a_page
from app.appeals import operations, queries
from app.appeals.forms import KIND_NAMES, ObjectionForm
from app.appeals.operations.receiving import Asked
from app.appeals.routes.blueprint import blueprint
from app.contributions.models import Contribution, Status
from app.contributions.queries import shared_by
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _, language


@blueprint.get("/mijn/bezwaar")
def own() -> ResponseReturnValue:
    allow(may_have_a_page(current_user))
    return page(ObjectionForm(None))


def page(form: ObjectionForm, fault: str = "") -> tuple[str, int]:
    given = {"appeals": queries.appeals_of(current_user), "visible": visible(), "kind_names": KIND_NAMES}
    chosen = request.form.getlist("bijdrage")
    text = render_template("appeals/own.html", form=form, fault=fault, chosen=chosen, **given)
    return text, 422 if fault else form.status


def visible() -> list[Contribution]:
    """What this person shared that others can read now."""
    return [found for found in shared_by(current_user) if found.status is Status.PUBLISHED]


@blueprint.post("/mijn/bezwaar")
@shows_again
def object_to_own() -> ResponseReturnValue:
    allow(may_have_a_page(current_user))
    form = ObjectionForm()
    if not form.validate_on_submit():
        return page(form)
    chosen = [found for found in visible() if found.public_id in request.form.getlist("bijdrage")]
    if not chosen:
        return page(form, _("Choose at least one story that you object to."))
    for contribution in chosen:
        operations.object_to(contribution, Asked(form.why.data, language=language()), by=current_user)
    flash(_("What you chose is out of view now. Somebody of the desk judges your objection."))
    return redirect(url_for("appeals.own"))
