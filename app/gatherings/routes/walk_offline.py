"""What the scripts of the walk ask for: a token, a place to send notes to, and the worker that keeps its pages."""

import hashlib
import json
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from app.core.clock import midnight, today
from app.core.errors import Refusal
from app.core.guard import public
from app.core.security import secret_address
from app.core.uploads import takes_files
from app.core.wording import asset
from app.gatherings.forms.walking import NoteForm
from app.gatherings.models import Walk
from app.gatherings.models.walking import CLOSES
from app.gatherings.routes.blueprint import blueprint
from app.gatherings.routes.opening import MOST_TOGETHER, walk_opened
from app.gatherings.routes.receiving import take_in

SCRIPTS = "typed errors copies walk walk_draft walk_photo walk_post walk_queue walk_ready walk_send".split()
SCRIPTS += "walk_store walk_tidy walk_waiting".split()
OF_WORKER = ("walk_worker", "walk_sync")
WHOLE = ("css/tokens.css", "css/straatwijs.css", "js/main.js", "favicon.svg")
WORKER = "/lopen/werker.js"  # one for both languages: links lead from one to the other
SCOPE = "/"  # and from the walk to all of the site
FONTS = ("overpass", "atkinson-hyperlegible-next")


def assets() -> list[str]:
    """What the pages of a walk are made of, by the addresses at which they ask for it."""
    modules = [f"/static/js/{name}.js" for name in SCRIPTS]
    return [*(asset(name) for name in WHOLE), *modules, *(f"/static/fonts/{name}.woff2" for name in FONTS)]


def version() -> str:
    """Another one when any of that changes, or the worker itself."""
    scripts = [f"js/{name}.js" for name in (*SCRIPTS, *OF_WORKER)]
    names = [*WHOLE, *scripts, *(f"fonts/{name}.woff2" for name in FONTS)]
    return hashlib.sha256(" ".join(asset(name) for name in names).encode()).hexdigest()[:16]


def is_kept() -> bool:
    """Whether this page is for the memory of a phone: it is shown later, and made without knowing whose phone it is."""
    return "X-Kept" in request.headers


def offline(walk: Walk) -> dict[str, Any]:
    """What the scripts have to know of this walk."""
    code, stops = walk.code, walk.gathering.stops
    return {
        "gathering": walk.gathering.slug,
        "send": url_for("gatherings.send_note", code=code),
        "fresh": url_for("gatherings.fresh_token", code=code),
        "worker": WORKER,
        "scope": SCOPE,
        "cache": f"lopen-{version()}",
        "assets": assets(),
        "pages": [
            url_for("gatherings.walk", code=code),
            *(url_for("gatherings.stop", code=code, number=stop.number) for stop in stops),
            url_for("gatherings.no_connection", code=code),
        ],
        "until": int(midnight(walk.gathering.on + CLOSES).timestamp() * 1000) + 24 * 60 * 60 * 1000,
        "open": walk.takes_notes(today()),
        "kept": is_kept(),
    }


@blueprint.get(WORKER)
@public
def walk_worker() -> Response:
    """The worker, which may answer for every page of the site. It changes whenever what it keeps does.

    As a module, for browsers that wake it to send what waits: others cannot all read modules in a worker.
    """
    keeps = json.dumps({"cache": f"lopen-{version()}", "assets": assets()})
    first, more = (json.dumps(asset(f"js/{name}.js")) for name in OF_WORKER)
    parts = f"import {first};\nimport {more};\n" if "module" in request.args else f"importScripts({first});\n"
    script = Response(f"self.WALK = {keeps};\n{parts}", content_type="text/javascript; charset=utf-8")
    script.headers["Service-Worker-Allowed"] = SCOPE
    return script


@blueprint.get("/lopen/<code>/geen-bereik")
@public
@secret_address
def no_connection(code: str) -> ResponseReturnValue:
    """What a phone shows in the place of a page that it did not keep, or of a form that it could not send."""
    found = walk_opened(code)
    if not is_kept():  # "try again" where it stood for a page of another site: there is a connection now
        return redirect(url_for("gatherings.walk", code=code))
    known = offline(found)
    return render_template("gatherings/no_connection.html", walk=found, gathering=found.gathering, offline=known)


@blueprint.get("/lopen/<code>/vers")
@public
@secret_address
def fresh_token(code: str) -> ResponseReturnValue:
    """A token for the forms of this browser: that of a page that was kept on the phone is too old."""
    walk_opened(code)
    return {"token": generate_csrf()}


@blueprint.post("/lopen/<code>/sturen")
@public
@secret_address
@takes_files(MOST_TOGETHER)
def send_note(code: str) -> ResponseReturnValue:
    """A note that waited on a phone. 200 says that it is here, also when it was already; 422 what has to be mended."""
    form = NoteForm()
    found = walk_opened(code)
    if not form.validate_on_submit():
        return mistake_in(form), 422
    try:
        taken = take_in(found, lambda: walk_opened(code, to_change=True), form)
    except Refusal as no:
        return {"reason": str(no)}, 409
    return ({"kept": True}, 200) if taken else (mistake_in(form), 422)


def mistake_in(form: NoteForm) -> dict[str, str]:
    """The first thing to mend, and in which field."""
    return next({"field": field.name, "reason": str(field.errors[0])} for field in form if field.errors)
