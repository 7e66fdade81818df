"""The list of questions, and the page of one."""

from flask import render_template
from flask_login import current_user

from app.core.clock import today
from app.core.guard import public
from app.stocktaking import permissions, queries
from app.stocktaking.forms import STANCE_NAMES, STATUS_NAMES
from app.stocktaking.routes.blueprint import blueprint


@blueprint.get("/vraagstukken")
@public
def questions() -> str:
    found = queries.questions(current_user)
    makes = permissions.may_take_stock(current_user)
    return render_template("stocktaking/questions.html", questions=found, status_names=STATUS_NAMES, makes=makes)


@blueprint.get("/vraagstukken/<slug>")
@public
def question(slug: str) -> str:
    found = queries.question_by_slug(slug, current_user)
    seen = queries.seen_by(found, current_user)
    return render_template(
        "stocktaking/question.html",
        question=found,
        statements=seen,
        helped=queries.helped_elsewhere(seen),
        status_names=STATUS_NAMES,
        stance_names=STANCE_NAMES,
        words=queries.terms_for_questions(),
        today=today(),
        makes=permissions.may_take_stock(current_user),
        accepts=permissions.may_accept(current_user, found),
    )
