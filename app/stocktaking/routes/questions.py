"""The list of questions, and the page of one."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.recognised import RECOGNISED_NAMES, TAKE_BACK
from app.core.clock import today
from app.core.errors import NotFound
from app.core.guard import public
from app.stocktaking import permissions, queries
from app.stocktaking.history import history, standing
from app.stocktaking.maturity import maturity_of
from app.stocktaking.models import Question
from app.stocktaking.queries.laid_here import laid_here, texts_with
from app.stocktaking.routes.blueprint import blueprint
from app.stocktaking.routes.merging import where_it_went
from app.stocktaking.routes.recognition import marks_of
from app.stocktaking.words import STANCE_NAMES, STATUS_NAMES, STEP_NAMES
from app.taxonomy.queries import kinds_of_organisation


@blueprint.get("/vraagstukken")
@public
def questions() -> str:
    return render_template(
        "stocktaking/questions.html",
        questions=queries.questions(current_user),
        status_names=STATUS_NAMES,
        today=today(),
        makes=permissions.may_take_stock(current_user),
    )


@blueprint.get("/vraagstukken/<slug>")
@public
def question(slug: str) -> ResponseReturnValue:
    try:
        found = queries.question_by_slug(slug, current_user)
    except NotFound:
        return where_it_went(slug, "stocktaking.question")
    seen = queries.seen_by(found, current_user)
    told, helped = queries.told_and_helped(seen, current_user)
    texts = texts_with(found, current_user)
    return render_template(
        "stocktaking/question.html",
        question=found,
        statements=seen,
        helped=helped,
        here=laid_here(found, texts),
        name_of=queries.name_of,
        maturity=maturity_of(seen, told),
        dissents=queries.dissenting_views(found),
        status_names=STATUS_NAMES,
        stance_names=STANCE_NAMES,
        words=queries.terms_for_questions(),
        today=today(),
        makes=permissions.may_take_stock(current_user),
        accepts=permissions.may_accept(current_user, found),
        declines=permissions.may_decline(current_user, found),
        came_from=queries.challenge_of(found, current_user),
        answers=queries.answers_to(found, current_user, texts),
        decisions=queries.decisions_about(found),
        declined=queries.declined_by(found),
        standing=standing(found),
        history=history(found, makes=False),
        step_names=STEP_NAMES,
        **recognition(found),
    )


def recognition(found: Question) -> dict[str, Any]:
    """Whether it plays elsewhere: the numbers, and what this reader can say of it."""
    open_to = permissions.may_be_recognised(found)
    return {
        "figures": queries.recognition_of(found) if open_to else None,
        "voices": queries.voices_of(found, current_user, marks_of(found)) if open_to else [],
        "recognised_names": RECOGNISED_NAMES,
        "take_back": TAKE_BACK,
        "kinds": kinds_of_organisation(),
    }
