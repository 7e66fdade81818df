"""Removing one's own account."""

from flask import flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations import must_be_fresh
from app.accounts.permissions import may_have_a_page
from app.contributions.operations import stays
from app.contributions.queries import shared_by
from app.core import events
from app.core.forms import Form
from app.core.guard import allow
from app.core.wording import _
from app.pages import erasing
from app.pages.routes.blueprint import blueprint

CHOICES = ("blijft", "weg")


@blueprint.get("/mijn/verwijderen")
def leave() -> ResponseReturnValue:
    allow(may_have_a_page(current_user))
    erasing.not_kept_for_others(current_user)
    return page(Form(None))


def page(form: Form, fault: str = "") -> tuple[str, int]:
    shared = [contribution for contribution in shared_by(current_user) if stays(contribution)]
    given = {"shared": shared, "chosen": request.form, "fault": fault}
    return render_template("pages/leave.html", form=form, **given), 422 if fault else form.status


@blueprint.post("/mijn/verwijderen")
def erase() -> ResponseReturnValue:
    allow(may_have_a_page(current_user))
    events.is_noted()
    must_be_fresh(g.user_session)
    form = Form()
    shared = [found.public_id for found in shared_by(current_user) if stays(found)]
    chosen = {public_id: request.form.get(f"keuze-{public_id}") for public_id in shared}
    if not set(chosen.values()) <= set(CHOICES):
        return page(form, _("Choose for each contribution whether it stays or goes."))
    if request.form.get("sure") != "ja":
        return page(form, _("Tap that you are sure. What is removed does not come back."))
    erasing.erase(current_user._get_current_object(), {i for i, choice in chosen.items() if choice == "blijft"})
    session.clear()
    flash(_("Your account has been removed."))
    return redirect(url_for("pages.home"))
