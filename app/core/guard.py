"""Who may pass. Every route says so: with allow(), or with @public."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from werkzeug.exceptions import Forbidden, TooManyRequests, Unauthorized
from werkzeug.routing import IntegerConverter

from app.core.errors import NotFound

V = TypeVar("V", bound=Callable[..., Any])
login = LoginManager()


class Number(IntegerConverter):
    """A number in an address as the database can hold one: other digits than ours, or too many, are no address."""

    regex = "[0-9]{1,9}"


def allow(decision: bool) -> None:
    """Lets the request through; else asks to sign in, or shows that this is not for this person."""
    if not decision:
        raise Forbidden if current_user.is_authenticated else Unauthorized


def public(view: V) -> V:
    """This page is for everyone."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def refuse_broken_address() -> None:
    """Databases differ in what they say of a zero byte; nothing here has an address with one in it."""
    if "\x00" in request.path or any("\x00" in value for _key, value in request.args.items(multi=True)):
        raise NotFound


def too_many(seconds: int = 900) -> TooManyRequests:
    """To raise when somebody tries something too often; the answer says how long to wait."""
    return TooManyRequests(retry_after=seconds)


def this_browser() -> str:
    """What tells the browser that sent a form from others at its place: the token of its session, else that place."""
    return str(session.get("csrf_token") or request.remote_addr or "")


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = Number
    app.before_request(refuse_broken_address)
    login.init_app(app)
    login.session_protection = None  # sessions are rows that can be ended, see accounts
    app.register_error_handler(Unauthorized, ask_to_sign_in)


def ask_to_sign_in(_error: Unauthorized) -> ResponseReturnValue:
    """A page that was asked for comes back after signing in; a form that was sent is not repeated."""
    if request.method == "GET":
        return redirect(url_for("accounts.sign_in", next=request.script_root + request.full_path.rstrip("?")))
    return render_template("errors/sign_in_first.html"), 401
