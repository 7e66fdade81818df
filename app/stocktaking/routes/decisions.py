"""Decisions about a question, as a coordinator records them."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core.errors import Refusal
from app.core.forms import day_from
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _
from app.stocktaking import operations, permissions, queries
from app.stocktaking.forms import DecisionForm
from app.stocktaking.models import Decision, Question
from app.stocktaking.routes.blueprint import blueprint
from app.stocktaking.routes.choosing import known_routes, version_in


@blueprint.route("/werkbank/vraagstukken/<slug>/besluiten/nieuw", methods=["GET", "POST"])
@shows_again
def decide(slug: str) -> ResponseReturnValue:
    allow(permissions.may_coordinate(current_user))
    found = queries.question_without_quotes(slug, current_user)
    form = DecisionForm(data={"route": found.route or ""})
    if not form.validate_on_submit():
        return page(found, form, form.status)
    try:
        operations.decide(found, current_user, **told(form))
    except Refusal as refusal:
        form.reason.errors = [str(refusal)]
        return page(found, form, 409)
    flash(_("The decision stands with the question."))
    return redirect(url_for("stocktaking.answers", slug=slug, _anchor="besluiten"))


@blueprint.route("/werkbank/besluiten/<int:decision_id>", methods=["GET", "POST"])
@shows_again
def change_decision(decision_id: int) -> ResponseReturnValue:
    allow(permissions.may_coordinate(current_user))
    found = queries.decision_by_id(decision_id, current_user)
    names = ("body", "reason", "route", "version")
    form = DecisionForm(data={name: getattr(found, name) for name in names} | {"on": f"{found.on:%d-%m-%Y}"})
    if not form.validate_on_submit():
        return page(found.question, form, form.status, found)
    try:
        operations.not_overtaken(found, version_in(form))
        operations.change_decision(found, current_user, **told(form))
    except Refusal as refusal:
        form.reason.errors, form.version.data = [str(refusal)], str(found.version)
        return page(found.question, form, 409, found)
    flash(_("Saved."))
    return redirect(url_for("stocktaking.answers", slug=found.question.slug, _anchor="besluiten"))


def told(form: DecisionForm) -> dict[str, Any]:
    route = form.route.data if form.route.data in known_routes() else None
    return {"body": form.body.data, "on": day_from(form.on.data), "route": route, "reason": form.reason.data}


def page(question: Question, form: DecisionForm, status: int, found: Decision | None = None) -> tuple[str, int]:
    return render_template(
        "stocktaking/decision.html",
        question=question,
        form=form,
        decision=found,
        words=queries.terms_for_questions(),
    ), status
