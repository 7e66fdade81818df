"""Which notes belong to this phone: it holds one key, in a cookie that no script can read.

The scripts make a key as well, for notes that are written before the site could give one. It counts when there is no
cookie (yet), and becomes that cookie.
"""

from flask import Response, current_app, request

from app.core.security import random_token
from app.gatherings.models.walking import NOTES_LAST, OPENS
from app.gatherings.routes.blueprint import blueprint

TO_KEEP = "straatwijs.walker"  # of this request, to be set with its answer
DAYS = OPENS + NOTES_LAST  # as long as there can be notes of this phone


def cookie_name() -> str:
    return str(current_app.config["WALKER_COOKIE_NAME"])


def key() -> str:
    """The key of this phone; '' when it has none."""
    return legible(request.cookies.get(cookie_name(), ""))


def key_to_keep() -> str:
    """The key of this phone, to be set with the answer: that of the cookie, else of its scripts, else a new one."""
    if TO_KEEP not in request.environ:
        request.environ[TO_KEEP] = key() or legible(request.form.get("walker", "")) or random_token()
    return str(request.environ[TO_KEEP])


def legible(found: str) -> str:
    return found if 40 <= len(found) <= 64 and found.isascii() and found.isprintable() else ""


@blueprint.after_request
def remember(response: Response) -> Response:
    if TO_KEEP in request.environ and response.status_code < 400:
        response.set_cookie(
            cookie_name(),
            request.environ[TO_KEEP],
            max_age=int(DAYS.total_seconds()),
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
    return response
