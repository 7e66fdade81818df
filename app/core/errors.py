"""The two ways in which the domain says no, and the pages that show what went wrong."""

import logging
import uuid
from collections.abc import Callable

from flask import Flask, current_app, jsonify, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from app.core import typed
from app.core.deal import deal
from app.core.wording import _, asset, language

log = logging.getLogger(__name__)


class NotFound(Exception):
    """There is no such thing, or this person may not know of it."""


class Refusal(Exception):
    """The domain says no. The message is meant for the person who asked."""


PAGES = {
    400: "errors/bad_request.html",
    403: "errors/forbidden.html",
    404: "errors/not_found.html",
    410: "errors/gone.html",
    413: "errors/too_large.html",
    429: "errors/too_many.html",
}


def init_app(app: Flask) -> None:
    typed.init_app(app)
    app.register_error_handler(NotFound, not_found)
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(HTTPException, explained)
    if not app.testing:
        app.register_error_handler(Exception, failed)


def wants_facts() -> bool:
    """Whether a script of ours asks, which draws itself what became of a thing and has no use for a page."""
    return bool(request.accept_mimetypes.best == "application/json")


def not_found(_error: NotFound) -> ResponseReturnValue:
    if wants_facts():
        return jsonify(message=_("This page is no longer here, or the address is not quite right.")), 404
    return render_template("errors/not_found.html"), 404


def refused(refusal: Refusal) -> ResponseReturnValue:
    if wants_facts():
        return jsonify(message=str(refusal)), 409
    return render_template("errors/refused.html", reason=str(refusal)), 409


def overtaken() -> ResponseReturnValue:
    """Two people changed the same thing at the same moment; the first one won, and nothing of the other was kept."""
    return refused(
        Refusal(_("Somebody else changed this at the same moment. Go back, look at the page again, and try once more."))
    )


def expired(_error: CSRFError) -> ResponseReturnValue:
    """A form with a token that is too old: as it was sent, to press once more, when its view can do that."""
    return answered(lambda: typed.shown_again() or (render_template("errors/bad_request.html", expired=True), 400))


def answered(view: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """What a view says when a handler of faults calls it: what it raises in there would come out as a fault of ours."""
    try:
        return view()
    except (NotFound, Refusal, HTTPException) as fault:
        return current_app.handle_user_exception(fault)


def explained(error: HTTPException) -> ResponseReturnValue:
    """A fault that the web server noticed, in the words of this site."""
    if isinstance(error, SecurityError):  # another host name than ours: no page can be made for it
        return "This site does not answer to that name.\n", 400, {"Content-Type": "text/plain; charset=utf-8"}
    code = error.code or 500
    if code < 400:
        return error.get_response()  # a redirect of the router
    if code < 500:
        page = PAGES.get(code, PAGES[400])
        answer = render_template(page, retry_after=getattr(error, "retry_after", None))
    else:
        answer = bare_page(None)
    headers = [(k, v) for k, v in error.get_headers() if k not in ("Content-Type", "Content-Length")]
    return answer, code, headers


def failed(error: Exception) -> tuple[str, int]:
    """A fault of ours: a page with a reference number, and the story in the log under that number."""
    reference = uuid.uuid4().hex[:8]
    log.error("failed %s", reference, exc_info=error)
    return bare_page(reference), 500


def bare_page(reference: str | None) -> str:
    """The page of a fault, without what every page knows: that asks the database who is there."""
    session.modified = False  # nothing was kept: no word that it was, and nobody signed out, stays in the browser
    page = current_app.jinja_env.get_template("errors/failed.html")
    return page.render(reference=reference, language=language(), deal=deal(), asset=asset)
