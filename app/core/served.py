"""Files that people sent us, as they are handed out: shown and never run, and asked for anew each time."""

import hashlib

from flask import Response, request

SANDBOX = {
    "Content-Security-Policy": "sandbox; default-src 'none'; base-uri 'none'; object-src 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Accept-Ranges": "none",
}


def picture(content: bytes, kind: str, name: str, is_public: bool = False) -> Response:
    """A picture under a name that we give it. Who may see it was decided before; a 304 says that they still may.

    A public one stays in the browser, which asks each time whether it may still show it; no other one is kept.
    """
    answer = Response(content, content_type=kind)
    answer.headers.update(SANDBOX)
    answer.headers["Cache-Control"] = "private, no-cache" if is_public else "no-store"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.set_etag(hashlib.sha256(content).hexdigest()[:32])
    answer.make_conditional(request)
    return answer
