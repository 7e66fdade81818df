"""Nothing typed is lost: a form that cannot be taken comes back as it was sent, or its words stand on the page."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, has_request_context, make_response, request

from app.core.security import fingerprint

V = TypeVar("V", bound=Callable[..., Any])
OTHER_SITE = ("cross-site", "same-site")
EXPIRED = "straatwijs.expired"  # of this request: its token is too old, so no form in it may pass
OF_MACHINES = {"csrf_token", "version", "key", "copy", "over"}  # fields that nobody typed
SECRET = ("csrf_token", "password", "recovery", "credential")  # in the name of what stands in no page again
WORDS = 30  # letters; what is longer or has a space in it was typed by a person


def shows_again(view: V) -> V:
    """For a view that does nothing unless its form validates: when the token is too old it shows the form again."""
    view.shows_again = True  # type: ignore[attr-defined]
    return view


def has_expired() -> bool:
    return has_request_context() and EXPIRED in request.environ


def mark_of_typist(public_id: str) -> str:
    """Tells people at one computer apart, for what a browser keeps of their typing; good for nothing else."""
    return fingerprint(f"types as {public_id}")[:20]


def comes_from_here() -> bool:
    """Whether a page of this site sent this: what another site made up is never shown as one's own words."""
    return request.headers.get("Sec-Fetch-Site") not in OTHER_SITE


def shown_again() -> Response | None:
    """The page of a form whose token is too old, as it was sent; None when this form cannot be shown again.

    Its view runs as always, but no form in it validates. The answer is never below 400, so nothing is kept.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or not getattr(view, "shows_again", False) or not comes_from_here():
        return None
    request.environ[EXPIRED] = True
    answer = make_response(view(**(request.view_args or {})))
    answer.status_code = 400
    return answer


def sent_fields() -> list[tuple[str, str]]:
    """Every field of the form that was sent, to send it once more; no passwords or the like, and no token."""
    if request.method != "POST" or not comes_from_here():
        return []
    fields = request.form.items(multi=True)
    return [(name, value) for name, value in fields if not any(word in name for word in SECRET)]


def typed_texts() -> list[str]:
    """The words in the form that was sent, for a page that cannot show the form itself."""
    values = (value.strip() for name, value in sent_fields() if name not in OF_MACHINES)
    return list(dict.fromkeys(value for value in values if len(value) > WORDS or len(value.split()) > 1))


def init_app(app: Flask) -> None:
    app.add_template_global(has_expired)
    app.add_template_global(sent_fields)
    app.add_template_global(typed_texts)
