"""The organisations that people can work for, for administrators: searching, adding and changing."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import operations, permissions, queries
from app.accounts.forms import ChangeOrganisationForm, OrganisationForm
from app.accounts.models import Organisation
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
        added = operations.add_organisation(form.name.data, form.kind.data, by=current_user)
    except Refusal as refusal:
        form.name.errors = [str(refusal)]
        return page(form, 422)
    flash(_("Added: %(name)s.", name=added.name))
    return redirect(url_for("accounts.organisations", q=added.name))


@blueprint.get("/beheer/organisaties/<int:organisation_id>")
def organisation(organisation_id: int) -> ResponseReturnValue:
    allow(permissions.may_administer(current_user))
    found = queries.organisation_by_id(organisation_id)
    kept = {name: getattr(found, name) for name in ("name", "kind", "is_partner", "mail_domains")}
    form = ChangeOrganisationForm(None, data=kept | {"successor": found.successor.name if found.successor else ""})
    return one_page(found, form)


def one_page(found: Organisation, form: ChangeOrganisationForm, status: int = 200) -> tuple[str, int]:
    kinds = form.names()
    form.fit(found)
    return render_template("accounts/organisation.html", organisation=found, form=form, kinds=kinds), status


@blueprint.post("/beheer/organisaties/<int:organisation_id>")
def change_organisation(organisation_id: int) -> ResponseReturnValue:
    allow(permissions.may_administer(current_user))
    found = queries.organisation_by_id(organisation_id)
    form = ChangeOrganisationForm()
    form.fit(found)
    if not form.validate_on_submit():
        return one_page(found, form, form.status)
    wish = form.content()
    successor = wish.pop("successor", None)
    try:
        if successor is not None:
            heir = queries.municipality_by_name(successor) if successor else None
            operations.name_successor(found, heir, by=current_user)
        operations.change_organisation(found, by=current_user, **wish)
    except Refusal as refusal:
        (form.name or form.successor).errors = [str(refusal)]
        return one_page(found, form, 422)
    flash(_("Saved: %(name)s.", name=found.name))
    return redirect(url_for("accounts.organisations", q=found.name))
