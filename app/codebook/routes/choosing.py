"""The queue of the desk: the texts of a term that was split, one by one."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.codebook import operations, permissions, queries
from app.codebook.models import TermChange
from app.codebook.routes.blueprint import blueprint
from app.contributions.cards import cards_by_id
from app.contributions.disclosure import disclosed
from app.contributions.queries import contribution_by_public_id
from app.core.errors import Refusal
from app.core.guard import allow
from app.core.wording import _, language
from app.taxonomy.queries import terms_in

NONE = "geen"


@blueprint.get("/redactie/begrippen")
def splits() -> str:
    allow(permissions.may_choose_tags(current_user))
    return render_template("codebook/splits.html", splits=queries.splits(current_user))


@blueprint.get("/redactie/begrippen/<int:change_id>")
def split(change_id: int) -> ResponseReturnValue:
    allow(permissions.may_choose_tags(current_user))
    return page(queries.split_by_id(change_id), request.args.get("na", ""))


def page(change: TermChange, after: str = "", status: int = 200, refusal: str = "") -> tuple[str, int]:
    found = queries.next_to_choose(change, current_user, after)
    names = {term.id: term.name(language()) for term in terms_in(change.dimension)}
    chosen = {row.contribution_id: row.came for row in queries.last_chosen(change, current_user)}
    told = cards_by_id(list(chosen), current_user, ())
    text = render_template(
        "codebook/split.html",
        change=change,
        c=disclosed(found, current_user) if found else None,
        choices=queries.choices_of(change),
        progress=queries.progress_of(change, current_user),
        chosen=[(view, [names[term_id] for term_id in chosen[key]]) for key, view in told.items()],
        refusal=refusal,
    )
    return text, status


@blueprint.post("/redactie/begrippen/<int:change_id>/<public_id>")
def choose(change_id: int, public_id: str) -> ResponseReturnValue:
    """Chosen terms, none of them on purpose, or later; nothing ticked is no answer."""
    allow(permissions.may_choose_tags(current_user))
    change = queries.split_by_id(change_id)
    contribution = contribution_by_public_id(public_id, current_user)
    if request.form.get("kies") == "later":
        return redirect(url_for("codebook.split", change_id=change_id, na=public_id))
    codes = set() if request.form.get("kies") == NONE else set(request.form.getlist("term"))
    offered = {term.code for term in queries.choices_of(change)}
    if request.form.get("kies") != NONE and not codes & offered:
        missing = _("Tick at least one term, or press “None of these”.")
        return page(change, before(public_id), 422, missing)
    try:
        operations.choose(change, contribution, codes, current_user)
    except Refusal as refusal:
        return page(change, public_id, 409, str(refusal))
    flash(_("Chosen: %(title)s", title=disclosed(contribution, current_user).title))
    return redirect(url_for("codebook.split", change_id=change_id, na=public_id))


def before(public_id: str) -> str:
    """What to look behind so that this text comes first again."""
    return public_id[:-1]


@blueprint.post("/redactie/begrippen/<int:change_id>/<public_id>/terug")
def choose_again(change_id: int, public_id: str) -> ResponseReturnValue:
    allow(permissions.may_choose_tags(current_user))
    change = queries.split_by_id(change_id)
    operations.choose_again(change, contribution_by_public_id(public_id, current_user), current_user)
    flash(_("Put back: this text waits again."))
    return redirect(url_for("codebook.split", change_id=change_id, na=before(public_id)))
