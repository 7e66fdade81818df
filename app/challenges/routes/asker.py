"""Which questions are of this browser: it holds one secret, in a cookie that no script can read.

It is set with the first question; who only reads gets none. What is kept of it differs for each challenge, so that
nobody can follow a browser from one to the next.
"""

from flask import Response, after_this_request, current_app, request

from app.challenges.models import Challenge
from app.challenges.models.round import ASKER_DAYS
from app.challenges.operations import mark_of_browser
from app.core.security import random_token


def cookie_name() -> str:
    return str(current_app.config["ASKER_COOKIE_NAME"])


def secret() -> str:
    found = request.cookies.get(cookie_name(), "")
    return found if 20 <= len(found) <= 100 else ""


def mark(challenge: Challenge) -> str:
    """What is kept of this browser for this challenge; '' when it never asked anything."""
    return mark_of_browser(secret(), challenge)


def mark_to_keep(challenge: Challenge) -> str:
    """The same; a browser without a secret gets one, which is renewed with every question."""
    held = secret() or random_token()

    @after_this_request
    def keep(response: Response) -> Response:
        if response.status_code < 400:
            response.set_cookie(
                cookie_name(),
                held,
                max_age=ASKER_DAYS * 24 * 60 * 60,
                secure=current_app.config["SESSION_COOKIE_SECURE"],
                httponly=True,
                samesite="Lax",
            )
        return response

    return mark_of_browser(held, challenge)
