"""The secret that a browser holds, in a cookie that no script can read: which drafts are its own follows from it."""

from flask import Response, current_app, request

from app.core.deal import deal
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


def remember(response: Response) -> Response:
    """Sets the secret, or keeps it as long as the draft that was just changed. Whoever asks for one runs it."""
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
