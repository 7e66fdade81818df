"""Slowing down whoever guesses: only failures count, so that a busy office is not shut out."""

from app.accounts import queries
from app.accounts.models import Attempt
from app.accounts.operations.signing_in import WINDOW
from app.core import clock
from app.core.database import keep_now, own_transaction
from app.core.security import fingerprint


def has_failed_too_often(what: str, who: str, most: int) -> bool:
    """Whether somebody failed at something `most` times in the last quarter of an hour."""
    return queries.attempts_since(fingerprint(f"{what}:{who}"), clock.now() - WINDOW) >= most


def note_failure(what: str, who: str) -> None:
    """Counts a failure at once, apart from the request, which fails as well."""
    keep_now()  # lets go of the lock that a POST holds, or this would wait for itself
    with own_transaction() as apart:
        apart.add(Attempt(key=fingerprint(f"{what}:{who}")))
