"""Accepting an invitation, and confirming an address: a page behind a link, and a button."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import operations, permissions, queries
from app.accounts.forms import NameForm
from app.accounts.models import User
from app.accounts.routes.blueprint import blueprint
from app.accounts.routes.sign_in import enter
from app.core.forms import Form
from app.core.guard import allow, public
from app.core.security import fingerprint
from app.core.wording import _, language


@blueprint.route("/uitnodiging/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> ResponseReturnValue:
    form = NameForm()
    found = queries.usable_invitation(fingerprint(token))
    known = queries.user_by_email(found.email) if found else None
    if form.validate_on_submit():
        user = operations.accept(token, language=language(), **form.content())
        return welcome(user, is_new=known is None)
    return render_template("accounts/invitation.html", form=form, invitation=found), form.status


def welcome(user: User, is_new: bool) -> ResponseReturnValue:
    """A new account is signed in at once. A link of two weeks is too old a key for one that existed."""
    if is_new:
        flash(_("Welcome. Your account is ready."))
        return redirect(enter(user))
    flash(_("Your role is ready. It stands on your own page."))
    return redirect(url_for("accounts.mine"))


@blueprint.route("/bevestig/<token>", methods=["GET", "POST"])
def confirm(token: str) -> ResponseReturnValue:
    allow(permissions.may_have_a_page(current_user))
    form = Form()
    if form.validate_on_submit():
        address = operations.confirm_address(token, current_user)
        if address.proves_employment:
            flash(_("Confirmed: you work at %(name)s.", name=address.organisation.name))
        else:
            flash(_("Thank you. An administrator checks whether you work at %(name)s.", name=address.organisation.name))
        return redirect(url_for("accounts.mine"))
    return render_template("accounts/confirm.html", form=form), form.status
