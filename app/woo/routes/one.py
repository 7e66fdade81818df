"""One request, for the administrator: its term, who handles it, and how far it is. No text."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core.guard import allow
from app.core.wording import _
from app.woo import operations, permissions, queries
from app.woo.routes.blueprint import blueprint
from app.woo.words import SOURCE_NAMES


@blueprint.get("/beheer/woo/<request_id>")
def one(request_id: str) -> ResponseReturnValue:
    allow(permissions.may_open_requests(current_user))
    found = queries.request_by_public_id(request_id)
    return render_template(
        "woo/request.html",
        found=found,
        counts=[(SOURCE_NAMES[name], count) for name, count in queries.counted_by_source(found).items()],
        settled=queries.number_settled(found),
        editors=queries.possible_handlers(),
        handlers=queries.handlers_of(found),
        is_judged=queries.is_judged(found),
    )


@blueprint.post("/beheer/woo/<request_id>/behandelaars")
def set_handlers(request_id: str) -> ResponseReturnValue:
    allow(permissions.may_open_requests(current_user))
    found = queries.request_by_public_id(request_id, to_change=True)
    wanted = set(request.form.getlist("behandelaar"))
    chosen = [user for user in queries.possible_handlers() if user.public_id in wanted]
    operations.set_handlers(found, chosen, by=current_user)
    flash(_("Saved. Who is new gets a message."))
    return redirect(url_for("woo.one", request_id=request_id))


@blueprint.post("/beheer/woo/<request_id>/verdagen")
def extend(request_id: str) -> ResponseReturnValue:
    allow(permissions.may_open_requests(current_user))
    found = queries.request_by_public_id(request_id, to_change=True)
    operations.extend(found, by=current_user)
    flash(_("The term is longer now. Tell whoever asked, before the first term ends."))
    return redirect(url_for("woo.one", request_id=request_id))
