"""Putting back what was taken away from a question."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.permissions import may_view
from app.core import clock
from app.core.errors import Refusal
from app.core.guard import allow
from app.core.wording import _, ngettext
from app.stocktaking import operations, permissions, queries
from app.stocktaking.models import Question
from app.stocktaking.routes.blueprint import blueprint
from app.stocktaking.words import STANCE_NAMES


@blueprint.get("/werkbank/vraagstukken/<slug>/weggehaald")
def taken_away(slug: str) -> tuple[str, int]:
    allow(permissions.may_take_stock(current_user))
    return page(queries.question_without_quotes(slug, current_user))


def page(question: Question, status: int = 200, refusal: str = "") -> tuple[str, int]:
    return render_template(
        "stocktaking/taken_away.html",
        question=question,
        taken_away=queries.taken_away(question.id, clock.now() - operations.BACK_WITHIN, current_user),
        stance_names=STANCE_NAMES,
        refusal=refusal,
    ), status


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
    return redirect(url_for("stocktaking.edit", slug=found.slug))
