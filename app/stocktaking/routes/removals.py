"""Putting back what was taken away from a question, or worded otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.permissions import may_view
from app.core import clock
from app.core.errors import Refusal
from app.core.forms import number_in
from app.core.guard import allow
from app.core.wording import _, language, long_date, ngettext
from app.stocktaking import operations, permissions, queries
from app.stocktaking.models import Question, QuestionStatus, Reach, Removal
from app.stocktaking.routes.blueprint import blueprint
from app.stocktaking.words import EARLIER_NAMES, PART_NAMES, REACH_NAMES, STANCE_NAMES, STATUS_NAMES
from app.taxonomy.models import Dimension
from app.taxonomy.queries import vocabulary

WRITTEN = ("sentence", "explanation", "text", "steps", "body", "reason")  # what members wrote, in the order on screen
TERMS = {"kind": Dimension.QUESTION_KIND, "route": Dimension.ROUTE}
PAGE = 20  # things on a page
CHOSEN = ("reach", "kind", "status", "route", "due_on", "on")


@dataclass(frozen=True)
class Line:
    """A part of what stood there before: what it is called, what it said, and whether that is in a member's words."""

    name: str
    said: str
    is_written: bool


@blueprint.get("/werkbank/vraagstukken/<slug>/weggehaald")
def taken_away(slug: str) -> tuple[str, int]:
    allow(permissions.may_take_stock(current_user))
    return page(queries.question_without_quotes(slug, current_user))


def page(question: Question, status: int = 200, refusal: str = "") -> tuple[str, int]:
    found = queries.taken_away(question.id, clock.now() - operations.BACK_WITHIN, current_user)
    last = max(1, -(-len(found) // PAGE))
    at = min(max(1, number_in(request.args.get("pagina"), 1)), last)
    return render_template(
        "stocktaking/taken_away.html",
        question=question,
        taken_away=found[(at - 1) * PAGE : at * PAGE],
        page=at,
        last=last,
        stance_names=STANCE_NAMES,
        earlier_names=EARLIER_NAMES,
        lines_of=lines_of,
        refusal=refusal,
    ), status


def lines_of(was: Mapping[str, Any]) -> list[Line]:
    """What stood there before, to read; a part that was empty says so. What has no name is the text itself."""
    known = [name for name in (*WRITTEN, *CHOSEN) if name in was]
    return [
        Line(str(PART_NAMES.get(name, "")), as_read(name, was[name]), name in WRITTEN and bool(was[name]))
        for name in known
    ]


def as_read(name: str, value: str | None) -> str:
    if not value:
        return _("nothing")
    if name in WRITTEN:
        return value
    if name in TERMS:
        return term_as_read(TERMS[name], value)
    if name in ("due_on", "on"):
        return long_date(date.fromisoformat(value))
    return str(STATUS_NAMES[QuestionStatus(value)] if name == "status" else REACH_NAMES[Reach(value)])


def term_as_read(dimension: Dimension, code: str) -> str:
    """Its name, and when it does not come back, that."""
    term = next((word for word in vocabulary() if word.dimension is dimension and word.code == code), None)
    name = term.name(language()) if term is not None else code
    if term is not None and term.may_be_chosen:
        return name
    return _("%(name)s (can no longer be chosen: what stands there now stays)", name=name)


@blueprint.post("/werkbank/weggehaald/<int:removal_id>/terug")
def put_back(removal_id: int) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    removal, found = queries.removal_by_id(removal_id, current_user)
    try:
        left_out = operations.put_back(removal, found, by=current_user)
    except Refusal as refusal:
        return page(found, 409, str(refusal))
    number = sum(may_view(current_user, quote.contribution) for quote in left_out)
    flash(_("Put back."))
    if number:
        flash(
            ngettext(
                "%(num)s quote stayed away: its contributor changed the text.",
                "%(num)s quotes stayed away: their contributors changed the text.",
                number,
            )
        )
    return redirect(where_it_stands(removal, found))


def where_it_stands(removal: Removal, question: Question) -> str:
    came_of_it = removal.change.what in ("answer_dropped", "answer_changed", "decision_changed")
    return url_for("stocktaking.answers" if came_of_it else "stocktaking.edit", slug=question.slug)
