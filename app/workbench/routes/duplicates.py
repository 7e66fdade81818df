"""Judging whether two texts tell the same case, and the groups that come of it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.models import CaseDeedKind, Contribution
from app.contributions.operations import can_undo, judge_apart, make_primary, put_together, take_apart, take_out, undo
from app.contributions.queries import case_by_public_id, contribution_by_public_id
from app.core.errors import NotFound, Refusal
from app.core.forms import number_in
from app.core.guard import allow
from app.core.wording import _, lazy
from app.stocktaking.permissions import may_take_stock
from app.workbench.queries import pile_by_slug
from app.workbench.queries.duplicates import groups, pair_to_judge, pairs_asked
from app.workbench.routes.blueprint import blueprint
from app.workbench.routes.shortcuts import own_keys

JUDGEMENTS = {
    "samen": (put_together, lazy("These two lie together now. Both stay as they are.")),
    "anders": (judge_apart, lazy("Noted: not the same. We do not propose these two again.")),
}
UNDONE = {
    CaseDeedKind.TOGETHER: lazy("Put back: the texts lie as before."),
    CaseDeedKind.NOT_THE_SAME: lazy("Put back: these two are proposed again."),
    CaseDeedKind.TAKEN_OUT: lazy("Put back: the text lies in its group again."),
    CaseDeedKind.TAKEN_APART: lazy("Put back: the group is whole again."),
    CaseDeedKind.OTHER_PRIMARY: lazy("Put back: the other text stands first again."),
}


@blueprint.get("/werkbank/dubbel")
def duplicates() -> str:
    allow(may_take_stock(current_user))
    after = request.args.get("na", "")
    are_on, keys = own_keys()
    pile = pile_by_slug(request.args["stapel"]) if request.args.get("stapel") else None
    beside = request.args.get("bij", "")
    return render_template(
        "workbench/duplicates.html",
        pair=pair_to_judge(pairs_asked(pile, beside, current_user), current_user, after),
        after=after,
        pile=pile,
        beside=beside,
        kept=kept(),
        are_on=are_on,
        keys=keys,
        can_undo=can_undo(current_user),
    )


def kept() -> dict[str, Any]:
    """The pile and the text of which proposals are asked for, as an address or a form names them, to go on with."""
    return {name: request.values[name] for name in ("stapel", "bij") if request.values.get(name)}


@blueprint.post("/werkbank/dubbel")
def judge_pair() -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    one, other = sent("een"), sent("ander")
    if request.form.get("oordeel") not in JUDGEMENTS:
        raise Refusal(_("Say whether these two are the same: use one of the two buttons."))
    operation, said = JUDGEMENTS[request.form["oordeel"]]
    operation(one, other, current_user, request.form.get("gezien", ""))
    flash(str(said))
    return redirect(url_for("workbench.duplicates", na=request.form.get("na") or None, **kept()))


@blueprint.post("/werkbank/dubbel/terug")
def take_pair_back() -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    deed = undo(current_user)
    flash(str(UNDONE[deed.what]))
    if request.form.get("naar") == "groepen":
        return redirect(url_for("workbench.told_together"))
    return redirect(url_for("workbench.duplicates", na=request.form.get("na") or None, **kept()))


@blueprint.get("/werkbank/dubbel/groepen")
def told_together() -> str:
    allow(may_take_stock(current_user))
    found, page, last = groups(current_user, max(1, number_in(request.args.get("pagina"), 1)))
    are_on, keys = own_keys()
    shown = {"groups": found, "page": page, "last": last, "link": page_of_groups, "are_on": are_on, "keys": keys}
    shown["can_undo"] = can_undo(current_user)
    return render_template("workbench/told_together.html", **shown)


@blueprint.post("/werkbank/dubbel/groepen")
def change_group() -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    seen = request.form.get("gezien", "")
    if "eruit" in request.form:
        take_out(sent("eruit"), current_user, seen)
        flash(_("This text lies by itself again."))
    elif "vooraan" in request.form:
        make_primary(sent("vooraan"), current_user, seen)
        flash(_("This text stands for its group now."))
    else:
        take_apart(case_by_public_id(request.form.get("groep", "")), current_user, seen)
        flash(_("These texts lie by themselves again. They are proposed anew."))
    return redirect(url_for("workbench.told_together"))


def sent(name: str) -> Contribution:
    """The contribution that a form names. Raises NotFound when this member may not read it."""
    if not request.form.get(name):
        raise NotFound
    return contribution_by_public_id(request.form[name], current_user, to_change=True)


def page_of_groups(page: int) -> str:
    return url_for("workbench.told_together", pagina=page if page > 1 else None)
