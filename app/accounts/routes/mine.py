"""One's own page: name, password, sessions, addresses at organisations, messages."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import messages, operations, permissions, queries
from app.accounts.forms import (
    LanguageForm,
    NameForm,
    NewAddressForm,
    NewPasswordForm,
    QuietForm,
    WorkAddressForm,
    hours_of,
)
from app.accounts.routes.blueprint import blueprint
from app.accounts.routes.fresh import must_be_fresh, the_session
from app.accounts.routes.sign_in import this_session
from app.core.bounces import has_bounced
from app.core.errors import Refusal
from app.core.guard import allow, too_many
from app.core.wording import _

ADDRESSES = 5  # that somebody may have us mail in a quarter of an hour


@blueprint.get("/mijn")
def mine() -> ResponseReturnValue:
    allow(permissions.may_have_a_page(current_user))
    return page()


def page(status: int = 200, **forms: Any) -> tuple[str, int]:
    given = {
        "name_form": NameForm(None, obj=current_user),
        "language_form": LanguageForm(None, obj=current_user),
        "quiet_form": QuietForm(None, data=hours_of(current_user.quiet)),
        "password_form": NewPasswordForm(None),
        "address_form": WorkAddressForm(None),
        "new_address_form": NewAddressForm(None),
    }
    found = {
        "sessions": queries.sessions_of(current_user),
        "here": this_session(),
        "change": queries.address_change_of(current_user),
        "organisations": queries.organisations(),
        "own": operations.factors_of(current_user),
        "fresh": operations.is_fresh(the_session()),
        "came_back": has_bounced(current_user.email),
    }
    return render_template("accounts/mine.html", **(given | found | forms)), status


@blueprint.post("/mijn/naam")
def change_name() -> ResponseReturnValue:
    allow(permissions.may_have_a_page(current_user))
    form = NameForm()
    if not form.validate_on_submit():
        return page(form.status, name_form=form)
    form.populate_obj(current_user)
    flash(_("Saved."))
    return redirect(url_for("accounts.mine"))


@blueprint.post("/mijn/taal")
def change_language() -> ResponseReturnValue:
    """The language of the mail; that of a page stands in its address."""
    allow(permissions.may_have_a_page(current_user))
    form = LanguageForm()
    if not form.validate_on_submit():
        return page(form.status, language_form=form)
    form.populate_obj(current_user)
    flash(_("Saved."))
    return redirect(url_for("accounts.mine"))


@blueprint.post("/mijn/rust")
def change_quiet_hours() -> ResponseReturnValue:
    allow(permissions.may_have_a_page(current_user))
    form = QuietForm()
    if not form.validate_on_submit():
        return page(form.status, quiet_form=form)
    operations.be_quiet(current_user, form.quiet())
    flash(_("Saved."))
    return redirect(url_for("accounts.mine"))


@blueprint.post("/mijn/wachtwoord")
def change_password() -> ResponseReturnValue:
    allow(permissions.may_have_a_page(current_user))
    form = NewPasswordForm()
    if not form.validate_on_submit():
        return page(form.status, password_form=form)
    must_be_fresh()
    try:
        operations.set_password(current_user, form.password.data, keep=this_session())
    except Refusal as refusal:
        form.password.errors = [str(refusal)]
        return page(422, password_form=form)
    messages.password_changed(current_user)
    flash(_("Your password is set. Your other sessions have ended."))
    return redirect(url_for("accounts.mine"))


@blueprint.post("/mijn/sessies/<public_id>/beeindigen")
def end_session(public_id: str) -> ResponseReturnValue:
    allow(permissions.may_have_a_page(current_user))
    for found in queries.sessions_of(current_user):
        if found.public_id == public_id:
            operations.end_session(found)
            flash(_("That session has ended."))
    return redirect(url_for("accounts.mine"))


@blueprint.post("/mijn/organisatie")
def add_address() -> ResponseReturnValue:
    allow(permissions.may_have_a_page(current_user))
    form = WorkAddressForm()
    if not form.validate_on_submit():
        return page(form.status, address_form=form)
    organisation = queries.organisation_by_name(form.organisation.data)
    if organisation is None:
        form.organisation.errors = [_("We do not know this organisation. Check the spelling, or mail us to add it.")]
        return page(422, address_form=form)
    if not operations.may_try_again("address mail of", current_user.public_id, ADDRESSES):
        raise too_many()
    token = operations.say_where_one_works(current_user, organisation, form.email.data)
    messages.confirm_address(current_user, form.email.data, organisation, token)
    flash(_("We sent a mail to that address. Open the link in it to confirm that you work there."))
    return redirect(url_for("accounts.mine"))
