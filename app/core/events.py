"""The security log: who tried what, and how it ended. One line of JSON for each, on the standard error of the site.

It holds what an officer needs (deed, thing, result, origin, actor, time) and nothing that was typed. At an address for
everybody, such as those where a story is shared and followed, it says only that something was refused: nobody's name,
no origin.
"""

import json
import logging
import sys

from flask import Flask, Response, current_app, request

from app.core import clock

log = logging.getLogger("straatwijs.security")
ACTOR, THING, NOTED = "straatwijs.actor", "straatwijs.thing", "straatwijs.noted"  # of this request
REFUSED = (400, 401, 403, 429)  # noted wherever it happens
RESULTS = {
    400: "not taken",
    401: "not signed in",
    403: "not allowed",
    404: "not there",
    409: "refused",
    422: "not right",
    429: "too often",
}


def acts(public_id: str) -> None:
    """Says who this request is of, by their random id."""
    request.environ[ACTOR] = public_id


def about(thing: str) -> None:
    """Says what this request is about: an id or a fingerprint, never words."""
    request.environ[THING] = thing


def is_noted() -> None:
    """This deed is noted whatever becomes of it; without this only a refusal is."""
    if request.method == "POST":
        request.environ[NOTED] = True


def noted(response: Response) -> Response:
    view = current_app.view_functions.get(request.endpoint or "")
    always = NOTED in request.environ
    named = always or (view is not None and not getattr(view, "is_public", False))
    if always or response.status_code in REFUSED:
        line = {
            "time": clock.now().isoformat(timespec="milliseconds"),
            "action": request.endpoint or "unknown address",
            "object": request.environ.get(THING) or numbers_in_the_address(),
            "result": RESULTS.get(response.status_code, "done" if response.status_code < 400 else "failed"),
            "origin": (request.remote_addr or "") if named else "",
            "actor": request.environ.get(ACTOR, "") if named else "",
        }
        log.info(json.dumps(line))  # as ASCII: a break or a colour of the screen is spelled out
    return response


def numbers_in_the_address() -> str:
    """The ids in the address; a secret or a word in it is passed over."""
    given = request.view_args or {}
    return ", ".join(f"{name}={value}" for name, value in given.items() if isinstance(value, int))


def init_app(app: Flask) -> None:
    app.after_request(noted)
    log.setLevel(logging.INFO)
    if not app.testing and not log.handlers:
        to_the_screen = logging.StreamHandler(sys.stderr)
        to_the_screen.setFormatter(logging.Formatter("%(message)s"))
        log.addHandler(to_the_screen)
        log.propagate = False  # else a line stands there twice
