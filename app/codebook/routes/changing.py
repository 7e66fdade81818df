"""Changing the vocabulary: the form, what it would change, and the deed, now or on a later day."""

from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.codebook import operations, permissions, queries
from app.codebook.forms import FORMS, ChangeForm
from app.codebook.models import Deed, State, TermChange
from app.codebook.routes.blueprint import blueprint
from app.codebook.routes.terms import dimension_asked, page_of
from app.codebook.words import DEED_NAMES, DEEDS, DIMENSION_NAMES, EXPLAINED
from app.core.clock import today
from app.core.errors import NotFound, Refusal
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _
from app.taxonomy.models import Dimension, Term
from app.taxonomy.queries import term_by_id, terms_in


@blueprint.route("/beheer/begrippen/nieuw", methods=["GET", "POST"])
@shows_again
def add() -> ResponseReturnValue:
    allow(permissions.may_change_terms(current_user))
    return change(Deed.ADD, dimension_asked(), None)


@blueprint.route("/beheer/begrippen/<int:term_id>/<deed>", methods=["GET", "POST"])
@shows_again
def do(term_id: int, deed: str) -> ResponseReturnValue:
    allow(permissions.may_change_terms(current_user))
    term = term_by_id(term_id)
    if deed not in DEEDS or not term.is_in_use:
        raise NotFound
    return change(DEEDS[deed], term.dimension, term)


def change(deed: Deed, dimension: Dimension, term: Term | None) -> ResponseReturnValue:
    """The form; first pressed it tells what it would change, then it does so."""
    if dimension not in operations.TAGGED:
        raise NotFound
    form = FORMS[deed]()
    form.offer(dimension, term, terms_in(dimension))
    if not form.is_submitted():
        form.on.data = today().strftime("%d-%m-%Y")
        if term is not None:
            form.fill(term)
            form.version.data = str(term.version)
    if not form.validate_on_submit():
        return page(deed, dimension, term, form, form.status)
    try:
        if request.form.get("action") != "doe":
            operations.try_out(deed, dimension, term, form.wish())
            return page(deed, dimension, term, form, is_sure=True)
        given: dict[str, Any] = {"reason": form.reason.data, "on": form.day(), "seen_version": form.seen_version()}
        made = operations.plan(deed, dimension, term, form.wish(), by=current_user, may_wait=True, **given)
    except Refusal as refusal:
        form.version.data = str(term.version) if term is not None else ""  # pressing once more, after a look, does it
        return page(deed, dimension, term, form, 409, refusal=str(refusal))
    flash(said_of(made))
    return redirect(page_of(made))


def said_of(made: TermChange) -> str:
    if made.state is State.DONE:
        return _("Done.")
    if made.effective_on <= today():
        return _("Very many contributions carry this term. It takes effect within ten minutes; you see it here.")
    return _("Planned. You can call it off until that day.")


def page(
    deed: Deed,
    dimension: Dimension,
    term: Term | None,
    form: ChangeForm,
    status: int = 200,
    refusal: str = "",
    is_sure: bool = False,
) -> tuple[str, int]:
    text = render_template(
        "codebook/change.html",
        deed=deed,
        dimension=dimension,
        dimensions=DIMENSION_NAMES,
        name=DEED_NAMES[deed],
        explained=EXPLAINED[deed],
        term=term,
        form=form,
        refusal=refusal,
        is_sure=is_sure,
        reach=queries.reach_of(term, current_user) if term is not None and is_sure else None,
        is_today=form.day() <= today(),
    )
    return text, status
