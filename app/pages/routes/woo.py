"""Keeping contributions for a Woo request. An administrator gives a public id, or sees counts and days: no text."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations import may_try_again
from app.accounts.permissions import may_administer
from app.accounts.queries import organisation_by_name
from app.contributions import operations
from app.contributions.forms.freezing import FreezeForm
from app.contributions.queries import About, days_sent, ids_about, ids_by_public_id, requests
from app.core.guard import allow, too_many
from app.core.wording import _, ngettext
from app.pages.routes.blueprint import blueprint

SEARCHES = 30  # in a quarter of an hour: enough for a request, too few to spell out a hidden text by counting


@blueprint.get("/beheer/woo")
def woo() -> ResponseReturnValue:
    allow(may_administer(current_user))
    return page(FreezeForm(None))


def page(form: FreezeForm, **found: Any) -> tuple[str, int]:
    return render_template("pages/woo.html", form=form, requests=requests(), **found), form.status


@blueprint.post("/beheer/woo")
def freeze() -> ResponseReturnValue:
    """Counts first, and freezes when asked to: both buttons stand under the same form."""
    allow(may_administer(current_user))
    form = FreezeForm()
    if not form.validate_on_submit():
        return page(form)
    if not may_try_again("woo search of", current_user.public_id, SEARCHES):
        raise too_many()
    ids = chosen(form)
    if form.errors or request.form.get("action") != "bevries":
        return page(form, count=len(ids), days=days_sent(ids))
    number = operations.freeze(ids, form.reference.data, form.since_day(), by=current_user)
    flash(ngettext("%(num)s contribution was frozen.", "%(num)s contributions were frozen.", number))
    return redirect(url_for("pages.woo"))


def chosen(form: FreezeForm) -> set[int]:
    """The contributions that the form is about; what it names and we do not know is said in the form."""
    known = ids_by_public_id(form.ids())
    unknown = [public_id for public_id in form.ids() if public_id not in known]
    if unknown:
        form.public_ids.errors = [_("We do not know this address: %(line)s", line=unknown[0])]
    organisation = organisation_by_name(form.organisation.data) if form.organisation.data else None
    if form.organisation.data and organisation is None:
        form.organisation.errors = [_("We do not know this organisation. Check the spelling.")]
    if form.errors:
        return set()
    return {*known.values(), *ids_about(About(form.words.data, form.day("first"), form.day("last"), organisation))}


@blueprint.post("/beheer/woo/opheffen")
def lift() -> ResponseReturnValue:
    allow(may_administer(current_user))
    number = operations.lift(request.form.get("reference", "")[:80], by=current_user)
    flash(ngettext("%(num)s contribution was let go.", "%(num)s contributions were let go.", number))
    return redirect(url_for("pages.woo"))
