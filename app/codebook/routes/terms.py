"""The terms of a dimension, one term with its history, and taking a change back."""

from collections.abc import Iterable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.codebook import operations, permissions, queries
from app.codebook.models import State, TermChange
from app.codebook.routes.blueprint import blueprint
from app.codebook.words import DEED_NAMES, DEEDS, DIMENSION_NAMES, DONE, STATE_NAMES, told
from app.core.guard import allow
from app.core.wording import _
from app.taxonomy.models import Dimension, Term
from app.taxonomy.queries import came_of, term_by_id, terms_in


def dimension_asked() -> Dimension:
    """What the address asks for; anything else is themes."""
    asked = request.args.get("soort", "")
    return Dimension(asked) if asked in list(Dimension) else Dimension.THEME


@blueprint.get("/beheer/begrippen")
def terms() -> str:
    allow(permissions.may_change_terms(current_user))
    dimension = dimension_asked()
    found = terms_in(dimension)
    living = [term for term in found if term.is_in_use]
    return render_template(
        "codebook/terms.html",
        dimension=dimension,
        dimensions=DIMENSION_NAMES,
        may_change=dimension in operations.TAGGED,
        tops=[term for term in living if term.parent is None or not term.parent.is_in_use],
        below={term.id: [other for other in living if other.parent_id == term.id] for term in living},
        gone=[term for term in found if not term.is_in_use],
        parts={term.id: came_of(term) for term in found if term.split_into},
        uses=queries.uses(found, current_user),
        planned=queries.planned_in(dimension),
        **words_of_changes(found),
    )


def words_of_changes(found: Iterable[Term]) -> dict[str, Any]:
    """What a template needs to tell of changes."""
    terms = {term.id: term for term in found}
    return {"told": lambda change: told(change, terms), "done": DONE, "names": DEED_NAMES, "states": STATE_NAMES}


@blueprint.get("/beheer/begrippen/<int:term_id>")
def term(term_id: int) -> str:
    allow(permissions.may_change_terms(current_user))
    found = term_by_id(term_id)
    there = terms_in(found.dimension)
    return render_template(
        "codebook/term.html",
        term=found,
        dimensions=DIMENSION_NAMES,
        may_change=found.dimension in operations.TAGGED and found.is_in_use,
        deeds={word: DEED_NAMES[deed] for word, deed in DEEDS.items()},
        parts=came_of(found),
        reach=queries.reach_of(found, current_user),
        changes=queries.changes_about(found),
        **words_of_changes(there),
    )


@blueprint.post("/beheer/begrippen/wijzigingen/<int:change_id>/terug")
def take_back(change_id: int) -> ResponseReturnValue:
    allow(permissions.may_change_terms(current_user))
    change = queries.change_by_id(change_id, lock=True)
    flash(said_of(operations.take_back(change, current_user, may_wait=True)))
    return redirect(page_of(change))


def said_of(state: State) -> str:
    if state is State.CALLED_OFF:
        return _("Called off.")
    if state is State.UNDOING:
        return _("Very many contributions are in this. It is undone within ten minutes; you see it here.")
    return _("Undone. Everything that carried it carries it again.")


def page_of(change: TermChange) -> str:
    if change.term_id is None:
        return url_for("codebook.terms", soort=change.dimension.value)
    return url_for("codebook.term", term_id=change.term_id)
