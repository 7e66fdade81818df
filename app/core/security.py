"""Headers, CSRF, tokens: what every answer carries, and what cannot be guessed."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, Response, after_this_request, current_app, g, request
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError, validate_csrf
from werkzeug.middleware.proxy_fix import ProxyFix
from wtforms import ValidationError

V = TypeVar("V", bound=Callable[..., Any])


class Tokens(CSRFProtect):
    """Every form has its token. The referrer is looked at as well, but for pages that send none."""

    def protect(self, apply_exemptions: bool = False) -> None:
        view = current_app.view_functions.get(request.endpoint or "")
        if not getattr(view, "sends_no_referrer", False):
            super().protect(apply_exemptions)
        elif request.method in current_app.config["WTF_CSRF_METHODS"]:
            try:
                validate_csrf(request.form.get("csrf_token"))
            except ValidationError as fault:
                raise CSRFError(str(fault)) from fault
            g.csrf_valid = True  # the form need not look again


csrf = Tokens()
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}


def random_id() -> str:
    """A public id: 26 characters [0-9a-z], about 134 bits, that says nothing about order or time."""
    return "".join(secrets.choice(LETTERS) for _ in range(26))


def random_code() -> str:
    """A code for a person to keep: 26 base32 characters, 130 bits, without separators."""
    return "".join(secrets.choice(BASE32) for _ in range(26))


def code_from(text: str) -> str:
    """A code as random_code, but the same for the same text; only this site can make it."""
    return base64.b32encode(bytes.fromhex(fingerprint(text))).decode()[:26]


def in_groups(code: str) -> str:
    """A code as it is printed: groups of five, so that it can be read aloud and typed over."""
    return "-".join(code[at : at + 5] for at in range(0, len(code), 5))


def tidy_code(typed: str) -> str:
    """What somebody typed or pasted as a code, without the separators and confusions of the eye."""
    cleaned = "".join(letter for letter in typed.upper() if letter.isalnum())
    return cleaned.translate(str.maketrans("018", "OIB"))


def random_token() -> str:
    """A secret for in a link: 256 bits."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """What is stored instead of a secret: 64 hexadecimal characters, keyed with the site's own key."""
    key = current_app.secret_key
    assert key is not None
    raw = key if isinstance(key, bytes) else key.encode()
    return hmac.new(raw, secret.encode(), hashlib.sha256).hexdigest()


def secret_address(view: V) -> V:
    """For a page of which the address itself is the secret: nobody is told that one came from there, we neither."""

    @wraps(view)
    def silent(*args: Any, **named: Any) -> Any:
        after_this_request(without_referrer)
        return view(*args, **named)

    silent.sends_no_referrer = True  # type: ignore[attr-defined]
    return cast(V, silent)


def without_referrer(response: Response) -> Response:
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def init_app(app: Flask) -> None:
    csrf.init_app(app)
    app.after_request(headers)
    proxies = app.config["TRUSTED_PROXIES"]
    if proxies:  # else everybody would seem to come from the proxy, and be slowed down together
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]


def headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
