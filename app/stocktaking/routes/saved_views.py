"""The views that members keep, with what changed in them since."""

from typing import Any
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.selection import selected
from app.core.errors import Refusal
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _, lazy
from app.stocktaking import operations, permissions, queries
from app.stocktaking.forms import SaveViewForm
from app.stocktaking.routes.balance import wish
from app.stocktaking.routes.blueprint import blueprint

PAGES = {"balans": "stocktaking.balance", "lijst": "search.contributions", "kaart": "pages.on_the_map"}
PAGE_NAMES = {"balans": lazy("Balance"), "lijst": lazy("List"), "kaart": lazy("Map")}
LONGEST = 2000  # characters of an address that are kept


@blueprint.get("/werkbank/beelden")
def saved_views() -> str:
    allow(permissions.may_take_stock(current_user))
    kept = queries.saved_views(current_user)
    return render_template("stocktaking/saved_views.html", kept=kept, pages=PAGES, page_names=PAGE_NAMES)


@blueprint.route("/werkbank/beelden/nieuw", methods=["GET", "POST"])
@shows_again
def save_view() -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    page, query = state()
    form = SaveViewForm(None) if request.method == "GET" else SaveViewForm()
    if not form.validate_on_submit():
        return show(form, page, query, form.status)
    asked = selected(request.args.to_dict(flat=False), current_user)
    try:
        operations.save_view(form.name.data, page, query, asked, form.is_shared.data, by=current_user)
    except Refusal as refusal:
        form.name.errors = [str(refusal)]
        return show(form, page, query, 409)
    flash(_("Saved."))
    return redirect(url_for("stocktaking.saved_views"))


def state() -> tuple[str, str]:
    """The page and the filters of the view, read anew: only what means something is kept."""
    page = request.args.get("van", "")
    page = page if page in PAGES else "balans"
    address: dict[str, Any] = wish().address() if page == "balans" else wish().selection.address()
    return page, urlencode({name: value for name, value in address.items() if value}, doseq=True)[:LONGEST]


def show(form: SaveViewForm, page: str, query: str, status: int) -> tuple[str, int]:
    asked = wish().selection
    return render_template(
        "stocktaking/save_view.html",
        form=form,
        asked=asked,
        back=f"{url_for(PAGES[page])}?{query}",
        here=f"{url_for('stocktaking.save_view')}?van={page}&{query}",
        page_name=PAGE_NAMES[page],
        count=queries.number_of(asked, current_user),
    ), status


@blueprint.post("/werkbank/beelden/<int:view_id>/delen")
def share_view(view_id: int) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    operations.share_view(queries.own_view(view_id, current_user), request.form.get("shared") == "yes")
    flash(_("Saved."))
    return redirect(url_for("stocktaking.saved_views"))


@blueprint.post("/werkbank/beelden/<int:view_id>/weg")
def throw_view_away(view_id: int) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    operations.throw_view_away(queries.own_view(view_id, current_user))
    flash(_("Thrown away."))
    return redirect(url_for("stocktaking.saved_views"))
