"""From the experience that somebody brings to a contribution: one tap on their own page."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations import may_try_again
from app.contributions.models import Kind
from app.contributions.own_browser import remember, secret_to_keep
from app.core.errors import Refusal
from app.core.guard import public, too_many
from app.core.security import secret_address
from app.core.wording import _
from app.gatherings import operations
from app.gatherings.routes.blueprint import blueprint
from app.gatherings.routes.registration import opened

BEGUN = 20  # from one place in a quarter of an hour

blueprint.after_request(remember)


@blueprint.post("/aanmelding/<token>/bijdrage")
@public
@secret_address
def make_contribution(token: str) -> ResponseReturnValue:
    """Leads to the story with the experience in it, in this browser; nothing is sent or shown yet."""
    if not may_try_again("experiences opened from", request.remote_addr or "", BEGUN):
        raise too_many()
    found = opened(token)
    kind = request.form.get("kind", "")
    if kind not in {known.value for known in Kind}:
        raise Refusal(_("Tap what kind of experience it is."))
    draft = operations.make_contribution(found, Kind(kind), secret_to_keep(), current_user)
    return redirect(url_for("contributions.step", public_id=draft.public_id, word="verhaal"), code=303)
