"""Another name for a pile, and throwing away one that was made by mistake."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core.errors import Refusal
from app.core.forms import number_in
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _
from app.stocktaking.permissions import may_take_stock
from app.workbench import operations, queries
from app.workbench.forms import PileNameForm
from app.workbench.routes.blueprint import blueprint


@blueprint.route("/werkbank/stapels/<pile_slug>/naam", methods=["GET", "POST"])
@shows_again
def rename_pile(pile_slug: str) -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    form = PileNameForm()
    found = queries.pile_by_slug(pile_slug, to_change=form.is_submitted())
    status = 200
    if form.validate_on_submit():
        try:
            operations.rename(found, form.name.data, number_in(form.version.data))
        except Refusal as refusal:
            form.name.errors, status = [str(refusal)], 409
            form.version.data = str(found.version)  # pressing once more, after a look at theirs, saves this one
        else:
            flash(_("Saved."))
            return redirect(url_for("workbench.pile", pile_slug=pile_slug))
    elif not form.is_submitted():
        form.name.data, form.version.data = found.name, str(found.version)
    return render_template("workbench/rename.html", pile=found, form=form), form.status if status == 200 else status


@blueprint.post("/werkbank/stapels/<pile_slug>/weg")
def throw_pile_away(pile_slug: str) -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    found = queries.pile_by_slug(pile_slug, to_change=True)
    operations.throw_away(found)
    flash(_("The pile is gone. What lay in it stays where it is."))
    return redirect(url_for("workbench.piles"))
