"""Changing the address of one's account."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import operations, permissions
from app.accounts.forms import NewAddressForm
from app.accounts.routes import mine
from app.accounts.routes.blueprint import blueprint
from app.accounts.routes.fresh import must_be_fresh
from app.accounts.routes.sign_in import this_session
from app.core.errors import Refusal
from app.core.forms import Form
from app.core.guard import allow, too_many
from app.core.wording import _


@blueprint.post("/mijn/adres")
def change_address() -> ResponseReturnValue:
    allow(permissions.may_have_a_page(current_user))
    form = NewAddressForm()
    if not form.validate_on_submit():
        return mine.page(form.status, new_address_form=form)
    must_be_fresh()
    if not operations.may_try_again("address mail of", current_user.public_id, mine.ADDRESSES):
        raise too_many()
    try:
        operations.ask_for_address(current_user, form.new_email.data)
    except Refusal as refusal:
        form.new_email.errors = [str(refusal)]
        return mine.page(422, new_address_form=form)
    flash(_("We sent a mail to both addresses. Open the link in each of them, and confirm it."))
    return redirect(url_for("accounts.mine"))


@blueprint.route("/mijn/adres/<token>", methods=["GET", "POST"])
def confirm_change(token: str) -> ResponseReturnValue:
    """Only a page with a button: mail scanners open links, people press buttons."""
    allow(permissions.may_have_a_page(current_user))
    form = Form()
    if not form.validate_on_submit():
        return render_template("accounts/confirm.html", form=form), form.status
    if operations.confirm_change(token, current_user, keep=this_session()):
        flash(_("Your address has changed. Your other sessions have ended."))
    else:
        flash(_("Thank you. Now confirm it in the mail to the other address."))
    return redirect(url_for("accounts.mine"))
