"""A form whose token is too old: what was typed is kept first, and the screen asks to press once more.

This is safe because a draft is found by a cookie of this browser that other sites cannot send along
(SameSite), at an address that nobody can guess; and because keeping is all that happens here.
"""

from flask import request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from app.contributions.forms import PATHS, ContactForm, KindForm, form_of
from app.contributions.routes import pages, sending, steps
from app.contributions.routes.blueprint import blueprint
from app.contributions.routes.browser import keep_typed, my_draft_to_change
from app.core.database import keep_now
from app.core.errors import NotFound, expired, not_found

OTHER_SITE = ("cross-site", "same-site")


@blueprint.errorhandler(CSRFError)
def keep_and_ask_again(error: CSRFError) -> ResponseReturnValue:
    if request.headers.get("Sec-Fetch-Site") in OTHER_SITE:
        return expired(error)
    given = request.view_args or {}
    try:
        if request.endpoint == "contributions.begin":
            return pages.start(KindForm(meta={"csrf": False}), steps.challenge_asked_for())[0], 400
        if request.endpoint == "contributions.send_step":
            return kept_step(str(given["public_id"]), PATHS[str(given["word"])])
        if request.endpoint == "contributions.autosave":
            return sending.autosave(str(given["public_id"]), str(given["step"]))
        if request.endpoint == "contributions.contact":
            draft = my_draft_to_change(str(given["public_id"]))
            return sending.show_done(draft, ContactForm(meta={"csrf": False}))[0], 400
    except NotFound as gone:
        return not_found(gone)
    return expired(error)


def kept_step(public_id: str, step: str) -> ResponseReturnValue:
    draft = my_draft_to_change(public_id)
    keep_typed(draft, step)
    keep_now()
    return pages.step(draft, step, form_of(step, draft), status=400, expired=True)
