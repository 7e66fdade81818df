"""Stopping everything at once, also by the button of a mail program (RFC 8058): the secret can do that and no more."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from app.core.errors import NotFound, answered, expired
from app.core.guard import public
from app.core.security import fingerprint, secret_address
from app.following import operations, queries
from app.following.routes.blueprint import blueprint

ONE_CLICK = ("List-Unsubscribe", "One-Click")


@blueprint.get("/volgen/gestopt")
@public
def stopped_all() -> str:
    return render_template("following/stopped.html")


@blueprint.route("/volgen/stoppen/<token>", methods=["GET", "POST"])
@public
@secret_address
def stop_at_once(token: str) -> ResponseReturnValue:
    """Opening it, also with HEAD, shows a button and changes nothing: mail scanners open links.

    Who stopped already is told the same: a mail program would else say that it failed. And nobody has to wait, as one
    program presses for many readers from one place.
    """
    try:
        found = queries.follower_by_stop(fingerprint(token))
    except NotFound:
        return is_stopped()
    if request.method != "POST":
        return render_template("following/stop.html", token=token)
    operations.stop_all(found)
    return is_stopped()


def is_stopped() -> ResponseReturnValue:
    if is_program():
        return "", 204, {"Content-Type": "text/plain; charset=utf-8"}
    return redirect(url_for("following.stopped_all"), code=303)


def is_program() -> bool:
    return request.method == "POST" and request.form.get(ONE_CLICK[0]) == ONE_CLICK[1]


@blueprint.errorhandler(CSRFError)
def without_session(error: CSRFError) -> ResponseReturnValue:
    """A mail program has no session, so no token: for that one button the secret in the address is the proof."""
    if request.endpoint != "following.stop_at_once" or not is_program():
        return expired(error)
    return answered(lambda: stop_at_once(str((request.view_args or {})["token"])))
