"""Opening requests and freezing what they ask for. An administrator sees counts and days: no text."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations import may_try_again
from app.accounts.queries import organisation_by_name
from app.contributions import operations as contributions
from app.contributions import queries as stories
from app.contributions.queries import About
from app.core.guard import allow, too_many
from app.core.wording import _, ngettext
from app.woo import operations, permissions, queries
from app.woo.forms import FreezeForm
from app.woo.queries import Found
from app.woo.routes.blueprint import blueprint

SEARCHES = 30  # in a quarter of an hour: enough for a request, too few to spell out a hidden text by counting


@blueprint.get("/beheer/woo")
def requests() -> ResponseReturnValue:
    allow(permissions.may_open_requests(current_user))
    return page(FreezeForm(None))


def page(form: FreezeForm, **found: Any) -> tuple[str, int]:
    kept = {line.reference: line.count for line in stories.requests()}
    return render_template("woo/requests.html", form=form, lines=queries.requests(), kept=kept, **found), form.status


@blueprint.post("/beheer/woo")
def freeze() -> ResponseReturnValue:
    """Counts first, and freezes when asked to: both buttons stand under the same form."""
    allow(permissions.may_open_requests(current_user))
    form = FreezeForm()
    if not form.validate_on_submit():
        return page(form)
    if not may_try_again("woo search of", current_user.public_id, SEARCHES):
        raise too_many()
    found = chosen(form)
    if form.errors or request.form.get("action") != "bevries":
        return page(form, count=len(found.stories), others=len(found.others), days=stories.days_sent(found.stories))
    opened = operations.open_request(
        form.reference.data, form.since_day(), by=current_user, subject=form.subject.data or ""
    )
    number = operations.freeze_found(opened, found, by=current_user)
    flash(ngettext("%(num)s contribution was frozen.", "%(num)s contributions were frozen.", number))
    return redirect(url_for("woo.one", request_id=opened.public_id))


def chosen(form: FreezeForm) -> Found:
    """What the form is about; what it names and we do not know is said in the form."""
    known = stories.ids_by_public_id(form.ids())
    unknown = [public_id for public_id in form.ids() if public_id not in known]
    if unknown:
        form.public_ids.errors = [_("We do not know this address: %(line)s", line=unknown[0])]
    organisation = organisation_by_name(form.organisation.data) if form.organisation.data else None
    if form.organisation.data and organisation is None:
        form.organisation.errors = [_("We do not know this organisation. Check the spelling.")]
    if form.errors:
        return Found(frozenset())
    about = About(form.words.data, form.day("first"), form.day("last"), organisation, form.term_ids())
    return queries.found_about(about, known.values())


@blueprint.post("/beheer/woo/opheffen")
def lift() -> ResponseReturnValue:
    """The request is over. What two people judged goes with it, so that is asked once more."""
    allow(permissions.may_open_requests(current_user))
    reference = request.form.get("reference", "")[:80]
    found = queries.request_by_reference(reference)
    if found is not None and queries.is_judged(found) and request.form.get("sure") != "ja":
        flash(_("Nothing was changed. Tick first that the file was handed out, or is not needed."))
        return redirect(url_for("woo.one", request_id=found.public_id))
    if found is not None and found.is_open:
        number = operations.close(found, by=current_user)
    else:
        number = contributions.lift(reference, by=current_user)
    flash(ngettext("%(num)s contribution was let go.", "%(num)s contributions were let go.", number))
    return redirect(url_for("woo.requests"))
