"""Looking through one answer for everything that is hidden from whoever asked."""

from urllib.parse import unquote

from flask import current_app
from werkzeug.http import parse_cookie

from tests.canary.register import allowed_here


def leaks_in(answer, address, endpoint, looker, secrets):
    """What of the hidden things stands in an answer, with its column: status, headers, cookies and body.

    What was asked for stands in the answer because it was asked.
    """
    body = answer.get_data().decode("utf-8", "replace")  # of a file too
    told = unquote(f"{answer.status} {answer.headers} {sessions_in(answer)} {body}")
    found = (secrets.in_(told) & looker.hidden) - secrets.in_(address)
    return {token: secrets.words[token] for token in found if not allowed_here(looker, token, secrets.words[token], endpoint)}


def sessions_in(answer):
    """What the cookie of the session says: it is signed and packed, but whoever has it can read it."""
    reads = current_app.session_interface.get_signing_serializer(current_app)
    name = current_app.config["SESSION_COOKIE_NAME"]
    values = [parse_cookie(cookie.split(";")[0]).get(name) for cookie in answer.headers.getlist("Set-Cookie")]
    return [reads.loads(value) for value in values if value]
