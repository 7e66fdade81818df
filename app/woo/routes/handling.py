"""The requests that an editor handles, and the documents in one of them."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core.errors import NotFound
from app.core.guard import allow
from app.woo import permissions, queries
from app.woo.models import WooRequest
from app.woo.routes.blueprint import blueprint
from app.woo.words import SOURCE_NAMES, judgement_name


def handled_here(request_id: str, to_change: bool = False) -> WooRequest:
    """The request, if this editor handles it; for anybody else there is no such thing."""
    found = queries.request_by_public_id(request_id, to_change=to_change)
    if not permissions.may_handle(current_user, found):
        raise NotFound
    return found


@blueprint.get("/redactie/woo")
def handling() -> ResponseReturnValue:
    allow(permissions.may_judge_anything(current_user))
    return render_template("woo/handling.html", requests=queries.requests_handled_by(current_user))


@blueprint.get("/redactie/woo/<request_id>")
def handled(request_id: str) -> ResponseReturnValue:
    allow(permissions.may_judge_anything(current_user))
    found = handled_here(request_id)
    items = queries.items_for(current_user, found)
    return render_template(
        "woo/handled.html",
        found=found,
        lines=[(item, SOURCE_NAMES[item.source], judgement_name(item)) for item in items],
        answered=queries.stories_with_an_answer(found),
        file=queries.file_for(current_user, found),
        settled=sum(item.is_settled for item in items),
    )
