"""People, roles and invitations, for administrators."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import messages, operations, permissions, queries
from app.accounts.forms import ROLE_NAMES, InvitationForm, ResetForm
from app.accounts.models import PRIVILEGED, Role
from app.accounts.routes.blueprint import blueprint
from app.accounts.routes.fresh import must_be_fresh
from app.core.errors import NotFound, Refusal
from app.core.guard import allow
from app.core.wording import _


@blueprint.get("/beheer")
def admin() -> ResponseReturnValue:
    allow(permissions.may_administer(current_user))
    return page(InvitationForm(None))


def page(form: Any, status: int = 200, reset_form: ResetForm | None = None) -> tuple[str, int]:
    return render_template(
        "accounts/admin.html",
        form=form,
        reset_form=reset_form or ResetForm(None),
        people=queries.everybody(),
        invitations=queries.open_invitations(),
        role_names=ROLE_NAMES,
        organisations=queries.organisations(),
        waiting=queries.addresses_to_vouch_for(),
    ), status


@blueprint.post("/beheer/uitnodigen")
def invite() -> ResponseReturnValue:
    allow(permissions.may_administer(current_user))
    form = InvitationForm()
    if not form.validate_on_submit():
        return page(form, form.status)
    organisation = queries.organisation_by_name(form.organisation.data)
    if organisation is None:
        form.organisation.errors = [_("We do not know this organisation. Choose one from the list.")]
        return page(form, 422)
    role = Role(form.role.data)
    if role in PRIVILEGED:
        must_be_fresh()
    token = operations.invite(form.email.data, organisation, role, by=current_user)
    messages.invitation(form.email.data, organisation, ROLE_NAMES[role], token)
    flash(_("The invitation is on its way. It is good for 14 days."))
    return redirect(url_for("accounts.admin"))


@blueprint.post("/beheer/rollen/<int:membership_id>/beeindigen")
def end_role(membership_id: int) -> ResponseReturnValue:
    allow(permissions.may_administer(current_user))
    must_be_fresh()
    people = queries.everybody()
    found = next((m for user in people for m in user.memberships if m.id == membership_id), None)
    if found is None:
        raise NotFound
    operations.end_role(found, by=current_user)
    flash(_("That role has ended."))
    return redirect(url_for("accounts.admin"))


@blueprint.post("/beheer/uitnodigingen/<int:invitation_id>/intrekken")
def withdraw_invitation(invitation_id: int) -> ResponseReturnValue:
    allow(permissions.may_administer(current_user))
    found = next((one for one in queries.open_invitations() if one.id == invitation_id), None)
    if found is None:
        raise NotFound
    operations.withdraw_invitation(found)
    flash(_("The invitation was withdrawn."))
    return redirect(url_for("accounts.admin"))


@blueprint.post("/beheer/adressen/<int:address_id>")
def judge_address(address_id: int) -> ResponseReturnValue:
    allow(permissions.may_administer(current_user))
    found = queries.address_by_id(address_id)
    verdict = request.form.get("oordeel", "")
    if verdict == "nee":
        operations.turn_down(found, by=current_user)
        flash(_("That address was taken away."))
    elif verdict in ("ja", "domein"):
        operations.vouch(found, for_the_domain=verdict == "domein", by=current_user)
        flash(_("Noted: this person works there."))
    else:
        raise Refusal(_("Choose whether this person works there."))
    return redirect(url_for("accounts.admin"))


@blueprint.post("/beheer/tweede-stap")
def reset_factors() -> ResponseReturnValue:
    """For a colleague who lost everything: call them first, a stranger may have asked for this."""
    allow(permissions.may_administer(current_user))
    form = ResetForm()
    if not form.validate_on_submit():
        return page(InvitationForm(None), form.status, form)
    must_be_fresh()
    try:
        operations.reset_factors(queries.user_by_email(form.address.data), by=current_user)
    except Refusal as refusal:
        form.address.errors = [str(refusal)]
        return page(InvitationForm(None), 422, form)
    flash(_("The second step is gone. All administrators get a mail about it."))
    return redirect(url_for("accounts.admin"))
