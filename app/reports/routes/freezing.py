"""Freezing a pile, and showing the result to everybody or to the members only."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core import clock
from app.core.errors import Refusal
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _
from app.reports import operations, permissions, queries
from app.reports.forms import FreezeForm
from app.reports.routes.blueprint import blueprint
from app.workbench.queries import pile_by_slug, tally


@blueprint.route("/werkbank/stapels/<pile_slug>/vastleggen", methods=["GET", "POST"])
@shows_again
def freeze(pile_slug: str) -> ResponseReturnValue:
    """Writes down that a pile is to be frozen, and shows how far that is; a job does it."""
    allow(permissions.may_freeze(current_user))
    pile = pile_by_slug(pile_slug, to_change=request.method == "POST")
    asked = queries.freezing_of(pile.id)
    made = queries.made_from(pile, current_user)
    usual = asked.name if asked else pile.name
    form = FreezeForm(name="" if usual in {found.name for found in made} else usual)
    status = form.status
    if form.validate_on_submit():
        try:
            wanted = operations.ask_to_freeze(pile, form.name.data, by=current_user)
        except Refusal as refusal:
            form.name.errors, status = [str(refusal)], 409
        else:
            is_own = wanted.asked_by_id == current_user.id
            told = _("We are freezing the pile. You get a message when it is done.")
            flash(told if is_own else _("A colleague asked for this already. See here when it is done."))
            return redirect(url_for("reports.freeze", pile_slug=pile.slug))
    return render_template(
        "reports/freeze.html",
        pile=pile,
        form=form,
        tally=tally(pile, current_user),
        inside=queries.kept_inside(pile, clock.now()),
        asked=asked,
        made=made,
    ), form.status if status == 200 else status


@blueprint.post("/balans/<stocktake_slug>/openbaar")
def publish(stocktake_slug: str) -> ResponseReturnValue:
    allow(permissions.may_freeze(current_user))
    operations.publish(queries.stocktake_by_slug(stocktake_slug, current_user))
    flash(_("Everybody can read the public part of this stocktake now."))
    return redirect(url_for("reports.stocktake", stocktake_slug=stocktake_slug))


@blueprint.post("/balans/<stocktake_slug>/alleen-leden")
def take_back(stocktake_slug: str) -> ResponseReturnValue:
    allow(permissions.may_freeze(current_user))
    operations.take_back(queries.stocktake_by_slug(stocktake_slug, current_user))
    flash(_("Only members see this stocktake from now on."))
    return redirect(url_for("reports.stocktake", stocktake_slug=stocktake_slug))
