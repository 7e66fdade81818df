"""Putting a sentence that was starred while sorting under a statement, with one tap."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.queries import contribution_by_public_id
from app.core.errors import NotFound, Refusal
from app.core.guard import allow
from app.core.wording import _
from app.stocktaking import operations, permissions, queries
from app.stocktaking.models import Stance
from app.stocktaking.routes.blueprint import blueprint
from app.stocktaking.routes.editing import filled_in, page
from app.stocktaking.routes.quoting import QUOTED


@blueprint.post("/werkbank/uitspraken/<int:statement_id>/sterren/<int:star_id>")
def quote_star(statement_id: int, star_id: int) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    star, public_id = queries.star_called(star_id)
    held = contribution_by_public_id(public_id, current_user, to_change=True)  # before the statement is read
    statement = queries.statement_by_id(statement_id, current_user)
    question = statement.question
    if not queries.lies_at(star, question):
        raise NotFound
    try:
        operations.quote_star(statement, star, held, current_user, stance_sent())
    except Refusal as refusal:
        return page(question, filled_in(question), 409, refusal=str(refusal))
    flash(QUOTED)
    return redirect(url_for("stocktaking.edit", slug=question.slug, _anchor=f"uitspraak-{statement_id}"))


def stance_sent() -> Stance:
    sent = request.form.get("stance", "")
    if sent not in {stance.value for stance in Stance}:
        raise Refusal(_("Press one of the three: supports, contradicts, or adds a nuance."))
    return Stance(sent)
