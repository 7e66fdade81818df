"""The file that is handed out: asked for and fetched by one handler, who shows each time who they are."""

from datetime import timedelta

from flask import Response, flash, g, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations import may_try_again, must_be_fresh
from app.core import clock
from app.core.errors import NotFound, Refusal
from app.core.guard import allow, too_many
from app.core.wording import _
from app.woo import operations, permissions, queries
from app.woo.models import FileState
from app.woo.routes.blueprint import blueprint
from app.woo.routes.handling import handled_here

A_DAY = 20  # files that somebody may have made


@blueprint.post("/redactie/woo/<request_id>/bestand")
def ask_for_file(request_id: str) -> ResponseReturnValue:
    allow(permissions.may_judge_anything(current_user))
    handled_here(request_id)
    must_be_fresh(g.user_session)
    if not may_try_again("woo file of", current_user.public_id, A_DAY, within=timedelta(days=1)):
        raise too_many(24 * 60 * 60)
    operations.ask_for_file(handled_here(request_id, to_change=True), by=current_user)  # counting let go of the lock
    flash(_("We are making the file. You get a message when it is ready."))
    return redirect(url_for("woo.handled", request_id=request_id))


@blueprint.post("/redactie/woo/<request_id>/bestand/ophalen")
def fetch_file(request_id: str) -> ResponseReturnValue:
    """Never one that says something else than what was judged: it is compared each time. That it left is noted."""
    allow(permissions.may_judge_anything(current_user))
    request = handled_here(request_id)
    must_be_fresh(g.user_session)
    found = queries.file_for(current_user, request)
    if found is None or found.state is not FileState.READY or found.expires_at <= clock.now():
        raise NotFound
    if not operations.file_of(found).is_file():
        raise NotFound
    if operations.is_void(found):
        raise Refusal(_("Something in this file was changed after it was made, so it is void. Have it made anew."))
    operations.fetched(found)
    answer: Response = send_file(
        operations.file_of(found), "application/zip", as_attachment=True, download_name="woo.zip", etag=False
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
