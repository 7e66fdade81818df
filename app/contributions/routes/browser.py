"""Which drafts belong to this browser: it holds one secret, in a cookie that no script can read."""

from flask import Response, current_app, request
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.contributions import operations, queries
from app.contributions.forms import FORMS
from app.contributions.models import Draft
from app.contributions.routes.blueprint import blueprint
from app.core.deal import deal
from app.core.forms import number_in
from app.core.security import random_token

DAY = 24 * 60 * 60
TO_KEEP = "straatwijs.secret"  # of this request, to be set with its answer


def cookie_name() -> str:
    return str(current_app.config["DRAFT_COOKIE_NAME"])


def secret() -> str:
    """The secret of this browser; '' when it has none."""
    found = request.cookies.get(cookie_name(), "")
    return found if 20 <= len(found) <= 100 else ""


def secret_to_keep() -> str:
    """The secret of this browser; a new one, to be set with the answer, when it has none."""
    if TO_KEEP not in request.environ:
        request.environ[TO_KEEP] = secret() or random_token()
    return str(request.environ[TO_KEEP])


@blueprint.after_request
def remember(response: Response) -> Response:
    """Sets the secret, or keeps it as long as the draft that was just changed."""
    if TO_KEEP in request.environ:
        response.set_cookie(
            cookie_name(),
            request.environ[TO_KEEP],
            max_age=deal().draft_days * DAY,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
    return response


def my_draft(public_id: str) -> Draft:
    """A draft of this browser or of whoever is signed in. Raises NotFound for somebody else's."""
    return queries.draft_of(public_id, operations.seal(secret(), public_id), current_user)


def my_draft_to_change(public_id: str) -> Draft:
    """The same, and nobody else changes it meanwhile; from now on it belongs to this browser."""
    held = secret_to_keep()
    draft = queries.draft_of(public_id, operations.seal(held, public_id), current_user, to_change=True)
    operations.adopt(draft, held)
    return draft


def keep_typed(draft: Draft, step: str) -> bool:
    """Keeps what this request brings for a step; fields that the step does not have are passed over."""
    sent: MultiDict[str, str] = request.form
    typed = {name: sent.getlist(name) for name in fields_of(step) if name in sent}
    if not typed:  # nothing of this screen could be read; what is known stays
        return False
    return operations.keep(draft, step, typed, copy=number_in(sent.get("copy"), digits=15))


def fields_of(step: str) -> list[str]:
    return [name for name in dir(FORMS[step]) if hasattr(getattr(FORMS[step], name), "field_class")]
