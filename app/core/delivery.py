"""How style sheets, scripts and letters reach a browser: small, and only once."""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

YEAR = 365 * 24 * 3600
WEEK = 7 * 24 * 3600
SQUEEZED = {"text/css", "text/javascript", "application/javascript", "image/svg+xml"}


def init_app(app: Flask) -> None:
    app.after_request(kept)
    app.after_request(squeezed)  # runs first


def kept(response: Response) -> Response:
    """Lets a browser keep a static file: for good when its address names its content."""
    if request.endpoint == "static" and response.status_code in (200, 304):
        named = bool(request.query_string)
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if named else f"public, max-age={WEEK}"
    return response


def squeezed(response: Response) -> Response:
    """Sends a static text compressed. Never a page: its length would tell of the secrets in it (BREACH)."""
    if request.endpoint != "static" or response.mimetype not in SQUEEZED:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code == 200 and request.accept_encodings["gzip"] > 0 and request.method == "GET":
        response.direct_passthrough = False
        response.set_data(compressed(response.get_data()))
        response.headers["Content-Encoding"] = "gzip"
        response.headers.pop("ETag", None)  # of the file, not of these bytes; the address names the content
    return response


@lru_cache(maxsize=100)
def compressed(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)
