"""Who goes after the answer: yes, no with a reason, and being asked how it stands."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core.errors import Refusal
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _, ngettext
from app.stocktaking import operations, permissions, queries
from app.stocktaking.forms import DeclineForm
from app.stocktaking.routes.blueprint import blueprint


@blueprint.post("/vraagstukken/<slug>/oppakken")
def accept(slug: str) -> ResponseReturnValue:
    found = queries.question_without_quotes(slug, current_user)
    allow(permissions.may_accept(current_user, found))
    operations.accept_ownership(found, by=current_user)
    flash(_("Your organisation goes after this question now."))
    return redirect(url_for("stocktaking.question", slug=slug))


@blueprint.route("/vraagstukken/<slug>/teruggeven", methods=["GET", "POST"])
@shows_again
def decline(slug: str) -> ResponseReturnValue:
    found = queries.question_without_quotes(slug, current_user)
    allow(permissions.may_decline(current_user, found))
    form = DeclineForm()
    if not form.validate_on_submit():
        return render_template("stocktaking/decline.html", question=found, form=form), form.status
    try:
        operations.decline_ownership(found, form.reason.data, by=current_user)
    except Refusal as refusal:
        form.reason.errors = [str(refusal)]
        return render_template("stocktaking/decline.html", question=found, form=form), 409
    flash(_("Your organisation does not go after this question. The reason stands with it."))
    return redirect(url_for("stocktaking.question", slug=slug))


@blueprint.post("/werkbank/vraagstukken/<slug>/navragen")
def chase(slug: str) -> ResponseReturnValue:
    allow(permissions.may_coordinate(current_user))
    asked = operations.chase(queries.question_without_quotes(slug, current_user), by=current_user)
    flash(ngettext("We asked %(num)s person how it stands.", "We asked %(num)s people how it stands.", asked))
    return redirect(url_for("stocktaking.answers", slug=slug))
