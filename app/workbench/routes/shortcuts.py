"""One's own keys, or none at all."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _
from app.stocktaking.permissions import may_take_stock
from app.workbench import operations, queries
from app.workbench.forms import keys_form
from app.workbench.keys import BINS, COMPARING, DEEDS, OURS, keys_of
from app.workbench.routes.blueprint import blueprint


@blueprint.route("/werkbank/toetsen", methods=["GET", "POST"])
@shows_again
def shortcuts() -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    are_on, keys = own_keys()
    form = keys_form(are_on, keys)
    if form.validate_on_submit():
        operations.choose_keys(current_user, form.are_on.data, form.chosen_keys())
        flash(_("Saved."))
        return redirect(url_for("workbench.shortcuts"))
    parts = (
        (_("At the sorting table"), DEEDS),
        (_("Lay at a question"), BINS),
        (_("Two texts side by side"), COMPARING),
    )
    return render_template("workbench/shortcuts.html", form=form, parts=parts), form.status


@blueprint.post("/werkbank/toetsen/terug")
def our_keys() -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    operations.choose_keys(current_user, True, OURS)
    flash(_("Saved."))
    return redirect(url_for("workbench.shortcuts"))


def own_keys() -> tuple[bool, dict[str, str]]:
    """Whether single keys work for whoever looks, and which key does what."""
    known = queries.shortcuts_of(current_user)
    return (True, keys_of({})) if known is None else (known.are_on, keys_of(known.chosen))
