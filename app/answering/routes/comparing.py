"""Conditions side by side: the host says which hold, and sees which experiences carry over, failures included."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Visitor
from app.answering import operations, permissions, queries
from app.answering.forms import ConditionsForm, changed_checks
from app.answering.models import Holds
from app.answering.routes.blueprint import blueprint
from app.answering.side_by_side import conditions_of, mark_of
from app.answering.transfer import Condition, Fit, fit, ranked
from app.answering.words import HOLDS_NAMES
from app.challenges.models import Challenge
from app.challenges.queries import challenge_by_slug
from app.contributions.disclosure import View, disclosed
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _


@dataclass(frozen=True)
class Row:
    """One condition, who says it, and what the hosts found of it."""

    mark: str
    condition: Condition
    views: list[View]
    holds: Holds | None


@blueprint.route("/uitdagingen/<slug>/voorwaarden", methods=["GET", "POST"])
@shows_again
def conditions(slug: str) -> ResponseReturnValue:
    challenge = challenge_by_slug(slug, current_user)
    allow(permissions.may_host(current_user, challenge))
    views = [disclosed(story, Visitor()) for story in queries.answers_of(challenge)]
    form, known = ConditionsForm(), queries.checks_of(challenge)
    rows = rows_of(views, known)
    if not form.validate_on_submit():
        return page(challenge, rows, views, known), form.status
    operations.check(challenge, changed_checks(request.form, [row.mark for row in rows]))
    flash(_("Kept. The experiences below stand in a new order."))
    return redirect(url_for("answering.conditions", slug=challenge.slug, _anchor="ervaringen"), code=303)


def rows_of(views: Sequence[View], known: Mapping[str, Holds]) -> list[Row]:
    """Every condition once, in the order in which the answers stand; what contributors said comes first."""
    rows: dict[str, Row] = {}
    for view in views:
        for condition in conditions_of(view):
            mark = mark_of(condition)
            rows.setdefault(mark, Row(mark, condition, [], known.get(mark))).views.append(view)
    return sorted(rows.values(), key=lambda row: not row.condition.is_said)


def page(challenge: Challenge, rows: Sequence[Row], views: Sequence[View], known: Mapping[str, Holds]) -> str:
    return render_template(
        "answering/conditions.html",
        challenge=challenge,
        rows=rows,
        fits=fits_of(views, known),
        holds_names=HOLDS_NAMES,
        sent=request.form,
    )


def fits_of(views: Sequence[View], known: Mapping[str, Holds]) -> list[Fit[View]]:
    by_key = {
        condition.key: known[mark_of(condition)]
        for view in views
        for condition in conditions_of(view)
        if mark_of(condition) in known
    }
    return ranked([fit(view, conditions_of(view), by_key) for view in views])
