"""By what a browser without an account is known again for one tap: a secret of its own, in a cookie of its own.

No script can read it, and it has nothing to do with what is typed elsewhere. It is set with the first answer; who only
reads gets none. What is kept of it is another mark for each thing, so that nobody can follow it from one to the next.
"""

from flask import Response, after_this_request, current_app, request

from app.core.deal import deal
from app.core.security import fingerprint, random_token

LONGEST_MONTH = 31 * 24 * 60 * 60  # seconds


def cookie_name() -> str:
    return str(current_app.config["RECOGNITION_COOKIE_NAME"])


def secret() -> str:
    """The secret that this browser holds; '' when it never answered anything."""
    held = request.cookies.get(cookie_name(), "")
    return held if 20 <= len(held) <= 100 else ""


def mark_of(thing: str) -> str:
    """What is kept of this browser for this thing, such as "recognition:12"; '' without a secret."""
    return mark_by(secret(), thing)


def mark_by(held: str, thing: str) -> str:
    return fingerprint(f"{thing}:{held}") if held else ""


def mark_to_keep(thing: str) -> str:
    """The same for who answers: without a secret they get one, and it is renewed with every answer."""
    held = secret() or random_token()

    @after_this_request
    def keep(response: Response) -> Response:
        response.set_cookie(
            cookie_name(),
            held,
            max_age=deal().recognition_months * LONGEST_MONTH,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
        return response

    return mark_by(held, thing)
