"""The organisations that people can work for, for administrators: searching and adding."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import operations, permissions, queries
from app.accounts.forms import OrganisationForm
from app.accounts.routes.blueprint import blueprint
from app.core.errors import Refusal
from app.core.guard import allow
from app.core.wording import _

SHOWN = 50


@blueprint.get("/beheer/organisaties")
def organisations() -> ResponseReturnValue:
    allow(permissions.may_administer(current_user))
    return page(OrganisationForm(None))


def page(form: OrganisationForm, status: int = 200) -> tuple[str, int]:
    words = request.args.get("q", "")[:120]
    found = queries.organisations_like(words)
    shown: dict[str, Any] = {"found": found[:SHOWN], "total": len(found), "words": words, "kinds": form.names()}
    return render_template("accounts/organisations.html", form=form, **shown), status


@blueprint.post("/beheer/organisaties")
def add_organisation() -> ResponseReturnValue:
    allow(permissions.may_administer(current_user))
    form = OrganisationForm()
    if not form.validate_on_submit():
        return page(form, form.status)
    try:
        added = operations.add_organisation(form.name.data, form.kind.data)
    except Refusal as refusal:
        form.name.errors = [str(refusal)]
        return page(form, 422)
    flash(_("Added: %(name)s.", name=added.name))
    return redirect(url_for("accounts.organisations", q=added.name))
