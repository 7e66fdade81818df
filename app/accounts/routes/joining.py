"""Accepting an invitation, and confirming an address: a page behind a link, and a button."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts import operations, queries
from app.accounts.forms import NameForm
from app.accounts.routes.blueprint import blueprint
from app.accounts.routes.sign_in import enter
from app.core.forms import Form
from app.core.guard import public
from app.core.security import fingerprint
from app.core.wording import _


@blueprint.route("/uitnodiging/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> ResponseReturnValue:
    form = NameForm()
    if form.validate_on_submit():
        user = operations.accept(token, form.given_name.data, form.infix.data, form.family_name.data)
        enter(user)
        flash(_("Welcome. Your account is ready."))
        return redirect(url_for("accounts.mine"))
    found = queries.usable_invitation(fingerprint(token))
    return render_template("accounts/invitation.html", form=form, invitation=found), form.status


@blueprint.route("/bevestig/<token>", methods=["GET", "POST"])
@public
def confirm(token: str) -> ResponseReturnValue:
    form = Form()
    if form.validate_on_submit():
        address = operations.confirm_address(token)
        flash(_("Confirmed: you work at %(name)s.", name=address.organisation.name))
        return redirect(url_for("accounts.mine"))
    return render_template("accounts/confirm.html", form=form), form.status
